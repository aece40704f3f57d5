import '../support/headless-page.ts';
import { positionAt } from '@sanad/client/editor/text-positions.ts';
import { standingJudgement } from '@sanad/shared/claim';
import { makeReport, type ReportClaim } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import { TextSelection } from 'prosemirror-state';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const AT = '2026-01-05T09:00:00.000Z';
const TITLE = 'عنوان الخبر';

let room: Room | null = null;
beforeEach(newPage);
afterEach(() => room?.close());

function open(line: string): readonly [Hand, Hand] {
  room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(line)]);
  return room.hands as readonly [Hand, Hand];
}

function reported(hand: Hand): ReportClaim | undefined {
  const about = {
    id: 'a1',
    title: TITLE,
    language: 'ar',
    createdAt: AT,
    changedAt: AT,
    source: NO_SOURCE,
    exportedAt: AT,
    exportedBy: '',
  };
  return makeReport(hand.doc, { ...about, nameOf: (person) => person }).claims[0];
}

/** Selects from one letter to another, also where a browser would not stop: a program may. */
function selectUnits(hand: Hand, from: number, to: number): Hand {
  const { doc } = hand.editor.view.state;
  const at = (offset: number) => positionAt(doc, TITLE.length + 1 + offset);
  return hand.setSelection(TextSelection.create(doc, at(from), at(to)));
}

interface Cut {
  readonly name: string;
  readonly line: string;
  /** What was selected, as it stands in the line. */
  readonly selected: string;
  readonly claimed: string;
}

const FAMILY = '👩\u200d👩\u200d👧';

const CUTS: readonly Cut[] = [
  {
    name: 'begun inside an emoji sequence',
    line: `شاهد ${FAMILY} في الحي.`,
    selected: '👩\u200d👧 في',
    claimed: `${FAMILY} في`,
  },
  {
    name: 'ended inside an emoji sequence',
    line: `شاهد ${FAMILY} في الحي.`,
    selected: 'شاهد 👩\u200d',
    claimed: `شاهد ${FAMILY}`,
  },
  { name: 'begun inside a surrogate pair', line: 'قال 😀 ثم مضى.', selected: '\ude00 ثم', claimed: '😀 ثم' },
  { name: 'ended inside a surrogate pair', line: 'قال 😀 ثم مضى.', selected: 'قال \ud83d', claimed: 'قال 😀' },
  { name: 'ended inside a flag', line: 'رفع 🇵🇸 أمس.', selected: 'رفع 🇵', claimed: 'رفع 🇵🇸' },
  { name: 'begun at a vowel mark', line: 'وقدَّرَت الخسائر.', selected: 'َّرَت', claimed: 'دَّرَت' },
  { name: 'ended before a vowel mark', line: 'وقدَّرَت الخسائر.', selected: 'وقد', claimed: 'وقدَّ' },
  { name: 'ended between two marks', line: 'وقدَّرَت الخسائر.', selected: 'وقدَ', claimed: 'وقدَّ' },
  { name: 'ended before a joiner', line: 'او می\u200cخواهد برود.', selected: 'او می', claimed: 'او می\u200c' },
  {
    name: 'begun at a joiner',
    line: 'او می\u200cخواهد برود.',
    selected: '\u200cخواهد',
    claimed: 'ی\u200cخواهد',
  },
  { name: 'begun at a Hebrew point', line: 'הוא אמר שָׁלוֹם לכולם.', selected: 'ָׁלוֹם', claimed: 'שָׁלוֹם' },
  { name: 'ended before a Hebrew point', line: 'הוא אמר שָׁלוֹם לכולם.', selected: 'אמר ש', claimed: 'אמר שָׁ' },
  // Two letters that are written as one sign.
  { name: 'begun between lam and alef', line: 'هذه بلاد بعيدة.', selected: 'اد بعيدة', claimed: 'لاد بعيدة' },
  { name: 'ended between lam and alef', line: 'هذه بلاد بعيدة.', selected: 'هذه بل', claimed: 'هذه بلا' },
  { name: 'over a ligature of one code point', line: 'هذه بﻻد بعيدة.', selected: 'ﻻد', claimed: 'ﻻد' },
];

describe('a claim is on whole letters when its selection was', () => {
  it.each(CUTS)('$name', ({ line, selected, claimed }) => {
    const [salma, omar] = open(line);
    const from = line.indexOf(selected);
    const id = selectUnits(salma, from, from + selected.length).editor.act.mark('verified') ?? '';
    room?.quiet();
    for (const hand of [salma, omar]) {
      const { attachment, claim, stale } = hand.claim(id);
      expect(attachment, hand.name).toMatchObject({ kind: 'exact', words: claimed });
      expect(hand.decorated(id), hand.name).toBe(claimed);
      expect([claim.quote.exact, claim.original.exact, standingJudgement(claim)?.quote]).toEqual([
        claimed,
        claimed,
        claimed,
      ]);
      expect(stale).toBe(false);
      expect(reported(hand)).toMatchObject({ quote: claimed, verdictQuote: claimed, attachment: 'exact' });
    }
  });
});

