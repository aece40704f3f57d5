import type { Quote, Verdict } from '@sanad/shared/claim';
import type { Claimant } from '@sanad/shared/claimant';
import type { EvidenceRequest } from '@sanad/shared/evidence';
import type { SettlementHow } from '@sanad/shared/thread';

/** Who said something and when (ISO 8601, UTC), as a file has it; null: whoever imports it, at the time of importing. */
export interface Signature {
  readonly named: string | null;
  readonly at: string | null;
}

/** A place in an article's plain text, in UTF-16 units, end exclusive. */
export interface ImportedPlace {
  readonly start: number;
  readonly end: number;
}

export interface ImportedJudgement {
  readonly verdict: Verdict;
  readonly note: string;
  /** The words it was given for; null: those the claim stands on. */
  readonly quote: string | null;
  readonly by: Signature;
}

/** What was said of a claim. `replyTo` and `of` are places in the same list, before it. */
export type ImportedEntry =
  | { readonly kind: 'comment'; readonly text: string; readonly replyTo: number | null; readonly by: Signature }
  | {
      readonly kind: 'settlement';
      readonly how: SettlementHow;
      readonly reason: string;
      readonly wording: string | null;
      /** The words it was settled on; null: those the claim stands on. */
      readonly quote: string | null;
      readonly by: Signature;
    }
  | { readonly kind: 'reopening'; readonly of: number; readonly reason: string; readonly by: Signature };

/** A claim that comes with a text. */
export interface ImportedClaim {
  /** null: it is detached, and `quote` has its words. */
  readonly place: ImportedPlace | null;
  /** Nobody has confirmed its place yet: it is looked for by its words there again, and stays so until somebody does. */
  readonly recovered?: boolean;
  /** The words as they are; null: those at its place. */
  readonly quote: Quote | null;
  /** The words it was made on; null: as `quote`. */
  readonly original: Quote | null;
  readonly made: Signature;
  readonly judgements: readonly ImportedJudgement[];
  readonly evidence: readonly (EvidenceRequest & { readonly signature: Signature })[];
  readonly entries: readonly ImportedEntry[];
  readonly claimant: Claimant | null;
}

/** A sentence that was set aside in the file. */
export interface ImportedAside {
  readonly place: ImportedPlace;
  readonly by: Signature;
}
