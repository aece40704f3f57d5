import search from 'approx-string-match';
import type { Letters } from './article-text.ts';
import type { Quote } from './claim.ts';
import { type Folded, fold, foldedText, sourceRange } from './fold.ts';
import { GramIndex } from './gram-index.ts';

/** How much context a quote carries on either side, in UTF-16 units. */
export const CONTEXT = 32;

/** Where a quote was found (UTF-16 units, end exclusive), and how: by its very letters, folded, or with differences. */
export interface QuoteMatch {
  readonly start: number;
  readonly end: number;
  readonly how: 'exact' | 'folded' | 'fuzzy';
}

/**
 * The share of a quote's letters that may differ for it still to be found. A fifth lets through the spelling variants
 * of names and small corrections; above it, sentences built alike begin to pass for one another.
 */
const DIFFERENCE = 0.2;
/** Shorter quotes are looked for by their letters alone: with a fifth of so few changed, anything matches. */
const FUZZY_LEAST = 12;
/** How much better the best place must be than the next. Below it the two are a tie, and a tie is no match. */
const MARGIN = 0.15;
/** Context that agrees to this share is needed to choose between places whose words are equally good. */
const CONTEXT_TO_CHOOSE = 0.5;
/**
 * Context that agrees to this share is needed even for the only place, when the words are few or differ: a name stands
 * in many sentences, and a sentence about another attack is built like the one that was deleted.
 */
const CONTEXT_TO_BELIEVE = 0.3;
/**
 * The same for words that differ: the words were deleted, and a sentence built like theirs, with another number or
 * another name in it, shares a good part of its surroundings too.
 */
const CONTEXT_TO_BELIEVE_DIFFERENT = 0.5;
/** From this many letters on, words found to the letter speak for themselves. */
const TELLING = 24;

/** The quote of `[start, end)` in `text`, with its context cut at whole code points. */
export function quoteAt(text: Letters, start: number, end: number): Quote {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\udc00-\udfff]/, ''),
    suffix: text.slice(end, end + CONTEXT).replace(/[\ud800-\udbff]$/, ''),
  };
}

/** A range of a text, in UTF-16 units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** A text in which quotes are looked for more than once: folded once, and indexed when the first is not found as it is. */
export interface Haystack {
  readonly text: string;
  readonly folded: Folded;
  readonly grams: () => GramIndex;
}

/** Prepares a text for `findQuote`. */
export function haystack(text: string): Haystack {
  const folded = fold(text);
  let index: GramIndex | null = null;
  const grams = () => {
    index ??= new GramIndex(folded.text);
    return index;
  };
  return { text, folded, grams };
}

/** How many stretches of the text are compared letter by letter at most: enough for a tie to be seen as one. */
const STRETCHES = 8;

/** The search tells of the best place of a text alone: what lies before and behind it is searched for the next best. */
function everyNear(text: string, needle: string, errors: number): ReturnType<typeof search> {
  if (text.length < needle.length - errors) return [];
  const best = search(text, needle, errors).filter(({ start, end }) => start < end);
  if (best.length === 0) return [];
  const from = Math.min(...best.map(({ start }) => start));
  const to = Math.max(...best.map(({ end }) => end));
  const behind = everyNear(text.slice(to), needle, errors);
  return [
    ...everyNear(text.slice(0, from), needle, errors),
    ...best,
    ...behind.map((match) => ({ ...match, start: match.start + to, end: match.end + to })),
  ];
}

/** Places of the folded text that differ from `needle` in at most `errors` letters, and in how many. */
function nearWords(
  hay: Haystack,
  needle: string,
  errors: number,
): { readonly start: number; readonly end: number; readonly errors: number }[] {
  return hay
    .grams()
    .stretches(needle, errors, STRETCHES)
    .flatMap((stretch) =>
      everyNear(hay.folded.text.slice(stretch.start, stretch.end), needle, errors).map((match) => ({
        ...match,
        start: stretch.start + match.start,
        end: stretch.start + match.end,
      })),
    );
}

/**
 * Finds the one place of a quote in a text: its exact words, else its folded words, else words that differ in at most a
 * fifth of their letters. Several places are told apart by the context they stand in; where that does not tell them
 * apart clearly, the answer is null, never a guess: a verdict must not travel to a look-alike sentence
 * (hypothesis/client#7571). A quote that comes without context is taken at its word.
 */
