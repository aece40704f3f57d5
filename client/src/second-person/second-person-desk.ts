import type { SecondPerson } from '@sanad/shared/desk';
import type { Sealed } from '@sanad/shared/sealed';

/** What the desk asks of verdicts, and what is sealed of them in this article. */
export interface SecondPersonDesk {
  /** `off` until it is known. */
  readonly asks: SecondPerson;
  sealedOn(claim: string): readonly Sealed[];
  /** Takes this person's own sealed verdict back. */
  withdraw(claim: string): void;
  /** Asks again what is sealed: words have changed, and what was given for them may count no more. */
  refresh(): void;
}
