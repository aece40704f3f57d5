/** The cards of the margin: where each wants its upper edge and how tall it is, in pixels of the margin. */
export interface WantedCards {
  readonly tops: ArrayLike<number>;
  readonly heights: ArrayLike<number>;
}

export interface MarginRules {
  /** The least space between two cards, in pixels. */
  readonly gap: number;
  /** The index of the card that must stand exactly where it wants to; null for none. */
  readonly chosen: number | null;
  /** The highest place a card may take, unless the chosen one leaves no room below it. */
  readonly least: number;
}

/**
 * Where the cards stand: in the order given, none over another, `gap` apart, the chosen one exactly where it wants to
 * be, and the sum of the squared distances from where the others want to be as small as it can be. Cards before the
 * chosen one that find no room below `least` stand above it: the caller shows them as a count.
 *
 * Taking the heights of all cards before it from a card's top turns "no overlap" into "never falling", so this is an
 * isotonic regression: neighbours that collide are pooled and stand around their mean. Bounds (the chosen card, the
 * upper edge) only clip the pools, because a clipped isotonic regression is the bounded one. Linear in the cards.
 */
export function layOutMargin({ tops: wish, heights }: WantedCards, rules: MarginRules): Float64Array {
  const { gap, chosen, least } = rules;
  const size = wish.length;
  if (chosen !== null && !(chosen >= 0 && chosen < size)) throw new RangeError(`no card ${chosen} to choose`);
  const taken = new Float64Array(size);
  const wanted = new Float64Array(size);
  let sum = 0;
  for (let index = 0; index < size; index++) {
    taken[index] = sum;
    wanted[index] = (wish[index] as number) - sum;
    sum += Math.ceil(heights[index] as number) + gap;
  }
  const fixed = chosen === null ? null : (wanted[chosen] as number);
  if (chosen === null) pool(wanted, 0, size);
  else {
    pool(wanted, 0, chosen);
    pool(wanted, chosen + 1, size);
  }
  const tops = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    let held = Math.round(wanted[index] as number);
    if (fixed === null || chosen === null) held = Math.max(held, least);
    else if (index < chosen) held = Math.min(Math.max(held, least), fixed);
    else held = index === chosen ? fixed : Math.max(held, fixed);
    tops[index] = held + (taken[index] as number);
  }
  return tops;
}

/** Makes values from `first` to before `end` the never-falling ones nearest to them, by pooling neighbours that fall. */
function pool(values: Float64Array, first: number, end: number): void {
  // Thousands of values, again and again: pools are numbers in two arrays and no objects.
  const sums = new Float64Array(end - first);
  const counts = new Uint32Array(end - first);
  let pools = 0;
  for (let index = first; index < end; index++) {
    let sum = values[index] as number;
    let count = 1;
    for (; pools > 0; pools--) {
      const before = (sums[pools - 1] as number) / (counts[pools - 1] as number);
      if (before <= sum / count) break;
      sum += sums[pools - 1] as number;
      count += counts[pools - 1] as number;
    }
    sums[pools] = sum;
    counts[pools] = count;
    pools++;
  }
  let at = first;
  for (let each = 0; each < pools; each++) {
    const next = at + (counts[each] as number);
    values.fill((sums[each] as number) / (counts[each] as number), at, next);
    at = next;
  }
}

/**
 * The stretch of cards to draw: the indices whose cards touch the band from `from` to `to` (pixels of the margin), end
 * exclusive. `tops` never fall, as `layOutMargin` gives them.
 */
export function cardsInBand(
  tops: ArrayLike<number>,
  heights: ArrayLike<number>,
  from: number,
  to: number,
): { readonly first: number; readonly end: number } {
  let first = firstAtLeast(tops, from);
  while (first > 0 && (tops[first - 1] as number) + (heights[first - 1] as number) > from) first--;
  return { first, end: Math.max(first, firstAtLeast(tops, to)) };
}

/** How many of `tops`, which never fall, are less than `value`. */
export function firstAtLeast(tops: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
