import { type Attachment, anchorRange, type Ground } from './anchor.ts';
import { blockAt } from './article-text.ts';
import type { Aside, Quote } from './claim.ts';
import { foldedText } from './fold.ts';
import { findQuote } from './quote.ts';
import { sentencesOf } from './sentences.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** A sentence of the article: its words, and where they are in the plain text (UTF-16 units, end exclusive). */
export interface ArticleSentence {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** A sentence with what has been done about it. A claim outweighs an aside: what is judged is not set aside. */
export interface CoveredSentence extends ArticleSentence {
  readonly state: 'touched' | 'set-aside' | 'untouched';
  /** How many claims of each verdict touch it. */
  readonly claims: Readonly<Record<Verdict, number>>;
  /** How many of those have a verdict that was given for other words. */
  readonly stale: number;
  /** The ids of what sets it aside. */
  readonly asides: readonly string[];
}

/** How much of an article has been looked at, in sentences. `touched`, `setAside` and `untouched` add up to `sentences`. */
export interface CoverageCounts {
  readonly sentences: number;
  readonly touched: number;
  readonly setAside: number;
  readonly untouched: number;
}

/** Every sentence of an article with its state, in text order, and their counts. */
export interface Coverage {
  readonly sentences: readonly CoveredSentence[];
  readonly counts: CoverageCounts;
}

/** As much of a placed claim as coverage looks at. */
export interface CoveringClaim {
  readonly attachment: Attachment;
  readonly verdict: Verdict;
  readonly stale: boolean;
}

interface CutSentence extends ArticleSentence {
  folded: string | null;
}

/**
 * Cuts an article into sentences, again and again as it changes: only blocks whose text it did not see the last time are
 * cut anew, and nothing is kept of blocks that are gone.
 */
export class SentenceReader {
  readonly #language: string;
  #known: ReadonlyMap<string, readonly CutSentence[]> = new Map();

  /** `language` is a BCP 47 tag. */
  constructor(language: string) {
    this.#language = language;
  }

  /** The sentences of `blocks`, in their order. */
  read(blocks: readonly { readonly text: string; readonly start: number }[]): ArticleSentence[] {
    const cut = new Map<string, readonly CutSentence[]>();
    const sentences: ArticleSentence[] = [];
    for (const { text, start } of blocks) {
      let own = cut.get(text) ?? this.#known.get(text);
      own ??= sentencesOf(text, this.#language).map((each) => ({
        ...each,
        words: text.slice(each.start, each.end),
        folded: null,
      }));
      cut.set(text, own);
      for (const each of own) sentences.push(new PlacedSentence(each, start));
    }
    this.#known = cut;
    return sentences;
  }
}

/** A sentence where it stands now; the folding of its words is worked out once, wherever the block moves. */
class PlacedSentence implements ArticleSentence {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly #cut: CutSentence;

  constructor(cut: CutSentence, blockStart: number) {
    this.start = blockStart + cut.start;
    this.end = blockStart + cut.end;
    this.words = cut.words;
    this.#cut = cut;
  }

  get folded(): string {
    this.#cut.folded ??= foldedText(this.words);
    return this.#cut.folded;
  }
}

function foldedOf(sentence: ArticleSentence): string {
  return sentence instanceof PlacedSentence ? sentence.folded : foldedText(sentence.words);
}

/** The index of the sentence that `offset` of the plain text is in or behind; 0 before the first, -1 without any. */
export function sentenceAt(sentences: readonly ArticleSentence[], offset: number): number {
  const found = blockAt(sentences, offset);
  return found ? bisect(sentences, found.start) : sentences.length > 0 ? 0 : -1;
}

/** How many sentences start before `offset`. */
function bisect(sentences: readonly ArticleSentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as ArticleSentence).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const foldedQuotes = new WeakMap<Quote, string>();

function foldedOriginal({ original }: Aside): string {
  let folded = foldedQuotes.get(original);
  if (folded === undefined) {
    folded = foldedText(original.exact);
    foldedQuotes.set(original, folded);
  }
  return folded;
}

/**
 * Which sentences are set aside: by index, the ids of what sets them aside. An aside holds for one whole sentence, as
 * long as that reads as it did: the one its anchor stands in, else the one place its words are found at. Where neither
 * says which, or the sentence has been reworded, nothing is set aside.
 */
