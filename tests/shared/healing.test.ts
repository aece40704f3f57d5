import { groundOf } from '@sanad/shared/anchor';
import { claimsRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { isStale, moveClaim, readClaim, standingJudgement } from '@sanad/shared/claim';
import { foldedEqual } from '@sanad/shared/fold';
import { healingOf } from '@sanad/shared/healing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { articleOf, heldBy, lettersOf, mark, placeOf } from './desk-article.ts';

const LINES = [
  'محطة الطاقة تعود إلى العمل',
  'قال الوزير إن المحطة تخدم ثلاثة آلاف أسرة في المدينة القديمة منذ مساء أمس.',
  'ولم تصل الكهرباء إلى الأحياء الشرقية بعد، بحسب السكان.',
];
const WORDS = 'المحطة تخدم ثلاثة آلاف أسرة';

const claimOf = (doc: Y.Doc, id: string) => {
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim) throw new RangeError(`no claim ${id}`);
  return claim;
};
const healing = (doc: Y.Doc, id: string) => healingOf(groundOf(doc, articleText(doc)), claimOf(doc, id));
/** Heals a claim if it may be; gives the words it then sits on. */
function heal(doc: Y.Doc, id: string): string | null {
  const found = healing(doc, id);
  if (!found) return null;
  moveClaim(doc, id, found.anchor, found.quote);
  const place = placeOf(doc, id);
  expect(place.kind).toBe('exact');
  return place.kind === 'detached' ? null : place.words;
}
/** Takes a block's letters out and puts others in, as a client does that knows nothing of claims. */
function retype(doc: Y.Doc, block: number, letters: string): void {
  const run = lettersOf(doc, block);
  doc.transact(() => {
    run.delete(0, run.length);
    run.insert(0, letters);
  });
}

describe('a claim is healed without asking', () => {
  test('when its very words were taken out and put in again where they were', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    retype(doc, 1, LINES[1] as string);
    expect(placeOf(doc, id).kind).toBe('recovered');
    expect(heal(doc, id)).toBe(WORDS);
    const claim = claimOf(doc, id);
    expect(isStale(standingJudgement(claim), WORDS)).toBe(false);
    expect(healing(doc, id)).toBeNull();
  });
  test('when they came back in another form', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    retype(doc, 1, (LINES[1] as string).replace('ثلاثة آلاف أسرة', 'ثلاثةَ آلاف أُسرة'));
    expect(foldedEqual(heal(doc, id) as string, WORDS)).toBe(true);
  });
  test('when half of it was split off: it grows back to all its words', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    const run = lettersOf(doc, 1);
    const cut = (LINES[1] as string).indexOf('ثلاثة');
    const rest = (LINES[1] as string).slice(cut);
    const next = lettersOf(doc, 2);
    doc.transact(() => {
      run.delete(cut, rest.length);
      next.insert(0, `${rest} `);
    });
    expect(foldedEqual(heal(doc, id) as string, WORDS)).toBe(true);
  });
  test('and its stale verdict stays stale: healing is no judgement', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    const reworded = (LINES[1] as string).replace('ثلاثة آلاف أسرة', 'أربعة آلاف أسرة');
    retype(doc, 1, reworded);
    // An editing client has said what its words are now; then the block is retyped once more.
    const at = articleText(doc).text.indexOf('المحطة تخدم أربعة');
    const words = 'المحطة تخدم أربعة آلاف أسرة';
    const { text } = articleText(doc);
    const quote = { exact: words, prefix: text.slice(at - 30, at), suffix: text.slice(at + words.length).slice(0, 30) };
    moveClaim(doc, id, claimOf(doc, id).anchor, quote);
    expect(heal(doc, id)).toBe(words);
    expect(isStale(standingJudgement(claimOf(doc, id)), words)).toBe(true);
  });
});

describe('a claim is left to a person', () => {
  test('when its anchor is right', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    lettersOf(doc, 1).insert(0, 'وكان قد ');
    expect(healing(doc, id)).toBeNull();
  });
  test('when its words came back with differences', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    retype(doc, 1, (LINES[1] as string).replace('ثلاثة آلاف', 'ثلاثين ألف'));
    expect(placeOf(doc, id).kind).toBe('recovered');
    expect(healing(doc, id)).toBeNull();
  });
  test('when its words stand in two places, even if one of them has its surroundings', () => {
    const doc = articleOf(...LINES, `${LINES[1]}`);
    const id = mark(doc, WORDS);
    retype(doc, 1, LINES[1] as string);
    expect(healing(doc, id)).toBeNull();
  });
  test('when its words stand once, but in another sentence', () => {
    const doc = articleOf(...LINES, `وفي سياق آخر ذكر تقرير قديم أن ${WORDS} وفق أرقام العام الماضي.`);
    const id = mark(doc, WORDS);
    retype(doc, 1, 'حُذفت هذه الفقرة.');
    expect(placeOf(doc, id).kind).toBe('recovered');
    expect(healing(doc, id)).toBeNull();
  });
  test('when only its original words came back, and it had been reworded', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    const { original, anchor } = claimOf(doc, id);
    moveClaim(doc, id, anchor, { ...original, exact: 'كلمات أخرى تمامًا صارت هنا' });
    retype(doc, 1, LINES[1] as string);
    expect(placeOf(doc, id).kind).toBe('recovered');
    expect(healing(doc, id)).toBeNull();
  });
  test('when its words were rewritten in place and a copy of the old ones stands beside them', () => {
    const doc = articleOf(...LINES);
    const id = mark(doc, WORDS);
    const run = lettersOf(doc, 1);
    const line = LINES[1] as string;
    doc.transact(() => {
      run.delete(line.indexOf('ثلاثة'), 'ثلاثة'.length);
      run.insert(line.indexOf('ثلاثة'), 'أربعة');
      lettersOf(doc, 2).insert(0, `${line} `);
    });
    expect(placeOf(doc, id).kind).toBe('exact');
    expect(healing(doc, id)).toBeNull();
  });
});

test('whatever is done to the text, healing writes only anchors that hold the words of the quote, and once', () => {
  const edit = fc.record({ block: fc.nat(2), at: fc.nat(60), remove: fc.nat(60), add: fc.nat(3), paste: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const doc = articleOf(...LINES);
      const ids = [
        mark(doc, WORDS),
        mark(doc, 'الأحياء الشرقية', 'disputed'),
        mark(doc, 'المدينة القديمة', 'unsourced'),
      ];
      for (const { block, at, remove, add, paste } of edits) {
        const run = lettersOf(doc, block);
        const from = Math.min(at, run.length);
        const count = Math.min(remove, run.length - from);
        // The letters alone, without what formatting Yjs would write around them.
        const gone = articleText(doc).blocks[block]?.text.slice(from, from + count) ?? '';
        doc.transact(() => {
          run.delete(from, count);
          const target = lettersOf(doc, paste ? (block + add) % LINES.length : block);
          target.insert(Math.min(from, target.length), paste ? gone : 'كلمة '.repeat(add));
        });
        if (articleText(doc).blocks.some(({ runs }) => runs.length === 0)) return;
      }
      for (const id of ids) {
        const before = claimOf(doc, id);
        const found = healing(doc, id);
        if (!found) continue;
        moveClaim(doc, id, found.anchor, found.quote);
        const place = placeOf(doc, id);
        expect(place.kind).toBe('exact');
        if (place.kind === 'detached') return;
        expect(foldedEqual(place.words, before.quote.exact)).toBe(true);
        expect(heldBy(doc, id)).toEqual({ start: place.start, end: place.end });
        expect(healing(doc, id)).toBeNull();
      }
    }),
  );
});
