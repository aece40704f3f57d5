import type { EditorState } from 'prosemirror-state';
import { Decoration } from 'prosemirror-view';
import { type HeldClaim, heldClaims, type Swap } from './claims-plugin.ts';
import type { MarksInOrder } from './marks-in-order.ts';
import type { UnnumberedMark } from './placed-marks.ts';
import { positionAt } from './text-positions.ts';

/** What has to be swapped so that claims are held where they were read to be; those read as null are let go. */
export function swapHeld(
  state: EditorState,
  known: MarksInOrder,
  read: ReadonlyMap<string, UnnumberedMark | null>,
): Swap {
  const { doc } = state;
  const gone: Decoration[] = [];
  const fresh: Decoration[] = [];
  for (const [id, mark] of read) {
    const before = heldOf(state, known, id);
    const at = mark?.attachment;
    const span = at && at.kind !== 'detached' ? { from: positionAt(doc, at.start), to: positionAt(doc, at.end) } : null;
    if (before && before.from === span?.from && before.to === span.to) continue;
    if (before) gone.push(before);
    if (span && span.from < span.to) fresh.push(Decoration.inline(span.from, span.to, {}, { claim: id }));
  }
  return { gone, fresh };
}

/** Where a claim is held: looked for where its mark has it, and everywhere only when it is not there. */
function heldOf(state: EditorState, known: MarksInOrder, id: string): Decoration | undefined {
  const at = known.get(id)?.attachment;
  if (!at || at.kind === 'detached') return undefined;
  const set = heldClaims(state);
  const is = (spec: unknown) => (spec as HeldClaim).claim === id;
  const near = set.find(positionAt(state.doc, at.start), positionAt(state.doc, at.end), is);
  return near[0] ?? set.find(undefined, undefined, is)[0];
}
