import { align } from '@sanad/server/reimport/alignment';
import { comparisonOf } from '@sanad/server/reimport/comparison';
import { rewrite, rewritingOf, TextChanged } from '@sanad/server/reimport/rewriting';
import { fingerprintOf, sketchOfDoc, sketchOfNode } from '@sanad/server/reimport/sketch';
import { groundOf, likeness, makeAnchor, trimRange } from '@sanad/shared/anchor';
import { articleSchema, readArticle, textRoot, writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { draftClaim, judgeClaim, showClaim } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import { placedClaims } from '@sanad/shared/report';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const FIRST =
  'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل دام أربعة أشهر.';
// Built like the first, so that a guess would have somewhere wrong to go.
const ALIKE =
  'افتتحت بلدية الميناء أمس ثلاث حدائق عامة في الأحياء الغربية، بكلفة بلغت مليون دينار، وقالت إن العمل دام سبعة أشهر.';
const LAST = 'وقال المهندس المشرف سامر النجار إن المكتبة الكبرى تتسع لأربعين ألف كتاب.';
const CLAIM = 'بكلفة بلغت مليوني دينار';
/** Reaches over the end of the claim. */
const OVER = 'مليوني دينار، وقالت إن العمل';

const block = (text: string, kind = 'paragraph'): Node =>
  articleSchema.node(kind, null, text === '' ? [] : [articleSchema.text(text)]);
const article = (): Node[] => [block(TITLE, 'title'), block(FIRST), block(ALIKE), block(LAST)];

const AT = '2026-01-05T09:00:00.000Z';

/** An article of blocks, as a server holds it. */
function opened(blocks: readonly Node[]): Y.Doc {
  const doc = new Y.Doc();
  writeArticle(doc, articleSchema.node('doc', null, [...blocks]));
  return doc;
}

/** Makes a claim on a range of the plain text, judged on its words. */
function claimAt(doc: Y.Doc, id: string, start: number, end: number): void {
  const ground = groundOf(doc, articleText(doc));
  const range = trimRange(ground.article, start, end);
  if (!range) throw new RangeError('no words there');
  const quote = quoteAt(ground.article, range.start, range.end);
  draftClaim(doc, { id, by: 'person', at: AT, anchor: makeAnchor(ground, range.start, range.end), quote });
  showClaim(doc, id);
  judgeClaim(doc, id, { verdict: 'verified', note: '', by: 'person', at: AT, quote: quote.exact });
}

function claimOn(doc: Y.Doc, id: string, words: string): void {
  const start = articleText(doc).text.indexOf(words);
  if (start === -1) throw new RangeError(`no ${words}`);
  claimAt(doc, id, start, start + words.length);
}

const contentOf = (blocks: readonly Node[]) => articleSchema.node('doc', null, [...blocks]);

/** Puts another text in the place of the article's, as the server does. */
function reimport(doc: Y.Doc, blocks: readonly Node[]): void {
  const rewriting = structuredClone(rewritingOf(doc, contentOf(blocks).children.map(sketchOfNode)));
  doc.transact(() => rewrite(doc, rewriting));
}

const placed = (doc: Y.Doc) => new Map(placedClaims(doc).map((each) => [each.claim.id, each]));
const wordsOf = (doc: Y.Doc, id: string) => {
  const attachment = placed(doc).get(id)?.attachment;
  return attachment?.kind === 'detached' ? null : attachment?.words;
};

describe('a corrected text takes the place of the article’s', () => {
  test('and every block, its formatting and its direction are those of the new text', () => {
    const before = [block('عنوان', 'title'), block('فقرة أولى.'), block('فقرة ثانية طويلة بعض الشيء.')];
    const doc = opened(before);
    const { strong, link } = articleSchema.marks;
    const bold = articleSchema.text('طويلة', [articleSchema.mark('strong')]);
    const linked = articleSchema.text('الشيء', [articleSchema.mark('link', { href: 'https://example.org/' })]);
    expect([strong, link]).not.toContain(undefined);
    const after = [
      articleSchema.node('title', { dir: 'rtl' }, articleSchema.text('عنوان آخر')),
      articleSchema.node('paragraph', { dir: 'rtl' }, [
        articleSchema.text('فقرة ثانية '),
        bold,
        articleSchema.text(' بعض '),
        linked,
        articleSchema.text('.'),
      ]),
      articleSchema.node('heading', { level: 3, dir: 'ltr' }, articleSchema.text('A heading')),
      articleSchema.node('blockquote', null, [articleSchema.node('paragraph', null, articleSchema.text('فقرة أولى.'))]),
      articleSchema.node('bullet_list', null, [articleSchema.node('list_item', null, [block('بند')])]),
      articleSchema.node('paragraph', { dir: 'rtl' }),
    ];
    reimport(doc, after);
    expect(readArticle(doc).toJSON()).toEqual(contentOf(after).toJSON());
    reimport(doc, before);
    expect(readArticle(doc).toJSON()).toEqual(contentOf(before).toJSON());
  });

  test('and is not written where it is the same: no letter is new', () => {
    const doc = opened(article());
    const before = Y.encodeStateVector(doc);
    reimport(doc, article());
    expect(Y.encodeStateVector(doc)).toEqual(before);
    const changed = article().map((each, at) => (at === 1 ? block(each.textContent.replace('أمس', 'اليوم')) : each));
    reimport(doc, changed);
    expect(Y.encodeStateAsUpdate(doc, before).length).toBeLessThan(120);
  });

  test('unless it was changed meanwhile: nothing is written then', () => {
    const doc = opened(article());
    const rewriting = rewritingOf(doc, contentOf([block('آخر', 'title')]).children.map(sketchOfNode));
    (textRoot(doc).get(1) as Y.XmlElement).setAttribute('dir', 'ltr');
    const state = Y.encodeStateVector(doc);
    expect(() => doc.transact(() => rewrite(doc, rewriting))).toThrow(TextChanged);
    expect(Y.encodeStateVector(doc)).toEqual(state);
  });
});

describe('a claim whose words did not change is on them, exactly, after', () => {
  const cases: readonly [string, (blocks: Node[]) => Node[]][] = [
    [
      'small corrections around it',
      (blocks) =>
        blocks.map((each) => block(each.textContent.replace('أمس', 'اليوم').replace('دام', 'استغرق'), each.type.name)),
    ],
    [
      'a new paragraph before it',
      ([title, ...rest]) => [title as Node, block('فقرة جديدة تمامًا عن أمر آخر.'), ...rest],
    ],
    ['its paragraph standing elsewhere', ([title, first, ...rest]) => [title as Node, ...rest, first as Node]],
    [
      'its paragraph split before it',
      ([title, first, ...rest]) => [
        title as Node,
        block('افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية،'),
        block(
          (first as Node).textContent.slice('افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، '.length),
        ),
        ...rest,
      ],
    ],
    [
      'its paragraph joined to the next',
      ([title, first, second, ...rest]) => [
        title as Node,
        block(`${first?.textContent} ${second?.textContent}`),
        ...rest,
      ],
    ],
    [
      'its paragraph becoming a heading',
      ([title, first, ...rest]) => [
        title as Node,
        articleSchema.node('heading', { level: 2 }, (first as Node).content),
        ...rest,
      ],
    ],
    [
      'its paragraph going into a quote',
      ([title, first, ...rest]) => [title as Node, articleSchema.node('blockquote', null, [first as Node]), ...rest],
    ],
    ['another title', ([, ...rest]) => [block('عنوان مختلف كل الاختلاف', 'title'), ...rest]],
    [
      'vowel marks on its words',
      (blocks) => blocks.map((each) => block(each.textContent.replace('بكلفة', 'بِكُلفةٍ'), each.type.name)),
    ],
    [
      'everything else being written anew',
      ([, first]) => [block('خبر', 'title'), block('نصّ لا صلة له بما سبق.'), first as Node, block('وخاتمة.')],
    ],
  ];
  test.each(cases)('%s', (_, change) => {
    const doc = opened(article());
    claimOn(doc, 'claim-1', CLAIM);
    reimport(doc, change(article()));
    const is = placed(doc).get('claim-1');
    expect(is?.attachment.kind).toBe('exact');
    expect(is?.stale).toBe(false);
    expect(articleText(doc).text).toContain(wordsOf(doc, 'claim-1'));
  });
});

describe('a claim whose words did change', () => {
  test('is on what stands in their place, stale', () => {
    const doc = opened(article());
    claimOn(doc, 'claim-1', CLAIM);
    claimOn(doc, 'claim-over', OVER);
    reimport(
      doc,
      article().map((each) => block(each.textContent.replace('مليوني دينار،', 'ثلاثة ملايين دينار،'), each.type.name)),
    );
    expect(wordsOf(doc, 'claim-1')).toBe('بكلفة بلغت ثلاثة ملايين دينار');
    expect(placed(doc).get('claim-1')?.stale).toBe(true);
    expect(wordsOf(doc, 'claim-over')).toBe('ثلاثة ملايين دينار، وقالت إن العمل');
  });

  test('waits when they are gone, though the paragraph built like its own is still there', () => {
    const doc = opened(article());
    claimOn(doc, 'claim-1', 'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة');
    const [title, , ...rest] = article();
    reimport(doc, [title as Node, ...rest]);
    expect(wordsOf(doc, 'claim-1')).toBeNull();
  });

  test('is back on them, exactly, when the former text is put back', () => {
    const doc = opened(article());
    claimOn(doc, 'claim-1', CLAIM);
    const { former } = comparisonOf(
      copyOf(doc),
      contentOf([block('آخر', 'title'), block('نص آخر بكلفة بلغت مليون درهم.')]),
    );
    reimport(doc, [block('آخر', 'title'), block('نص آخر بكلفة بلغت ثلاثة دنانير.')]);
    const rewriting = rewritingOf(doc, JSON.parse(new TextDecoder().decode(former)));
    doc.transact(() => rewrite(doc, rewriting));
    expect(articleText(doc).text).toBe(
      article()
        .map(({ textContent }) => textContent)
        .join('\n'),
    );
    expect(wordsOf(doc, 'claim-1')).toBe(CLAIM);
  });
});

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** A word with a name of its own, so that it is known again wherever it goes. */
interface Word {
  readonly id: number;
  readonly text: string;
}

type Correction = (paragraphs: Word[][], at: number, fresh: () => Word) => void;
const corrections: readonly Correction[] = [
  (all, at, fresh) => place(all, at, (line, index) => line.splice(index, 1, fresh())),
  (all, at, fresh) => place(all, at, (line, index) => line.splice(index, 0, fresh(), fresh())),
  (all, at) => place(all, at, (line, index) => line.length > 1 && line.splice(index, 1)),
  (all, at) => place(all, at, (line, index) => index > 0 && all.splice(all.indexOf(line) + 1, 0, line.splice(index))),
  (all, at) => {
    const [i, next] = [at % all.length, all[(at % all.length) + 1]];
    if (next) all.splice(i, 2, [...(all[i] as Word[]), ...next]);
  },
  (all, at, fresh) => all.splice(at % all.length, 0, Array.from({ length: 4 + (at % 9) }, fresh)),
  (all, at) => all.length > 2 && all.splice(at % all.length, 1),
  (all, at) => all.splice((at * 7) % all.length, 0, ...all.splice(at % all.length, 1)),
];
/** From so many letters on, words that stand once are known by themselves. */
const TELLING = 24;
/** Which of them takes a paragraph elsewhere. */
const MOVE = 7;

function place(all: Word[][], at: number, act: (line: Word[], index: number) => void): void {
  const line = all[at % all.length] as Word[];
  act(line, Math.floor(at / all.length) % line.length);
}

const RARE = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
const wordAt = (seed: number) =>
  seed % 4 === 0
    ? (['في', 'من', 'على', 'إن', 'قال', 'و', 'عام', '2026', '12'][(seed / 4) % 9] as string)
    : Array.from(
        { length: 3 + (seed % 5) },
        (_, i) => RARE[(seed * 31 + i * 17 + (seed >> (i + 1))) % RARE.length],
      ).join('');

/** What words have to have of a claim's at the least to be taken for what became of them. */
const KIN = 0.3;

/** How much words have to do with a quote: how alike they are, or the share of the quote's words that is among them. */
function kinship(words: string, quote: string): number {
  const among = new Set(words.split(/\s/));
  const own = quote.split(/\s/);
  const kept = own.filter((word) => among.has(word)).join('').length / own.join('').length;
  return Math.max(likeness(words, quote), kept);
}

const textOfWords = (all: readonly Word[][]) => all.map((line) => line.map(({ text }) => text).join(' ')).join('\n');

/** Where every word stands in the text. */
function placesOf(all: readonly Word[][]): Map<number, { start: number; end: number; order: number }> {
  const places = new Map<number, { start: number; end: number; order: number }>();
  let [at, order] = [0, 0];
  for (const line of all) {
    for (const { id, text } of line) {
      places.set(id, { start: at, end: at + text.length, order: order++ });
      at += text.length + 1;
    }
  }
  return places;
}

const scene = fc.record({
  lines: fc.array(fc.array(fc.nat(50_000), { minLength: 3, maxLength: 14 }), { minLength: 2, maxLength: 9 }),
  claims: fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 }),
  acts: fc.array(fc.tuple(fc.nat(corrections.length - 1), fc.nat(500)), { minLength: 1, maxLength: 8 }),
});