export function findQuote(hay: Haystack, quote: Quote): QuoteMatch | null {
  const { text } = hay;
  const exact = occurrences(text, quote.exact).map((start) => ({
    start,
    end: start + quote.exact.length,
    words: 1,
  }));
  const byLetters = choose(text, exact, quote);
  if (exact.length > 0) return byLetters && { ...byLetters, how: 'exact' };

  const needle = foldedText(quote.exact);
  if (needle === '') return null;
  const folded = occurrences(hay.folded.text, needle).map((start) => ({
    ...sourceRange(hay.folded, text, start, start + needle.length),
    words: 1,
  }));
  if (folded.length > 0) {
    const byFolded = choose(text, folded, quote);
    return byFolded && { ...byFolded, how: 'folded' };
  }

  if (needle.length < FUZZY_LEAST) return null;
  const best = new Map<number, Place>();
  for (const match of nearWords(hay, needle, Math.floor(needle.length * DIFFERENCE))) {
    const place = {
      ...sourceRange(hay.folded, text, match.start, match.end),
      words: 1 - match.errors / needle.length,
    };
    // Ends that differ by a letter are one place found several times: keep its best.
    const bucket = [...best.keys()].find((start) => Math.abs(start - place.start) < needle.length / 2);
    const before = bucket === undefined ? undefined : best.get(bucket);
    if (before && bucket !== undefined) {
      if (before.words < place.words) {
        best.delete(bucket);
        best.set(place.start, place);
      }
    } else best.set(place.start, place);
  }
  const fuzzy = choose(text, [...best.values()], quote);
  const place = fuzzy && wholly(hay, fuzzy, quote, needle);
  if (!place || contextScore(text, place, quote) < CONTEXT_TO_BELIEVE_DIFFERENT) return null;
  return { ...place, how: 'fuzzy' };
}

/** How much of the surroundings nearest to a quote is looked for to find its edges, in folded letters. */
const EDGE = 12;
/** Longer words than this (squared) are not measured letter by letter. */
const MEASURED = 4_000_000;

/**
 * A place found by similar words, reaching to where they end: the search stops where going on costs it more, in the middle
 * of a word that was changed. They end where their surroundings begin, or with a whole word; as long as the words are
 * then still as much alike as `findQuote` asks.
 */
function wholly(hay: Haystack, found: Range, quote: Quote, needle: string): Range {
  const allowed = Math.floor(needle.length * DIFFERENCE);
  for (const range of [betweenSurroundings(hay, found, quote, allowed), wholeWords(hay.text, found)]) {
    const words = range && foldedText(hay.text.slice(range.start, range.end));
    if (range && words && words.length * needle.length < MEASURED && distance(words, needle) <= allowed) return range;
  }
  return found;
}

function betweenSurroundings({ text, folded }: Haystack, found: Range, quote: Quote, slack: number): Range | null {
  const foldedAt = (offset: number) => {
    const index = folded.starts.findIndex((start) => start >= offset);
    return index === -1 ? folded.text.length : index;
  };
  let [from, to] = [foldedAt(found.start), foldedAt(found.end)];
  const prefix = foldedText(quote.prefix).slice(-EDGE);
  const suffix = foldedText(quote.suffix).slice(0, EDGE);
  const before = prefix === '' ? -1 : folded.text.lastIndexOf(prefix, from + slack - prefix.length);
  const after = suffix === '' ? -1 : folded.text.indexOf(suffix, Math.max(from + 1, to - slack));
  if (before !== -1 && before + prefix.length >= from - slack) from = before + prefix.length;
  if (after !== -1 && after <= to + slack) to = after;
  while (from < to && folded.text[from] === ' ') from++;
  while (to > from && folded.text[to - 1] === ' ') to--;
  return from < to ? sourceRange(folded, text, from, to) : null;
}

/** How many letters have to be put in, taken out or changed to make one text the other. */
function distance(a: string, b: string): number {
  let row = Int32Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = new Int32Array(b.length + 1);
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}

/** A place a person may choose for a quote. Higher scores first. */
export interface Candidate extends QuoteMatch {
  /** How well words and surroundings agree together, 0 to 1. */
  readonly score: number;
}

/** The share of letters that may differ for a place to be offered: a person looks, so it is wider than `DIFFERENCE`. */
const DIFFERENCE_TO_OFFER = 0.4;
/**
 * The places that may be meant by a quote, the likeliest first, at most `most` of them and none over another: every
 * place of its words, and the nearest words of each stretch of text. For a person to choose from, never to be chosen
 * from by a program: see `findQuote`.
 */
