import { Decoration, type EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { changeClaims, claimOf, drawnClaims, lookOf, type Swap } from './claims-plugin.ts';
import { lanesOf } from './lanes.ts';
import { alikeEnds } from './marks-difference.ts';
import { startingBefore } from './marks-in-order.ts';
import type { Held } from './placed-marks.ts';
import { blocksOf, offsetAt, positionAt, type Span } from './text-positions.ts';

/** How far around the window claims are drawn, in heights of it, and how near their edge may come before more are. */
const AROUND = 1;
const NEAR = 0.4;
/**
 * How many claims are drawn anew in one frame, and how many blocks are let go in one: a paragraph under dozens of claims is
 * hundreds of spans, and a page of them at once would hold up the scrolling.
 */
const AT_A_TIME = 60;
const LET_GO = 4;
/** How many frames drawing waits for the editor to hear of a selection that was made with the scrolling. */
const PATIENCE = 4;

/** Text blocks, by index: the first, and the one behind the last. `blocks`: how many the article had then. */
interface Band {
  readonly first: number;
  readonly end: number;
  readonly blocks: number;
}

/** The blocks that should be drawn, and the one in the middle of the window. */
interface WantedBand extends Band {
  readonly middle: number;
}

/** What the drawing needs of the editor around it. */
export interface DrawingOptions {
  /** The claims in text order. */
  readonly marks: () => readonly PlacedMark[];
  readonly markOf: (id: string) => PlacedMark | null;
  /** The attributes a claim's words get. */
  readonly look: (mark: PlacedMark, lane: number) => Record<string, string>;
}

/** Whether the editor has heard of the selection there is: drawing puts back the one it knows. */
function knowsSelection(view: EditorView): boolean {
  const there = document.getSelection();
  if (!view.hasFocus() || !there?.anchorNode || !there.focusNode || !view.dom.contains(there.anchorNode)) return true;
  const { anchor, head } = view.state.selection;
  return (
    view.posAtDOM(there.anchorNode, there.anchorOffset) === anchor &&
    view.posAtDOM(there.focusNode, there.focusOffset) === head
  );
}

/**
 * Draws the claims whose words are in or around the window. A claim is a span around each of its words: what is far from
 * the window is neither laid out nor painted, so that a page costs what is seen of it, however many claims it has.
 */
export class ClaimDrawing {
  readonly #options: DrawingOptions;
  #view: EditorView | null = null;
  #lanes: readonly number[] = [];
  /** The blocks that are drawn. Looked for when there is something to draw: asking for boxes lays the page out. */
  #band: Band | null = null;
  #frame = 0;
  #waited = 0;

  constructor(options: DrawingOptions) {
    this.#options = options;
  }

  attach(view: EditorView): void {
    this.#view = view;
    window.addEventListener('scroll', this.look, { passive: true, capture: true });
    window.addEventListener('resize', this.look, { passive: true });
    window.addEventListener('beforeprint', this.#printing);
    window.addEventListener('afterprint', this.look);
  }

  /** Looks, before the next frame is painted, whether the window has come near the edge of what is drawn. */
  look = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const view = this.#view;
      if (!view || this.#options.marks().length === 0 || this.#covers(view, NEAR)) return;
      if (this.#waited < PATIENCE && !knowsSelection(view)) {
        this.#waited++;
        this.look();
        return;
      }
      this.#waited = 0;
      this.#step(view);
      changeClaims(view, { drawn: this.swap() });
    });
  };

  /**
   * Which claims lie side by side was changed since the marks were `before`: lanes are given anew. Answers with the claims
   * that are in another lane, and with those that are new.
   */
  laneAnew(before: readonly PlacedMark[]): readonly string[] {
    const marks = this.#options.marks();
    const lanes = lanesOf(marks.flatMap(({ attachment }) => (attachment.kind === 'detached' ? [] : [attachment])));
    const { first, last } = alikeEnds(before, marks);
    const more = marks.length - before.length;
    const others: string[] = [];
    marks.forEach(({ claim }, index) => {
      const isBetween = index >= first && index < marks.length - last;
      const was = isBetween ? undefined : this.#lanes[index < first ? index : index - more];
      if (was !== lanes[index]) others.push(claim.id);
    });
    this.#lanes = lanes;
    return others;
  }

  /** What has to be swapped so that everything in and around the window is drawn as it is. */
  swap(): Swap {
    const view = this.#view;
    if (!view) return { gone: [], fresh: [] };
    if (this.#options.marks().length > 0 && this.#band?.blocks !== blocksOf(view.state.doc).length) this.#step(view);
    const { doc } = view.state;
    const wide = this.#wide(view);
    const [start, end] = [offsetAt(doc, wide.from), offsetAt(doc, wide.to)];
    const drawn = new Map(
      drawnClaims(view.state)
        .find()
        .map((each) => [claimOf(each), each]),
    );
    const fresh: Decoration[] = [];
    for (const mark of this.#options.marks()) {
      if (mark.attachment.kind === 'detached' || mark.attachment.start > end) break;
      if (mark.attachment.end < start) continue;
      this.#compare(view, mark, drawn, fresh);
    }
    return { gone: [...drawn.values()], fresh };
  }

  /** What has to be swapped so that these claims are drawn as they are. */
  swapOf(ids: ReadonlySet<string>): Swap {
    const view = this.#view;
    if (!view || ids.size === 0) return { gone: [], fresh: [] };
    if (!this.#band) return this.swap();
    const { doc } = view.state;
    const wide = this.#wide(view);
    const [start, end] = [offsetAt(doc, wide.from), offsetAt(doc, wide.to)];
    const found = drawnClaims(view.state).find(undefined, undefined, ({ claim }) => ids.has(claim));
    const drawn = new Map(found.map((each) => [claimOf(each), each]));
    const fresh: Decoration[] = [];
    for (const id of ids) {
      const mark = this.#options.markOf(id);
      if (!mark || mark.attachment.kind === 'detached') continue;
      if (mark.attachment.start <= end && mark.attachment.end >= start) this.#compare(view, mark, drawn, fresh);
    }
    return { gone: [...drawn.values()], fresh };
  }

  /** Leaves a claim that is drawn as it is, by taking it out of `drawn`; else says how it is to be drawn. */
  #compare(view: EditorView, mark: PlacedMark, drawn: Map<string, Decoration>, fresh: Decoration[]): void {
    const { start, end } = mark.attachment as Held;
    const { doc } = view.state;
    const [from, to] = [positionAt(doc, start), positionAt(doc, end)];
    const attributes = this.#options.look(mark, this.#lanes[mark.number - 1] ?? 0);
    const look = Object.entries(attributes).join();
    const before = drawn.get(mark.claim.id);
    if (before?.from === from && before.to === to && lookOf(before) === look) drawn.delete(mark.claim.id);
    else if (from < to) fresh.push(Decoration.inline(from, to, attributes, { claim: mark.claim.id, look }));
  }

  #wide(view: EditorView): Span {
    const { doc } = view.state;
    const blocks = blocksOf(doc);
    const [first, last] = [blocks[this.#band?.first ?? 0], blocks[(this.#band?.end ?? blocks.length) - 1]];
    if (!first || !last) return { from: 0, to: doc.content.size };
    return { from: first.from, to: last.from + last.node.content.size };
  }

  #printing = (): void => {
    if (!this.#view) return;
    const { length } = blocksOf(this.#view.state.doc);
    this.#band = { first: 0, end: length, blocks: length };
    changeClaims(this.#view, { drawn: this.swap() });
  };

  /** Takes what is drawn nearer to what should be, from the middle of the window on, and goes on with the next frame. */
  #step(view: EditorView): void {
    const wanted = this.#bandOf(view);
    const { blocks, middle } = wanted;
    const known = this.#band;
    let first = Math.min(known?.first ?? middle, blocks);
    let end = Math.min(known ? known.end + blocks - known.blocks : middle, blocks);
    if (end <= wanted.first || first >= wanted.end) [first, end] = [middle, middle];
    first = Math.max(first, Math.min(wanted.first, first + LET_GO));
    end = Math.min(end, Math.max(wanted.end, end - LET_GO));
    for (let drawn = 0; drawn < AT_A_TIME && (first > wanted.first || end < wanted.end); ) {
      const isAbove = first > wanted.first && (end >= wanted.end || middle - first < end - middle);
      drawn += this.#marksIn(view, isAbove ? --first : end++);
    }
    this.#band = { first, end, blocks };
    if (first !== wanted.first || end !== wanted.end) this.look();
  }

  /** How many claims begin in a block: as much work it is to draw. */
  #marksIn(view: EditorView, index: number): number {
    const block = blocksOf(view.state.doc)[index];
    if (!block) return 0;
    const marks = this.#options.marks();
    return startingBefore(marks, block.start + block.node.content.size) - startingBefore(marks, block.start);
  }

  /** The blocks from `AROUND` windows above to as far below, by bisection: each asks for the box of one block. */
  #bandOf(view: EditorView): WantedBand {
    const blocks = blocksOf(view.state.doc);
    const height = window.innerHeight;
    const count = (is: (box: DOMRect) => boolean) => {
      let [low, high] = [0, blocks.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const box = this.#boxOf(view, middle);
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

  #covers(view: EditorView, around: number): boolean {
    const band = this.#band;
    const { length } = blocksOf(view.state.doc);
    if (!band || band.blocks !== length) return false;
    const [first, last] = [this.#boxOf(view, band.first), this.#boxOf(view, band.end - 1)];
    const above = band.first === 0 || (first?.top ?? 0) < -around * window.innerHeight;
    const below = band.end === length || (last?.bottom ?? 0) > (1 + around) * window.innerHeight;
    return above && below;
  }

  #boxOf(view: EditorView, index: number): DOMRect | null {
    const block = blocksOf(view.state.doc)[index];
    const drawn = block && view.nodeDOM(block.from - 1);
    return drawn instanceof HTMLElement ? drawn.getBoundingClientRect() : null;
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    window.removeEventListener('scroll', this.look, { capture: true });
    window.removeEventListener('resize', this.look);
    window.removeEventListener('beforeprint', this.#printing);
    window.removeEventListener('afterprint', this.look);
    this.#view = null;
  }
}
