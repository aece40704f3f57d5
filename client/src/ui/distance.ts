const STEPS = [
  { unit: 'second', size: 1, until: 45 },
  { unit: 'minute', size: 60, until: 45 * 60 },
  { unit: 'hour', size: 3600, until: 22 * 3600 },
  { unit: 'day', size: 86400, until: 7 * 86400 },
] as const;

/**
 * The distance from `now` to `then` (both in milliseconds) in the largest unit that fits; null beyond a week, when a
 * date says more than a distance.
 */
export function distance(
  then: number,
  now: number,
): { readonly value: number; readonly unit: 'second' | 'minute' | 'hour' | 'day' } | null {
  const seconds = (then - now) / 1000;
  const step = STEPS.find(({ until }) => Math.abs(seconds) < until);
  if (!step) return null;
  if (step.unit === 'second') return { value: 0, unit: 'second' };
  return { value: Math.round(seconds / step.size) || Math.sign(seconds), unit: step.unit };
}
