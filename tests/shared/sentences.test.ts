import { sentencesOf } from '@sanad/shared/sentences';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const split = (text: string, language = 'ar') =>
  sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));

describe('a sentence ends', () => {
  test('at a full stop, a question mark, an exclamation mark', () => {
    expect(split('قتل ثلاثة جنود. فمن المسؤول؟ لا أحد! انتهى')).toEqual([
      'قتل ثلاثة جنود.',
      'فمن المسؤول؟',
      'لا أحد!',
      'انتهى',
    ]);
  });
  test('behind the quotation mark that closes it', () => {
    expect(split('قال: “لن نعود.” ثم غادر القاعة.')).toEqual(['قال: “لن نعود.”', 'ثم غادر القاعة.']);
  });
  test('at the end of the block at the latest', () => {
    expect(split('بلا نقطة في آخره')).toEqual(['بلا نقطة في آخره']);
  });
});

describe('a sentence does not end', () => {
  test.each([
    ['ar', 'قال د. أحمد إن أ.د. سامي حضر الاجتماع.'],
    ['ar', 'ونقلت ا.ف.ب. عن المصدر أن و.م.أ. لم تعلق.'],
    ['ar', 'العنوان ص. ب. 12 بيروت.'],
    ['ar', 'بلغت الكلفة 3.5 مليون دولار.'],
    ['en', 'The U.S. Army said Gen. Smith had met Dr. Who at No. 10 before leaving.'],
    ['en', 'Apple Inc. Chairman Lee went to St. Petersburg and St. Louis.'],
    ['en', 'Acme Inc. and Widgets Ltd. v. Jones Co. was heard at 3 p.m. on Monday.'],
  ])('behind an abbreviation or inside a number (%s): %s', (language, text) => {
    expect(split(text, language)).toEqual([text]);
  });
});

describe('a word that is an abbreviation elsewhere ends its sentence', () => {
  test.each([
    [['He said no.', 'The army killed 17.']],
    [['We waited under the sun.', 'Nobody came.']],
    [['She sat.', 'He left.']],
    [['They met at 3 p.m.', 'The army came.']],
  ])('%j', (sentences) => {
    expect(split(sentences.join(' '), 'en')).toEqual(sentences);
  });
  test.each([
    ['en', 'It was No. 10 on Sun. 4 May.'],
    ['en', 'J. Smith met George W. Bush.'],
    ['en', 'They met at 3 p.m. on Monday.'],
    ['ar', 'نقلت (ا.ف.ب.) الخبر.'],
  ])('and not here (%s): %s', (language, text) => {
    expect(split(text, language)).toEqual([text]);
  });
});

test('white space belongs to no sentence, and a block of it has none', () => {
  expect(split('  قال.   ثم مضى.  ')).toEqual(['قال.', 'ثم مضى.']);
  expect(split(' \u00a0 ')).toEqual([]);
  expect(split('')).toEqual([]);
});

test('sentences follow each other, and hold every letter of the block', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ابتد. ؟!“”«»3\u00a0 AUS.é😀\u064b'), maxLength: 80 });
  fc.assert(
    fc.property(text, (block) => {
      let end = 0;
      let held = '';
      for (const sentence of sentencesOf(block, 'ar')) {
        expect(sentence.start).toBeGreaterThanOrEqual(end);
        expect(sentence.end).toBeGreaterThan(sentence.start);
        held += block.slice(sentence.start, sentence.end);
        end = sentence.end;
      }
      expect(held.replace(/\s/g, '')).toBe(block.replace(/\s/g, ''));
    }),
  );
});
