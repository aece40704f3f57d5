import { expect, it } from 'vitest';
import { hostileRun } from './hostile-run.ts';

const RUNS = 1000;
const FIRST = 1;

it(`whatever is sent through the gate, nothing of it stays that its sender may not do (${RUNS} attacks)`, () => {
  const total = { refused: 0, known: 0, accepted: 0 };
  const failures: string[] = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    try {
      const outcome = hostileRun(seed);
      for (const kind of ['refused', 'known', 'accepted'] as const) total[kind] += outcome[kind];
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  expect(failures).toEqual([]);
  // Attacks that are all turned away for the same reason prove little.
  expect(total.refused).toBeGreaterThan(RUNS / 2);
  expect(total.accepted).toBeGreaterThan(RUNS / 20);
}, 120_000);

/** Attacks that once came through, by what they did. */
const FOUND = [
  [2373, 'a reader deleted a value of a claim that said nothing'],
  [13384, 'collected content of no length made the document unreadable'],
  [16907, 'letters that stand before what they stand behind made copies differ for good'],
  [19894, 'formatting with the same letter on both sides made copies differ for good'],
] as const;

it.each(FOUND)('seed %i, in which %s, is turned away', (seed) => {
  expect(() => hostileRun(seed)).not.toThrow();
});
