import type { EvidenceView, evidenceRequest } from '@sanad/shared/evidence';
import type { z } from 'zod';

/** A piece of evidence as it is shown; a confidential one is known to checkers and those who may more. */
export interface EvidencePiece extends EvidenceView {
  readonly confidential: boolean;
}

/** Everything a person says of a piece. */
export type EvidenceWish = z.output<typeof evidenceRequest>;

/** The evidence of one claim, and what this person may do with it, wherever it is kept. An act that fails rejects. */
export interface EvidenceDesk {
  /** By age, the confidential among the others. */
  readonly pieces: readonly EvidencePiece[];
  /** Whether the claim is said to be verified and nothing is known to stand behind it. */
  readonly unbacked: boolean;
  /** Whether this desk signs nothing off that is said to be verified without evidence. */
  readonly required: boolean;
  readonly mayAdd: boolean;
  mayChange(piece: EvidencePiece): boolean;
  add(wishes: readonly EvidenceWish[], confidential: boolean): Promise<void>;
  /** Changes what `change` names, and who may read it. */
  change(piece: EvidencePiece, change: Partial<EvidenceWish>, confidential: boolean): Promise<void>;
  /** Takes a piece away, and offers to bring it back. */
  remove(piece: EvidencePiece): Promise<void>;
}

/** Where the evidence that everybody may read is written: the article's document, or the server. */
export interface OpenEvidence {
  add(wishes: readonly EvidenceWish[]): Promise<void> | void;
  change(id: string, change: Partial<EvidenceWish>): Promise<void> | void;
  remove(piece: EvidencePiece): Promise<void> | void;
}

/** Where the confidential evidence of one claim is written: the server alone. */
export interface ConfidentialEvidence {
  add(wish: EvidenceWish, moves?: string): Promise<void>;
  change(id: string, change: Partial<EvidenceWish>): Promise<void>;
  remove(piece: EvidencePiece): Promise<void>;
}

/** What `evidenceActs` writes to. */
export interface EvidencePlaces {
  readonly open: OpenEvidence;
  readonly confidential: ConfidentialEvidence;
}

/** The acts of a desk, each where the piece belongs; one that changes its readers is moved. */
export function evidenceActs({ open, confidential }: EvidencePlaces): Pick<EvidenceDesk, 'add' | 'change' | 'remove'> {
  return {
    add: async (wishes, secret) => {
      if (!secret) await open.add(wishes);
      else for (const wish of wishes) await confidential.add(wish);
    },
    change: async (piece, change, secret) => {
      if (piece.confidential === secret) {
        await (secret ? confidential : open).change(piece.id, change);
        return;
      }
      const wish = { ...wishOf(piece), ...change };
      if (secret) await confidential.add(wish, piece.id);
      else {
        // First there and then away: what fails in between leaves it in both places and loses nothing.
        await open.add([wish]);
        await confidential.remove(piece);
      }
    },
    remove: async (piece) => {
      await (piece.confidential ? confidential : open).remove(piece);
    },
  };
}

/** What was said of a piece. */
export function wishOf(piece: EvidencePiece): EvidenceWish {
  const { address, archive, title, publisher, excerpt, locator, accessed, kind, stance, note } = piece;
  return { address, archive, title, publisher, excerpt, locator, accessed, kind, stance, note };
}

/** The day it is where the reader is, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
