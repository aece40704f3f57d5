import { foldedText } from '@sanad/shared/fold';
import { diffArrays } from 'diff';

/**
 * A stretch of the text as it was, and what stands in its place now, in UTF-16 units of the two plain texts; ends are
 * exclusive. `same`: the very words, or such as differ in form alone (vowel marks, forms of alef, case). Otherwise words
 * were changed, taken out (`fresh` is empty) or put in (`old` is empty).
 */
export interface Stretch {
  readonly same: boolean;
  readonly old: Range;
  readonly fresh: Range;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A text block that stands in both texts, changed or not: by its index there. `moved`: among others than before. */
export interface Pair {
  readonly old: number;
  readonly fresh: number;
  readonly same: boolean;
  readonly moved: boolean;
}

/** How one text became another. */
export interface Alignment {
  /** In the order of the new text but for what was moved; what was moved follows at the end. */
  readonly stretches: readonly Stretch[];
  /** The same in whole words: what a person is shown. */
  readonly words: readonly Stretch[];
  /** The blocks that stand in both, in the order of the new text. */
  readonly pairs: readonly Pair[];
}

/** The most edits that are looked for between two lists of words: beyond them the two are different texts. */
const MOST_EDITS = 4000;
/** A block so long (UTF-16 units) that stands once in both texts is the same block, wherever it stands. */
const TELLING = 24;
/** How many of their words two blocks have to share to be one block that was changed. */
const ALIKE = 0.5;

interface Block {
  readonly index: number;
  readonly start: number;
  readonly text: string;
}

interface Token {
  /** What it is compared by. */
  readonly key: string;
  readonly text: string;
  readonly start: number;
}

/** Finds how the blocks `old` became the blocks `fresh`. Both are the text blocks of an article, in order. */
export function align(old: readonly string[], fresh: readonly string[]): Alignment {
  const [before, after] = [placed(old), placed(fresh)];
  const stretches: Stretch[] = [];
  const pairs: Pair[] = [];
  const gaps: { old: Block[]; fresh: Block[] }[] = [];
  const keep = (a: Block, b: Block, moved: boolean) => {
    pairs.push({ old: a.index, fresh: b.index, same: true, moved });
    // The end of the block before is a part of what was kept, so that nothing of the text is in no stretch.
    stretches.push({ same: true, old: rangeOf(a), fresh: rangeOf(b) });
  };
  let gap: (typeof gaps)[number] = { old: [], fresh: [] };
  const close = () => {
    if (gap.old.length > 0 || gap.fresh.length > 0) gaps.push(gap);
    gap = { old: [], fresh: [] };
  };
  const runs = diffArrays([...old], [...fresh], { maxEditLength: MOST_EDITS });
  let [at, to] = [0, 0];
  if (!runs) gap = { old: [...before], fresh: [...after] };
  for (const { added, removed, count } of runs ?? []) {
    if (added) gap.fresh.push(...after.slice(to, to + count));
    else if (removed) gap.old.push(...before.slice(at, at + count));
    else {
      close();
      for (let i = 0; i < count; i++) keep(before[at + i] as Block, after[to + i] as Block, false);
    }
    if (!added) at += count;
    if (!removed) to += count;
  }
  close();
  for (const [a, b] of movedBlocks(gaps)) keep(a, b, true);
  for (const each of gaps) alignGap(each.old, each.fresh, stretches, pairs);
  stretches.sort((a, b) => a.fresh.start - b.fresh.start || a.old.start - b.old.start);
  pairs.sort((a, b) => a.fresh - b.fresh);
  const [was, is] = [old.join('\n'), fresh.join('\n')];
  const words = joinedWords(stretches, was);
  return { stretches: words.flatMap((each) => (each.same ? [each] : trimmed(each, was, is))), words, pairs };
}

function placed(texts: readonly string[]): Block[] {
  let start = 0;
  return texts.map((text, index) => {
    const block = { index, start, text };
    start += text.length + 1;
    return block;
  });
}

const rangeOf = ({ start, text }: Block): Range => ({ start, end: start + text.length });

/** Takes blocks that stand elsewhere now, letter for letter, out of the gaps; answers with them in pairs. */
function movedBlocks(gaps: readonly { old: Block[]; fresh: Block[] }[]): [Block, Block][] {
  const count = (blocks: readonly Block[]) => {
    const counts = new Map<string, number>();
    for (const { text } of blocks) counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts;
  };
  const [olds, news] = [gaps.flatMap(({ old }) => old), gaps.flatMap(({ fresh }) => fresh)];
  const [ofOld, ofNew] = [count(olds), count(news)];
  const isMoved = ({ text }: Block) => text.length >= TELLING && ofOld.get(text) === 1 && ofNew.get(text) === 1;
  const places = new Map(news.filter(isMoved).map((block) => [block.text, block]));
  const pairs = olds.filter(isMoved).map((block): [Block, Block] => [block, places.get(block.text) as Block]);
  for (const each of gaps) {
    each.old = each.old.filter((block) => !isMoved(block));
    each.fresh = each.fresh.filter((block) => !isMoved(block));
  }
  return pairs;
}

/** Compares what stands between blocks that stayed: word by word, at once where that is not too much. */
function alignGap(old: readonly Block[], fresh: readonly Block[], stretches: Stretch[], pairs: Pair[]): void {
  if (old.length === 0 && fresh.length === 0) return;
  const alike = old.length > 0 && fresh.length > 0 ? alikeBlocks(old, fresh) : [];
  for (const [a, b] of alike) pairs.push({ old: a.index, fresh: b.index, same: false, moved: false });
  alignWords(old, fresh, stretches);
}

/** The blocks that are one block which was changed, in their order. */
function alikeBlocks(old: readonly Block[], fresh: readonly Block[]): [Block, Block][] {
  const bags = new Map<Block, ReadonlySet<string>>();
  const bagOf = (block: Block) => {
    const known = bags.get(block) ?? new Set(foldedText(block.text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
    bags.set(block, known);
    return known;
  };
  const isAlike = (a: Block, b: Block) => {
    const [one, other] = [bagOf(a), bagOf(b)];
    let shared = 0;
    for (const word of one) if (other.has(word)) shared++;
    return shared > 0 && (2 * shared) / (one.size + other.size) >= ALIKE;
  };
  const runs = diffArrays([...old], [...fresh], { comparator: isAlike, maxEditLength: 1000 });
  const pairs: [Block, Block][] = [];
  let [at, to] = [0, 0];
  for (const { added, removed, count } of runs ?? []) {
    if (!added && !removed) {
      for (let i = 0; i < count; i++) pairs.push([old[at + i] as Block, fresh[to + i] as Block]);
    }
    if (!added) at += count;
    if (!removed) to += count;
  }
  return pairs;
}

function alignWords(old: readonly Block[], fresh: readonly Block[], stretches: Stretch[]): void {
  const [a, b] = [tokensOf(old), tokensOf(fresh)];
  compare(a, b, { i: 0, x: a.length, j: 0, y: b.length }, stretches);
}

/**
 * Words that stand once in both texts, in the longest run that keeps their order: by their indices. What lies between is
 * compared by itself then.
 */
function landmarks(a: readonly Token[], b: readonly Token[]): (readonly [number, number])[] {
  const once = (tokens: readonly Token[]) => {
    const at = new Map<string, number>();
    for (const [index, { key }] of tokens.entries()) at.set(key, at.has(key) ? -1 : index);
    return at;
  };
  const [before, after] = [once(a), once(b)];
  const shared: [number, number][] = [];
  for (const [key, x] of before) {
    const y = after.get(key);
    if (x !== -1 && y !== undefined && y !== -1 && /[\p{L}\p{N}]/u.test(key)) shared.push([x, y]);
  }
  return longestRising(shared.sort((p, q) => p[0] - q[0]));
}

/** The longest part of pairs, rising in their first number, that rises in the second too. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, y], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] as number] as [number, number])[1] < y) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  });
  const chain: [number, number][] = [];
  for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index] as number) {
    chain.push(pairs[index] as [number, number]);
  }
  return chain.reverse();
}

interface Between {
  readonly i: number;
  readonly x: number;
  readonly j: number;
  readonly y: number;
}

/** Compares the words from `i` to `x` of the one text with those from `j` to `y` of the other. */
function compare(a: readonly Token[], b: readonly Token[], { i, x, j, y }: Between, stretches: Stretch[]): void {
  if (i === x && j === y) return;
  const [was, is] = [a.slice(i, x), b.slice(j, y)];
  const same = (one: Token, other: Token) =>
    stretches.push({ same: true, old: rangeOfToken(one), fresh: rangeOfToken(other) });
  const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key);
  const both = was.length > 0 && is.length > 0;
  const runs = both ? diffArrays(keys(was), keys(is), { maxEditLength: MOST_EDITS }) : null;
  const marks = both && !runs ? landmarks(was, is) : [];
  if (marks.length > 0) {
    let [m, n] = [i, j];
    for (const [p, q] of [...marks, [x - i, y - j] as const]) {
      compare(a, b, { i: m, x: i + p, j: n, y: j + q }, stretches);
      const [one, other] = [was[p], is[q]];
      if (one && other) same(one, other);
      [m, n] = [i + p + 1, j + q + 1];
    }
    return;
  }
  if (!runs) {
    stretches.push({ same: false, old: spanOf(was) ?? placeBefore(a, i), fresh: spanOf(is) ?? placeBefore(b, j) });
    return;
  }
  let [at, to] = [i, j];
  for (const { added, removed, count } of runs) {
    const [gone, come] = [added ? [] : a.slice(at, at + count), removed ? [] : b.slice(to, to + count)];
    if (added || removed) {
      stretches.push({
        same: false,
        old: spanOf(gone) ?? placeBefore(a, at),
        fresh: spanOf(come) ?? placeBefore(b, to),
      });
      // Blocks that were moved away stood between: each word by itself.
    } else for (let k = 0; k < count; k++) same(gone[k] as Token, come[k] as Token);
    if (!added) at += count;
    if (!removed) to += count;
  }
}

const rangeOfToken = ({ start, text }: Token): Range => ({ start, end: start + text.length });

function spanOf(tokens: readonly Token[]): Range | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? { start: first.start, end: last.start + last.text.length } : null;
}

/** The empty place before the token at `index`, or behind the last one. */
function placeBefore(tokens: readonly Token[], index: number): Range {
  const start = tokens[index]?.start ?? spanOf(tokens)?.end ?? 0;
  return { start, end: start };
}

const TOKEN = /[\p{L}\p{M}\p{N}\u0640\u200c\u200d]+(?:[.,٫٬][\p{N}]+)*|[^\S\n]+|./gsu;

/** Words, numbers with what joins their digits, white space, signs one by one, and the ends of blocks but for the last. */
function tokensOf(blocks: readonly Block[]): Token[] {
  const tokens: Token[] = [];
  blocks.forEach(({ start, text }, index) => {
    if (index > 0) tokens.push({ key: '\n', text: start > 0 ? '\n' : '', start: Math.max(0, start - 1) });
    for (const match of text.matchAll(TOKEN)) {
      const folded = foldedText(match[0]).trim();
      tokens.push({
        key: folded === '' ? (/\S/.test(match[0]) ? match[0] : ' ') : folded,
        text: match[0],
        start: start + match.index,
      });
    }
  });
  return tokens;
}

/** Joins stretches that follow each other in both texts. */
function joinedWords(stretches: readonly Stretch[], old: string): Stretch[] {
  // Words that are the same in another form keep a stretch of their own: their letters are not counted through.
  const isCounted = ({ same, old: was, fresh }: Stretch) => !same || was.end - was.start === fresh.end - fresh.start;
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    const follows = last?.old.end === stretch.old.start && last.fresh.end === stretch.fresh.start;
    if (last && follows && last.same === stretch.same && isCounted(last) && isCounted(stretch)) {
      joined[joined.length - 1] = together(last, stretch);
    } else joined.push(stretch);
  }
  return withoutGaps(joined, old);
}

