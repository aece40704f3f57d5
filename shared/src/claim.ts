import * as Y from 'yjs';
import { z } from 'zod';
import { claimsRoot } from './article.ts';
import { authorId, personId } from './author.ts';
import { type Claimant, claimantShape } from './claimant.ts';
import { EVIDENCE_LIMIT, type Evidence, evidenceShape, partId } from './evidence.ts';
import { readsAlike } from './fold.ts';
import { entryShape, THREAD_LIMIT, type Thread } from './thread.ts';
import { CLAIM_LIMIT, noteShape, VERDICTS, type Verdict } from './verdict.ts';

export { CLAIM_LIMIT, NOTE_LIMIT, VERDICTS, type Verdict } from './verdict.ts';

/** Words with what stands before and after them, as a W3C TextQuoteSelector has it. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Two encoded Y.RelativePosition: `start` holds on to the first letter, `end` to the last. */
export interface Anchor {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

/** One verdict as it was given: by whom (an id, see `author.ts`), when (ISO 8601, UTC), for which words, with which note. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: string;
  readonly quote: string;
  readonly note: string;
}

/**
 * A claim as it stands in the article's Y.Doc.
 * `judgements` is only ever appended to, and a person takes back only their own: the last one is the verdict.
 * A removed claim stays in the record, so that removing is undone without anybody writing in another's name.
 */
export interface Claim {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly anchor: Anchor;
  /** The words as they are now, kept up by the client that edits them. */
  readonly quote: Quote;
  /** The words the claim was made on. Never changes. */
  readonly original: Quote;
  readonly judgements: readonly Judgement[];
  readonly removed: boolean;
  /** Whose work it is now (person id); null when nobody's. */
  readonly assignee: string | null;
  /** Who outside the desk says what it says; null while nobody named them. */
  readonly claimant: Claimant | null;
  /** What supports it or speaks against it, by id. What is confidential is never in the document. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  /** What was said of it, and how it was settled, by id. */
  readonly comments: Thread;
}

const iso = z.iso.datetime();
const quoteShape = z.strictObject({
  exact: z.string().min(1).max(CLAIM_LIMIT),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
});
const encodedPosition = z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0 && bytes.length < 200);
const anchorShape = z.strictObject({ start: encodedPosition, end: encodedPosition });
/** The shape of one entry of a claim's judgements. */
export const judgementShape = z.strictObject({
  verdict: z.enum(VERDICTS),
  by: authorId,
  at: iso,
  quote: z.string().max(CLAIM_LIMIT),
  note: noteShape,
});
const standing = {
  id: z.string().regex(/^[A-Za-z0-9_-]{6,40}$/),
  createdBy: authorId,
  createdAt: iso,
  anchor: anchorShape,
  quote: quoteShape,
  original: quoteShape,
  // Yjs leaves the key out when two remove a claim at the same time and one of them takes that back.
  removed: z.boolean().default(false),
};
const nothing = { evidence: z.strictObject({}), comments: z.strictObject({}) };
const atMost = (limit: number) => (parts: object) => Object.keys(parts).length <= limit;
const recordShape = z.strictObject({
  ...standing,
  judgements: z.array(judgementShape),
  // Records from before there was anybody to assign to lack it.
  assignee: personId.nullable().default(null),
  claimant: claimantShape.nullable().default(null),
  evidence: z.record(partId, evidenceShape).refine(atMost(EVIDENCE_LIMIT)),
  comments: z.record(partId, entryShape).refine(atMost(THREAD_LIMIT)),
});
/** A sentence set aside is kept among the claims and says so; nobody judges it. */
const asideShape = z.strictObject({
  ...standing,
  ...nothing,
  aside: z.literal(true),
  judgements: z.array(judgementShape).max(0),
});

/** Reads a claim record; null when it is not one (a key missing, unknown or of the wrong shape, or an aside). */
export function readClaim(record: unknown): Claim | null {
  // Who looks at everything that changed comes by the root as well, and its parts are thousands.
  if (!(record instanceof Y.Map) || !record.has('id') || isAside(record)) return null;
  const parsed = recordShape.safeParse(rawOf(record));
  return parsed.success ? parsed.data : null;
}

