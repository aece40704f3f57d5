import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { startingBefore } from './placed-marks.ts';
import { blocksOf } from './text-positions.ts';

/** How far around the window claims are drawn, in heights of it, and how near their edge may come before more are. */
const AROUND = 0.8;
const NEAR = 0.4;
/** How many claims are measured and drawn in one frame while the band grows: a page of them at once would hold up the scrolling. */
const AT_A_TIME = 80;

/** Text blocks, by index: the first, and the one behind the last. `blocks`: how many the article had then. */
interface Range {
  readonly first: number;
  readonly end: number;
  readonly blocks: number;
}

/**
 * The blocks whose claims are drawn: those in and around the window, so that a page costs what is seen of it, however many
 * claims it has.
 */
export class DrawnBand {
  readonly #marks: () => readonly PlacedMark[];
  #range: Range | null = null;

  /** `marks`: the claims in text order. */
  constructor(marks: () => readonly PlacedMark[]) {
    this.#marks = marks;
  }

  /** The first block, and the one behind the last; null before there was a band. */
  get range(): { readonly first: number; readonly end: number } | null {
    return this.#range;
  }

  /** Whether the band is of another article than `view` shows, or the window has come near its edge. */
  isBehind(view: EditorView): boolean {
    const range = this.#range;
    const { length } = blocksOf(view.state.doc);
    if (range?.blocks !== length) return true;
    const [first, last] = [boxOf(view, range.first), boxOf(view, range.end - 1)];
    const above = range.first === 0 || (first?.top ?? 0) < -NEAR * window.innerHeight;
    const below = range.end === length || (last?.bottom ?? 0) > (1 + NEAR) * window.innerHeight;
    return !above || !below;
  }

  /** Whether the article has as many blocks as when the band was last looked at. */
  isOf(view: EditorView): boolean {
    return this.#range?.blocks === blocksOf(view.state.doc).length;
  }

  /** Takes the band nearer to what it should be, from the middle of the window on; whether it is there. */
  step(view: EditorView): boolean {
    const wanted = wantedRange(view);
    const { blocks, middle } = wanted;
    const known = this.#range;
    let first = Math.min(known?.first ?? middle, blocks);
    let end = Math.min(known ? known.end + blocks - known.blocks : middle, blocks);
    if (end <= wanted.first || first >= wanted.end) [first, end] = [middle, middle];
    first = Math.max(first, wanted.first);
    end = Math.min(end, wanted.end);
    for (let drawn = 0; drawn < AT_A_TIME && (first > wanted.first || end < wanted.end); ) {
      const isAbove = first > wanted.first && (end >= wanted.end || middle - first < end - middle);
      drawn += this.#marksIn(view, isAbove ? --first : end++);
    }
    this.#range = { first, end, blocks };
    return first === wanted.first && end === wanted.end;
  }

  /** How many claims begin in a block: as much work it is to draw. */
  #marksIn(view: EditorView, index: number): number {
    const block = blocksOf(view.state.doc)[index];
    if (!block) return 0;
    const marks = this.#marks();
    return startingBefore(marks, block.start + block.node.content.size) - startingBefore(marks, block.start);
  }
}

/** The blocks from `AROUND` windows above to as far below, by bisection: each asks for the box of one block. */
function wantedRange(view: EditorView): Range & { readonly middle: number } {
  const blocks = blocksOf(view.state.doc);
  const height = window.innerHeight;
  const count = (is: (box: DOMRect) => boolean) => {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const box = boxOf(view, middle);
      if (!box || is(box)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = count(({ bottom }) => bottom < -AROUND * height);
  const end = count(({ top }) => top <= (1 + AROUND) * height);
  const middle = Math.max(0, count(({ top }) => top <= height / 2) - 1);
  return { first: Math.min(first, Math.max(0, end - 1)), end, blocks: blocks.length, middle };
}

/** The element a block is drawn as. */
export function elementOf(view: EditorView, index: number): HTMLElement | null {
  const block = blocksOf(view.state.doc)[index];
  const drawn = block && view.nodeDOM(block.from - 1);
  return drawn instanceof HTMLElement ? drawn : null;
}

function boxOf(view: EditorView, index: number): DOMRect | null {
  return elementOf(view, index)?.getBoundingClientRect() ?? null;
}
