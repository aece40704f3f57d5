/** A card of the margin: where it wants its upper edge and how tall it is, in pixels of the margin. */
export interface WantedCard {
  readonly top: number;
  readonly height: number;
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
export function layOutMargin(cards: readonly WantedCard[], rules: MarginRules): number[] {
  const { gap, chosen, least } = rules;
  if (chosen !== null && !cards[chosen]) throw new RangeError(`no card ${chosen} to choose`);
  const taken: number[] = [];
  let sum = 0;
  for (const { height } of cards) {
    taken.push(sum);
    sum += Math.ceil(height) + gap;
  }
  const wanted = cards.map(({ top }, index) => top - (taken[index] as number));
  const free =
    chosen === null
      ? pooled(wanted)
      : [...pooled(wanted.slice(0, chosen)), wanted[chosen] as number, ...pooled(wanted.slice(chosen + 1))];
  const fixed = chosen === null ? null : (wanted[chosen] as number);
  return free.map((place, index) => {
    let held = Math.round(place);
    if (fixed === null || chosen === null) held = Math.max(held, least);
    else if (index < chosen) held = Math.min(Math.max(held, least), fixed);
    else held = index === chosen ? fixed : Math.max(held, fixed);
    return held + (taken[index] as number);
  });
}

/** The never-falling values nearest to `values`, by pooling neighbours that fall. */
function pooled(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}

/**
 * The stretch of cards to draw: the indices whose cards touch the band from `from` to `to` (pixels of the margin), end
 * exclusive. `tops` never fall, as `layOutMargin` gives them.
 */
export function cardsInBand(
  tops: readonly number[],
  heights: readonly number[],
  from: number,
  to: number,
): { readonly first: number; readonly end: number } {
  let first = firstAtLeast(tops, from);
  while (first > 0 && (tops[first - 1] as number) + (heights[first - 1] as number) > from) first--;
  return { first, end: Math.max(first, firstAtLeast(tops, to)) };
}

function firstAtLeast(tops: readonly number[], value: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