export function candidatesFor(hay: Haystack, quote: Quote, most = 5): Candidate[] {
  const { text, folded } = hay;
  const needle = foldedText(quote.exact);
  if (needle === '') return [];
  const exact = new Set(occurrences(text, quote.exact));
  const found: Candidate[] = [];
  const add = (from: number, to: number, words: number) => {
    const range = sourceRange(folded, text, from, to);
    const place = { ...(words < 1 ? wholeWords(text, range) : range), words };
    const how = words < 1 ? 'fuzzy' : exact.has(place.start) ? 'exact' : 'folded';
    found.push({ start: place.start, end: place.end, how, score: (words + contextScore(text, place, quote)) / 2 });
  };
  for (const start of occurrences(folded.text, needle)) add(start, start + needle.length, 1);
  if (needle.length >= FUZZY_LEAST) {
    for (const { start, end, errors } of nearWords(hay, needle, Math.floor(needle.length * DIFFERENCE_TO_OFFER))) {
      if (errors > 0) add(start, end, 1 - errors / needle.length);
    }
  }
  const chosen: Candidate[] = [];
  for (const place of found.sort((a, b) => b.score - a.score || a.start - b.start)) {
    if (chosen.length === most) break;
    if (chosen.every(({ start, end }) => place.end <= start || place.start >= end)) chosen.push(place);
  }
  return chosen;
}

/** Widens a range so that it cuts no word in two. */
function wholeWords(text: string, { start, end }: Range): Range {
  const inWord = (at: number) => /[\p{L}\p{M}\p{N}\u200c\u200d]/u.test(text[at] ?? '');
  let [from, to] = [start, end];
  while (from > 0 && inWord(from - 1) && inWord(from)) from--;
  while (to < text.length && inWord(to - 1) && inWord(to)) to++;
  return { start: from, end: to };
}

/** How much of a quote's surroundings must agree for its words to be taken for the same ones that were there. */
const CONTEXT_TO_HEAL = 0.5;

/**
 * The place of a quote when nothing about it is in doubt: its words, in form at most different, stand once in the text,
 * and half of what stood around them still does, before them and behind: a sentence built like the one that was deleted
 * shares one whole side with it. Null for anything less: see `findQuote` for what may be shown instead.
 */
export function certainPlace(hay: Haystack, quote: Quote): { readonly start: number; readonly end: number } | null {
  const range = likelyPlace(hay, quote);
  if (!range) return null;
  const { before, after, prefix, suffix } = sharedContext(hay.text, range, quote);
  return before >= prefix * CONTEXT_TO_HEAL && after >= suffix * CONTEXT_TO_HEAL ? range : null;
}

/**
 * The place of a quote whose words stand once in the text, with half of all that stood around them, on whichever side: for
 * who knows besides what became of the text, and where each part of it went.
 */
export function likelyPlace(hay: Haystack, quote: Quote): { readonly start: number; readonly end: number } | null {
  const needle = foldedText(quote.exact);
  const [start, second] = occurrences(hay.folded.text, needle);
  if (start === undefined || second !== undefined || quote.prefix + quote.suffix === '') return null;
  const range = sourceRange(hay.folded, hay.text, start, start + needle.length);
  return contextScore(hay.text, range, quote) >= CONTEXT_TO_HEAL ? range : null;
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** How well the words agree, 0 to 1. */
  readonly words: number;
}

function choose(text: string, places: readonly Place[], quote: Quote): { start: number; end: number } | null {
  const scored = places
    .map((place) => ({ place, context: contextScore(text, place, quote) }))
    .sort((a, b) => b.place.words + b.context - (a.place.words + a.context));
  const [first, second] = scored;
  if (!first) return null;
  const telling = first.place.words === 1 && foldedText(quote.exact).length >= TELLING;
  if (!telling && first.context < CONTEXT_TO_BELIEVE) return null;
  if (second) {
    if (first.context < CONTEXT_TO_CHOOSE) return null;
    if (first.place.words + first.context - (second.place.words + second.context) < MARGIN) return null;
  }
  return { start: first.place.start, end: first.place.end };
}

/** How much of the quote's context stands around a place, 0 to 1; 1 for a quote that came without any. */
function contextScore(text: string, place: Pick<Place, 'start' | 'end'>, quote: Quote): number {
  const { before, after, prefix, suffix } = sharedContext(text, place, quote);
  return prefix + suffix === 0 ? 1 : (before + after) / (prefix + suffix);
}

/** How many letters of the quote's context there are on either side, and how many of them stand around a place. */
function sharedContext(
  text: string,
  place: Pick<Place, 'start' | 'end'>,
  quote: Quote,
): { before: number; after: number; prefix: number; suffix: number } {
  const prefix = foldedText(quote.prefix);
  const suffix = foldedText(quote.suffix);
  return {
    before: sharedEnd(foldedText(text.slice(Math.max(0, place.start - CONTEXT * 2), place.start)), prefix),
    after: sharedStart(foldedText(text.slice(place.end, place.end + CONTEXT * 2)), suffix),
    prefix: prefix.length,
    suffix: suffix.length,
  };
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

function sharedEnd(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[a.length - 1 - i] === b[b.length - 1 - i]) i++;
  return i;
}

function occurrences(text: string, needle: string): number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    found.push(at);
    // Words this common are told apart by context among the first hundred or not at all.
    if (found.length > 100) break;
  }
  return found;
}
