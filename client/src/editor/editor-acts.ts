import { type EditorState, Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { ClaimActs } from './article-editor.ts';
import * as acts from './claim-acts.ts';
import * as settling from './claim-settling.ts';
import { difference } from './text-positions.ts';

/** What the acts of the person at an editor work on. */
export interface ActingDesk extends acts.ClaimDesk {
  readonly view: () => EditorView;
  readonly mayJudge: () => boolean;
  readonly maySettle: () => boolean;
  readonly choose: (id: string) => void;
  /** A claim was made, and the caret put behind its words. */
  readonly marked: (id: string) => void;
  readonly removed: (id: string) => void;
}

/** After an undo: the cursor goes to what changed in the text, if anything did. */
function showChange(view: EditorView, before: EditorState['doc']): void {
  const { state } = view;
  const change = difference(before, state.doc);
  if (!change) return;
  const end = Math.min(change.now.to, state.doc.content.size);
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(end), -1)).scrollIntoView());
}

/** What the person at an editor does to claims, as far as they may. */
export function claimActs(desk: ActingDesk): ClaimActs {
  const { tracker, history, view, mayJudge } = desk;
  const turn = (way: 'undo' | 'redo') => {
    tracker.writeQuotes();
    const before = view().state.doc;
    const held = tracker.held();
    const turned = history[way]((id) => tracker.quoteOf(id));
    if (!turned) return false;
    tracker.restore(turned, held);
    showChange(view(), before);
    return true;
  };
  return {
    mark: (verdict) => {
      const range = mayJudge() ? acts.markableRange(tracker, view().state.selection) : null;
      if (!range) return null;
      const id = acts.markRange(desk, range, verdict);
      const { state } = view();
      view().dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(state.selection.to), -1)));
      desk.choose(id);
      desk.marked(id);
      return id;
    },
    judge: (id, verdict, note) => {
      if (mayJudge()) acts.judge(desk, id, verdict, note);
    },
    note: (id, text) => {
      if (mayJudge()) acts.note(desk, id, text);
    },
    remove: (id) => {
      acts.remove(desk, id);
      desk.removed(id);
    },
    settle: (id, wish) => settling.settle(desk, id, wish),
    reopen: (id, reason) => settling.reopen(desk, id, reason),
    step: (act) => {
      history.step(desk.doc, act);
      tracker.refresh();
    },
    undo: () => turn('undo'),
    redo: () => turn('redo'),
    canUndo: () => history.canUndo(),
    canRedo: () => history.canRedo(),
  };
}