test('whatever is corrected: a claim whose words did not change is on them, and none is on words that are not its own', () => {
  let [unchanged, certain, few, fewThere, reworded, waiting] = [0, 0, 0, 0, 0, 0];
  fc.assert(
    fc.property(scene, ({ lines, claims, acts }) => {
      let id = 0;
      const before = lines.map((line) => line.map((seed): Word => ({ id: id++, text: wordAt(seed) })));
      const flat = before.flat();
      const doc = opened(
        before.map((line, index) => block(line.map(({ text }) => text).join(' '), index === 0 ? 'title' : 'paragraph')),
      );
      const old = placesOf(before);
      const held = claims.map(([from, length], index) => {
        const words = flat.slice(from % flat.length, (from % flat.length) + length);
        const [first, last] = [words[0] as Word, words.at(-1) as Word];
        claimAt(doc, `claim-${index}`, old.get(first.id)?.start ?? 0, old.get(last.id)?.end ?? 0);
        return { id: `claim-${index}`, words };
      });
      const quotes = new Map(held.map(({ id: claim }) => [claim, wordsOf(doc, claim) as string]));
      const after = before.map((line) => [...line]);
      for (const [kind, at] of acts) corrections[kind]?.(after, at, () => ({ id: id++, text: wordAt(id * 97 + at) }));
      const fresh = after.filter((line) => line.length > 0);
      reimport(
        doc,
        fresh.map((line, index) => block(line.map(({ text }) => text).join(' '), index === 0 ? 'title' : 'paragraph')),
      );
      const text = textOfWords(fresh);
      expect(articleText(doc).text).toBe(text);
      const now = placesOf(fresh);
      const state = placed(doc);
      for (const { id: claim, words } of held) {
        const is = state.get(claim);
        if (!is) throw new Error(`${claim} is lost`);
        const stands = words.map((word) => now.get(word.id));
        const together = stands.every((each, index) => each && each.order === (stands[0]?.order ?? 0) + index);
        const quote = quotes.get(claim) as string;
        if (together) {
          unchanged++;
          const [start, end] = [stands[0]?.start ?? 0, stands.at(-1)?.end ?? 0];
          // Of words that stand at several places each reads like the other: which is which can be in doubt.
          const copies = (all: string) => {
            const [hay, needle] = [all.replaceAll('\n', ' '), quote.replaceAll('\n', ' ')];
            let count = 0;
            for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, at + 1)) count++;
            return count;
          };
          const isOne = copies(text) === 1 && copies(textOfWords(before)) === 1;
          const isThere = is.attachment.kind === 'exact' && is.attachment.start === start && is.attachment.end === end;
          if (isOne && quote.length >= TELLING) {
            expect(is.attachment, claim).toMatchObject({ kind: 'exact', start, end });
            expect(is.stale, claim).toBe(false);
            certain++;
          } else if (isOne && acts.every(([kind]) => kind !== MOVE)) {
            // A few words among words that stand everywhere: hardly ever one is left for a person to confirm.
            few++;
            if (isThere) fewThere++;
          }
          if (is.attachment.kind === 'exact')
            expect(kinship(is.attachment.words, quote), claim).toBeGreaterThanOrEqual(KIN);
        } else if (is.attachment.kind === 'detached') waiting++;
        else {
          reworded++;
          expect(kinship(is.attachment.words, quote), claim).toBeGreaterThanOrEqual(KIN);
          expect(text.slice(is.attachment.start, is.attachment.end)).toBe(is.attachment.words);
        }
      }
    }),
    { numRuns: 300 },
  );
  // A run that never came to one of these has shown nothing of it.
  expect(Math.min(unchanged, certain, few, reworded, waiting)).toBeGreaterThan(50);
  expect(fewThere / few).toBeGreaterThan(0.98);
});

