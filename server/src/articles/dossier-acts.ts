import { randomUUID } from 'node:crypto';
import { claimsRoot } from '@sanad/shared/article';
import { type Claim, readClaim, standingJudgement } from '@sanad/shared/claim';
import { type Hand, reopenClaim, settleClaim } from '@sanad/shared/dossier';
import { readsAlike } from '@sanad/shared/fold';
import { placedClaims } from '@sanad/shared/report';
import { type settlementRequest, standingSettlement } from '@sanad/shared/thread';
import type * as Y from 'yjs';
import type { z } from 'zod';
import { HttpProblem } from '../http/problem.ts';
import type { PeopleTable } from '../store/store.ts';

/** A claim that is there and not removed. @throws HttpProblem 404 */
export function claimHeld(doc: Y.Doc, id: string): Claim {
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim || claim.removed) {
    throw new HttpProblem(404, 'no-such-claim', 'There is no claim of this id in the article.');
  }
  return claim;
}

/**
 * Sees to it that a claim still has the words that somebody has read: what they decide is for those and no others.
 * @throws HttpProblem 409 when it has not.
 */
export function sameWords(doc: Y.Doc, id: string, read: string): void {
  const placed = placedClaims(doc).find(({ claim }) => claim.id === id);
  if (!placed) return;
  const { claim, attachment } = placed;
  if (readsAlike(read, attachment.kind === 'detached' ? claim.quote.exact : attachment.words)) return;
  throw new HttpProblem(
    409,
    'words-changed',
    'The words of this claim were changed meanwhile; read them as they are now, and decide on those.',
  );
}

/** Settles a claim or reopens it. @throws HttpProblem 409 when it stands otherwise than that needs. */
export function settle(doc: Y.Doc, id: string, wish: z.infer<typeof settlementRequest>, hand: Hand): void {
  const placed = placedClaims(doc).find(({ claim }) => claim.id === id);
  if (!placed) return;
  const { claim, attachment, verdict } = placed;
  const standing = standingSettlement(claim.comments);
  if ('reopen' in wish) {
    if (!standing) throw new HttpProblem(409, 'not-settled', 'This claim is open; there is nothing to reopen.');
    reopenClaim(doc, id, randomUUID, hand, wish.reopen);
    return;
  }
  if (standing) {
    throw new HttpProblem(409, 'settled-already', 'This claim is settled; reopen it first, with a reason.');
  }
  if (!standingJudgement(claim) || verdict === 'unchecked') {
    throw new HttpProblem(409, 'nothing-to-settle', 'Nobody has given a verdict on this claim; judge it first.');
  }
  const words = attachment.kind === 'detached' ? claim.quote.exact : attachment.words;
  const quote = wish.wording?.trim() ? wish.wording : words;
  settleClaim(doc, id, randomUUID(), hand, { how: wish.how, reason: wish.reason, wording: wish.wording, quote });
}

/** @throws HttpProblem 422 unless `id` is a person who has a role. */
export async function someoneOfTheDesk(people: PeopleTable, id: string): Promise<void> {
  const person = await people.get(id);
  if (!person?.role) {
    throw new HttpProblem(422, 'no-such-person', 'Give the id of somebody of the desk; GET /api/people has them.');
  }
}
