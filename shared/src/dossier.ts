import * as Y from 'yjs';
import { type Claim, readClaim, recordOf, standingJudgement } from './claim.ts';
import { type Claimant, claimantShape } from './claimant.ts';
import { type Evidence, evidenceShape } from './evidence.ts';
import { type Comment, type Entry, entryShape, type Settlement, type Thread } from './thread.ts';

// What gathers around a claim: evidence, the thread, whose work it is. Each is a value of its own under its id and is
// written whole, so that what two people add at once stands beside each other.

/** What is said, without who says it and when. */
type Unsigned<T> = Omit<T, 'kind' | 'by' | 'at'>;

/** Who acts (person id) and when (ISO 8601, UTC). */
export interface Hand {
  readonly by: string;
  readonly at: string;
}

function claimOf(doc: Y.Doc, id: string): Claim {
  const claim = readClaim(recordOf(doc, id));
  if (!claim) throw new RangeError(`claim ${id} cannot be read`);
  return claim;
}

function partOf(doc: Y.Doc, claim: string, part: 'evidence' | 'comments'): Y.Map<unknown> {
  const map = recordOf(doc, claim).get(part);
  if (!(map instanceof Y.Map)) throw new RangeError(`claim ${claim} has no ${part}`);
  return map;
}

/** Adds a piece of evidence, or writes another version of it in its place. @throws RangeError without that claim. */
export function putEvidence(doc: Y.Doc, claim: string, id: string, evidence: Evidence): void {
  partOf(doc, claim, 'evidence').set(id, evidenceShape.parse(evidence));
}

/** Takes a piece of evidence away, or brings it back. @throws RangeError when there is none of that id. */
export function removeEvidence(doc: Y.Doc, claim: string, id: string, removed = true): void {
  const evidence = partOf(doc, claim, 'evidence').get(id);
  if (!evidence) throw new RangeError(`no evidence ${id} on claim ${claim}`);
  putEvidence(doc, claim, id, { ...evidenceShape.parse(evidence), removed });
}

/** Writes an entry into a claim's thread as it is, under an id of its own. @throws RangeError without that claim. */
export function putEntry(doc: Y.Doc, claim: string, id: string, entry: Entry): void {
  partOf(doc, claim, 'comments').set(id, entryShape.parse(entry));
}

function entryOf(doc: Y.Doc, claim: string, id: string): Entry {
  const entry = partOf(doc, claim, 'comments').get(id);
  if (!entry) throw new RangeError(`no entry ${id} in the thread of claim ${claim}`);
  return entryShape.parse(entry);
}

/** Adds a comment. @throws RangeError when there is no such claim. */
export function addComment(
  doc: Y.Doc,
  claim: string,
  id: string,
  hand: Hand,
  said: Pick<Comment, 'text' | 'mentions' | 'replyTo'>,
): void {
  putEntry(doc, claim, id, { kind: 'comment', ...hand, ...said, editedAt: null });
}

/** Says one's own comment otherwise. @throws RangeError when there is no such comment of `hand.by`'s. */
export function editComment(
  doc: Y.Doc,
  claim: string,
  id: string,
  hand: Hand,
  said: Pick<Comment, 'text' | 'mentions'>,
): void {
  const entry = entryOf(doc, claim, id);
  if (entry.kind !== 'comment' || entry.by !== hand.by) throw new RangeError('only its writer edits a comment');
  putEntry(doc, claim, id, { ...entry, ...said, editedAt: hand.at });
}

/** Deletes one's own comment: that it was there stays. @throws RangeError when there is no such comment of `hand.by`'s. */
export function deleteComment(doc: Y.Doc, claim: string, id: string, hand: Hand): void {
  const entry = entryOf(doc, claim, id);
  if (entry.kind !== 'comment' || entry.by !== hand.by) throw new RangeError('only its writer deletes a comment');
  const { by, at, replyTo } = entry;
  putEntry(doc, claim, id, { kind: 'deleted', by, at, replyTo, deletedAt: hand.at });
}

/** Settles a claim over the verdict that holds now: see `Settlement`. @throws RangeError without that claim. */
export function settleClaim(
  doc: Y.Doc,
  claim: string,
  id: string,
  hand: Hand,
  settlement: Omit<Unsigned<Settlement>, 'verdict' | 'verdictBy'>,
): void {
  const judgement = standingJudgement(claimOf(doc, claim));
  const over = { verdict: judgement?.verdict ?? 'unchecked', verdictBy: judgement?.by ?? null } as const;
  putEntry(doc, claim, id, { kind: 'settlement', ...hand, ...settlement, ...over });
}

/**
 * Opens a claim again: names every settlement that stands. `newId` makes an id for each entry.
 * @throws RangeError when none stands.
 */
export function reopenClaim(doc: Y.Doc, claim: string, newId: () => string, hand: Hand, reason: string): void {
  const thread = Object.fromEntries(partOf(doc, claim, 'comments').entries()) as Thread;
  const standing = settlementsStanding(thread);
  if (standing.length === 0) throw new RangeError(`claim ${claim} is not settled`);
  for (const of of standing) putEntry(doc, claim, newId(), { kind: 'reopening', ...hand, of, reason });
}

/** Takes one's own settlement back as if it had not been made. @throws RangeError when there is none of that id. */
export function withdrawSettlement(doc: Y.Doc, claim: string, id: string): void {
  if (entryOf(doc, claim, id).kind !== 'settlement') throw new RangeError(`${id} settles nothing`);
  partOf(doc, claim, 'comments').delete(id);
}

function settlementsStanding(thread: Thread): string[] {
  const reopened = new Set(Object.values(thread).map((entry) => (entry.kind === 'reopening' ? entry.of : null)));
  return Object.keys(thread).filter((id) => thread[id]?.kind === 'settlement' && !reopened.has(id));
}

/** Gives a claim to a person (their id), or to nobody with null. @throws RangeError when there is no such claim. */
export function assignClaim(doc: Y.Doc, claim: string, person: string | null): void {
  recordOf(doc, claim).set('assignee', person);
}

/** Says who outside the desk says what a claim says; null: nobody is named. @throws RangeError without that claim. */
export function setClaimant(doc: Y.Doc, claim: string, claimant: Claimant | null): void {
  recordOf(doc, claim).set('claimant', claimant && claimantShape.parse(claimant));
}
