import type { Attachment } from './anchor.ts';
import { type Claim, isStale, standingJudgement, verdictOf } from './claim.ts';
import { readsAlike } from './fold.ts';
import { standingSettlement } from './thread.ts';

/**
 * Whether what was decided on a claim was decided on something else than what stands there now. A settlement holds for the
 * words and the verdict it was given over, and one as removed for no words. Of a claim that was recovered nobody has said
 * yet that its place is the right one.
 */
export function isOutdated(claim: Claim, attachment: Attachment): boolean {
  const settlement = standingSettlement(claim.comments);
  const words = attachment.kind === 'detached' ? null : attachment.words;
  if (settlement?.how === 'removed') return words !== null;
  const judgement = standingJudgement(claim);
  const holds = settlement?.verdict === verdictOf(claim) && settlement.verdictBy === (judgement?.by ?? null);
  if (settlement && !holds) return true;
  if (attachment.kind === 'recovered') return settlement !== null || verdictOf(claim) !== 'unchecked';
  if (settlement) return words === null || !readsAlike(settlement.quote, words);
  return isStale(judgement, words ?? claim.quote.exact);
}