export function placeAsides(
  ground: Ground,
  sentences: readonly ArticleSentence[],
  asides: readonly Aside[],
): Map<number, string[]> {
  const placed = new Map<number, string[]>();
  let byWords: Map<string, number> | null = null;
  for (const aside of asides) {
    const words = foldedOriginal(aside);
    const reads = (index: number) => index >= 0 && foldedOf(sentences[index] as ArticleSentence) === words;
    const held = anchorRange(ground, aside.anchor);
    let index = held ? sentenceAt(sentences, held.start) : -1;
    if (!reads(index)) {
      byWords ??= new Map(sentences.map((sentence, at) => [foldedOf(sentence), at]));
      // Only words that stand there are looked for: looking for similar ones takes long, and they would not hold.
      const match = byWords.has(words) ? findQuote(ground.hay(), aside.original) : null;
      index = match ? sentenceAt(sentences, match.start) : -1;
    }
    if (!reads(index)) continue;
    const there = placed.get(index);
    if (there) there.push(aside.id);
    else placed.set(index, [aside.id]);
  }
  return placed;
}

/**
 * What has been done about every sentence. A claim touches the sentences that hold a letter of it; a detached one none.
 * The cost grows with sentences plus claims, also where every claim touches every sentence.
 */
export function coverageOf(
  sentences: readonly ArticleSentence[],
  claims: Iterable<CoveringClaim>,
  asides: ReadonlyMap<number, readonly string[]>,
): Coverage {
  const size = sentences.length;
  // What begins at a sentence and what ended before it; summed up along the way.
  const turns = new Map(VERDICTS.map((verdict) => [verdict, new Int32Array(size + 1)]));
  const staleTurns = new Int32Array(size + 1);
  for (const { attachment, verdict, stale } of claims) {
    if (attachment.kind === 'detached') continue;
    const last = bisect(sentences, attachment.end) - 1;
    let first = Math.max(0, bisect(sentences, attachment.start + 1) - 1);
    if (((sentences[first] as ArticleSentence | undefined)?.end ?? 0) <= attachment.start) first++;
    if (first > last) continue;
    for (const turn of stale ? [turns.get(verdict), staleTurns] : [turns.get(verdict)]) {
      if (!turn) continue;
      turn[first] = (turn[first] ?? 0) + 1;
      turn[last + 1] = (turn[last + 1] ?? 0) - 1;
    }
  }
  const running = { unchecked: 0, verified: 0, disputed: 0, unsourced: 0 } satisfies Record<Verdict, number>;
  let stale = 0;
  const counts = { sentences: size, touched: 0, setAside: 0, untouched: 0 };
  const covered = sentences.map(({ start, end, words }, index): CoveredSentence => {
    for (const verdict of VERDICTS) running[verdict] += turns.get(verdict)?.[index] ?? 0;
    stale += staleTurns[index] ?? 0;
    const own = asides.get(index) ?? [];
    const touched = VERDICTS.some((verdict) => running[verdict] > 0);
    const state = touched ? 'touched' : own.length > 0 ? 'set-aside' : 'untouched';
    counts[state === 'set-aside' ? 'setAside' : state]++;
    return { start, end, words, state, claims: { ...running }, stale, asides: own };
  });
  return { sentences: covered, counts };
}

/** The share of sentences that are touched or set aside, 0 to 1; 0 for an article without any. */
export function coveredShare({ sentences, untouched }: CoverageCounts): number {
  return sentences === 0 ? 0 : (sentences - untouched) / sentences;
}

/** The first untouched sentence behind `from`, else from the beginning; -1 when none is left. */
export function nextUntouched(sentences: readonly CoveredSentence[], from: number): number {
  const open = ({ state }: CoveredSentence) => state === 'untouched';
  const behind = sentences.findIndex((sentence, index) => index > from && open(sentence));
  return behind === -1 ? sentences.findIndex(open) : behind;
}

/** What weighs most comes first: the order in which one verdict stands for a sentence. */
export const GRAVEST_FIRST = ['disputed', 'unsourced', 'unchecked', 'verified'] as const satisfies readonly Verdict[];

/** The verdict that stands for a touched sentence where there is room for one: the gravest; null for any other. */
export function gravest({ claims }: Pick<CoveredSentence, 'claims'>): Verdict | null {
  return GRAVEST_FIRST.find((verdict) => claims[verdict] > 0) ?? null;
}
