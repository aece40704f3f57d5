import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { attributesOf, type Look } from './claim-look.ts';
import { printClaims } from './claims-plugin.ts';
import { positionAt } from './text-positions.ts';

/** What printing needs of the editor around it. */
export interface PrintingOptions {
  readonly marks: () => readonly PlacedMark[];
  readonly look: (mark: PlacedMark) => Look;
}

/**
 * Paper has other lines than the window, and what was measured in one does not hold on the other: while the page is
 * printed, each claim is an element around its words, that the browser breaks with them.
 */
export class ClaimPrinting {
  readonly #options: PrintingOptions;
  #view: EditorView | null = null;

  constructor(options: PrintingOptions) {
    this.#options = options;
  }

  attach(view: EditorView): void {
    this.#view = view;
    window.addEventListener('beforeprint', this.#begin);
    window.addEventListener('afterprint', this.#end);
  }

  readonly #begin = (): void => {
    const view = this.#view;
    if (!view) return;
    const { doc } = view.state;
    const decorations = this.#options.marks().flatMap((mark) => {
      if (mark.attachment.kind === 'detached') return [];
      const { start, end } = mark.attachment;
      const attributes = { nodeName: 'span', 'data-printed': mark.claim.id, ...attributesOf(this.#options.look(mark)) };
      return [Decoration.inline(positionAt(doc, start), positionAt(doc, end), attributes)];
    });
    printClaims(view, DecorationSet.create(doc, decorations));
  };

  readonly #end = (): void => {
    if (this.#view) printClaims(this.#view, DecorationSet.empty);
  };

  destroy(): void {
    window.removeEventListener('beforeprint', this.#begin);
    window.removeEventListener('afterprint', this.#end);
    this.#view = null;
  }
}
