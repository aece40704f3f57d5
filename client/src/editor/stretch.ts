/** A part of the plain text (UTF-16 units, end exclusive). */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The least stretch with both in it. */
export function spanning(known: Stretch | null, other: Stretch): Stretch {
  if (!known) return other;
  return { start: Math.min(known.start, other.start), end: Math.max(known.end, other.end) };
}

/** Where a stretch is after a change of the text: `old` was changed, and what stood behind it has moved `by`. An end in it is moved to that of the change. */
export function carried({ start, end }: Stretch, { old, by }: { readonly old: Stretch; readonly by: number }): Stretch {
  const isBehind = (at: number) => at >= old.end;
  return {
    start: isBehind(start) ? start + by : Math.min(start, old.start),
    end: isBehind(end) ? end + by : end < old.start ? end : Math.max(old.start, old.end + by),
  };
}
