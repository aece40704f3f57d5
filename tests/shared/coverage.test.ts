import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import {
  draftAside,
  draftClaim,
  readAside,
  readAsides,
  readClaim,
  readClaims,
  removeClaim,
  showClaim,
} from '@sanad/shared/claim';
import {
  type CoveringClaim,
  coverageOf,
  coveredShare,
  gravest,
  nextUntouched,
  placeAsides,
  SentenceReader,
  sentenceAt,
} from '@sanad/shared/coverage';
import { quoteAt } from '@sanad/shared/quote';
import { makeReport, placedClaims } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import { VERDICTS } from '@sanad/shared/verdict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { AT, articleOf, lettersOf, mark, markRange } from './desk-article.ts';

const FIRST = 'افتتحت البلدية أمس ثلاث مكتبات.';
const SECOND = 'وقال د. سامر النجّار إنها تتسع لأربعين ألف كتاب.';
const THIRD = 'لم تُعلَن الكلفة بعد.';
const article = () => articleOf('البلدية تفتتح مكتبات', `${FIRST} ${SECOND}`, THIRD);

function covered(doc: Y.Doc) {
  const text = articleText(doc);
  const sentences = new SentenceReader('ar').read(text.blocks);
  return coverageOf(sentences, placedClaims(doc), placeAsides(groundOf(doc, text), sentences, readAsides(doc)));
}
const states = (doc: Y.Doc) => covered(doc).sentences.map(({ state }) => state);

let made = 0;
function setAside(doc: Y.Doc, words: string, by = 'amal'): string {
  const text = articleText(doc);
  const start = text.text.indexOf(words);
  const id = `aside-${++made}`;
  const end = start + words.length;
  const anchor = makeAnchor(groundOf(doc, text), start, end);
  draftAside(doc, { id, by, at: AT, anchor, quote: quoteAt(text.text, start, end) });
  showClaim(doc, id);
  return id;
}

describe('a sentence', () => {
  test('is untouched until a claim holds a letter of it', () => {
    const doc = article();
    expect(states(doc)).toEqual(['untouched', 'untouched', 'untouched', 'untouched']);
    mark(doc, 'ثلاث مكتبات', 'disputed');
    expect(states(doc)).toEqual(['untouched', 'touched', 'untouched', 'untouched']);
    expect(covered(doc).sentences[1]).toMatchObject({ words: FIRST, claims: { disputed: 1, verified: 0 }, stale: 0 });
  });
  test('is touched by a claim that begins in the one before it, and not by one that ends there', () => {
    const doc = article();
    const { text } = articleText(doc);
    markRange(doc, text.indexOf(FIRST), text.indexOf(FIRST) + FIRST.length, 'verified');
    expect(states(doc)).toEqual(['untouched', 'touched', 'untouched', 'untouched']);
    markRange(doc, text.indexOf('مكتبات.'), text.indexOf('سامر'), 'unsourced');
    expect(states(doc)).toEqual(['untouched', 'touched', 'touched', 'untouched']);
  });
  test('with several verdicts stands for the gravest', () => {
    const doc = article();
    mark(doc, 'البلدية أمس', 'verified');
    mark(doc, 'ثلاث مكتبات', 'disputed');
    mark(doc, 'أمس ثلاث', 'unsourced');
    const [, sentence] = covered(doc).sentences;
    expect(sentence && gravest(sentence)).toBe('disputed');
    expect(sentence?.claims).toEqual({ unchecked: 0, verified: 1, disputed: 1, unsourced: 1 });
  });
  test('says how many of its verdicts were given for other words', () => {
    const doc = article();
    mark(doc, 'ثلاث مكتبات', 'verified');
    const letters = lettersOf(doc, 1);
    letters.insert(letters.toString().indexOf('ثلاث'), 'أول ');
    letters.insert(letters.toString().indexOf('مكتبات'), 'كبرى ');
    expect(covered(doc).sentences[1]).toMatchObject({ state: 'touched', stale: 1 });
  });
  test('whose claim was removed or has lost its words is untouched again', () => {
    const doc = article();
    removeClaim(doc, mark(doc, 'ثلاث مكتبات'));
    mark(doc, 'الكلفة');
    textRoot(doc).delete(2, 1);
    expect(states(doc)).toEqual(['untouched', 'untouched', 'untouched']);
  });
});

