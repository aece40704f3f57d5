import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';

/** A caret in this part of the window, from its top, is not scrolled to, and two lines further on is in sight still. */
const EASE = { top: 0.2, bottom: 0.75 };
/** So many letters in a row come to two lines at most, however narrow the column is. */
const LETTERS = 16;

/** A caret that was in the middle of the window: where it was in the text, and when. */
interface Seen {
  readonly head: number;
  readonly block: number;
  readonly size: number;
}

interface Binding {
  _isLocalCursorInView: () => boolean;
}

/**
 * Scrolls to the caret where it may be out of sight. ProseMirror asks for that with every letter, and has the page laid out
 * and every element around the caret measured: while letters follow each other in the middle of the window nothing is
 * asked. For what a colleague writes the page is not scrolled at all: it stays where its reader is.
 */
export function caretInViewPlugin(doc: Y.Doc): Plugin {
  let seen: Seen | null = null;
  const forget = () => {
    seen = null;
  };
  return new Plugin({
    props: {
      handleScrollToSelection(view) {
        const now = caretOf(view);
        if (seen && now && followsOn(seen, now)) return true;
        seen = now && isAtEase(view, now.head) ? now : null;
        return seen !== null;
      },
    },
    view: (view) => {
      const stop = scrollForOwnAlone(view, doc);
      window.addEventListener('scroll', forget, { passive: true, capture: true });
      window.addEventListener('resize', forget, { passive: true });
      return {
        destroy() {
          stop();
          window.removeEventListener('scroll', forget, { capture: true });
          window.removeEventListener('resize', forget);
        },
      };
    },
  });
}

function caretOf({ state }: EditorView): Seen | null {
  const { $head, empty } = state.selection;
  return empty && $head.parent.isTextblock
    ? { head: $head.pos, block: $head.start(), size: state.doc.content.size }
    : null;
}

/** Whether nothing but a few letters came before the caret since it was seen. */
function followsOn(seen: Seen, now: Seen): boolean {
  const by = now.head - seen.head;
  return by > 0 && by <= LETTERS && now.block === seen.block && now.size - seen.size === by;
}

function isAtEase(view: EditorView, head: number): boolean {
  const { top, bottom } = view.coordsAtPos(head);
  return top > EASE.top * window.innerHeight && bottom < EASE.bottom * window.innerHeight;
}

/** Has y-prosemirror scroll to the caret for this person's own undo and redo, and not for what others write. */
function scrollForOwnAlone(view: EditorView, doc: Y.Doc): () => void {
  const { binding } = ySyncPluginKey.getState(view.state) as { binding: Binding };
  const isInView = binding._isLocalCursorInView.bind(binding);
  let isOwn = false;
  const look = ({ local }: Y.Transaction) => {
    isOwn = local;
  };
  doc.on('beforeObserverCalls', look);
  binding._isLocalCursorInView = () => isOwn && isInView();
  return () => doc.off('beforeObserverCalls', look);
}
