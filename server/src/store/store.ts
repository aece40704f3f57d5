import type { Role } from '@sanad/shared/policy';
import type { Counts } from '@sanad/shared/protocol';
import type { Source } from '@sanad/shared/source';
import type { ClaimRow, ClaimTable } from './claim-table.ts';
import type { ConfidentialTable } from './confidential-table.ts';
import type { NoticeTable } from './notice-table.ts';
import type { SealedTable } from './sealed-table.ts';
import type { SettingsTable } from './settings-table.ts';
import type { VersionRow, VersionTable } from './version-table.ts';
import type { VisitTable } from './visit-table.ts';

/**
 * Everything Sanad keeps. One implementation per database; every one passes `tests/support/store-contract.ts`.
 * All times are ISO 8601 in UTC, all ids opaque strings. A method that fails rejects and has changed nothing.
 */
export interface Store {
  readonly log: ArticleLog;
  readonly history: HistoryTable;
  readonly articles: ArticleTable;
  readonly claims: ClaimTable;
  readonly confidential: ConfidentialTable;
  readonly people: PeopleTable;
  readonly identities: IdentityTable;
  readonly notices: NoticeTable;
  readonly visits: VisitTable;
  readonly sealed: SealedTable;
  readonly settings: SettingsTable;
  readonly versions: VersionTable;
  /** Whether the files that were opened are still where they were; while they are not, nothing is written. */
  isThere(): boolean;
  /** Resolves when everything accepted is on disk and the database is closed. */
  close(): Promise<void>;
}

/** What an article begins with, its snapshot or its first update, is no longer what was written. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** One update of an article as it was accepted. `seq` counts from 1 within the article, without gaps. */
export interface LoggedUpdate {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly bytes: Uint8Array;
}

/** What is written with an update: one row of the article's history per domain change. `detail` is JSON. */
export interface HistoryEntry {
  readonly kind: string;
  readonly claim: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An update to append. `clients` are the Yjs client ids that write in it for the first time: they become `actor`'s. */
export interface NewUpdate {
  readonly article: string;
  readonly at: string;
  readonly actor: string;
  readonly bytes: Uint8Array;
  readonly history: readonly HistoryEntry[];
  readonly clients: readonly number[];
  /**
   * Letters that go on with the editing which `actor`'s last row of kind `text-edited` tells of: they are counted with
   * that row in the update's own transaction, so that whatever is stored of a text is told as well. Where there is no
   * such row one is made.
   */
  readonly continued?: Letters;
}

/** Letters that came into a text and letters that went, in UTF-16 units. */
export interface Letters {
  readonly inserted: number;
  readonly deleted: number;
}

/** An article's document as stored: a snapshot (state as of `snapshotSeq`), and the updates after it, in order. */
export interface StoredDocument {
  readonly snapshot: Uint8Array | null;
  readonly snapshotSeq: number;
  readonly updates: readonly LoggedUpdate[];
  /** The `seq` of updates that are gone, or no longer what was written; the latter stay stored. None is among `updates`. */
  readonly damaged: readonly number[];
  /** Yjs client id -> the person who first wrote with it. */
  readonly clients: ReadonlyMap<number, string>;
}

/** The updates of the articles: the truth that everything else can be rebuilt from. */
export interface ArticleLog {
  /**
   * null when there is no such article.
   * @throws DamagedError when what the article begins with is damaged: without it there is nothing to open.
   */
  load(article: string): Promise<StoredDocument | null>;
  /**
   * Resolves with the update's `seq` when it is on disk (`synchronous=FULL`). Updates handed over in the same turn of
   * the event loop are committed together, in the order they came, with their history and client ids. One that fails
   * rejects and is not stored, nor are those of the same article that came in the same group behind it.
   */
  append(update: NewUpdate): Promise<number>;
  /** Replaces the updates up to `seq` by one snapshot. The history stays. */
  compact(article: string, seq: number, snapshot: Uint8Array): Promise<void>;
  /** The article's history, oldest first, from behind the row `after`. See `HistoryTable` for more. */
  history(article: string, after: number, limit: number): Promise<readonly StoredHistory[]>;
}

/** A row of history. That of an edit counts all its letters; `until` in its detail is when the last of them came. */
export interface StoredHistory extends HistoryEntry {
  readonly row: number;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
}

/** Filters of the history; only rows before `before` and behind `after`. */
export interface HistoryQuery {
  readonly article: string;
  readonly claim?: string;
  readonly actor?: string;
  /** Any of these; none given is all. */
  readonly kinds?: readonly string[];
  readonly before?: number;
  readonly after?: number;
  readonly limit: number;
}

/**
 * What was done to the articles, by whom and when. Rows come with the updates that caused them, or with signing an article
 * off and reopening it, and in no other way; there is no method that changes or deletes one, and the database itself refuses to.
 */
export interface HistoryTable {
  /** The newest rows first. With `after` those next behind it, of them the newest first. */
  page(query: HistoryQuery): Promise<readonly StoredHistory[]>;
}

export interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly changedAt: string;
  readonly counts: Counts;
  /** Where it comes from, and where it stands in public. */
  readonly source: Source;
  /** Since when it takes no more changes; null where it takes them. */
  readonly frozenAt: string | null;
  /** The version that stands; null while it is in check. */
  readonly signed: Pick<VersionRow, 'number' | 'signedAt' | 'signedBy' | 'hash'> | null;
}

/** An article as it is made. */
export type NewArticle = Omit<ArticleRow, 'counts' | 'changedAt' | 'frozenAt' | 'signed' | 'source'> & {
  readonly source?: Source;
  /** Claims come with it: their rows are to be made, also after a crash. */
  readonly bringsClaims?: boolean;
};

