import type { Judgement, Verdict } from '@sanad/shared/claim';
import { isOpenConflict, secondLookOf, voicesFor, wordsJudged } from '@sanad/shared/second-look';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const WORDS = 'تخدم 3 آلاف أسرة';
/** The same words as a reader sees them, and other signs. */
const ALIKE = 'تخدم ٣  آلاف أُسرة';
const OTHERS = 'تخدم 4 آلاف أسرة';

let minute = 0;
const said = (by: string, verdict: Verdict, quote = WORDS): Judgement => ({
  by,
  verdict,
  quote,
  note: '',
  at: new Date(Date.UTC(2026, 2, 1, 10, minute++)).toISOString(),
});

describe('how many people stand by a verdict on the words as they stand', () => {
  test.each<[string, Judgement[], string]>([
    ['nobody', [], 'none'],
    ['somebody who went back to unchecked', [said('amal', 'verified'), said('amal', 'unchecked')], 'none'],
    ['one for words that stand there no more', [said('amal', 'verified', OTHERS)], 'none'],
    ['one person', [said('amal', 'verified')], 'awaiting'],
    ['one person twice is not two', [said('amal', 'verified'), said('amal', 'verified')], 'awaiting'],
    ['one person who changed their mind', [said('amal', 'verified'), said('amal', 'disputed')], 'awaiting'],
    ['two, one of them for older words', [said('amal', 'verified', OTHERS), said('badr', 'verified')], 'awaiting'],
    ['two who say the same', [said('amal', 'verified'), said('badr', 'verified')], 'confirmed'],
    [
      'two, for words that differ in form alone',
      [said('amal', 'verified', ALIKE), said('badr', 'verified')],
      'confirmed',
    ],
    ['two who differ', [said('amal', 'verified'), said('badr', 'disputed')], 'conflict'],
    [
      'two who differed, though one has gone over to the other by now',
      [said('amal', 'verified'), said('badr', 'disputed'), said('badr', 'verified')],
      'conflict',
    ],
    [
      'two and one who differs',
      ['amal', 'badr'].map((by) => said(by, 'verified')).concat(said('dana', 'unsourced')),
      'conflict',
    ],
    [
      'two who differed, though one stands by none by now',
      [said('amal', 'verified'), said('badr', 'disputed'), said('badr', 'unchecked')],
      'conflict',
    ],
    [
      'two, of whom one had changed their mind before the other came',
      [said('amal', 'disputed'), said('amal', 'verified'), said('badr', 'verified')],
      'confirmed',
    ],
  ])('%s', (_, judgements, look) => {
    expect(secondLookOf(judgements, WORDS)).toBe(look);
  });

  test('a claim whose words are gone, or were only found again, has nobody', () => {
    const judgements = [said('amal', 'verified'), said('badr', 'verified')];
    expect(secondLookOf(judgements, wordsJudged({ kind: 'detached' }))).toBe('none');
    const at = { start: 0, end: WORDS.length, words: WORDS };
    expect(secondLookOf(judgements, wordsJudged({ kind: 'recovered', ...at }))).toBe('none');
    expect(secondLookOf(judgements, wordsJudged({ kind: 'exact', ...at }))).toBe('confirmed');
  });

  test('words come and go, and with them who stands by a verdict on them', () => {
    const judgements = [said('amal', 'verified'), said('amal', 'disputed', OTHERS), said('badr', 'verified')];
    expect(secondLookOf(judgements, WORDS)).toBe('confirmed');
    expect(secondLookOf(judgements, OTHERS)).toBe('awaiting');
  });
});

describe('whatever was said', () => {
  const judgement = fc.record({
    by: fc.constantFrom('amal', 'badr', 'dana'),
    verdict: fc.constantFrom<Verdict>('unchecked', 'verified', 'disputed', 'unsourced'),
    quote: fc.constantFrom(WORDS, ALIKE, OTHERS),
    note: fc.constant(''),
    at: fc.constant('2026-03-01T10:00:00.000Z'),
  });
  const judgements = fc.array(judgement, { maxLength: 12 });

  test('each person has one voice, the last they gave for these words, and never unchecked', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const voices = voicesFor(all, WORDS);
        expect(new Set(voices.map(({ by }) => by)).size).toBe(voices.length);
        for (const by of ['amal', 'badr', 'dana']) {
          const last = all.findLast((each) => each.by === by && each.quote !== OTHERS);
          const voice = voices.find((each) => each.by === by);
          expect(voice).toBe(last?.verdict === 'unchecked' ? undefined : last);
        }
      }),
    );
  });

  test('the voices say which it is, and whether they ever differed', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const voices = voicesFor(all, WORDS);
        const differed = all.some((_, index) => {
          const then = voicesFor(all.slice(0, index + 1), WORDS);
          return new Set(then.map(({ verdict }) => verdict)).size > 1;
        });
        const agreed = voices.length === 1 ? 'awaiting' : 'confirmed';
        expect(secondLookOf(all, WORDS)).toBe(voices.length === 0 ? 'none' : differed ? 'conflict' : agreed);
      }),
    );
  });

  test('what is said of other words changes nothing', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        expect(secondLookOf(all, WORDS)).toBe(
          secondLookOf(
            all.filter(({ quote }) => quote !== OTHERS),
            WORDS,
          ),
        );
      }),
    );
  });

  test('saying again what one said last changes nothing', () => {
    fc.assert(
      fc.property(judgements, (all) => {
        const again = all.findLast(({ quote }) => quote !== OTHERS);
        fc.pre(again !== undefined);
        expect(secondLookOf([...all, again], WORDS)).toBe(secondLookOf(all, WORDS));
      }),
    );
  });
});

describe('a conflict is open until somebody decides', () => {
  const judgements = [said('amal', 'verified'), said('badr', 'disputed')];
  const at = { kind: 'exact', start: 0, end: WORDS.length, words: WORDS } as const;
  const settled = {
    kind: 'settlement',
    by: 'editor',
    at: '2026-03-01T12:00:00.000Z',
    how: 'stands',
    reason: 'أكّدته الوزارة',
    wording: null,
    verdict: 'disputed',
    verdictBy: null,
    quote: WORDS,
  } as const;
  const reopened = {
    kind: 'reopening',
    by: 'editor',
    at: '2026-03-01T13:00:00.000Z',
    of: 'one-111',
    reason: 'خطأ',
  } as const;

  test('by a settlement, until it is reopened', () => {
    expect(isOpenConflict({ judgements, comments: {} }, at)).toBe(true);
    expect(isOpenConflict({ judgements, comments: { 'one-111': settled } }, at)).toBe(false);
    expect(isOpenConflict({ judgements, comments: { 'one-111': settled, 'two-222': reopened } }, at)).toBe(true);
  });

  test('or until the words are others', () => {
    const now = { ...at, words: OTHERS, end: OTHERS.length };
    expect(isOpenConflict({ judgements, comments: {} }, now)).toBe(false);
    expect(isOpenConflict({ judgements, comments: {} }, { kind: 'detached' })).toBe(false);
  });
});
