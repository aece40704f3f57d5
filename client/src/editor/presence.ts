import { blockAt } from '@sanad/shared/article-text';
import type { EditorView } from 'prosemirror-view';
import type { Awareness } from 'y-protocols/awareness';
import { blocksOf, offsetAt } from './text-positions.ts';

/** How often at most it is told which block is being read (ms). */
const EVERY = 500;
/** The height of the window at which a person is taken to read. */
const EYE = 0.35;

/** Tells colleagues which claim this person holds and which block they are reading. */
export class Presence {
  readonly #awareness: Awareness;
  readonly #view: EditorView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(awareness: Awareness, view: EditorView) {
    this.#awareness = awareness;
    this.#view = view;
    window.addEventListener('scroll', this.#later, { passive: true, capture: true });
    document.addEventListener('visibilitychange', this.#later);
    this.#later();
  }

  /** This person has chosen a claim, or none. */
  hold(claim: string | null): void {
    this.#say('claim', claim);
  }

  #later = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#say('reading', this.#blockInView());
    }, EVERY);
  };

  #blockInView(): number | null {
    const view = this.#view;
    if (view.isDestroyed || document.visibilityState === 'hidden') return null;
    const box = view.dom.getBoundingClientRect();
    const found = view.posAtCoords({ left: box.left + box.width / 2, top: window.innerHeight * EYE });
    if (!found) return null;
    const blocks = blocksOf(view.state.doc);
    const block = blockAt(blocks, offsetAt(view.state.doc, found.pos));
    return block ? blocks.indexOf(block) : null;
  }

  #say(field: 'claim' | 'reading', value: string | number | null): void {
    if (this.#awareness.getLocalState()?.[field] === value) return;
    this.#awareness.setLocalStateField(field, value);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    window.removeEventListener('scroll', this.#later, { capture: true });
    document.removeEventListener('visibilitychange', this.#later);
  }
}
