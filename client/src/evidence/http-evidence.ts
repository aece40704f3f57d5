import type { ClaimView } from '@sanad/shared/protocol';
import { addEvidence, changeEvidence, type OfClaim, removeEvidence } from './evidence-api.ts';
import type { EvidencePiece, OpenEvidence } from './evidence-desk.ts';

/**
 * The evidence of a claim where there is no document: each act is asked of the server, and `changed` hears of the claim as
 * it is then. `removed` hears of what was taken away, with how to bring it back.
 */
export function httpEvidence(
  of: OfClaim,
  changed: (claim: ClaimView) => void,
  removed: (piece: EvidencePiece, undo: () => Promise<void>) => void,
): OpenEvidence {
  return {
    add: async (wishes) => {
      for (const wish of wishes) changed(await addEvidence(of, wish));
    },
    change: async (id, change) => changed(await changeEvidence(of, id, change)),
    remove: async (piece) => {
      changed(await removeEvidence(of, piece.id));
      removed(piece, async () => changed(await changeEvidence(of, piece.id, { removed: false })));
    },
  };
}