test('the stretches of an alignment hold what they say: what is the same reads the same', () => {
  const line = fc.array(fc.nat(300), { minLength: 1, maxLength: 12 }).map((seeds) => seeds.map(wordAt).join(' '));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), (old, fresh) => {
      const { stretches } = align(old, fresh);
      const [was, is] = [old.join('\n'), fresh.join('\n')];
      let at = 0;
      for (const stretch of stretches) {
        expect(stretch.fresh.start).toBeGreaterThanOrEqual(at);
        at = stretch.fresh.end;
        if (stretch.same) {
          expect(is.slice(stretch.fresh.start, stretch.fresh.end)).toBe(was.slice(stretch.old.start, stretch.old.end));
        }
      }
    }),
  );
});

test('the difference says what changes, and what becomes of which claim', () => {
  const doc = opened(article());
  claimOn(doc, 'claim-kept', 'سامر النجار');
  claimOn(doc, 'claim-stale', CLAIM);
  claimOn(doc, 'claim-gone', 'افتتحت بلدية الميناء أمس ثلاث حدائق عامة');
  const [title, first, , last] = article();
  const { difference } = comparisonOf(
    doc,
    contentOf([
      title as Node,
      block((first as Node).textContent.replace('مليوني', 'مليون')),
      last as Node,
      block('خاتمة جديدة.'),
    ]),
  );
  expect(difference).toMatchObject({ changes: true, added: 1, removed: 1, changed: 1, moved: 0, kept: 1 });
  expect(difference.rows.map(({ kind }) => kind)).toEqual(['same', 'changed', 'removed', 'same', 'added']);
  const changed = difference.rows[1];
  if (changed?.kind !== 'changed') throw new Error('the second row is no change');
  expect(changed.parts.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: 'مليوني' },
    { kind: 'added', text: 'مليون' },
  ]);
  expect(difference.touched.map(({ id, becomes }) => [id, becomes]).sort()).toEqual([
    ['claim-gone', 'detached'],
    ['claim-stale', 'stale'],
  ]);
});

test('nothing is said to change where a text is the article’s own', () => {
  const doc = opened(article());
  const { difference } = comparisonOf(copyOf(doc), contentOf(article()));
  expect(difference).toMatchObject({ changes: false, rows: [{ kind: 'same', count: 4 }], touched: [] });
  expect(difference.base).toBe(fingerprintOf(sketchOfDoc(doc)));
});
