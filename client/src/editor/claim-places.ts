import type { EditorView } from 'prosemirror-view';
import { doneMeasuring, rangeBetween } from './measuring.ts';
import type { Span } from './text-positions.ts';

/** The part of the window, from its top, in which a line is comfortably in view, and where one is brought to. */
const EASE = { top: 0.15, bottom: 0.7, goal: 0.35 };

/** The first client rectangle of a span of the text, in viewport coordinates; null when it has none. */
export function firstRect(view: EditorView, span: Span): DOMRect | null {
  const [start, end] = [view.domAtPos(span.from, 1), view.domAtPos(span.to, -1)];
  const range = rangeBetween(start.node, start.offset, end.node, end.offset);
  const found = [...range.getClientRects()].find((rect) => rect.width > 0) ?? null;
  doneMeasuring();
  return found;
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
