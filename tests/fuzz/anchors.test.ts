import '../support/headless-page.ts';
import { expect, it } from 'vitest';
import { anchorRun } from './anchor-run.ts';

const RUNS = 200;
const FIRST = 1;

it(`whatever three people do to a text, every claim is on its words or waits (${RUNS} runs)`, () => {
  const total = { exact: 0, recovered: 0, detached: 0 };
  const failures: string[] = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    try {
      const outcome = anchorRun(seed);
      for (const kind of ['exact', 'recovered', 'detached'] as const) total[kind] += outcome[kind];
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  expect(failures).toEqual([]);
  // A run that leaves nothing to look at proves nothing.
  expect(total.exact).toBeGreaterThan(RUNS);
  expect(total.recovered + total.detached).toBeGreaterThan(RUNS / 20);
}, 120_000);
