import type { PlacedMark } from './article-editor.ts';

/** How many claims two lists of them begin and end with alike: a mark that says the same as before is the same object. */
export function alikeEnds(
  before: readonly PlacedMark[],
  now: readonly PlacedMark[],
): { readonly first: number; readonly last: number } {
  const least = Math.min(before.length, now.length);
  let first = 0;
  while (first < least && before[first] === now[first]) first++;
  let last = 0;
  while (last < least - first && before[before.length - 1 - last] === now[now.length - 1 - last]) last++;
  return { first, last };
}

/** What stands between the ends that two lists of claims have in common. */
export function marksDifference(
  before: readonly PlacedMark[],
  now: readonly PlacedMark[],
): { readonly before: readonly PlacedMark[]; readonly now: readonly PlacedMark[] } {
  const { first, last } = alikeEnds(before, now);
  return { before: before.slice(first, before.length - last), now: now.slice(first, now.length - last) };
}
