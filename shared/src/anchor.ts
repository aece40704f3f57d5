import * as Y from 'yjs';
import { type ArticleText, blockAt, type Letters, type TextRun } from './article-text.ts';
import type { Anchor, Claim, Quote } from './claim.ts';
import { foldedText } from './fold.ts';
import { certainPlace, findQuote, type Haystack, haystack, quoteAt } from './quote.ts';
import { standingSettlement } from './thread.ts';

/**
 * Where a claim sits, in UTF-16 units of the article's plain text, end exclusive.
 * `exact`: where its anchor says. `recovered`: its anchor is dead or holds other words, and its quote was found at one
 * place. `detached`: its words are nowhere, or at several places that cannot be told apart.
 */
export type Attachment =
  | { readonly kind: 'exact' | 'recovered'; readonly start: number; readonly end: number; readonly words: string }
  | { readonly kind: 'detached' };

/** An article's text, ready for many claims to be placed in it: folded on demand. */
export interface Ground {
  readonly doc: Y.Doc;
  readonly article: ArticleText;
  readonly hay: () => Haystack;
}

/** Prepares an article's text for `resolve` and `makeAnchor`. Holds for as long as the text does not change. */
export function groundOf(doc: Y.Doc, article: ArticleText): Ground {
  let hay: Haystack | null = null;
  return {
    doc,
    article,
    hay: () => {
      hay ??= haystack(article.text);
      return hay;
    },
  };
}

/**
 * How alike the words under an anchor and the claim's quote must be for the anchor to be believed (see `likeness`): a
 * half is what is left when two thirds of the words were deleted. Position is strong evidence, so it is less than
 * `findQuote` asks for; the verdict is stale from the first changed letter anyway.
 */
export const LIKENESS_NEEDED = 0.5;

/**
 * Trims a range to what a claim can sit on: no white space or block ends at its edges, no half of a surrogate pair, no
 * letter without its marks, no half of a lam-alef. Null when nothing is left.
 */
export function trimRange(text: Letters, start: number, end: number): { start: number; end: number } | null {
  const [least, most] = [Math.max(0, Math.min(start, end)), Math.min(text.length, Math.max(start, end))];
  if (least >= most) return null;
  const before = Math.max(0, least - WINDOW);
  const part = text.slice(before, most + WINDOW);
  let [from, to] = [least - before, most - before];
  while (from < to && /\s/.test(part[from] as string)) from++;
  while (to > from && /\s/.test(part[to - 1] as string)) to--;
  if (from >= to) return null;
  return { start: before + graphemeEdge(part, from, 'start'), end: before + graphemeEdge(part, to, 'end') };
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** How far around an edge the text is cut into graphemes: longer than any emoji sequence in use. */
const WINDOW = 48;

/** Lam and alef are two letters and one sign, marks between them or not: Unicode's graphemes do not say so. */
const ALEF = /[\u0622\u0623\u0625\u0627\u0671-\u0673\u0675]/;
const LAM_AT_END = /\u0644\p{Mn}*$/u;
/** Letters, digits and signs that always begin a grapheme and never draw in what follows, when two of them meet. */
const PLAIN = /[ -~\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u066c\u00ab\u00bb]/;

function graphemeEdge(text: string, at: number, edge: 'start' | 'end'): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  if (ALEF.test(text[at] as string)) {
    const lam = LAM_AT_END.exec(text.slice(Math.max(0, at - WINDOW), at));
    if (lam) return edge === 'start' ? at - lam[0].length : graphemeEdge(text, at + 1, 'end');
  }
  if (PLAIN.test(text[at - 1] as string) && PLAIN.test(text[at] as string)) return at;
  const from = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - WINDOW);
  const part = text.slice(from, at + WINDOW);
  const segment = graphemes.segment(part).containing(at - from);
  if (!segment || segment.index === at - from) return at;
  // The edge of a grapheme may lie in a lam-alef still: it was a mark of one of the two.
  const moved = from + segment.index + (edge === 'start' ? 0 : segment.segment.length);
  return ALEF.test(text[moved] ?? '') ? graphemeEdge(text, moved, edge) : moved;
}

/**
 * An anchor for `[start, end)`: `start` holds on to the first letter and `end` to the last, so that what is typed at
 * either edge stays outside.
 * @throws RangeError when the range is empty, outside the text, or an edge falls between two blocks (see `trimRange`).
 */
export function makeAnchor(ground: Ground, start: number, end: number): Anchor {
  if (start < 0 || end > ground.article.length || start >= end) throw new RangeError(`no range ${start}-${end}`);
  const first = runAt(ground.article, start);
  const last = runAt(ground.article, end - 1);
  if (!first || !last) throw new RangeError('an anchor holds on to letters, not to the space between blocks');
  const startPosition = Y.createRelativePositionFromTypeIndex(first.run.type, first.index, 0);
  const endPosition = Y.createRelativePositionFromTypeIndex(last.run.type, last.index + 1, -1);
  return {
    start: Y.encodeRelativePosition(startPosition),
    end: Y.encodeRelativePosition(endPosition),
  };
}

