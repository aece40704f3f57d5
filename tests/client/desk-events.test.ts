import { followEvents } from '@sanad/client/events/desk-events.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** An event source as the browser has it, driven by the test. */
class Source extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 0;
  close(): void {
    this.readyState = 2;
  }
  get isOpen(): boolean {
    return this.readyState < 2;
  }
  begin(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  fail(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.onerror?.();
  }
  tell(kind: string, data: string): void {
    this.dispatchEvent(new MessageEvent(kind, { data }));
  }
}

const ALL = [['notices'], ['confidential'], ['sealed'], ['desk'], ['queue']];

function page() {
  const sources: Source[] = [];
  const asked: unknown[] = [];
  const state = { lookedAt: true, look: () => {}, leave: () => {} };
  const stop = followEvents(
    {
      open: () => {
        const source = new Source();
        sources.push(source);
        return source as unknown as EventSource;
      },
      isLookedAt: () => state.lookedAt,
      watch: (look, leave) => {
        Object.assign(state, { look, leave });
        return () => Object.assign(state, { look: () => {}, leave: () => {} });
      },
    },
    (key) => asked.push(key),
  );
  const turn = (lookedAt: boolean) => {
    state.lookedAt = lookedAt;
    state.look();
  };
  return { sources, asked, stop, turn, leave: () => state.leave() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is told of is asked for anew, and what came before the stream began as well', () => {
  const { sources, asked } = page();
  sources[0]?.begin();
  expect(asked.splice(0)).toEqual(ALL);
  sources[0]?.tell('notice', '{}');
  sources[0]?.tell('confidential', '{"article":"a"}');
  sources[0]?.tell('sealed', '{"article":"b"}');
  sources[0]?.tell('desk', '{}');
  sources[0]?.tell('queue', '{"article":"a"}');
  expect(asked.splice(0)).toEqual([['notices'], ['confidential', 'a'], ['sealed', 'b'], ['desk'], ['queue']]);
  for (const wrong of ['', '{}', '[]', '{"article":1}']) sources[0]?.tell('sealed', wrong);
  expect(asked).toEqual([]);
});

test('a page that nobody looks at gives its stream up after a while, asks now and then, and follows again when seen', () => {
  const { sources, asked, turn } = page();
  turn(false);
  vi.advanceTimersByTime(19_000);
  turn(true);
  expect(sources.length).toBe(1);
  turn(false);
  vi.advanceTimersByTime(21_000);
  expect(sources[0]?.isOpen).toBe(false);
  vi.advanceTimersByTime(120_000);
  expect(asked.splice(0)).toEqual([['notices'], ['notices']]);
  turn(true);
  expect(sources.length).toBe(2);
  sources[1]?.begin();
  expect(asked.splice(0)).toEqual(ALL);
  vi.advanceTimersByTime(600_000);
  expect(asked).toEqual([]);
});

test('a connection that was lost is the browser’s to bring back; one that was refused is tried again later', () => {
  const { sources } = page();
  sources[0]?.fail(0);
  vi.advanceTimersByTime(60_000);
  expect(sources.length).toBe(1);
  sources[0]?.fail(2);
  vi.advanceTimersByTime(29_000);
  expect(sources.length).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(sources.length).toBe(2);
});

test('nothing goes on once it has ended, nor in a page that was left', () => {
  const left = page();
  left.leave();
  expect(left.sources[0]?.isOpen).toBe(false);
  left.turn(true);
  expect(left.sources.length).toBe(2);
  const ended = page();
  ended.turn(false);
  ended.stop();
  ended.turn(true);
  vi.advanceTimersByTime(600_000);
  expect([ended.sources.length, ended.sources[0]?.isOpen, ended.asked]).toEqual([1, false, []]);
});