function isAside(record: unknown): boolean {
  return record instanceof Y.Map && record.has('aside');
}

/** What a record holds, as plain values; null when a part of it is of the wrong kind. */
function rawOf(record: unknown): Record<string, unknown> | null {
  if (!(record instanceof Y.Map)) return null;
  const raw: Record<string, unknown> = {};
  let isWell = true;
  record.forEach((value, key) => {
    if (key === 'judgements') {
      if (value instanceof Y.Array) raw[key] = value.toArray();
      else isWell = false;
    } else if (key === 'evidence' || key === 'comments') {
      if (value instanceof Y.Map) raw[key] = partsOf(value);
      else isWell = false;
    } else raw[key] = value;
  });
  return isWell ? raw : null;
}

/** By `forEach`: Yjs makes the iterators of its maps anew of others, which takes several times as long. */
function partsOf(map: Y.Map<unknown>): Record<string, unknown> {
  const parts: [string, unknown][] = [];
  map.forEach((value, key) => {
    parts.push([key, value]);
  });
  return Object.fromEntries(parts); // whatever a key is called, it is one of its own
}

/** Every well-formed claim of the article that is not removed, in no particular order. */
export function readClaims(doc: Y.Doc): Claim[] {
  const claims: Claim[] = [];
  for (const record of claimsRoot(doc).values()) {
    const claim = readClaim(record);
    if (claim && !claim.removed) claims.push(claim);
  }
  return claims;
}

/**
 * Words that somebody set aside as nothing to check. Nothing of it ever changes but `removed`, and it holds only while
 * the sentence it was made on still reads as `original` does (see `coverage.ts`).
 */
export type Aside = Pick<Claim, 'id' | 'createdBy' | 'createdAt' | 'anchor' | 'original' | 'removed'>;

/** Reads the record of words set aside; null when it is not one. */
export function readAside(record: unknown): Aside | null {
  if (!isAside(record)) return null;
  const parsed = asideShape.safeParse(rawOf(record));
  if (!parsed.success) return null;
  const { id, createdBy, createdAt, anchor, original, removed } = parsed.data;
  return { id, createdBy, createdAt, anchor, original, removed };
}

/** Everything set aside in the article and not taken back, in no particular order. */
export function readAsides(doc: Y.Doc): Aside[] {
  const asides: Aside[] = [];
  for (const record of claimsRoot(doc).values()) {
    const aside = readAside(record);
    if (aside && !aside.removed) asides.push(aside);
  }
  return asides;
}

/** What is needed to make a claim. `at` is ISO 8601 in UTC. */
export interface NewClaim {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly anchor: Anchor;
  readonly quote: Quote;
}

/**
 * Adds a claim, still removed: `showClaim` brings it in. The two steps are apart so that undo takes back the second
 * alone: whatever a colleague has added to the claim by then is hidden with it, not destroyed.
 * @throws RangeError when the id is taken or the words are empty or longer than `CLAIM_LIMIT`.
 */
export function draftClaim(doc: Y.Doc, claim: NewClaim): void {
  claimsRoot(doc).set(claim.id, newRecord(doc, claim));
}

/**
 * Sets words aside as nothing to check, still removed: `showClaim` brings it in and `removeClaim` takes it back, as with
 * a claim.
 * @throws RangeError as `draftClaim` does.
 */
export function draftAside(doc: Y.Doc, aside: NewClaim): void {
  const record = newRecord(doc, aside);
  record.set('aside', true);
  claimsRoot(doc).set(aside.id, record);
}

function newRecord(doc: Y.Doc, claim: NewClaim): Y.Map<unknown> {
  if (claimsRoot(doc).has(claim.id)) throw new RangeError(`claim ${claim.id} exists`);
  if (claim.quote.exact.trim() === '') throw new RangeError('a claim needs words');
  if (claim.quote.exact.length > CLAIM_LIMIT) throw new RangeError('a claim this long cannot be judged as one');
  const record = new Y.Map<unknown>();
  record.set('id', claim.id);
  record.set('createdBy', claim.by);
  record.set('createdAt', claim.at);
  record.set('anchor', claim.anchor);
  record.set('quote', claim.quote);
  record.set('original', claim.quote);
  record.set('judgements', new Y.Array<Judgement>());
  record.set('evidence', new Y.Map());
  record.set('comments', new Y.Map());
  record.set('removed', true);
  return record;
}

