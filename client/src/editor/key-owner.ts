import type { Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/** Answers a key on the chosen claim; whether it meant anything. */
export type AnswersKey = (event: KeyboardEvent, claim: string) => boolean;

/** What the owner of the keys needs of the editor. */
export interface KeyOwnerOptions {
  readonly view: () => EditorView;
  readonly chosen: () => string | null;
  /** Whether the text may be written into now. */
  readonly mayWrite: () => boolean;
  /** Keys begin or cease to write into the text. */
  readonly changed: () => void;
}

/** Whom keys are for: the text, or the claim just made for as long as the caret stays where that left it. */
export class KeyOwner {
  readonly #options: KeyOwnerOptions;
  #marked: { readonly claim: string; readonly selection: Selection } | null = null;
  #writes = false;
  #answer: AnswersKey = () => false;

  constructor(options: KeyOwnerOptions) {
    this.#options = options;
  }

  /** Whether keys write into the text. */
  isWriting(): boolean {
    const { view, chosen, mayWrite } = this.#options;
    if (!mayWrite() || !view().hasFocus()) return false;
    return this.#marked === null || this.#marked.claim !== chosen();
  }

  /** A claim was made, and the caret put behind its words. */
  marked(claim: string): void {
    this.#marked = { claim, selection: this.#options.view().state.selection };
    this.look();
  }

  /** The selection, the focus or what may be written may be another. */
  look(): void {
    if (this.#marked && !this.#marked.selection.eq(this.#options.view().state.selection)) this.#marked = null;
    if (this.#writes === this.isWriting()) return;
    this.#writes = !this.#writes;
    this.#options.changed();
  }

  readonly answer: AnswersKey = (event, claim) => this.#answer(event, claim);

  /** Answers keys that are for the chosen claim, until it is taken back. One at a time: the last who asked. */
  answerKeys(answer: AnswersKey): () => void {
    this.#answer = answer;
    return () => {
      if (this.#answer === answer) this.#answer = () => false;
    };
  }
}
