import type { EditorView } from 'prosemirror-view';
import { blockWith, type Span } from './text-positions.ts';

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
 * Measures how high the first lines of spans are in the window, for many spans in one pass; holds until the page changes.
 * Roughly: from the box of the span's paragraph, which is asked for once however many spans it has.
 */
export function rulerOf(view: EditorView): (span: Span, roughly: boolean) => number | null {
  const { doc } = view.state;
  const boxes = new Map<number, DOMRect | null>();
  const boxAt = (from: number) => {
    let box = boxes.get(from);
    if (box === undefined) {
      const drawn = view.nodeDOM(from - 1);
      box = drawn instanceof HTMLElement ? drawn.getBoundingClientRect() : null;
      boxes.set(from, box);
    }
    return box;
  };
  return (span, roughly) => {
    if (!roughly) {
      const first = firstRect(view, { from: span.from, to: Math.min(span.from + 1, span.to) }) ?? firstRect(view, span);
      return first && (first.top + first.bottom) / 2;
    }
    const block = blockWith(doc, span.from);
    const box = block && boxAt(block.from);
    return box && box.top + (box.height * (span.from - block.from)) / Math.max(1, block.node.content.size);
  };
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
