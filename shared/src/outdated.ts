import type { Attachment } from './anchor.ts';
import { type Claim, isStale, standingJudgement, verdictOf } from './claim.ts';
import { foldedEqual } from './fold.ts';
import { standingSettlement } from './thread.ts';

/**
 * Whether what was decided on a claim was decided on other words than it sits on now. What was settled holds for the words
 * it was settled on, and what was settled as removed for none. Of a claim that was recovered nobody has said yet that its
 * place is the right one.
 */
export function isOutdated(claim: Claim, attachment: Attachment): boolean {
  const settlement = standingSettlement(claim.comments);
  const words = attachment.kind === 'detached' ? null : attachment.words;
  if (settlement?.how === 'removed') return words !== null;
  if (attachment.kind === 'recovered') return settlement !== null || verdictOf(claim) !== 'unchecked';
  if (settlement) return words === null || !foldedEqual(settlement.quote, words);
  return isStale(standingJudgement(claim), words ?? claim.quote.exact);
}
