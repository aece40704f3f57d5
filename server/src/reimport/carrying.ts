import { LIKENESS_NEEDED, likeness, trimRange } from '@sanad/shared/anchor';
import type { Quote } from '@sanad/shared/claim';

import { foldedEqual, readsAlike } from '@sanad/shared/fold';
import { type Haystack, likelyPlace } from '@sanad/shared/quote';

import type { Range, Stretch } from './alignment.ts';

/** The two texts and how the one became the other: what a claim is carried over by. */
export interface Crossing {
  readonly stretches: readonly Stretch[];
  /** The same in the order of the old text. */
  readonly byOld: readonly Stretch[];
  readonly old: string;
  readonly fresh: string;
  /** Both texts in one line. */
  readonly lines: () => readonly [old: string, fresh: string];
  readonly hay: () => Haystack;
}

/** A claim that is to be carried over: where it sits, its words with what is around them, and those it was judged on. */
export interface Passenger {
  readonly at: Range;
  readonly quote: Quote;
  readonly judged: string | null;
}

/**
 * Where the words of a claim went. Words that did not change are found where they are; of words that changed in part it is
 * what stands in their place, as long as enough of them is left, and all of the words it was judged on where those are back.
 * Null where they are gone: a copy of them that stood elsewhere all the time, or words built like theirs, are none of the
 * claim's.
 */
export function carried(crossing: Crossing, { at, quote, judged }: Passenger): Range | null {
  const { old, fresh, stretches } = crossing;
  const words = old.slice(at.start, at.end);
  const image = imageOf(crossing, at);
  const whole = image && wholeWords(crossing, at, image);
  const range = whole && trimRange(fresh, whole.start, whole.end);
  const isStale = judged !== null && !readsAlike(words, judged);
  const back = range && isStale ? around(fresh, range, judged) : null;
  if (back) return back;
  if (range && foldedEqual(fresh.slice(range.start, range.end), words)) return range;
  const here = range && around(fresh, range, words);
  if (here) return here;
  const found = likelyPlace(crossing.hay(), { ...quote, exact: words });
  const there = found && trimRange(fresh, found.start, found.end);
  if (there && foldedEqual(fresh.slice(there.start, there.end), words) && !stoodElsewhere(stretches, there, at)) {
    return there;
  }
  const only = words.length >= TELLING ? theOnly(crossing, words) : null;
  if (only) return only;
  if (!range) return null;
  const isLeft =
    keptOf(crossing, at) >= KEPT || likeness(fresh.slice(range.start, range.end), words) >= LIKENESS_NEEDED;
  return isLeft ? range : null;
}

/** The share of a claim's letters that has to be left for what stands around them to be its words. */
const KEPT = 0.4;

/** The share of a range's letters that was kept where it stood. */
function keptOf({ old, byOld }: Crossing, { start, end }: Range): number {
  const letters = (from: number, to: number) => old.slice(from, Math.max(from, to)).replace(/\s/g, '').length;
  let kept = 0;
  for (const { same, old: was } of touchedBy(byOld, start, end)) {
    if (same) kept += letters(Math.max(start, was.start), Math.min(end, was.end));
  }
  return kept / Math.max(1, letters(start, end));
}

/** From this many letters on, words that stand once in both texts are the same words, whatever is around them. */
const TELLING = 24;

/** Where a block ends reads like a space: words are the same across it. */
export const inOneLine = (text: string) => text.replaceAll('\n', ' ');

function theOnly({ lines }: Crossing, words: string): Range | null {
  const line = inOneLine(words);
  const isOnce = (text: string) => text.includes(line) && text.indexOf(line) === text.lastIndexOf(line);
  const [was, is] = lines();
  const start = isOnce(was) && isOnce(is) ? is.indexOf(line) : -1;
  return start === -1 ? null : { start, end: start + words.length };
}

