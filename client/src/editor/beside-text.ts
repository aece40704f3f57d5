import type { EditorView } from 'prosemirror-view';
import type { Levels } from './article-editor.ts';
import type { Beginning } from './block-sketch.ts';
import { ClaimLevels } from './claim-levels.ts';
import type { ClaimTracker } from './claim-tracker.ts';
import { Listeners } from './listeners.ts';
import { MarginNumbers } from './margin-numbers.ts';
import { Rest } from './rest.ts';

/** How long the text must rest (ms) before what stands beside it is placed anew, unless its height changed. */
const REST = 400;
/** How long (ms) the cards beside the text may be where they were guessed to be while it is scrolled to their words. */
const SCROLLED = 150;

/** What stands beside the text needs of the editor. */
export interface BesideTextOptions {
  readonly view: EditorView;
  readonly tracker: ClaimTracker;
  /** Where the numbers go. */
  readonly numbers: HTMLElement;
  readonly chosen: () => string | null;
  readonly choose: (id: string) => void;
  readonly hover: (id: string | null) => void;
}

/** Keeps what stands beside the text level with its words: the numbers, and whoever asks how high claims are. */
export class BesideText {
  readonly numbers: MarginNumbers;
  readonly #levels: ClaimLevels;
  readonly #laidOut = new Listeners();
  readonly #resized: ResizeObserver;
  readonly #rest = new Rest(() => this.#tell());
  #frame = 0;
  #begunTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ view, tracker, numbers, ...hands }: BesideTextOptions) {
    const beginnings = () => tracker.drawing.beginnings();
    const origin = () => tracker.drawing.origin;
    this.numbers = new MarginNumbers({
      layer: numbers,
      view,
      attached: () => tracker.list.inOrder.attached,
      markOf: (id) => tracker.markOf(id),
      beginnings,
      origin,
      ...hands,
    });
    this.#levels = new ClaimLevels({
      view,
      marks: () => tracker.marks(),
      order: () => tracker.order,
      numberOf: (id) => tracker.list.peek(id)?.number ?? null,
      beginnings,
      origin,
    });
    this.#resized = new ResizeObserver(() => {
      this.#levels.forget();
      this.#tell();
    });
    this.#resized.observe(view.dom);
  }

  /** Called when the text was laid out anew. */
  readonly onLayout = this.#laidOut.add;

  levels(): Levels {
    return this.#levels.get();
  }

  /** Claims that are drawn begin elsewhere than before, or are drawn only now. */
  begun(beginnings: readonly Beginning[]): void {
    this.#levels.begin(beginnings);
    // While somebody types, lines break elsewhere now and then; what stands beside them follows when the text rests.
    if (this.#rest.isWaiting) return;
    this.numbers.schedule();
    this.#begunTimer ??= setTimeout(this.#scrolled, SCROLLED);
  }

  /** The text is another. */
  changed(): void {
    this.#rest.later(REST);
  }

  readonly #scrolled = (): void => {
    this.#begunTimer = undefined;
    this.#tell();
  };

  #tell(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.numbers.schedule();
      this.#laidOut.tell();
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#rest.forget();
    clearTimeout(this.#begunTimer);
    this.#resized.disconnect();
    this.numbers.destroy();
  }
}
