import { claimsRoot } from '@sanad/shared/article';
import { type Anchor, type Judgement, moveClaim, readClaim, showClaim, standingJudgement } from '@sanad/shared/claim';
import * as Y from 'yjs';
import type { Moved } from '../editor/article-editor.ts';
import { notify } from '../ui/toast.tsx';

/** Whether a claim is there and removed. */
export function isRemoved(doc: Y.Doc, id: string): boolean {
  return readClaim(claimsRoot(doc).get(id))?.removed === true;
}

/** Whether `given` is still the verdict that holds. */
export function holds(doc: Y.Doc, id: string, given: Judgement): boolean {
  const claim = readClaim(claimsRoot(doc).get(id));
  const standing = claim && standingJudgement(claim);
  return standing?.by === given.by && standing.at === given.at && standing.verdict === given.verdict;
}

/** Whether a claim is still where `moved` has put it. */
export function isWherePut(doc: Y.Doc, { claim: id, to }: Moved): boolean {
  const claim = readClaim(claimsRoot(doc).get(id));
  return claim !== null && sameAnchor(claim.anchor, to.anchor);
}

/**
 * Brings a claim back that was removed. Apart from the undo of the editor, because an offer to take back one step must
 * take back that step, whatever its maker has done since. False when there is nothing to bring back.
 */
export function restoreClaim(doc: Y.Doc, id: string): boolean {
  if (!isRemoved(doc, id)) return false;
  doc.transact(() => showClaim(doc, id));
  return true;
}

/**
 * Takes back the verdict `given`, if it is still the one that holds: nobody's later word is touched. False when it is
 * not.
 */
export function withdrawVerdict(doc: Y.Doc, id: string, given: Judgement): boolean {
  const judgements = claimsRoot(doc).get(id)?.get('judgements');
  if (!(judgements instanceof Y.Array) || !holds(doc, id, given)) return false;
  doc.transact(() => judgements.delete(judgements.length - 1, 1));
  return true;
}

/** Puts a claim back where it was before `moved`, if nobody has moved it since. False when somebody has. */
export function moveBack(doc: Y.Doc, moved: Moved): boolean {
  if (!isWherePut(doc, moved)) return false;
  const { claim: id, from } = moved;
  doc.transact(() => moveClaim(doc, id, from.anchor, from.quote));
  return true;
}

function sameAnchor(a: Anchor, b: Anchor): boolean {
  const same = (p: Uint8Array, q: Uint8Array) => p.length === q.length && p.every((byte, index) => byte === q[index]);
  return same(a.start, b.start) && same(a.end, b.end);
}

/**
 * Tells of an act and offers to take it back for as long as `stands` says that there is something to take back: what was
 * undone by a key, or overtaken by a colleague, is not offered any more.
 */
export function offerUndo(
  doc: Y.Doc,
  { text, undo, stands }: { readonly text: string; readonly undo: () => void; readonly stands: () => boolean },
): void {
  const look = () => {
    if (!stands()) close();
  };
  const close = notify({ text, undo, gone: () => doc.off('afterTransaction', look) });
  doc.on('afterTransaction', look);
}