/** The one place of these very words that touches a range; null where there is none, or two. */
function around(fresh: string, { start, end }: Range, words: string): Range | null {
  const [from, to] = [Math.max(0, start - words.length + 1), end + words.length - 1];
  const [part, line] = [inOneLine(fresh.slice(from, to)), inOneLine(words)];
  const at = part.indexOf(line);
  if (at === -1 || part.indexOf(line, at + 1) !== -1) return null;
  const place = trimRange(fresh, from + at, from + at + words.length);
  return place && place.end - place.start === words.length ? place : null;
}

/** A range that ends within a word where the claim did not: with the word, or without it where little of it was kept. */
function wholeWords({ old, fresh }: Crossing, at: Range, { start, end }: Range): Range {
  let [from, to] = [start, end];
  if (!isInWord(old, at.start) && isInWord(fresh, from)) {
    const [first, last] = [edgeOf(fresh, from, -1), edgeOf(fresh, from, 1)];
    from = 2 * (Math.min(last, to) - from) >= last - first ? first : Math.min(last, to);
  }
  if (!isInWord(old, at.end) && isInWord(fresh, to)) {
    const [first, last] = [edgeOf(fresh, to, -1), edgeOf(fresh, to, 1)];
    to = 2 * (to - Math.max(first, from)) >= last - first ? last : Math.max(first, from);
  }
  return { start: from, end: to };
}

const LETTER = /[\p{L}\p{M}\p{N}\u0640\p{Cs}]|\u200c|\u200d/u;
const isLetter = (text: string, at: number) => LETTER.test(text[at] ?? '');
const isInWord = (text: string, at: number) => isLetter(text, at - 1) && isLetter(text, at);

/** The end of the word around a place, in one direction. */
function edgeOf(text: string, place: number, step: 1 | -1): number {
  let at = place;
  while (isLetter(text, step === 1 ? at : at - 1)) at += step;
  return at;
}

/** The stretches that hold letters of a range of the old text, in their order. */
function touchedBy(byOld: readonly Stretch[], start: number, end: number): Stretch[] {
  let [low, high] = [0, byOld.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byOld[middle] as Stretch).old.end <= start) low = middle + 1;
    else high = middle;
  }
  const touched: Stretch[] = [];
  for (let at = low; at < byOld.length; at++) {
    const stretch = byOld[at] as Stretch;
    if (stretch.old.start >= end) break;
    if (stretch.old.end > start) touched.push(stretch);
  }
  return touched;
}

/** From the first kept letter of a range to its last, with what was changed between and at its edges. */
function imageOf({ byOld, old: text }: Crossing, { start, end }: Range): Range | null {
  const touched = touchedBy(byOld, start, end);
  const kept = touched.filter(({ same }) => same);
  const [first, last] = [kept[0], kept.at(-1)];
  if (!first || !last) return null;
  let from = pointIn(first, Math.max(start, first.old.start));
  let to = pointIn(last, Math.min(end, last.old.end));
  // What was put in place of words of the claim is a part of it; what reaches over its edge is not.
  const [ahead, behind] = [touched[0], touched.at(-1)];
  if (ahead && !ahead.same && reaches(text, ahead.old.start, start) && ahead.fresh.end === from)
    from = ahead.fresh.start;
  if (behind && !behind.same && reaches(text, end, behind.old.end) && behind.fresh.start === to) to = behind.fresh.end;
  return from < to ? { start: from, end: to } : null;
}

/** Whether nothing but white space stands between two places, or the second does not come behind the first. */
function reaches(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}

/** Where a place within a kept stretch is now: letter by letter where it has as many, else at its nearer end. */
function pointIn({ old, fresh }: Stretch, at: number): number {
  if (at === old.end) return fresh.end;
  const sameLength = old.end - old.start === fresh.end - fresh.start;
  if (sameLength || at === old.start) return fresh.start + (at - old.start);
  return Math.min(fresh.end, fresh.start + (at - old.start));
}

/** Whether the words at a place of the new text are words that stood somewhere else than `at` in the old one. */
function stoodElsewhere(stretches: readonly Stretch[], { start, end }: Range, at: Range): boolean {
  return stretches.some(
    ({ same, old, fresh }) =>
      same &&
      fresh.start < end &&
      fresh.end > start &&
      (old.end <= at.start || old.start >= at.end) &&
      old.end > old.start,
  );
}
