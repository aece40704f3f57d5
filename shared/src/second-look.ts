import type { Attachment } from './anchor.ts';
import { outsiderName } from './author.ts';
import type { Claim, Judgement } from './claim.ts';
import { readsAlike } from './fold.ts';
import { standingSettlement } from './thread.ts';
import type { Verdict } from './verdict.ts';

// Without Yjs and ProseMirror: the queue needs it and no editor.

/**
 * What people say of a claim's words as they stand now. `none`: nobody stands by a verdict on them. `awaiting`: one person
 * does. `confirmed`: two or more do, and say the same. `conflict`: they do not, or did not once.
 */
export const SECOND_LOOKS = ['none', 'awaiting', 'confirmed', 'conflict'] as const;
export type SecondLook = (typeof SECOND_LOOKS)[number];

/**
 * The verdicts that hold for `words`, one a person: the last they gave for these words (folded alike), in the order they
 * were given. Who went back to `unchecked` stands by none, nor does who is only named in an imported file. None either where `words` is null: nobody knows what they are.
 */
export function voicesFor(judgements: readonly Judgement[], words: string | null): Judgement[] {
  if (words === null) return [];
  const last = new Map<string, Judgement>();
  for (const judgement of judgements) {
    if (outsiderName(judgement.by) !== null || !readsAlike(judgement.quote, words)) continue;
    // Taken out first, so that a change of mind stands behind what others said before it.
    last.delete(judgement.by);
    last.set(judgement.by, judgement);
  }
  return [...last.values()].filter(({ verdict }) => verdict !== 'unchecked');
}

/**
 * How many people stand by a verdict on `words`, and whether they agree. Two who ever stood by different verdicts on them are
 * in conflict for good, also when one of them went over to the other: it is an editor who decides between them.
 */
export function secondLookOf(judgements: readonly Judgement[], words: string | null): SecondLook {
  const [first, ...others] = voicesFor(judgements, words);
  if (!first) return 'none';
  if (wasContested(judgements, words)) return 'conflict';
  return others.length === 0 ? 'awaiting' : 'confirmed';
}

/** Whether two people stood by different verdicts on `words` at the same time. */
function wasContested(judgements: readonly Judgement[], words: string | null): boolean {
  const standing = new Map<string, Verdict>();
  for (const { by, verdict, quote } of judgements) {
    if (words === null || outsiderName(by) !== null || !readsAlike(quote, words)) continue;
    if (verdict === 'unchecked') standing.delete(by);
    else standing.set(by, verdict);
    if (new Set(standing.values()).size > 1) return true;
  }
  return false;
}

/**
 * The words that verdicts on a claim are for now; null while it has none, or while nobody has said yet that those it was
 * found again at are the right ones.
 */
export function wordsJudged(attachment: Attachment): string | null {
  return attachment.kind === 'exact' ? attachment.words : null;
}

/**
 * Whether people disagree about a claim's words as they stand now and nobody has decided between them: a settlement that
 * stands ends a conflict. It is open again when the claim is reopened.
 */
export function isOpenConflict(claim: Pick<Claim, 'judgements' | 'comments'>, attachment: Attachment): boolean {
  if (standingSettlement(claim.comments)) return false;
  return secondLookOf(claim.judgements, wordsJudged(attachment)) === 'conflict';
}
