import type { Attachment } from './anchor.ts';
import type { CoverageCounts } from './coverage.ts';
import type { DeskSettings } from './desk.ts';
import { piecesOf } from './evidence.ts';
import type { PlacedClaim } from './report.ts';
import { type SecondLook, secondLookOf, wordsJudged } from './second-look.ts';
import { type SettlementHow, standingSettlement } from './thread.ts';
import type { Verdict } from './verdict.ts';

/** What can stand in the way of signing an article off, in the order in which it is told. */
export const BLOCKER_KINDS = [
  'detached',
  'recovered',
  'stale',
  'unchecked',
  'unsettled',
  'unconfirmed',
  'unbacked',
  'coverage',
] as const;
export type BlockerKind = (typeof BLOCKER_KINDS)[number];

/** One thing that stands in the way; `claim` is null for what is of the whole article. */
export interface Blocker {
  readonly kind: BlockerKind;
  readonly claim: string | null;
}

/** As much of a claim as decides whether it stands in the way. */
export interface WeighedClaim {
  readonly id: string;
  readonly verdict: Verdict;
  readonly attachment: Attachment['kind'];
  readonly stale: boolean;
  /** How it was settled; null where it is not. */
  readonly settled: SettlementHow | null;
  /** Whether it has any evidence, confidential or not. */
  readonly backed: boolean;
  readonly secondLook: SecondLook;
}

/**
 * What of a placed claim decides. `confidential` are the ids of claims that have confidential evidence, which the document
 * does not hold.
 */
export function weighed(
  { claim, attachment, verdict, stale }: PlacedClaim,
  confidential: ReadonlySet<string>,
): WeighedClaim {
  return {
    id: claim.id,
    verdict,
    attachment: attachment.kind,
    stale,
    settled: standingSettlement(claim.comments)?.how ?? null,
    backed: piecesOf(claim.evidence).length > 0 || confidential.has(claim.id),
    secondLook: secondLookOf(claim.judgements, wordsJudged(attachment)),
  };
}

/**
 * What stands in the way of signing an article off; nothing does when there is none. The client asks so as to say it, the
 * server asks to decide. Of a claim whose words are gone, or were found elsewhere, that alone is said: what else there
 * is about it shows when it has its place. A settlement answers what was disputed, without a source, not confirmed or
 * without evidence; not that the words are others by now.
 */
export function blockersOf(
  claims: readonly WeighedClaim[],
  coverage: CoverageCounts,
  settings: DeskSettings,
): readonly Blocker[] {
  const found: Blocker[] = [];
  for (const claim of claims) for (const kind of kindsOf(claim, settings)) found.push({ kind, claim: claim.id });
  if (!isCovered(coverage, settings.coverage)) found.push({ kind: 'coverage', claim: null });
  return found.sort((a, b) => BLOCKER_KINDS.indexOf(a.kind) - BLOCKER_KINDS.indexOf(b.kind));
}

function kindsOf(claim: WeighedClaim, { secondPerson, requireEvidence }: DeskSettings): BlockerKind[] {
  const { attachment, verdict, stale, settled, secondLook } = claim;
  if (attachment === 'detached') return settled === 'removed' ? [] : ['detached'];
  if (attachment === 'recovered') return ['recovered'];
  const kinds: BlockerKind[] = stale ? ['stale'] : [];
  if (settled !== null) return kinds;
  if (verdict === 'unchecked') return [...kinds, 'unchecked'];
  // Where one person is enough, the last verdict holds and what was said before it is history.
  const asked = secondPerson !== 'off';
  if (verdict !== 'verified' || (asked && secondLook === 'conflict')) kinds.push('unsettled');
  else if (asked && secondLook === 'awaiting') kinds.push('unconfirmed');
  if (verdict === 'verified' && requireEvidence && !claim.backed) kinds.push('unbacked');
  return kinds;
}

/** Whether enough was looked at. Whole numbers: a share in between is never rounded up to what is asked for. */
function isCovered({ sentences, untouched }: CoverageCounts, percent: number): boolean {
  return (sentences - untouched) * 100 >= percent * sentences;
}
