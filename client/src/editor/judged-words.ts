import type { Letters } from '@sanad/shared/article-text';

/** A range of the plain text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `judged` stands with all of `held` in it, letter by letter, when `held` is less than that: a word at the edge of a
 * claim was taken out and is there again. Null where it does not, or in more than one way.
 */
export function placeAround(text: Letters, held: Range, judged: string): Range | null {
  const missing = judged.length - (held.end - held.start);
  if (missing <= 0) return null;
  const first = Math.max(0, held.start - missing);
  const around = text.slice(first, Math.min(text.length, held.end + missing));
  const at = around.indexOf(judged);
  if (at === -1 || around.indexOf(judged, at + 1) !== -1) return null;
  return { start: first + at, end: first + at + judged.length };
}
