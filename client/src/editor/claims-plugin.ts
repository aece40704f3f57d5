import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { type Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import { blockWith, difference, differenceMap, type Span } from './text-positions.ts';

/** What a claim's decoration knows of it. */
export interface HeldClaim {
  readonly claim: string;
}

/** Decorations to take out and to put in. */
export interface Swap {
  readonly gone: readonly Decoration[];
  readonly fresh: readonly Decoration[];
}

/** What a transaction does to where claims are, and to how they are printed. */
interface ClaimsChange {
  readonly held?: Swap;
  readonly printed?: DecorationSet;
}

/** A change of the text: the part that was changed as it was before, and as it is. */
export interface Edit {
  readonly old: Span;
  readonly now: Span;
}

interface ClaimsState {
  readonly held: DecorationSet;
  readonly printed: DecorationSet;
  readonly hand: Hand | null;
  readonly edit: Edit | null;
}

/** What the last change of the text was made with, where that says that words were moved and not written. */
export type Hand = 'cut' | 'paste' | 'drop';

const key = new PluginKey<ClaimsState>('claims');

/** Where every claim is: one inline decoration each, wherever its words are now. They are held, and not in the page. */
export function heldClaims(state: EditorState): DecorationSet {
  return key.getState(state)?.held ?? DecorationSet.empty;
}

interface Looked {
  readonly set: DecorationSet;
  readonly span: Span;
  readonly found: readonly Decoration[];
}

/** The blocks that were looked into last: a key has the claims of one block asked for many times, before it and after. */
const looked: Looked[] = [];
const LOOKED = 3;

/** The claims whose words touch a span, in text order where none is over several blocks. */
export function heldIn(state: EditorState, { from, to }: Span): readonly Decoration[] {
  const set = heldClaims(state);
  const block = blockWith(state.doc, to);
  if (!block || from < block.from - 1 || to > block.from + block.node.content.size + 1) return set.find(from, to);
  const span = { from: block.from - 1, to: block.from + block.node.content.size + 1 };
  let known = looked.find((each) => each.set === set && each.span.from === span.from && each.span.to === span.to);
  if (!known) {
    known = { set, span, found: set.find(span.from, span.to) };
    looked.unshift(known);
    if (looked.length > LOOKED) looked.pop();
  }
  return known.found.filter((held) => held.from <= to && held.to >= from);
}

/** How the last change of the text was made; null when it was typed, or came from elsewhere. */
export function handOf(state: EditorState): Hand | null {
  return key.getState(state)?.hand ?? null;
}

/**
 * Where the text was last changed: everything that any step took out or put in, also what is there again as it was. Null
 * when what came through Yjs changed nothing.
 */
export function editOf(state: EditorState): Edit | null {
  return key.getState(state)?.edit ?? null;
}

/** The claim that a decoration is of. */
export function claimOf(decoration: Decoration): string {
  return (decoration.spec as HeldClaim).claim;
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

const changes = ({ gone, fresh }: Swap): boolean => gone.length > 0 || fresh.length > 0;

const whole = (doc: Node): Span => ({ from: 0, to: doc.content.size });

function editBy(tr: Transaction): Edit {
  const { mapping } = tr;
  // One that is made on top of another is told of together with it.
  if (tr.getMeta('appendedTransaction')) return { old: whole(tr.before), now: whole(tr.doc) };
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  mapping.maps.forEach((map, index) => {
    const behind = mapping.slice(index + 1);
    map.forEach((_from, _to, start, end) => {
      from = Math.min(from, behind.map(start, -1));
      to = Math.max(to, behind.map(end, 1));
    });
  });
  // A change of formatting moves nothing, and says nowhere where it was.
  if (from > to) return difference(tr.before, tr.doc) ?? { old: whole(tr.before), now: whole(tr.doc) };
  const back = mapping.invert();
  return { old: { from: back.map(from, -1), to: back.map(to, 1) }, now: { from, to } };
}

function swapped(set: DecorationSet, { gone, fresh }: Swap, doc: Node): DecorationSet {
  const claims = new Set(gone.map(claimOf));
  let next = set.remove([...gone]);
  // A decoration over two blocks that were joined since is looked for in the one block, and stands beside it.
  const stays = gone.some(({ from, to, spec }) => next.find(from, to, ({ claim }) => claim === spec.claim).length > 0);
  if (stays)
    next = DecorationSet.create(
      doc,
      next.find(undefined, undefined, ({ claim }) => !claims.has(claim)),
    );
  return next.add(doc, [...fresh]);
}

/** Changes where claims are; nothing when nothing changes. */
export function holdClaims(view: EditorView, held: Swap): void {
  if (changes(held)) view.dispatch(view.state.tr.setMeta(key, { held } satisfies ClaimsChange));
}

/** Puts decorations around the words of claims while the page is printed. */
export function printClaims(view: EditorView, printed: DecorationSet): void {
  view.dispatch(view.state.tr.setMeta(key, { printed } satisfies ClaimsChange));
}

/**
 * Keeps the claims where their words are. A keystroke costs the mapping of a decoration set; everything else is the
 * `updated` listener's, which is called after y-prosemirror has written the change (the plugin has to stand behind ySync).
 */
export function claimsPlugin(updated: (view: EditorView, before: EditorState) => void): Plugin<ClaimsState> {
  return new Plugin<ClaimsState>({
    key,
    state: {
      init: () => ({ held: DecorationSet.empty, printed: DecorationSet.empty, hand: null, edit: null }),
      apply(tr, state) {
        const change = tr.getMeta(key) as ClaimsChange | undefined;
        if (!tr.docChanged && !change) return state;
        let { held, printed, hand, edit } = state;
        if (tr.docChanged) {
          // What comes through Yjs replaces the whole document: its own mapping would delete every decoration.
          const mapping = isFromYjs(tr) ? new Mapping([differenceMap(tr.before, tr.doc)]) : tr.mapping;
          held = held.map(mapping, tr.doc);
          printed = printed.map(mapping, tr.doc);
          edit = isFromYjs(tr) ? difference(tr.before, tr.doc) : editBy(tr);
          hand = (tr.getMeta('uiEvent') as Hand | undefined) ?? null;
        }
        if (change?.held) held = swapped(held, change.held, tr.doc);
        return { held, printed: change?.printed ?? printed, hand, edit };
      },
    },
    props: { decorations: (state) => key.getState(state)?.printed },
    view: () => ({ update: updated }),
  });
}
