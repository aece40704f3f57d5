import type { Verdict } from '@sanad/shared/claim';
import { voicesFor } from '@sanad/shared/second-look';
import { type EditorState, Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { ClaimActs, Sealing } from './article-editor.ts';
import * as acts from './claim-acts.ts';
import * as settling from './claim-settling.ts';
import type { ClaimTracker } from './claim-tracker.ts';
import { difference } from './text-positions.ts';

/** What the acts of the person at an editor work on. */
export interface ActingDesk extends acts.ClaimDesk {
  readonly view: () => EditorView;
  readonly mayJudge: () => boolean;
  /** Takes a verdict that is to be sealed; null where verdicts are given openly. */
  readonly seal: () => ((sealing: Sealing) => void) | null;
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

/** A verdict as it is sealed; null where it may be given openly, since one on these words is known to everybody already. */
function sealingOf(tracker: ClaimTracker, id: string, verdict: Verdict, note: string): Sealing | null {
  tracker.writeQuotes();
  const mark = tracker.markOf(id);
  if (!mark || mark.attachment.kind === 'detached' || mark.settled || verdict === 'unchecked') return null;
  const { words } = mark.attachment;
  return voicesFor(mark.claim.judgements, words).length > 0 ? null : { claim: id, verdict, note, words };
}

/** What the person at an editor does to claims, as far as they may. */
export function claimActs(desk: ActingDesk): ClaimActs {
  const { tracker, history, view, mayJudge } = desk;
  const turn = (way: 'undo' | 'redo') => {
    tracker.writeQuotes();
    const before = view().state.doc;
    const words = history[way]((id) => tracker.quoteOf(id));
    if (!words) return false;
    tracker.restore(words);
    showChange(view(), before);
    return true;
  };
  const give = (id: string, verdict: Verdict, note?: string) => {
    const sealing = desk.seal() && sealingOf(tracker, id, verdict, note ?? '');
    if (sealing) desk.seal()?.(sealing);
    else acts.judge(desk, id, verdict, note);
  };
  return {
    mark: (verdict) => {
      const range = mayJudge() ? acts.markableRange(tracker, view().state.selection) : null;
      if (!range) return null;
      // The claim has to be there before it can be said of which a verdict is sealed.
      const id = acts.markRange(desk, range, desk.seal() ? null : verdict);
      if (desk.seal()) give(id, verdict);
      const { state } = view();
      view().dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(state.selection.to), -1)));
      desk.choose(id);
      desk.marked(id);
      return id;
    },
    judge: (id, verdict, note) => {
      if (mayJudge()) give(id, verdict, note);
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
