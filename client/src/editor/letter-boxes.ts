import type { EditorView } from 'prosemirror-view';
import type { Fragment } from './claim-lines.ts';
import { rangeBetween } from './measuring.ts';
import type { Span } from './text-positions.ts';

/** Letters of a block in the page, and where they begin in the block's content. */
export interface Letters {
  readonly node: Text;
  readonly from: number;
}

/** The letters of a block in the page, without what is no text of the article: a colleague's cursor. */
export function lettersOf(view: EditorView, block: HTMLElement, from: number): Letters[] {
  const only = block.firstChild;
  if (only instanceof Text && only === block.lastChild) return [{ node: only, from: 0 }];
  const letters: Letters[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof HTMLElement && node.classList.contains('ProseMirror-widget')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) letters.push({ node, from: view.posAtDOM(node, 0) - from });
  }
  return letters;
}

/**
 * The boxes of a span of a block's letters, in the order of the text, in pixels from `origin`. Letters alone are measured:
 * what else stands in the text, and the elements around letters, have boxes of their own.
 */
export function boxesOf(
  letters: readonly Letters[],
  { from, to }: Span,
  origin: { readonly left: number; readonly top: number },
): Fragment[] {
  const boxes: Fragment[] = [];
  for (const { node, from: start } of letters) {
    // While letters are being composed the page may hold others than the article does.
    const [first, last] = [Math.max(0, from - start), Math.min(node.length, to - start)];
    if (first >= last) continue;
    for (const { left, top, right, bottom } of rangeBetween(node, first, node, last).getClientRects()) {
      boxes.push({
        left: left - origin.left,
        top: top - origin.top,
        right: right - origin.left,
        bottom: bottom - origin.top,
      });
    }
  }
  return boxes;
}
