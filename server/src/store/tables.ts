import type { Verdict } from '@sanad/shared/claim';
import type { NoticeKind } from '@sanad/shared/notice';
import type { Role } from '@sanad/shared/policy';
import type { Generated } from 'kysely';

/** The tables as queries see them; `migrations/` makes them. Booleans are 0 and 1. */
export interface Tables {
  readonly articles: {
    id: string;
    title: string;
    language: string;
    created_at: string;
    created_by: string | null;
    changed_at: string;
    frozen_at: string | null;
    /** A `Source`, as JSON. */
    source: string;
    /** The `seq` of the last update. */
    head: number;
    /** The `seq` that title, counts and claims were read from. */
    projected: number;
    /** The version of what its claims' rows hold. */
    projection: number;
    unchecked: number;
    verified: number;
    disputed: number;
    unsourced: number;
    stale: number;
    detached: number;
  };
  /** `sum` is the CRC-32 of the bytes; null in rows from before there were sums. */
  readonly snapshots: { article: string; seq: number; bytes: Uint8Array; sum: number | null };
  readonly updates: { article: string; seq: number; at: string; actor: string; bytes: Uint8Array; sum: number | null };
  readonly history: {
    row: Generated<number>;
    article: string;
    seq: number;
    at: string;
    actor: string;
    kind: string;
    claim: string | null;
    detail: string;
  };
  /** What was added to a row of editing by the updates behind the one that it was written with. */
  readonly letters: { row: number; inserted: number; deleted: number; until: string };
  readonly writers: { article: string; client: number; person: string };
  readonly claims: {
    article: string;
    id: string;
    created_at: string;
    verdict: Verdict;
    stale: number;
    folded: string;
    /** The wire's shape but for where it stands. */
    view: string;
    assignee: string | null;
    settled: number;
    attachment: 'exact' | 'recovered' | 'detached';
    unbacked: number;
    /** Reserved: two people judge the same words differently. */
    conflict: number;
    comments: number;
    verdict_at: string | null;
    context: string;
    /** A hash of `view` and `context`. */
    mark: string;
  };
  /** Where claims that are not detached stand, in code points. */
  readonly places: { article: string; claim: string; start: number; end: number };
  readonly confidential: {
    article: string;
    claim: string;
    id: string;
    version: number;
    author: string;
    added_at: string;
    writer: string;
    written_at: string;
    removed: number;
    record: string;
  };
  readonly people: { id: string; name: string; role: Role | null; colour: string; created_at: string };
  readonly sessions: {
    id: string;
    person: string;
    kind: 'session' | 'token';
    secret_hash: string;
    created_at: string;
    expires_at: string | null;
    closed: Generated<number>;
    used_at: Generated<string | null>;
    device: Generated<string | null>;
  };
  readonly notices: {
    id: string;
    person: string;
    at: string;
    kind: NoticeKind;
    article: string;
    claim: string | null;
    thing: string;
    actor: string | null;
    detail: string;
    read_at: Generated<string | null>;
  };
  /** `row` of the history was the newest when the person was there before this visit, `latest` when they were last. */
  readonly visits: { person: string; article: string; row: number; latest: number; at: string };
  readonly identities: { issuer: string; subject: string; person: string; linked_at: string };
  readonly sealed: {
    article: string;
    claim: string;
    person: string;
    verdict: Exclude<Verdict, 'unchecked'>;
    note: string;
    quote: string;
    at: string;
    opening: number;
  };
  readonly settings: { name: string; value: string };
  readonly versions: {
    article: string;
    number: number;
    signed_at: string;
    signed_by: string;
    hash: string;
    report: string;
    state: Uint8Array;
    html_ar: Uint8Array;
    html_en: Uint8Array;
    confidential: string | null;
    reopened_at: string | null;
    reopened_by: string | null;
    reason: string | null;
  };
  readonly invitations: {
    id: string;
    role: Role;
    created_at: string;
    created_by: string | null;
    expires_at: string;
    person: string | null;
    secret_hash: string;
    ended_at: string | null;
  };
}
