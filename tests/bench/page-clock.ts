import * as Y from 'yjs';

/** What the benchmark asks of a page under measure. Times are milliseconds. */
export interface PageClock {
  /** From navigation until the article's text had been painted. */
  readonly opened: Promise<number>;
  /** Puts the caret, or a selection, into a block and brings it to the middle of the window. */
  select(block: number, from: number, to: number): void;
  /** Keeps a colleague's update ready, so that decoding it is not measured. */
  keep(update: string): void;
  /** Applies the update kept, in a task of the page's own, as a message from the server is. */
  receive(): Promise<void>;
  /** Resolves when what has been asked is painted, and the frame after it too. */
  quiet(): Promise<void>;
  /** Presses a key from a frame's beginning; how long until `selector` matches and is painted. */
  press(code: string, selector: string): Promise<number>;
  /** Applies the update kept from a frame's beginning; how long until `selector` matches and is painted. */
  receiveUntil(selector: string): Promise<number>;
  /** A point in the window on the words of a claim in a block. @throws RangeError when it has none. */
  claimIn(block: number): { readonly x: number; readonly y: number };
  /** Takes the keyboard away from the text. */
  leaveText(): void;
  /** Begins to look for long tasks; `longest` ends it with the longest (0 when none). */
  watchTasks(): void;
  longest(): Promise<number>;
  /** Keeps the page busy for so long: to see whether long tasks are noticed at all. */
  work(duration: number): Promise<void>;
}

declare global {
  interface Window {
    clock?: PageClock;
  }
}

/** How many frames something may take to appear. */
const PATIENCE = 120;

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

/** Resolves once the frame that is being made has been painted: a message is handled behind it. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

/** Does something in a task of the page's own: the browser does not count what a debugger runs as the page's script. */
function inTask(act: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      try {
        act();
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    port2.postMessage(null);
  });
}

async function until(selector: string, act: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let frames = 0;
    let since: number | null = null;
    const look = () => {
      if (since === null) {
        since = performance.now();
        act();
      }
      void painted().then(() => {
        if (document.querySelector(selector)) resolve(performance.now() - (since as number));
        else if (++frames > PATIENCE) reject(new Error(`nothing matched ${selector}`));
        else requestAnimationFrame(look);
      });
    };
    requestAnimationFrame(look);
  });
}

const textOf = () => {
  const text = document.querySelector<HTMLElement>('.ProseMirror');
  if (!text) throw new Error('the page has no text');
  return text;
};

/** The DOM's place of a letter of a block. */
function placeIn(block: Element, offset: number): [Text, number] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  throw new RangeError(`the block ends before ${offset}`);
}

/** The bytes of the article that is named by the page's address. */
export async function articleOfPage(): Promise<Uint8Array> {
  const answer = await fetch(new URL(location.href).searchParams.get('article') ?? '');
  if (!answer.ok) throw new Error(`no article: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Lets the benchmark work on the article of this page. */
export function setClock(article: Y.Doc): void {
  let kept: Uint8Array | null = null;
  let observer: PerformanceObserver | null = null;
  let longest = 0;
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const read = async () => {
    while ((document.querySelector('.ProseMirror')?.textContent?.length ?? 0) < 100) await frame();
    await painted();
    return performance.now();
  };
  const opened = read();
  const apply = () => {
    if (!kept) throw new Error('there is nothing to receive');
    Y.applyUpdate(article, kept, 'colleague');
    kept = null;
  };
  window.clock = {
    opened,
    select(block, from, to) {
      const element = textOf().children[block];
      if (!element) throw new RangeError(`no block ${block}`);
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      textOf().focus({ preventScroll: true });
      const [[anchor, start], [focus, end]] = [placeIn(element, from), placeIn(element, to)];
      window.getSelection()?.setBaseAndExtent(anchor, start, focus, end);
    },
    keep(update) {
      kept = Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0));
    },
    receive: () => inTask(apply),
    async quiet() {
      await frame();
      await frame();
      await painted();
    },
    press: (code, selector) =>
      until(selector, () => {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(
          new KeyboardEvent('keydown', { code, key: code.slice(-1), bubbles: true, cancelable: true }),
        );
      }),
    receiveUntil: (selector) => until(selector, apply),
    claimIn(index) {
      const box = textOf().children[index]?.getBoundingClientRect();
      if (!box) throw new RangeError(`no block ${index}`);
      for (const line of document.querySelectorAll<SVGPolylineElement>('[data-claim^="claim-"] polyline')) {
        const at = line.getBoundingClientRect();
        if (at.top < box.top || at.bottom > box.bottom) continue;
        const sheet = (line.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
        const { x, y } = line.getPointAtLength(4);
        return { x: sheet.left + x, y: sheet.top + y - 2 };
      }
      throw new RangeError(`block ${index} has no claim`);
    },
    leaveText() {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
    watchTasks() {
      longest = 0;
      observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: 'longtask' });
    },
    async longest() {
      for (let frames = 0; frames < 6; frames++) await frame(); // the browser tells of a task somewhat after it
      note(observer?.takeRecords() ?? []);
      observer?.disconnect();
      return longest;
    },
    // In a task of the page's own: what a debugger runs is not told of.
    work: (duration) =>
      new Promise((resolve) =>
        setTimeout(() => {
          for (const since = performance.now(); performance.now() - since < duration; );
          resolve();
        }),
      ),
  };
}
