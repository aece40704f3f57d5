import type { SettlementHow } from '@sanad/shared/thread';

/** How an editor closes a claim. */
export interface Closing {
  readonly how: SettlementHow;
  readonly reason: string;
  /** The new words, for a correction and where the words now name who says them. */
  readonly wording: string | null;
  /** Whether the text is changed along: the claim's words become `wording`, or go where it is settled as removed. */
  readonly inText: boolean;
  /** The words that were read: where others stand by now nothing is settled. */
  readonly read?: string;
}

/** What an editor does about settling, whatever the claims are kept in. Rejects where it was refused. */
export interface SettlingDesk {
  readonly maySettle: boolean;
  /** Whether the text can be changed along: it is open here. */
  readonly mayChangeText: boolean;
  settle(claim: string, closing: Closing): Promise<void>;
  reopen(claim: string, reason: string): Promise<void>;
}
