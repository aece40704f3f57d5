import { declaredIn, decode } from '@sanad/server/import/decode';
import { encodingOf, type TextEncoding } from '@sanad/shared/text-encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../support/encoded.ts';

const read = (bytes: Uint8Array, how = {}) => {
  const decoded = decode(bytes, how);
  return decoded.kind === 'text'
    ? { text: decoded.text, encoding: decoded.encoding, guessed: decoded.guessed }
    : decoded;
};
const alternatives = (bytes: Uint8Array, how = {}) => {
  const decoded = decode(bytes, how);
  return decoded.kind === 'text' ? decoded.alternatives : null;
};

/** What both old Arabic code pages can write. */
const ARABIC = [
  'سلام',
  'خبر عاجل',
  'قالت البلدية إن الجسر كلف 12 مليون دولار، ونفى مهندس ذلك.',
  'مقتل 3 أمريكيين وإصابة 3 آخرين في هجوم لداعش قرب تدمر',
  'أعلنت شركة NordRail عن افتتاح خط جديد بطول 40 كم في 2026؛ فهل يكتمل؟',
  'وَقَّعَ الوزيرُ الاتفاقَ أمسِ في بيروتَ.',
];

describe('the encoding of a text is found', () => {
  test.each(ARABIC)('in ISO-8859-6 as in windows-1256: %s', (words) => {
    for (const encoding of ['iso-8859-6', 'windows-1256'] as const) {
      expect(read(encode(words, encoding))).toEqual({ text: words, encoding, guessed: true });
    }
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('in %s', (encoding) => {
    for (const text of ARABIC) expect(read(encode(text, encoding))).toMatchObject({ text, encoding });
  });

  test.each([
    'گزارش ویژه: چهار ژورنالیست پارسی'.replaceAll('ی', 'ي'),
    'Le ministère a déclaré: «ça suffit» — «هذا يكفي» قال الوزير في مؤتمر صحافي',
    'ارتفعت الأسعار 5٪ و“سنتكوم” لم تعلّق'.replace('٪', '%'),
  ])('Persian letters, French words and quotation marks in windows-1256: %s', (text) => {
    expect(read(encode(text, 'windows-1256'))).toEqual({ text, encoding: 'windows-1256', guessed: true });
  });

  test.each(['Café crème à Genève, où l’été fut brûlant', 'Über die Brücke führt kein Weg', 'Señor Muñoz volvió'])(
    'Western accents in windows-1252: %s',
    (text) => {
      expect(read(encode(text, 'windows-1252'))).toEqual({ text, encoding: 'windows-1252', guessed: true });
    },
  );

  test('without a doubt where there is none: plain letters, UTF-8, a byte order mark', () => {
    for (const bytes of [
      encode('Plain words', 'windows-1252'),
      encode('نص', 'utf-8'),
      encode('\ufeffنص', 'utf-16be'),
    ]) {
      expect(decode(bytes)).toMatchObject({ guessed: false, alternatives: [] });
    }
  });

  /** Words of the news; seeded sentences of them in each encoding are read in it, every one. */
  const WORDS =
    'قالت أعلنت في من على إلى عن أن إن التي الذي هذا هذه كان كانت بعد قبل خلال بين مع منذ حتى اليوم أمس السبت الحكومة الرئيس الوزير الأمن الجيش المدينة المنطقة الشمال الجنوب مقتل إصابة هجوم انفجار طريق مدرسة مستشفى سوق ماء كهرباء غاز نفط دولار مليون ألف عشرة خمسة شخصا عاما شهرا يوما بيان تقرير مصدر شهود سكان نساء أطفال رجال عمال طلاب لم لن لا قد ثم أو بل كل بعض غير أكثر أقل جدا أيضا لكن حيث كما وقال وأضاف وأوضح وأشار وأكد ونفى'.split(
      ' ',
    );
  const sentence = fc
    .array(
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom('86', 'NordRail', '2026', '«x»')),
      {
        minLength: 6,
        maxLength: 60,
      },
    )
    .map((words) => `${words.join(' ')}.`);
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256', 'iso-8859-6'] as const)(
    'of any Arabic sentences in %s, every time',
    (encoding) => {
      fc.assert(
        fc.property(sentence, (text) => {
          const plain = encoding === 'iso-8859-6' ? text.replaceAll(/[«»]/g, '"') : text;
          const letters = plain.match(/\p{Script=Arabic}+/gu)?.length ?? 0;
          fc.pre(letters >= 4);
          expect(read(encode(plain, encoding))).toMatchObject({ text: plain, encoding });
        }),
        { seed: 20260203, numRuns: 2000 },
      );
    },
  );
});

