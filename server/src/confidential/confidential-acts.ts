import { randomUUID } from 'node:crypto';
import type { Confidentials, ConfidentialView } from '@sanad/shared/confidential';
import { putEvidence } from '@sanad/shared/dossier';
import { EVIDENCE_LIMIT, type Evidence, evidenceName, evidenceShape } from '@sanad/shared/evidence';
import { type Actor, atLeast } from '@sanad/shared/policy';
import { claimHeld } from '../articles/dossier-acts.ts';
import { evidenceOf } from '../articles/dossier-routes.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle } from '../http/problem.ts';
import type { ConfidentialRow } from '../store/confidential-table.ts';
import { Refused } from '../sync/gate.ts';

type Desk = Pick<Parts, 'rooms' | 'store' | 'now' | 'events'>;

/** A claim of an article, as an address names it. */
export interface OfClaim {
  readonly article: string;
  readonly claim: string;
}

/** What a person says of a piece of evidence, without whose it is and since when. */
export type Said = Omit<Evidence, 'by' | 'at' | 'removed'>;

/** A version of a piece over HTTP. */
export function confidentialViewOf({ id, writer, writtenAt, evidence }: ConfidentialRow): ConfidentialView {
  const { removed: _removed, ...said } = evidence;
  return { id, ...said, changedBy: writer, changedAt: writtenAt };
}

/** Pieces over HTTP, by claim. */
export function confidentialsOf(rows: readonly ConfidentialRow[]): Confidentials['claims'] {
  const claims = new Map<string, ConfidentialView[]>();
  for (const row of rows) claims.set(row.claim, [...(claims.get(row.claim) ?? []), confidentialViewOf(row)]);
  return Object.fromEntries(claims);
}

/**
 * Adds a piece of confidential evidence in `actor`'s name. @throws HttpProblem without that claim, Refused when frozen.
 */
export async function addConfidential(desk: Desk, of: OfClaim, actor: Actor, said: Said): Promise<ConfidentialRow> {
  await claimIn(desk, of);
  const at = desk.now().toISOString();
  const evidence: Evidence = { ...said, by: actor.id, at, removed: false };
  return write(desk, { ...of, id: randomUUID(), version: 1, writer: actor.id, writtenAt: at, evidence });
}

/**
 * Takes a piece out of the evidence that everybody reads and keeps it, as `said`, among the confidential: under its id and
 * its author's name. What is left of it in the document is what it was called. First it is kept and then taken away: what
 * fails in between leaves it in both places and loses nothing.
 * @throws HttpProblem without that piece, Refused when frozen or when it is another's and `actor` no editor.
 */
export async function moveToConfidential(
  desk: Desk,
  of: OfClaim,
  actor: Actor,
  piece: string,
  said: Said,
): Promise<ConfidentialRow> {
  const { rooms, now } = desk;
  const known = await rooms.read(of.article, (doc) => evidenceOf(doc, of.claim, piece));
  if (!known) throw noSuchArticle();
  if (!isTheirs(known.by, actor)) throw new Refused('another-persons-evidence');
  const written = { writer: actor.id, writtenAt: now().toISOString() };
  const evidence: Evidence = { ...said, by: known.by, at: known.at, removed: false };
  const before = (await desk.store.confidential.versions(of.article, of.claim, piece)).at(-1);
  const row = await write(desk, { ...of, id: piece, version: (before?.version ?? 0) + 1, ...written, evidence });
  await rooms.change(of.article, actor, (doc) => {
    const { by, at, kind, stance, ...rest } = evidenceOf(doc, of.claim, piece);
    const nameAlone = evidenceShape.parse({ by, at, kind, stance, title: evidenceName(rest), removed: true });
    putEvidence(doc, of.claim, piece, nameAlone);
  });
  await rooms.projected(of.article);
  return row;
}

/**
 * Writes another version of a piece: what changes of it, or that it is taken away (`removed`) or back again.
 * @throws HttpProblem without that piece or a name for it, Refused when frozen or when it is another's and `actor` no editor.
 */
export async function changeConfidential(
  desk: Desk,
  of: OfClaim,
  actor: Actor,
  piece: string,
  change: Partial<Said> & { readonly removed?: boolean },
): Promise<ConfidentialRow> {
  await claimIn(desk, of);
  const before = (await desk.store.confidential.versions(of.article, of.claim, piece)).at(-1);
  if (!before || (before.evidence.removed && change.removed !== false)) throw noSuchPiece();
  if (!isTheirs(before.evidence.by, actor)) throw new Refused('another-persons-evidence');
  const changed = evidenceShape.safeParse({ ...before.evidence, ...change });
  if (!changed.success) {
    throw new HttpProblem(422, 'nameless-evidence', changed.error.issues[0]?.message ?? 'This is no evidence.');
  }
  const { article, claim, id, version } = before;
  const written = { writer: actor.id, writtenAt: desk.now().toISOString() };
  return write(desk, { article, claim, id, version: version + 1, ...written, evidence: changed.data });
}

/** Its author's and an editor's to change. */
function isTheirs(author: string, actor: Actor): boolean {
  return author === actor.id || atLeast(actor.role, 'editor');
}

async function claimIn({ rooms }: Desk, { article, claim }: OfClaim): Promise<void> {
  const held = await rooms.read(article, (doc) => claimHeld(doc, claim));
  if (!held) throw noSuchArticle();
}

async function write({ store, events }: Desk, row: ConfidentialRow): Promise<ConfidentialRow> {
  const written = await store.confidential.write(row, EVIDENCE_LIMIT);
  switch (written) {
    case 'written':
      events.tell({ least: 'checker' }, { kind: 'confidential', article: row.article });
      return row;
    case 'frozen':
      throw new Refused('frozen');
    case 'overtaken':
      throw new HttpProblem(409, 'overtaken', 'Somebody has just written on this piece; look at it as it is now.');
    case 'full':
      throw new HttpProblem(409, 'too-much-evidence', `A claim has at most ${EVIDENCE_LIMIT} confidential pieces.`);
    case 'no-such-article':
      throw noSuchArticle();
  }
}

/** There is no such piece among the confidential evidence of a claim. */
export function noSuchPiece(): HttpProblem {
  return new HttpProblem(404, 'no-such-evidence', 'There is no confidential evidence of this id on the claim.');
}
