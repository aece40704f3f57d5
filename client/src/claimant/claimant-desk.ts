import type { Claimant } from '@sanad/shared/claimant';

/** What this person does about who outside the desk says what a claim says. */
export interface ClaimantDesk {
  readonly mayName: boolean;
  /** Names whoever says it; null takes the name away. */
  name(claim: string, claimant: Claimant | null): void;
}
