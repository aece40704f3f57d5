import { SavingWatch } from '@sanad/client/sync/saving-watch.ts';
import { afterEach, beforeEach, expect, type Mock, test, vi } from 'vitest';

/** What the server would answer when asked now. */
let able: boolean | null;
let asked: number[];
let changed: Mock<() => void>;
let watch: SavingWatch;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  able = true;
  asked = [];
  changed = vi.fn<() => void>();
  watch = new SavingWatch(async () => {
    asked.push(Date.now());
    return able;
  }, changed);
});
afterEach(() => {
  watch.destroy();
  vi.useRealTimers();
});

test('a server that confirms in time is never asked', async () => {
  for (let turn = 0; turn < 20; turn++) {
    watch.owes(`what comes after ${turn}`);
    await vi.advanceTimersByTimeAsync(4900);
  }
  watch.owes(null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
});

test('one that does not is asked again every few seconds, until it has confirmed', async () => {
  able = false;
  watch.owes('what comes after 3');
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toEqual([5000]);
  expect(watch.failing).toBe(true);
  for (let turn = 0; turn < 100; turn++) {
    watch.owes('what comes after 3'); // more was written meanwhile
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(asked.length).toBeGreaterThanOrEqual(8);
  expect(asked.length).toBeLessThanOrEqual(16);
  expect(changed).toHaveBeenCalledTimes(1);
  watch.owes(null);
  expect(watch.failing).toBe(false);
  expect(changed).toHaveBeenCalledTimes(2);
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(before);
});

test('whoever confirms something can save again, though more is owed', async () => {
  able = false;
  watch.owes('what comes after 3');
  await vi.advanceTimersByTimeAsync(5000);
  watch.owes('what comes after 4');
  expect(watch.failing).toBe(false);
  await vi.advanceTimersByTimeAsync(4900);
  expect(watch.failing).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(watch.failing).toBe(true);
});

test.each([true, null])('a server that answers %s is not said to fail', async (answer) => {
  able = answer;
  watch.owes('the text');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked.length).toBeGreaterThan(3);
  expect([watch.failing, changed.mock.calls.length]).toEqual([false, 0]);
});

test('an answer that comes when nothing is owed any more counts for nothing', async () => {
  let answer: (able: boolean) => void = () => {};
  const slow = new SavingWatch(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    changed,
  );
  slow.owes('the text');
  await vi.advanceTimersByTimeAsync(5000);
  slow.owes(null);
  answer(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([slow.failing, changed.mock.calls.length]).toEqual([false, 0]);
  slow.destroy();
});

test('one that does not answer is not waited for', async () => {
  const signals: AbortSignal[] = [];
  const silent = new SavingWatch(
    (signal) =>
      new Promise((_, reject) => {
        signals.push(signal);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    changed,
  );
  silent.owes('the text');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(signals.length).toBeGreaterThan(2);
  expect(silent.failing).toBe(false);
  silent.destroy();
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});
