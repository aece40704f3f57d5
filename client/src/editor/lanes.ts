/** How many lines are drawn under each other before they begin again at the first. */
export const LANES = 4;

/**
 * Gives ranges that overlap different lanes, so that the lines under their words lie side by side. `ranges` are in text
 * order, the outer before the inner; the lanes come in the same order, counted from 0.
 */
export function lanesOf(ranges: readonly { readonly start: number; readonly end: number }[]): number[] {
  const ends: number[] = [];
  return ranges.map(({ start, end }) => {
    const free = ends.findIndex((taken) => taken <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    return lane % LANES;
  });
}
