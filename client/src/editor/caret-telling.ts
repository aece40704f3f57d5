import type { Verdict } from '@sanad/shared/claim';
import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import styles from './caret-telling.module.css';
import { claimOf, heldIn } from './claims-plugin.ts';
import { innermost } from './picking.ts';

/** How long the caret must rest (ms) before it is told what it has come into. */
const REST = 250;

/** What the telling needs of the editor. */
export interface CaretTellingOptions {
  readonly host: HTMLElement;
  readonly view: EditorView;
  readonly markOf: (id: string) => PlacedMark | null;
  /** A verdict in words. */
  readonly describe: (verdict: Verdict, stale: boolean) => string;
  /** Calls back after every change of the view. */
  readonly onView: (listener: () => void) => () => void;
}

/**
 * Tells people who hear the page, and see no line under the words, when their caret comes into a claim: the innermost, in
 * the words of its verdict.
 */
export class CaretTelling {
  readonly #options: CaretTellingOptions;
  readonly #status = document.createElement('div');
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told: string | null = null;

  constructor(options: CaretTellingOptions) {
    this.#options = options;
    this.#status.className = styles.heard ?? '';
    this.#status.setAttribute('role', 'status');
    options.host.append(this.#status);
    this.#stop = options.onView(() => {
      this.#timer ??= setTimeout(this.#look, REST);
    });
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    const { view, describe } = this.#options;
    if (view.isDestroyed || !view.hasFocus()) return;
    const mark = this.#markAtCaret();
    const told = mark?.claim.id ?? null;
    if (told === this.#told) return;
    this.#told = told;
    this.#status.textContent = mark ? describe(mark.verdict, mark.stale) : '';
  };

  /** The shortest claim whose words hold the letter behind the caret. */
  #markAtCaret(): PlacedMark | null {
    const { view, markOf } = this.#options;
    const { empty, head } = view.state.selection;
    if (!empty) return null;
    const here = heldIn(view.state, { from: head, to: head });
    return innermost(
      here
        .filter(({ from, to }) => from <= head && head < to)
        .map((held) => markOf(claimOf(held)))
        .filter((mark) => mark !== null),
    );
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#stop();
    this.#status.remove();
  }
}