/** The record of a claim. @throws RangeError when there is none. */
export function recordOf(doc: Y.Doc, id: string): Y.Map<unknown> {
  const record = claimsRoot(doc).get(id);
  if (!record) throw new RangeError(`no claim ${id}`);
  return record;
}

/** Brings a drafted or removed claim in. @throws RangeError when there is no such claim. */
export function showClaim(doc: Y.Doc, id: string): void {
  recordOf(doc, id).set('removed', false);
}

/** Takes a claim out of sight; nothing of it is deleted. @throws RangeError when there is no such claim. */
export function removeClaim(doc: Y.Doc, id: string): void {
  recordOf(doc, id).set('removed', true);
}

/**
 * Gives a verdict that was given before others were, at its place among them by time: what somebody said since holds.
 * @throws RangeError when there is no such claim.
 */
export function judgeClaimInTime(doc: Y.Doc, id: string, judgement: Judgement): void {
  const judgements = recordOf(doc, id).get('judgements');
  if (!(judgements instanceof Y.Array)) throw new RangeError(`claim ${id} has no judgements`);
  const later = (judgements.toArray() as Judgement[]).findIndex(({ at }) => at > judgement.at);
  judgements.insert(later === -1 ? judgements.length : later, [judgementShape.parse(judgement)]);
}

/** Gives a verdict: appends to the claim's judgements. @throws RangeError when there is no such claim. */
export function judgeClaim(doc: Y.Doc, id: string, judgement: Judgement): void {
  const judgements = recordOf(doc, id).get('judgements');
  if (!(judgements instanceof Y.Array)) throw new RangeError(`claim ${id} has no judgements`);
  judgements.push([judgementShape.parse(judgement)]);
}

/**
 * Changes the note of one's own last verdict: takes the entry back and gives it again with the note, at the time `at`.
 * @throws RangeError when the claim's last verdict is not `by`'s.
 */
export function writeNote(doc: Y.Doc, id: string, by: string, note: string, at: string): void {
  const judgements = recordOf(doc, id).get('judgements') as Y.Array<Judgement>;
  const last = judgements.length > 0 ? judgements.get(judgements.length - 1) : null;
  if (last?.by !== by) throw new RangeError('only the giver of a verdict writes its note');
  doc.transact(() => {
    judgements.delete(judgements.length - 1, 1);
    judgements.push([judgementShape.parse({ ...last, note, at })]);
  });
}

/** Takes the last verdict back, which has to be one's own. @throws RangeError when there is none. */
export function withdrawJudgement(doc: Y.Doc, id: string): void {
  const judgements = recordOf(doc, id).get('judgements');
  if (!(judgements instanceof Y.Array) || judgements.length === 0) throw new RangeError(`claim ${id} has no verdict`);
  judgements.delete(judgements.length - 1, 1);
}

/** Moves a claim to an anchor and says what its words are there. @throws RangeError when there is no such claim. */
export function moveClaim(doc: Y.Doc, id: string, anchor: Anchor, quote: Quote): void {
  const record = recordOf(doc, id);
  record.set('anchor', anchor);
  record.set('quote', quote);
}

/** The judgement that holds: the last one; null when nobody has judged the claim. */
export function standingJudgement(claim: Pick<Claim, 'judgements'>): Judgement | null {
  return claim.judgements.at(-1) ?? null;
}

/** The verdict that holds; `unchecked` when nobody has judged the claim. */
export function verdictOf(claim: Pick<Claim, 'judgements'>): Verdict {
  return standingJudgement(claim)?.verdict ?? 'unchecked';
}

/**
 * Whether a verdict was given for other words than `words`, the ones the claim sits on now. White space and forms that
 * fold alike (see `fold.ts`) are no difference, direction signs are; a claim without a verdict is never stale.
 */
export function isStale(judgement: Judgement | null, words: string): boolean {
  if (!judgement || judgement.verdict === 'unchecked') return false;
  return !readsAlike(judgement.quote, words);
}
