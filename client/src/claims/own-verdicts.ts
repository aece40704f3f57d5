import { claimsRoot } from '@sanad/shared/article';
import { type Judgement, readClaim } from '@sanad/shared/claim';
import * as Y from 'yjs';

/** A verdict given here on a claim that was there already. `repeated`: the verdict before it was the same. */
export interface OwnVerdict {
  readonly claim: string;
  readonly given: Judgement;
  readonly repeated: boolean;
}

/**
 * Tells of every verdict that is given in this window on a standing claim, by whatever button or key. A claim's first
 * verdict, given in making it, is not told, nor what an undo or redo brings back: both are seen where they happen.
 */
export function watchOwnVerdicts(doc: Y.Doc, told: (verdict: OwnVerdict) => void): () => void {
  const counts = judgementsByClaim(doc);
  const claims: unknown = claimsRoot(doc);
  const watch = (transaction: Y.Transaction) => {
    for (const type of transaction.changed.keys()) {
      const record = type instanceof Y.Array ? type.parent : type;
      // What holds all claims changes with each that is made, and would be read as if it were one.
      const claim = record?.parent === claims ? readClaim(record) : null;
      if (!claim) continue;
      const before = counts.get(claim.id);
      if (claim.removed) counts.delete(claim.id);
      else counts.set(claim.id, claim.judgements.length);
      const given = claim.judgements.at(-1);
      const byHand = transaction.local && !(transaction.origin instanceof Y.UndoManager);
      if (!byHand || claim.removed || !given || before === undefined || claim.judgements.length !== before + 1)
        continue;
      told({ claim: claim.id, given, repeated: claim.judgements.at(-2)?.verdict === given.verdict });
    }
  };
  doc.on('afterTransaction', watch);
  return () => doc.off('afterTransaction', watch);
}

/** How many verdicts each standing claim has had. Counted and not read: there may be thousands. */
function judgementsByClaim(doc: Y.Doc): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [id, record] of claimsRoot(doc).entries()) {
    const judgements = record instanceof Y.Map && record.get('removed') !== true ? record.get('judgements') : null;
    if (judgements instanceof Y.Array) counts.set(id, judgements.length);
  }
  return counts;
}
