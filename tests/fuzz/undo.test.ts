import '../support/headless-page.ts';
import { expect, it } from 'vitest';
import { takingBackRun, turningRun } from './undo-run.ts';

const RUNS = 100;

function failuresOf(run: (seed: number) => number): { failures: string[]; turned: number } {
  const failures: string[] = [];
  let turned = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    try {
      turned += run(seed);
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  return { failures, turned };
}

it(`undo and redo touch nobody else's text, claims and verdicts (${RUNS} runs)`, () => {
  const { failures, turned } = failuresOf(turningRun);
  expect(failures).toEqual([]);
  // Steps that were not there to be taken back prove nothing.
  expect(turned).toBeGreaterThan(RUNS);
});

it(`what one person did and took back is as if it had not been done (${RUNS} runs)`, () => {
  const { failures, turned } = failuresOf(takingBackRun);
  expect(failures).toEqual([]);
  expect(turned).toBeGreaterThan(RUNS);
});