function runAt(article: ArticleText, offset: number): { run: TextRun; index: number } | null {
  const block = blockAt(article.blocks, offset);
  if (!block) return null;
  const inside = offset - block.start;
  for (const run of block.runs) {
    if (inside >= run.offset && inside < run.offset + run.length) return { run, index: inside - run.offset };
  }
  return null;
}

/** Where an anchor's two ends are now; null when either is in text that is gone or the ends have crossed. */
export function anchorRange(ground: Ground, anchor: Anchor): { start: number; end: number } | null {
  const start = offsetOf(ground, anchor.start);
  const end = offsetOf(ground, anchor.end);
  if (start === null || end === null || start >= end) return null;
  return { start, end };
}

const positions = new WeakMap<Uint8Array, Y.RelativePosition>();

function decoded(encoded: Uint8Array): Y.RelativePosition {
  let position = positions.get(encoded);
  if (!position) {
    position = Y.decodeRelativePosition(encoded);
    positions.set(encoded, position);
  }
  return position;
}

function offsetOf(ground: Ground, encoded: Uint8Array): number | null {
  let absolute: Y.AbsolutePosition | null;
  try {
    // Without following letters that an undo brought back: only the undoing client could (yjs#638), and an anchor that
    // is right there and wrong everywhere else is never written anew.
    const relative = decoded(encoded);
    // A position that holds on to no letter is none of ours; looking up one that names a root would even make that root.
    if (relative.item === null) return null;
    absolute = Y.createAbsolutePositionFromRelativePosition(relative, ground.doc, false);
  } catch {
    return null; // bytes that are no position: the quote has to do
  }
  const place = absolute && ground.article.runOf(absolute.type);
  if (!absolute || !place) return null;
  return place.block.start + place.run.offset + Math.min(absolute.index, place.run.length);
}

/**
 * Where a claim sits in the text: by its anchor, else by its words now, else by its original words. One settled as removed
 * is where its very words are back in their place, and nowhere else: that they stand elsewhere too is not what was settled.
 * Never writes.
 */
export function resolve(
  ground: Ground,
  claim: Pick<Claim, 'anchor' | 'quote' | 'original'> & Partial<Pick<Claim, 'comments'>>,
): Attachment {
  const { article } = ground;
  const held = anchorRange(ground, claim.anchor);
  const range = held && trimRange(article, held.start, held.end);
  if (range) {
    const words = article.slice(range.start, range.end);
    if (alike(words, claim.quote.exact)) return { kind: 'exact', ...range, words };
  }
  const wasRemoved = claim.comments && standingSettlement(claim.comments)?.how === 'removed';
  if (wasRemoved) return recoveredAt(ground, certainPlace(ground.hay(), claim.quote)) ?? { kind: 'detached' };
  for (const quote of sameWords(claim.quote, claim.original)) {
    const found = recoveredAt(ground, findQuote(ground.hay(), quote));
    if (found) return found;
  }
  return { kind: 'detached' };
}

function recoveredAt({ article }: Ground, match: { start: number; end: number } | null): Attachment | null {
  const found = match && trimRange(article, match.start, match.end);
  return found && { kind: 'recovered', ...found, words: article.slice(found.start, found.end) };
}

function sameWords(now: Quote, original: Quote): Quote[] {
  return now.exact === original.exact && now.prefix === original.prefix ? [now] : [now, original];
}

function alike(words: string, quote: string): boolean {
  return words === quote || likeness(words, quote) >= LIKENESS_NEEDED;
}

/**
 * How alike two texts are once folded, 0 to 1: Dice's coefficient over pairs of letters. 1 for the same letters, 0 for
 * texts that share no pair.
 */
export function likeness(one: string, other: string): number {
  const a = foldedText(one);
  const b = foldedText(other);
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i++) {
    const pair = a.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i < b.length - 1; i++) {
    const pair = b.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    shared++;
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** What has to be written so that a claim sits where the editing client knows it to sit; null when nothing has to. */
export function mend(
  ground: Ground,
  claim: Pick<Claim, 'anchor' | 'quote'>,
  range: { readonly start: number; readonly end: number },
): { anchor: Anchor; quote: Quote } | null {
  const { article } = ground;
  const held = anchorRange(ground, claim.anchor);
  const isThere = held?.start === range.start && held.end === range.end;
  if (isThere && article.slice(held.start, held.end) === claim.quote.exact) return null;
  const wanted = trimRange(article, range.start, range.end);
  if (!wanted) return null; // an empty anchor is never written: the quote keeps the claim findable
  const quote = quoteAt(article, wanted.start, wanted.end);
  const inPlace = held?.start === wanted.start && held.end === wanted.end;
  if (inPlace && quote.exact === claim.quote.exact) return null;
  return { anchor: inPlace ? claim.anchor : makeAnchor(ground, wanted.start, wanted.end), quote };
}
