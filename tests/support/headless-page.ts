import { Window } from 'happy-dom';

/**
 * A browser page without a browser, and time that stands still until a test moves it on. Importing this file makes its
 * process one such page: it comes before every import of what runs in a page, since some of it keeps hold of the clock
 * it was loaded with.
 */

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly run: () => void;
}

const EPOCH = Date.UTC(2026, 0, 5, 9);
let now = EPOCH;
let ids = 0;
let timers: Timer[] = [];
let frames: { readonly id: number; readonly run: (time: number) => void }[] = [];
/** What runs once the act under way is over. A test that never gives up its turn would keep all of it, and every page with it. */
let asides: (() => void)[] = [];

const setTimer = (run: (...values: unknown[]) => void, after = 0, ...values: unknown[]): number => {
  const id = ++ids;
  timers.push({ id, due: now + Math.max(0, after), run: () => run(...values) });
  return id;
};
const clearTimer = (id: unknown): void => {
  timers = timers.filter((timer) => timer.id !== id);
};

const RealDate = Date;
class StandingDate extends RealDate {
  constructor(...parts: unknown[]) {
    super(...((parts.length === 0 ? [now] : parts) as [number]));
  }
  static override now = (): number => now;
}

const page = new Window({ url: 'http://article.test/' });
const global = globalThis as unknown as Record<string, unknown>;
const names = [
  'document',
  'window',
  'navigator',
  'Node',
  'Element',
  'HTMLElement',
  'Text',
  'Range',
  'Selection',
  'DOMParser',
  'MutationObserver',
  'ClipboardEvent',
  'KeyboardEvent',
  'getComputedStyle',
  'getSelection',
  'innerWidth',
  'innerHeight',
] as const;
for (const name of names) {
  const value = name === 'window' ? page : (page as unknown as Record<string, unknown>)[name];
  Object.defineProperty(global, name, {
    value: typeof value === 'function' && name.startsWith('get') ? value.bind(page) : value,
    configurable: true,
    writable: true,
  });
}
global.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
/** Changes of the page that no editor made do not happen here, and the observer's own timing would be chance. */
global.MutationObserver = class {
  observe(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
};
global.requestAnimationFrame = (run: (time: number) => void): number => {
  const id = ++ids;
  frames.push({ id, run });
  return id;
};
global.cancelAnimationFrame = (id: number): void => {
  frames = frames.filter((frame) => frame.id !== id);
};
global.setTimeout = setTimer;
global.clearTimeout = clearTimer;
global.queueMicrotask = (run: () => void): void => {
  asides.push(run);
};
global.Date = StandingDate;
global.performance = Object.create(performance, { now: { value: () => now - EPOCH } });
for (const name of ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout']) {
  (page as unknown as Record<string, unknown>)[name] = global[name];
}

/** How often frames may ask for another frame before that counts as a loop. */
const FRAMES = 200;

function finishActs(): void {
  for (let run = asides.shift(); run; run = asides.shift()) run();
}

/** Paints: runs what waits for the next frame, and what that asks for, until nobody waits. */
export function paint(): void {
  finishActs();
  for (let round = 0; frames.length > 0; round++) {
    if (round > FRAMES) throw new Error('frames ask for frames without end');
    const due = frames;
    frames = [];
    for (const frame of due) frame.run(now - EPOCH);
    finishActs();
  }
}

/** Lets `time` (ms) pass: timers go off in their order, and each is followed by a frame. */
export function pass(time: number): void {
  const until = now + time;
  for (;;) {
    const next = timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due || a.id - b.id)[0];
    if (!next) break;
    clearTimer(next.id);
    now = Math.max(now, next.due);
    next.run();
    paint();
  }
  now = until;
  paint();
}

/** A new page: what waited in the last one is forgotten, and its clock starts anew. */
export function newPage(): void {
  timers = [];
  frames = [];
  asides = [];
  now = EPOCH;
  document.body.replaceChildren();
}