/** A claim that had its words when its row was written before, and is stale or detached now; or the other way round. */
export interface Turned {
  readonly claim: string;
  readonly astray: boolean;
}

/** What writing an article's rows did. `changed`: a claim is not as it was, apart from where in the text it stands. */
export interface Projected {
  readonly turned: readonly Turned[];
  readonly changed: boolean;
}

/** Articles and their claims as rows: projections of the log, stamped with the `seq` they were made from. */
export interface ArticleTable {
  create(article: NewArticle, first: NewUpdate): Promise<void>;
  get(id: string): Promise<ArticleRow | null>;
  /** Says since when an article takes no more changes; null: it takes them. False when there is no such article. */
  freeze(id: string, at: string | null): Promise<boolean>;
  /** Says where an article comes from, frozen or not: it is none of its text. False when there is no such article. */
  setSource(id: string, source: Source): Promise<boolean>;
  /** Newest change first. */
  page(limit: number, after?: { readonly changedAt: string; readonly id: string }): Promise<readonly ArticleRow[]>;
  /**
   * Replaces the article's projected title, counts and claims, unless a later `seq` was projected already. Answers with
   * the claims that lost the words they were judged for by that, or have them again; one whose row went counts among the
   * latter. Only rows that differ are written.
   */
  project(
    id: string,
    seq: number,
    row: { readonly title: string; readonly changedAt: string; readonly counts: Counts },
    claims: readonly ClaimRow[],
  ): Promise<Projected>;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  /** null: no longer of the desk. */
  readonly role: Role | null;
  readonly colour: string;
  readonly createdAt: string;
}

export interface InvitationRow {
  readonly id: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly expiresAt: string;
  /** Set when the link signs a known person in. */
  readonly person: string | null;
}

/** An open session or token, as it is told to whoever may end it. */
export interface SessionRow {
  readonly id: string;
  readonly person: string;
  readonly kind: 'session' | 'token';
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** When it was last used, to some minutes; null when it has not been used since it was opened. */
  readonly usedAt: string | null;
  /** What it was last used on, as `deviceOf` names it. */
  readonly device: string | null;
}

/** People, their sessions, tokens and invitations. Secrets come in already hashed (SHA-256, hex). */
export interface PeopleTable {
  list(): Promise<readonly PersonRow[]>;
  get(id: string): Promise<PersonRow | null>;
  add(person: PersonRow): Promise<void>;
  /**
   * False, and nothing changed, when it would take the role from the last admin. Who is no admin any more has no open
   * invitations either, and who leaves has no link back: they would be a door left ajar.
   */
  setRole(id: string, role: Role | null, at: string): Promise<boolean>;
  /** Whether anybody who has a role has ever signed in by a link. A token for a script is nobody. */
  any(): Promise<boolean>;

  invite(invitation: InvitationRow, secretHash: string): Promise<void>;
  invitations(now: string): Promise<readonly InvitationRow[]>;
  invitationBySecret(secretHash: string, now: string): Promise<InvitationRow | null>;
  /** Uses an invitation up; false when it was used, withdrawn or expired: of two at once, one wins. */
  useInvitation(id: string, now: string): Promise<boolean>;
  withdrawInvitation(id: string): Promise<boolean>;

  /** A session (cookie) or a token (bearer): the same thing with another carrier. `expiresAt` null: until revoked. */
  openSession(session: {
    readonly id: string;
    readonly person: string;
    readonly kind: 'session' | 'token';
    readonly secretHash: string;
    readonly createdAt: string;
    readonly expiresAt: string | null;
    readonly device: string | null;
  }): Promise<void>;
  sessionBySecret(
    secretHash: string,
    now: string,
  ): Promise<(Pick<SessionRow, 'id' | 'kind' | 'expiresAt' | 'usedAt'> & { readonly person: PersonRow }) | null>;
  /** Whether a secret ever was a session's or a token's, open or not. */
  everOpened(secretHash: string): Promise<boolean>;
  /** Notes that a session is in use; a `device` of null leaves the one that is known. */
  useSession(id: string, at: string, device: string | null): Promise<void>;
  /** The open sessions and tokens of a person, last used first. */
  sessionsOf(person: string, now: string): Promise<readonly SessionRow[]>;
  /** The open tokens of everybody who has a role, newest first. */
  tokens(now: string): Promise<readonly SessionRow[]>;
  /** Of the sessions `ids`, those that are still open: each with the role that its person has now. */
  standing(ids: readonly string[], now: string): Promise<ReadonlyMap<string, Role>>;
  /** Moves the end of a session that is still open. */
  extendSession(id: string, expiresAt: string): Promise<void>;
  closeSession(id: string): Promise<void>;
  /** Closes every session and token of a person, but for the one `except`; answers with the ids of those it closed. */
  closeSessionsOf(person: string, except?: string): Promise<readonly string[]>;
}

/** Somebody as an identity provider knows them: `subject` is theirs for good at `issuer`, and nobody else's. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Who at an identity provider is who of the desk. A person has one identity at an issuer, an identity one person. */
export interface IdentityTable {
  /** The person an identity belongs to, also when they left the desk. */
  personOf(identity: Identity): Promise<PersonRow | null>;
  /** When a person was linked at an issuer; null when they are not. */
  linkedAt(person: string, issuer: string): Promise<string | null>;
  /** Links a person, in place of what they were linked to at that issuer; false when the identity is somebody else's. */
  link(person: string, identity: Identity, at: string): Promise<boolean>;
  unlink(person: string, issuer: string): Promise<void>;
  /** Adds a person who comes with an identity; false, and nobody added, when it is somebody's: of two at once, one wins. */
  addPerson(person: PersonRow, identity: Identity): Promise<boolean>;
}
