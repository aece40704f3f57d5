import type { EditorView } from 'prosemirror-view';
import type { Levels, PlacedMark } from './article-editor.ts';
import type { Beginning } from './block-sketch.ts';
import { blocksOf } from './text-positions.ts';

/** What the levels need of the editor. */
export interface LevelsOptions {
  readonly view: EditorView;
  /** The claims in text order, and a number that is another whenever that order is. */
  readonly marks: () => readonly PlacedMark[];
  readonly order: () => number;
  /** The number of a claim, which says where in that order it is; null for one that there is not. */
  readonly numberOf: (id: string) => number | null;
  /** Where the claims that are drawn begin. */
  readonly beginnings: () => Iterable<Beginning>;
  /** The upper edge of what `beginnings` are counted from, in viewport coordinates. */
  readonly origin: () => number;
}

/**
 * How high the first line of each claim is. Where claims are drawn it is known; elsewhere it is worked out from the box of
 * the paragraph, which is asked for once however many claims it has. Kept, and patched where something moved: all of them
 * are looked at only when claims came, went or changed their order, or when the text became higher.
 */
export class ClaimLevels {
  readonly #options: LevelsOptions;
  /** By number; NaN where it is not known. */
  #middles = new Float64Array(0);
  #levels: Levels | null = null;
  #order = -1;

  constructor(options: LevelsOptions) {
    this.#options = options;
  }

  /** The levels now; the same object while none has changed. */
  get(): Levels {
    if (this.#order !== this.#options.order()) this.#levels = null;
    if (this.#levels) return this.#levels;
    this.#order = this.#options.order();
    this.#middles = this.#read();
    return this.#renew();
  }

  /** Claims begin elsewhere than before. */
  begin(beginnings: Iterable<Beginning>): void {
    // Where the order is another one all are read anew.
    if (!this.#levels || this.#order !== this.#options.order()) return;
    let changed = false;
    for (const { claim, top, bottom } of beginnings) {
      const middle = Math.round((top + bottom) / 2);
      const at = this.#indexOf(claim);
      if (at === -1 || this.#middles[at] === middle) continue;
      this.#middles[at] = middle;
      changed = true;
    }
    if (changed) this.#renew();
  }

  /** The text was laid out anew. */
  forget(): void {
    this.#levels = null;
  }

  #renew(): Levels {
    const middles = this.#middles;
    const of = (id: string) => {
      const middle = middles[this.#indexOf(id)] ?? Number.NaN;
      return Number.isNaN(middle) ? null : middle;
    };
    this.#levels = { of, inOrder: middles };
    return this.#levels;
  }

  #indexOf(id: string): number {
    return (this.#options.numberOf(id) ?? 0) - 1;
  }

  #read(): Float64Array<ArrayBuffer> {
    const { view, marks, beginnings, origin } = this.#options;
    const blocks = blocksOf(view.state.doc);
    const upper = origin();
    const all = marks();
    const middles = new Float64Array(all.length).fill(Number.NaN);
    let index = -1;
    let box: DOMRect | null = null;
    for (let at = 0; at < all.length; at++) {
      const { attachment } = all[at] as PlacedMark;
      if (attachment.kind === 'detached') break; // they come last
      // Both are in the order of the text.
      const before = index;
      while ((blocks[index + 1]?.start ?? Number.POSITIVE_INFINITY) <= attachment.start) index++;
      const block = blocks[index];
      if (!block) continue;
      if (before !== index) {
        const drawn = view.nodeDOM(block.from - 1);
        box = drawn instanceof HTMLElement ? drawn.getBoundingClientRect() : null;
      }
      if (!box) continue;
      const share = (attachment.start - block.start) / Math.max(1, block.node.content.size);
      middles[at] = Math.round(box.top - upper + box.height * share);
    }
    for (const { claim, top, bottom } of beginnings()) {
      const at = this.#indexOf(claim);
      if (at !== -1) middles[at] = Math.round((top + bottom) / 2);
    }
    return middles;
  }
}