/** Two changes with nothing but a space between them are one: a word that became two is one change. */
function withoutGaps(stretches: readonly Stretch[], old: string): Stretch[] {
  const whole: Stretch[] = [];
  const meets = (a: Stretch | undefined, b: Stretch | undefined) =>
    a !== undefined && b !== undefined && a.old.end === b.old.start && a.fresh.end === b.fresh.start;
  stretches.forEach((stretch, index) => {
    const [before, after] = [whole.at(-1), stretches[index + 1]];
    const isGap = stretch.same && /^[^\S\n]+$/.test(old.slice(stretch.old.start, stretch.old.end));
    const between = isGap && before?.same === false && after?.same === false && meets(stretch, after);
    if (before && meets(before, stretch) && (between || (!before.same && !stretch.same))) {
      whole[whole.length - 1] = { ...together(before, stretch), same: false };
    } else whole.push(stretch);
  });
  return whole;
}

const together = (a: Stretch, b: Stretch): Stretch => ({
  same: a.same,
  old: { start: a.old.start, end: b.old.end },
  fresh: { start: a.fresh.start, end: b.fresh.end },
});

/** Of what was changed the letters at both ends that stayed stay. */
function trimmed({ old, fresh }: Stretch, before: string, after: string): Stretch[] {
  const [was, is] = [before.slice(old.start, old.end), after.slice(fresh.start, fresh.end)];
  if (was === '' || is === '') return [{ same: false, old, fresh }];
  const least = Math.min(was.length, is.length);
  let head = 0;
  while (head < least && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < least - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail++;
  // No half of a letter is kept.
  if (/[\ud800-\udbff]$/.test(was.slice(0, head))) head--;
  if (tail > 0 && /^[\udc00-\udfff]/.test(was.slice(was.length - tail))) tail--;
  const part = (same: boolean, a: number, b: number, c: number, d: number): Stretch[] =>
    a === b && c === d
      ? []
      : [
          {
            same,
            old: { start: old.start + a, end: old.start + b },
            fresh: { start: fresh.start + c, end: fresh.start + d },
          },
        ];
  return [
    ...part(true, 0, head, 0, head),
    ...part(false, head, was.length - tail, head, is.length - tail),
    ...part(true, was.length - tail, was.length, is.length - tail, is.length),
  ];
}
