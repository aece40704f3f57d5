import { expect, test } from 'vitest';
import { killedRun } from '../fuzz/killed-run.ts';

test('killed at any moment, the server has everything it confirmed, and all converge when it is back (5 times)', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { confirmed, written } = await killedRun(5, seed);
  expect(confirmed).toBeGreaterThanOrEqual(50);
  expect(written).toBeGreaterThan(10);
});