describe('a sentence set aside', () => {
  test('counts as looked at, and is no claim', () => {
    const doc = article();
    const id = setAside(doc, THIRD);
    expect(states(doc)).toEqual(['untouched', 'untouched', 'untouched', 'set-aside']);
    expect(covered(doc).sentences[3]?.asides).toEqual([id]);
    expect(readClaims(doc)).toEqual([]);
    expect(readClaim(claimsRoot(doc).get(id))).toBeNull();
    expect(readAside(claimsRoot(doc).get(id))).toMatchObject({ id, createdBy: 'amal', original: { exact: THIRD } });
  });
  test('is untouched again once it is taken back', () => {
    const doc = article();
    removeClaim(doc, setAside(doc, THIRD));
    expect(states(doc)[3]).toBe('untouched');
  });
  test('is untouched again while its words are others, and set aside again when they come back', () => {
    const doc = article();
    setAside(doc, THIRD);
    const letters = lettersOf(doc, 2);
    letters.insert(3, 'مليون ');
    expect(states(doc)[3]).toBe('untouched');
    letters.delete(3, 6);
    expect(states(doc)[3]).toBe('set-aside');
  });
  test('stays set aside through vowel marks and white space', () => {
    const doc = article();
    setAside(doc, THIRD);
    lettersOf(doc, 2).insert(2, 'َ');
    lettersOf(doc, 2).insert(3, ' ');
    expect(states(doc)[3]).toBe('set-aside');
  });
  test('is untouched when a word is added at its edge: it is another sentence then', () => {
    const doc = article();
    setAside(doc, THIRD);
    const letters = lettersOf(doc, 2);
    letters.insert(0, 'قُتل جندي و');
    expect(states(doc)[3]).toBe('untouched');
  });
  test('follows its words to another block', () => {
    const doc = article();
    setAside(doc, SECOND);
    const letters = lettersOf(doc, 1);
    letters.delete(letters.toString().indexOf(SECOND), SECOND.length);
    lettersOf(doc, 2).insert(0, `${SECOND} `);
    expect(covered(doc).sentences.filter(({ state }) => state === 'set-aside')).toMatchObject([{ words: SECOND }]);
  });
  test('is never one of two that read alike when its own place is gone', () => {
    const twice = 'نُشر هذا الخبر أول مرة صباح اليوم.';
    const between = 'وبين كل واحدة والتي تليها هذه الجملة الطويلة بعينها.';
    const doc = articleOf('عنوان', between, twice, between, twice, between, twice, between);
    setAside(doc, twice);
    expect(states(doc).indexOf('set-aside')).toBe(2);
    textRoot(doc).delete(1, 2);
    expect(new Set(states(doc))).toEqual(new Set(['untouched']));
  });
  test('is touched as soon as somebody judges it', () => {
    const doc = article();
    setAside(doc, THIRD);
    mark(doc, 'الكلفة');
    expect(states(doc)[3]).toBe('touched');
    expect(covered(doc).counts).toEqual({ sentences: 4, touched: 1, setAside: 0, untouched: 3 });
  });
  test('is not set aside by a record on a part of it', () => {
    const doc = article();
    setAside(doc, 'الكلفة');
    expect(states(doc)[3]).toBe('untouched');
  });
});

test('a record that carries both an aside and a verdict is neither', () => {
  const doc = article();
  const id = mark(doc, 'الكلفة');
  claimsRoot(doc).get(id)?.set('aside', true);
  expect(readClaim(claimsRoot(doc).get(id))).toBeNull();
  expect(readAside(claimsRoot(doc).get(id))).toBeNull();
});

test('an aside needs words and an id of its own, as a claim does', () => {
  const doc = article();
  const id = mark(doc, 'الكلفة');
  const { anchor, quote } = readClaim(claimsRoot(doc).get(id)) ?? {};
  if (!anchor || !quote) throw new Error('no claim');
  expect(() => draftAside(doc, { id, by: 'amal', at: AT, anchor, quote })).toThrow(RangeError);
  expect(() => draftClaim(doc, { id, by: 'amal', at: AT, anchor, quote })).toThrow(RangeError);
  const blank = { ...quote, exact: ' ' };
  expect(() => draftAside(doc, { id: 'aside-blank', by: 'amal', at: AT, anchor, quote: blank })).toThrow(RangeError);
});

test('the share is what is touched or set aside of all sentences', () => {
  const doc = article();
  expect(coveredShare(covered(doc).counts)).toBe(0);
  mark(doc, 'ثلاث مكتبات');
  setAside(doc, THIRD);
  expect(coveredShare(covered(doc).counts)).toBe(0.5);
  expect(coveredShare(covered(articleOf('')).counts)).toBe(0);
});

test('the next untouched sentence is the one behind, then the first of all, then none', () => {
  const doc = article();
  mark(doc, 'ثلاث مكتبات');
  const { sentences } = covered(doc);
  expect([0, 1, 3].map((from) => nextUntouched(sentences, from))).toEqual([2, 2, 0]);
  for (const words of ['البلدية تفتتح مكتبات', SECOND, THIRD]) setAside(doc, words);
  expect(nextUntouched(covered(doc).sentences, 0)).toBe(-1);
});

