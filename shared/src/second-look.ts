import type { Attachment } from './anchor.ts';
import type { Claim, Judgement } from './claim.ts';
import { foldedEqual } from './fold.ts';
import { standingSettlement } from './thread.ts';

// Without Yjs and ProseMirror: the queue needs it and no editor.

/**
 * What people say of a claim's words as they stand now. `none`: nobody stands by a verdict on them. `awaiting`: one person
 * does. `confirmed`: two or more do, and say the same. `conflict`: they do not.
 */
export const SECOND_LOOKS = ['none', 'awaiting', 'confirmed', 'conflict'] as const;
export type SecondLook = (typeof SECOND_LOOKS)[number];

/**
 * The verdicts that hold for `words`, one a person: the last they gave for these words (folded alike), in the order they
 * were given. Who went back to `unchecked` stands by none. None either where `words` is null: nobody knows what they are.
 */
export function voicesFor(judgements: readonly Judgement[], words: string | null): Judgement[] {
  if (words === null) return [];
  const last = new Map<string, Judgement>();
  for (const judgement of judgements) {
    if (!foldedEqual(judgement.quote, words)) continue;
    // Taken out first, so that a change of mind stands behind what others said before it.
    last.delete(judgement.by);
    last.set(judgement.by, judgement);
  }
  return [...last.values()].filter(({ verdict }) => verdict !== 'unchecked');
}

/** How many people stand by a verdict on `words`, and whether they agree. */
export function secondLookOf(judgements: readonly Judgement[], words: string | null): SecondLook {
  const [first, ...others] = voicesFor(judgements, words);
  if (!first) return 'none';
  if (others.length === 0) return 'awaiting';
  return others.every(({ verdict }) => verdict === first.verdict) ? 'confirmed' : 'conflict';
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