/** The same words in two forms. */
const FORMS = [
  ['vowel marks', 'قَدَّرَتِ البلديّةُ الخسائرَ', 'قدرت البلدية الخسائر'],
  ['tatweel', 'أعلنت البلديـــــة ذلك', 'أعلنت البلدية ذلك'],
  ['hamza on alef', 'أعلنت الإدارة إغلاق الأبواب', 'اعلنت الادارة اغلاق الابواب'],
  ['ya and ta marbuta', 'وصلت إلى المدرسة الكبرى', 'وصلت إلي المدرسه الكبري'],
  ['Persian ya and kaf', 'على كل كتاب في المكتبة', 'علی کل کتاب فی المکتبة'],
  ['digits', 'وصلت إلى ٣٠٠ أسرة', 'وصلت إلى 300 أسرة'],
  ['quotation marks', 'وصف «المساعدات» بالكافية', 'وصف "المساعدات" بالكافية'],
  ['presentation forms', 'كانت بﻻد بعيدة ﷲ', 'كانت بلاد بعيدة الله'],
  ['joiners', 'او می\u200cخواهد برود', 'او میخواهد برود'],
  ['Hebrew points', 'שָׁלוֹם לְכֻלָּם', 'שלום לכלם'],
] as const;

const lineWith = (words: string) => `وقال المتحدث باسم المجلس صباح اليوم: ${words}، ثم عاد ونفى ذلك أمام الصحفيين.`;

/** Takes the words out and, once everybody has seen that, types others in their place. */
function retype(hand: Hand, words: string, form: string): void {
  const { start } = hand.find(words);
  hand.select(words).press('Backspace');
  room?.quiet();
  hand.selectRange(start).type(form);
  room?.quiet();
}

describe('words typed again in another form are the words that were judged', () => {
  it.each(
    FORMS.flatMap(([name, one, other]) => [
      [name, one, other] as const,
      [`${name}, the other way round`, other, one] as const,
    ]),
  )('%s', (_name, words, form) => {
    const [salma, omar] = open(lineWith(words));
    const id = omar.mark(words);
    room?.quiet();
    retype(salma, words, form);
    expect(omar.claim(id).attachment).toMatchObject({ kind: 'recovered', words: form });
    expect(room?.heal()).toBe(1);
    for (const hand of [salma, omar]) {
      const { attachment, stale, verdict, claim } = hand.claim(id);
      expect({ attachment, stale, verdict }).toMatchObject({
        attachment: { kind: 'exact', words: form },
        stale: false,
        verdict: 'verified',
      });
      expect(hand.decorated(id)).toBe(form);
      // Folding is for finding: what is kept and told is as it was written.
      expect(claim).toMatchObject({ quote: { exact: form }, original: { exact: words } });
      expect(reported(hand)).toMatchObject({ quote: form, originalQuote: words, verdictQuote: words, stale: false });
    }
  });

  it('a letter added in a form that folds away leaves the verdict fresh at once', () => {
    const [salma, omar] = open(lineWith('أعلنت البلدية ذلك'));
    const id = omar.mark('أعلنت البلدية ذلك');
    room?.quiet();
    salma.caret('البلدية', 4).type('ــ');
    room?.quiet();
    const words = 'أعلنت البلــدية ذلك';
    for (const hand of [salma, omar]) {
      expect(hand.claim(id)).toMatchObject({ stale: false, attachment: { kind: 'exact', words } });
    }
  });

  it.each([
    ['another number', 'وصلت إلى ٣٠٠ أسرة', 'وصلت إلى ٤٠٠ أسرة'],
    ['a number to the power of two', 'بلغت المساحة 10² كيلومترات', 'بلغت المساحة 102 كيلومترات'],
    ['another letter', 'وصلت قوات من الجيش', 'وصلت قواف من الجيش'],
  ])('%s is not another form', (_name, words, other) => {
    const [salma, omar] = open(lineWith(words));
    const id = omar.mark(words);
    room?.quiet();
    retype(salma, words, other);
    expect(room?.heal()).toBe(0);
    for (const hand of [salma, omar]) {
      const { attachment, stale } = hand.claim(id);
      expect(attachment.kind === 'detached' || (attachment.kind === 'recovered' && stale)).toBe(true);
      expect(reported(hand)?.verdictQuote).toBe(words);
    }
  });
});