test('the report says how much was looked at', () => {
  const doc = article();
  mark(doc, 'ثلاث مكتبات');
  setAside(doc, THIRD);
  const about = {
    id: 'a',
    title: 'ت',
    language: 'ar',
    createdAt: AT,
    changedAt: AT,
    source: NO_SOURCE,
    exportedAt: AT,
    exportedBy: 'أمل',
  };
  const report = makeReport(doc, { ...about, nameOf: (id) => id });
  expect(report.coverage).toEqual({ sentences: 4, touched: 1, setAside: 1, untouched: 2 });
  expect(report.claims).toHaveLength(1);
});

describe('a reader of sentences', () => {
  test('gives the same sentences however the blocks came about', () => {
    const pieces = fc.constantFrom('كلمة', 'د.', 'Dr.', '.', '؟', '!', ' ', 'U.S.', '3.5', '”', '“', '😀', 'ب');
    const block = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' '));
    const texts = fc.array(fc.array(block, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, (versions) => {
        const reader = new SentenceReader('ar');
        for (const version of versions) {
          let start = 0;
          const blocks = version.map((text) => {
            const placed = { text, start };
            start += text.length + 1;
            return placed;
          });
          const whole = version.join('\n');
          const sentences = reader.read(blocks);
          const fresh = new SentenceReader('ar').read(blocks);
          expect(sentences.map(({ start, end, words }) => [start, end, words])).toEqual(
            fresh.map(({ start, end, words }) => [start, end, words]),
          );
          for (const { start, end, words } of sentences) expect(whole.slice(start, end)).toBe(words);
          for (let i = 1; i < sentences.length; i++) {
            expect(sentences[i]?.start).toBeGreaterThanOrEqual(sentences[i - 1]?.end ?? 0);
          }
          sentences.forEach(({ start, end }, index) => {
            expect(sentenceAt(sentences, start)).toBe(index);
            expect(sentenceAt(sentences, end - 1)).toBe(index);
          });
        }
      }),
    );
  });
  test('knows no sentence in an empty article', () => {
    expect(sentenceAt([], 0)).toBe(-1);
  });
});

describe('coverage', () => {
  const sentences = fc
    .array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 12,
    })
    .map((parts) => {
      let at = 0;
      return parts.map(({ gap, length }) => {
        const start = at + gap;
        at = start + length;
        return { start, end: at, words: 'x'.repeat(length) };
      });
    });
  const claim = fc
    .record({
      start: fc.integer({ min: 0, max: 120 }),
      length: fc.integer({ min: 1, max: 60 }),
      kind: fc.constantFrom('exact', 'recovered', 'detached'),
      verdict: fc.constantFrom(...VERDICTS),
      stale: fc.boolean(),
    })
    .map(({ start, length, kind, verdict, stale }): CoveringClaim => {
      const attachment =
        kind === 'detached'
          ? { kind: 'detached' as const }
          : { kind: 'exact' as const, start, end: start + length, words: '' };
      return { attachment, verdict, stale };
    });

  test('is what comparing every sentence with every claim would say', () => {
    fc.assert(
      fc.property(sentences, fc.array(claim, { maxLength: 20 }), fc.array(fc.nat(11)), (all, claims, aside) => {
        const asides = new Map(aside.filter((index) => index < all.length).map((index) => [index, [`a${index}`]]));
        const found = coverageOf(all, claims, asides);
        all.forEach((sentence, index) => {
          const over = claims.filter(
            ({ attachment: held }) =>
              held.kind !== 'detached' && held.start < sentence.end && held.end > sentence.start,
          );
          const expected = over.length > 0 ? 'touched' : asides.has(index) ? 'set-aside' : 'untouched';
          expect(found.sentences[index]).toMatchObject({
            ...sentence,
            state: expected,
            stale: over.filter(({ stale }) => stale).length,
            claims: Object.fromEntries(
              VERDICTS.map((verdict) => [verdict, over.filter((each) => each.verdict === verdict).length]),
            ),
          });
        });
        const { touched, setAside, untouched } = found.counts;
        expect(touched + setAside + untouched).toBe(all.length);
      }),
    );
  });

  test('looks at each sentence and each claim a few times, not at each pair of them', () => {
    let looks = 0;
    const count = 1_000;
    const all = Array.from({ length: count }, (_, index) => ({
      get start() {
        looks++;
        return index * 100;
      },
      end: index * 100 + 99,
      words: 'x',
    }));
    const claims = Array.from({ length: 10_000 }, (_, index): CoveringClaim => {
      const start = (index * 7) % (count * 50);
      const attachment = { kind: 'exact', start, end: count * 100, words: '' } as const;
      return { attachment, verdict: 'verified', stale: false };
    });
    const { counts } = coverageOf(all, claims, new Map());
    expect(counts.touched).toBe(count);
    expect(looks).toBeLessThan(30 * claims.length);
  });
});
