import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import { putEvidence, removeEvidence } from '@sanad/shared/dossier';
import type { Evidence } from '@sanad/shared/evidence';
import type * as Y from 'yjs';
import type { EvidencePiece, OpenEvidence } from './evidence-desk.ts';

/** What evidence in an article's document is written with. */
export interface DocumentDesk {
  readonly doc: Y.Doc;
  /** Runs what it is given as one step of this person's own undo. */
  readonly step: (act: () => void) => void;
  /** Who writes: a person's id. */
  readonly by: string;
  /** Hears that a piece was taken away: how to bring it back, and for how long there is something to bring back. */
  readonly removed: (piece: EvidencePiece, undo: () => void, stands: () => boolean) => void;
}

/** The evidence of a claim in the article's document: each act is one step of a person's own undo. */
export function documentEvidence({ doc, step, by, removed }: DocumentDesk, claim: string): OpenEvidence {
  const held = (id: string): Evidence | undefined => readClaim(claimsRoot(doc).get(claim))?.evidence[id];
  return {
    add: (wishes) =>
      step(() => {
        const now = Date.now();
        for (const [index, wish] of wishes.entries()) {
          // Apart by a millisecond, so that they stand as they were pasted.
          const at = new Date(now + index).toISOString();
          putEvidence(doc, claim, crypto.randomUUID(), { ...wish, by, at, removed: false });
        }
      }),
    change: (id, change) => {
      const before = held(id);
      if (!before || before.removed) throw new EvidenceGone('a colleague took this piece away');
      step(() => putEvidence(doc, claim, id, { ...before, ...change }));
    },
    remove: (piece) => {
      const { id } = piece;
      if (held(id)?.removed !== false) return; // a colleague took it away a moment ago
      step(() => removeEvidence(doc, claim, id));
      const stands = () => held(id)?.removed === true;
      const undo = () => {
        if (stands()) doc.transact(() => removeEvidence(doc, claim, id, false));
      };
      removed(piece, undo, stands);
    },
  };
}

/** The piece that was to be changed is not there any more. */
export class EvidenceGone extends Error {
  override readonly name = 'EvidenceGone';
}
