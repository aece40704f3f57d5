import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { type Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import { differenceMap } from './text-positions.ts';

/** What a claim's decoration knows of it. */
export interface DrawnClaim {
  readonly claim: string;
  /** Everything its look depends on; another value means it has to be drawn anew. */
  readonly look: string;
}

/** Decorations to take out and to put in, carried by a transaction. */
export interface Redrawn {
  readonly gone: readonly Decoration[];
  readonly fresh: readonly Decoration[];
}

interface ClaimsState {
  readonly set: DecorationSet;
  readonly hand: Hand | null;
}

/** What the last change of the text was made with, where that says that words were moved and not written. */
export type Hand = 'cut' | 'paste' | 'drop';

const key = new PluginKey<ClaimsState>('claims');

/** The claims as drawn: one inline decoration each, wherever its words are now. */
export function drawnClaims(state: EditorState): DecorationSet {
  return key.getState(state)?.set ?? DecorationSet.empty;
}

/** How the last change of the text was made; null when it was typed, or came from elsewhere. */
export function handOf(state: EditorState): Hand | null {
  return key.getState(state)?.hand ?? null;
}

/** The claim a decoration draws. */
export function drawnBy(decoration: Decoration): DrawnClaim {
  return decoration.spec as DrawnClaim;
}

/** Whether the last change of the document came through Yjs: a colleague's, or this person's own undo. */
export function cameThroughYjs(state: EditorState): { readonly remote: boolean; readonly undo: boolean } {
  const sync = ySyncPluginKey.getState(state) as
    | { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean }
    | undefined;
  return { remote: sync?.isChangeOrigin === true, undo: sync?.isUndoRedoOperation === true };
}

/** Whether a transaction brings in what is in Yjs already: a colleague's change, or this person's own undo. */
export function isFromYjs(tr: Transaction): boolean {
  return (tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;
}

/** Puts decorations in and out. */
export function redraw(view: EditorView, redrawn: Redrawn): void {
  view.dispatch(view.state.tr.setMeta(key, redrawn));
}

/**
 * Draws the claims. A keystroke costs the mapping of a decoration set; everything else is the `updated` listener's,
 * which is called after y-prosemirror has written the change (the plugin has to stand behind ySync).
 */
export function claimsPlugin(updated: (view: EditorView, before: EditorState) => void): Plugin<ClaimsState> {
  return new Plugin<ClaimsState>({
    key,
    state: {
      init: () => ({ set: DecorationSet.empty, hand: null }),
      apply(tr, { set, hand }) {
        let next = set;
        if (tr.docChanged) {
          // What comes through Yjs replaces the whole document: its own mapping would delete every decoration.
          const mapping = isFromYjs(tr) ? new Mapping([differenceMap(tr.before, tr.doc)]) : tr.mapping;
          next = next.map(mapping, tr.doc);
        }
        const redrawn = tr.getMeta(key) as Redrawn | undefined;
        if (redrawn) next = next.remove([...redrawn.gone]).add(tr.doc, [...redrawn.fresh]);
        return { set: next, hand: tr.docChanged ? ((tr.getMeta('uiEvent') as Hand | undefined) ?? null) : hand };
      },
    },
    props: { decorations: drawnClaims },
    view: () => ({ update: updated }),
  });
}
