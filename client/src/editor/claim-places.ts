import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { blocksOf, type Span } from './text-positions.ts';

/** The part of the window, from its top, in which a line is comfortably in view, and where one is brought to. */
const EASE = { top: 0.15, bottom: 0.7, goal: 0.35 };

/** The one range that everything is measured with: a browser keeps every range right at each change of the page until it is collected. */
let measured: Range | null = null;

/** The first client rectangle of a span of the text, in viewport coordinates; null when it has none. */
export function firstRect(view: EditorView, span: Span): DOMRect | null {
  measured ??= document.createRange();
  const range = measured;
  const [start, end] = [view.domAtPos(span.from, 1), view.domAtPos(span.to, -1)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  const found = [...range.getClientRects()].find((rect) => rect.width > 0) ?? null;
  // Away from the text again: a change of it must not have to move the range.
  range.setEnd(document, 0);
  return found;
}

/**
 * How high the first lines of claims are in the window: their middles in viewport coordinates, by claim. Measured between
 * `from` and `to`; elsewhere worked out from the box of the paragraph, which is asked for once however many claims it has.
 */
export function levelsOf(
  view: EditorView,
  marks: readonly PlacedMark[],
  { from, to }: Span,
): ReadonlyMap<string, number> {
  const blocks = blocksOf(view.state.doc);
  const levels = new Map<string, number>();
  let index = -1;
  let box: DOMRect | null = null;
  for (const { claim, attachment } of marks) {
    if (attachment.kind === 'detached') continue;
    // Both are in the order of the text.
    const moved = index;
    while ((blocks[index + 1]?.start ?? Number.POSITIVE_INFINITY) <= attachment.start) index++;
    const block = blocks[index];
    if (!block) continue;
    if (moved !== index) {
      const drawn = view.nodeDOM(block.from - 1);
      box = drawn instanceof HTMLElement ? drawn.getBoundingClientRect() : null;
    }
    if (!box) continue;
    const inside = attachment.start - block.start;
    let middle = box.top + (box.height * inside) / Math.max(1, block.node.content.size);
    if (box.bottom >= from && box.top <= to) {
      const start = block.from + inside;
      const first = firstRect(view, { from: start, to: start + 1 });
      if (first) middle = (first.top + first.bottom) / 2;
    }
    levels.set(claim.id, middle);
  }
  return levels;
}

/** Scrolls a span into view, unless it comfortably is. */
export function bringIntoView(view: EditorView, span: Span): void {
  const rect = firstRect(view, span);
  if (!rect) return;
  const height = window.innerHeight;
  if (rect.top > height * EASE.top && rect.bottom < height * EASE.bottom) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollBy({ top: rect.top - height * EASE.goal, behavior: calm ? 'auto' : 'smooth' });
}