describe('what is said of a file', () => {
  test('counts before a guess, and not against the bytes', () => {
    const words = 'نن لل';
    const bytes = encode(words, 'iso-8859-6');
    expect(read(bytes, { declared: 'ISO-8859-6' })).toEqual({ text: words, encoding: 'iso-8859-6', guessed: false });
    expect(read(encode('نص', 'windows-1256'), { declared: 'utf-8' })).toMatchObject({ encoding: 'windows-1256' });
    expect(read(encode('قال فك', 'windows-1256'), { declared: 'iso-8859-6' })).toMatchObject({ text: 'قال فك' });
    expect(read(encode('words', 'utf-8'), { declared: 'utf-16' })).toMatchObject({ text: 'words' });
    expect(read(encode('نص', 'utf-8'), { declared: 'no-such' })).toMatchObject({ text: 'نص', guessed: false });
  });

  test('is doubted where UTF-8 is named something else', () => {
    const bytes = encode('قالت البلدية', 'utf-8');
    expect(read(bytes, { declared: 'windows-1256' })).toEqual({
      text: 'قالت البلدية',
      encoding: 'utf-8',
      guessed: true,
    });
    expect(alternatives(bytes, { declared: 'windows-1256' })).toContain('windows-1256');
  });

  test.each<[string, string | null]>([
    ['<html><head><meta charset=windows-1256>', 'windows-1256'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', 'ISO-8859-6'],
    ['<?xml version="1.0" encoding="utf-8"?><html>', 'utf-8'],
    ['<!-- <meta charset="utf-16"> --><META CharSet=\'x\'>', 'x'],
    ['<p>charset=utf-8</p>', null],
  ])('is read of the head of a page: %s', (html, declared) => {
    expect(declaredIn(encode(html, 'windows-1252'))).toBe(declared);
  });

  test.each<[string, TextEncoding | null]>([
    ['UTF8', 'utf-8'],
    ['cp1256', 'windows-1256'],
    [' ASMO-708 ', 'iso-8859-6'],
    ['latin1', 'windows-1252'],
    ['koi8-r', null],
  ])('by whichever name: %s', (label, encoding) => {
    expect(encodingOf(label)).toBe(encoding);
  });
});

describe('the person', () => {
  const words = 'قالت البلدية إن الجسر اكتمل.';

  test('is offered the other readings of a guess, and what they choose is taken', () => {
    const bytes = encode(words, 'windows-1256');
    expect(alternatives(bytes)).toEqual(['windows-1252']);
    expect(alternatives(encode(words, 'iso-8859-6'))).toEqual(['windows-1256', 'windows-1252']);
    expect(read(encode(words, 'iso-8859-6'), { forced: 'windows-1256' })).toMatchObject({ encoding: 'windows-1256' });
    expect(read(bytes, { forced: 'windows-1252' })).toMatchObject({ encoding: 'windows-1252', guessed: false });
    expect(alternatives(bytes, { forced: 'windows-1252' })).toContain('windows-1256');
  });

  test('is told where the bytes are none of what they chose', () => {
    expect(read(encode(words, 'windows-1256'), { forced: 'utf-8' })).toEqual({ kind: 'unreadable', why: 'damaged' });
    expect(read(encode(words, 'windows-1256'), { forced: 'iso-8859-6' })).toEqual({
      kind: 'unreadable',
      why: 'damaged',
    });
  });
});
