import { type EditorState, Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { ArticleEditor, PlacedMark } from './article-editor.ts';
import { historyKey, isAttachKey, isRemoveKey, stepKey, verdictOfKey } from './marking-keys.ts';
import { claimsAt, innermost, neighbourOf, pickAt } from './picking.ts';
import { offsetAt } from './text-positions.ts';

/** What hands and keys work on. */
export interface GestureDesk
  extends Pick<
    ArticleEditor,
    'claims' | 'chosen' | 'choose' | 'hover' | 'act' | 'place' | 'mayEditText' | 'mayJudge' | 'isWriting'
  > {
  /** What stands beside the text answers a key on the chosen claim, if it does. */
  readonly answer: (event: KeyboardEvent, claim: string) => boolean;
  readonly state: () => EditorState;
  readonly hasFocus: () => boolean;
  readonly markOf: (id: string) => PlacedMark | null;
  /** The claims drawn at a point of the window. */
  readonly drawnAt: (x: number, y: number) => readonly string[];
  readonly mayRemove: (mark: PlacedMark) => boolean;
  /** Whether words are selected that can be marked, with the bar not sent away. */
  readonly isMarking: () => boolean;
  readonly leaveMarking: () => void;
}

/** Pointer and keys on claims: picking, marking, judging, walking, and one person's undo. */
export class ClaimGestures {
  readonly #desk: GestureDesk;

  constructor(desk: GestureDesk) {
    this.#desk = desk;
  }

  /** What happens in the text itself. */
  plugin(): Plugin {
    return new Plugin({
      props: {
        handleClick: (view, position, event) => this.#clicked(view, position, event),
        handleKeyDown: (view, event) => !event.isComposing && this.#key(view, event),
        handleDOMEvents: {
          // The browser tells of the selection when it comes to it, and may hand over the next key before: what a key does
          // has to be done to the words that are selected now. A letter goes where the browser knows to put it.
          keydown: (view, event) => {
            if (!event.isComposing && !isLetter(event)) {
              view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
            }
            return false;
          },
          pointermove: (_view, event) => this.#pointed(event),
          pointerleave: () => {
            this.#desk.hover(null);
            return false;
          },
        },
      },
    });
  }

  /** Keys pressed anywhere on the page but in a field or a dialog. */
  pageKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]')) return;
    if (this.#anywhere(event) || this.#onChosen(event)) event.preventDefault();
  };

  #key(view: EditorView, event: KeyboardEvent): boolean {
    if (this.#anywhere(event)) return true;
    const verdict = verdictOfKey(event);
    if (verdict && this.#desk.isMarking()) return this.#desk.act.mark(verdict) !== null;
    if (isAttachKey(event) && this.#desk.isMarking()) {
      const waiting = this.#desk.place.waiting();
      if (waiting) return this.#desk.place.attach(waiting.claim.id);
    }
    if (this.#desk.isWriting() || !view.state.selection.empty) return false;
    // Right behind a mark, too, an editor's key takes a letter away, and not the claim.
    if (this.#desk.mayEditText() && isRemoveKey(event)) return false;
    return this.#onChosen(event);
  }

  #anywhere(event: KeyboardEvent): boolean {
    const turn = historyKey(event);
    if (turn) {
      this.#desk.act[turn]();
      return true;
    }
    const step = stepKey(event);
    if (step) return this.#stepTo(step);
    return event.code === 'Escape' && this.#leave();
  }

  /** Keys on the chosen claim, where no text is being typed. */
  #onChosen(event: KeyboardEvent): boolean {
    const { act, answer, chosen, mayJudge, markOf, mayRemove } = this.#desk;
    const id = chosen();
    if (!id || !mayJudge()) return false;
    if (answer(event, id)) return true;
    const verdict = verdictOfKey(event);
    if (verdict) {
      act.judge(id, verdict);
      return true;
    }
    if (!isRemoveKey(event)) return false;
    const mark = markOf(id);
    if (mark && mayRemove(mark)) act.remove(id);
    return true;
  }

  #stepTo(step: 1 | -1): boolean {
    const { claims, chosen, choose, state, hasFocus } = this.#desk;
    const { doc, selection } = state();
    const id = neighbourOf(claims(), chosen(), offsetAt(doc, selection.head), step);
    if (id) choose(id, { scroll: true, focus: hasFocus() });
    return true;
  }

  #leave(): boolean {
    if (this.#desk.isMarking()) this.#desk.leaveMarking();
    else if (this.#desk.chosen()) this.#desk.choose(null);
    else return false;
    return true;
  }

  #clicked(view: EditorView, position: number, event: MouseEvent): boolean {
    if (event.ctrlKey || event.metaKey) return followLink(event);
    const under = this.#innermostUnder(event);
    const chosen = this.#desk.markOf(this.#desk.chosen() ?? '');
    // Who looks in the text for the words of a claim that has none must not lose it by the first click.
    if (!under && chosen?.attachment.kind === 'detached') return false;
    this.#desk.choose(under ? this.#pick(view, position, under.claim.id) : null);
    return false;
  }

  /** The letter under the pointer decides; a click on the far half of a letter gives the position behind it. */
  #pick(view: EditorView, position: number, under: string): string {
    const offset = offsetAt(view.state.doc, position);
    const marks = this.#desk.claims();
    const there = [offset, offset - 1].find((each) => claimsAt(marks, each).some(({ claim }) => claim.id === under));
    return (there === undefined ? null : pickAt(marks, there, this.#desk.chosen())) ?? under;
  }

  #pointed(event: PointerEvent): boolean {
    // While a selection is being drawn the claims under it are left alone.
    if (event.buttons === 0 && event.pointerType !== 'touch') {
      this.#desk.hover(this.#innermostUnder(event)?.claim.id ?? null);
    }
    return false;
  }

  /** The shortest of the claims drawn where an event happened. */
  #innermostUnder(event: MouseEvent): PlacedMark | null {
    const { drawnAt, markOf } = this.#desk;
    const marks = drawnAt(event.clientX, event.clientY).map((id) => markOf(id));
    return innermost(marks.filter((mark) => mark !== null));
  }
}

/** Whether a key types a letter, and no more. */
function isLetter({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && !/^(Digit|Numpad)/.test(code);
}

function followLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!link) return false;
  window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer');
  return true;
}
