import { standingJudgement } from '@sanad/shared/claim';
import { entriesOf } from '@sanad/shared/thread';
import type { ChangedMark, PlacedMark } from '../editor/article-editor.ts';

/** What a colleague did to a claim that this person looks at. `by` is a person id. */
export type ColleagueChange =
  | { readonly kind: 'judged'; readonly by: string; readonly verdict: PlacedMark['verdict'] }
  | { readonly kind: 'noted'; readonly by: string }
  | { readonly kind: 'settled' | 'reopened' | 'commented'; readonly by: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'words' }
  | { readonly kind: 'detached' }
  | { readonly kind: 'removed' };

/**
 * What somebody other than `own` did to a claim between two looks at it; null when nothing that needs telling. `after`
 * null: the claim is gone from the list. Changes of words are told only where they made the verdict stale, or every key
 * a colleague presses would be told.
 */
export function colleagueChange(before: PlacedMark, after: PlacedMark | null, own: string): ColleagueChange | null {
  if (!after) return { kind: 'removed' };
  const then = standingJudgement(before.claim);
  const now = standingJudgement(after.claim);
  if (now && now.by !== own && (then?.at !== now.at || then.by !== now.by)) {
    const sameVerdict = then?.by === now.by && then.verdict === now.verdict && then.quote === now.quote;
    return sameVerdict ? { kind: 'noted', by: now.by } : { kind: 'judged', by: now.by, verdict: now.verdict };
  }
  const said = saidSince(before, after, own);
  if (said) return said;
  if (then && then.by !== own && after.claim.judgements.length < before.claim.judgements.length) {
    return { kind: 'withdrawn' };
  }
  if (after.attachment.kind === 'detached' && before.attachment.kind !== 'detached') return { kind: 'detached' };
  if (after.stale && !before.stale && then?.at === now?.at) return { kind: 'words' };
  return null;
}

/** What was added to a claim's thread in between, the weightiest of it. */
function saidSince(before: PlacedMark, after: PlacedMark, own: string): ColleagueChange | null {
  if (before.claim.comments === after.claim.comments) return null;
  const added = entriesOf(after.claim.comments).filter(({ id, by }) => by !== own && !(id in before.claim.comments));
  const last = (kind: string) => added.findLast((entry) => entry.kind === kind)?.by;
  const [settler, reopener, commenter] = [last('settlement'), last('reopening'), last('comment')];
  if (settler !== undefined && after.settled) return { kind: 'settled', by: settler };
  if (reopener !== undefined) return { kind: 'reopened', by: reopener };
  return commenter === undefined ? null : { kind: 'commented', by: commenter };
}

/** Which of the changed claims somebody other than `own` made or judged. */
export function freshClaims(changed: readonly ChangedMark[], own: string): string[] {
  return changed.flatMap(({ id, before, now }) => {
    if (!now) return [];
    const change = before && colleagueChange(before, now, own);
    const made = !before && now.claim.createdBy !== own;
    return made || change?.kind === 'judged' || change?.kind === 'noted' ? [id] : [];
  });
}
