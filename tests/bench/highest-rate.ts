import type { Outcome } from './server-run.ts';

/** A delay that most updates have to stay under, in milliseconds, for a rate to count as held. */
export const HELD_UNDER = 50;
const FIRST = 500;
const HIGHEST = 64_000;
/** How near the rates that hold and do not hold have to come. */
const NEAR = 1.12;

/** Whether a server kept up: everything came, nearly all of it in time. */
export function isHeld({ p99, arrived, expected, lost }: Outcome): boolean {
  return p99 < HELD_UNDER && arrived === expected && lost.length === 0;
}

/** The highest rate that held, and what was seen at it. */
export interface Highest {
  readonly rate: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * Finds the highest rate a server holds: doubling, then halving the distance. On the way a rate is given a second try;
 * the one that is told held in two of three. Null when not even the lowest does.
 */
export async function highestRate(playAt: (rate: number) => Promise<Outcome>): Promise<Highest | null> {
  const holds = async (rate: number) => isHeld(await playAt(rate)) || isHeld(await playAt(rate));
  let held = FIRST / 8;
  let failed = FIRST;
  while (failed <= HIGHEST && (await holds(failed))) {
    held = failed;
    failed *= 2;
  }
  while (failed <= HIGHEST && failed / held > NEAR) {
    const middle = Math.round(Math.sqrt(failed * held));
    if (await holds(middle)) held = middle;
    else failed = middle;
  }
  for (let rate = held; rate >= FIRST / 8; rate = Math.floor(rate / NEAR)) {
    const outcomes = [await playAt(rate), await playAt(rate)];
    if (outcomes.filter(isHeld).length === 1) outcomes.push(await playAt(rate));
    if (outcomes.filter(isHeld).length >= 2) return { rate, outcomes };
  }
  return null;
}
