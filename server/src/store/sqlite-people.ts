import type { Role } from '@sanad/shared/policy';
import type { Kysely, Selectable } from 'kysely';
import type { InvitationRow, PeopleTable, PersonRow, SessionRow } from './store.ts';
import type { Tables } from './tables.ts';

type NewSession = Parameters<PeopleTable['openSession']>[0];

/** People, sessions and invitations over SQLite. */
export class SqlitePeople implements PeopleTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async list(): Promise<readonly PersonRow[]> {
    const rows = await this.#db.selectFrom('people').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map(personRow);
  }

  async get(id: string): Promise<PersonRow | null> {
    const row = await this.#db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? personRow(row) : null;
  }

  async add({ id, name, role, colour, createdAt }: PersonRow): Promise<void> {
    await this.#db.insertInto('people').values({ id, name, role, colour, created_at: createdAt }).execute();
  }

  setRole(id: string, role: Role | null, at: string): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const person = await db.selectFrom('people').select('role').where('id', '=', id).executeTakeFirst();
      if (!person) throw new RangeError(`no person ${id}`);
      if (person.role === 'admin' && role !== 'admin') {
        const others = await db
          .selectFrom('people')
          .select('id')
          .where('role', '=', 'admin')
          .where('id', '!=', id)
          .execute();
        const kinds = await db.selectFrom('sessions').select(['person', 'kind']).distinct().execute();
        const has = (kind: string, who: string) => kinds.some((each) => each.person === who && each.kind === kind);
        // A script cannot follow a link or open the page of people: it is no admin that a desk could go on with.
        if (others.every((other) => has('token', other.id) && !has('session', other.id))) return false;
      }
      await db.updateTable('people').set({ role }).where('id', '=', id).execute();
      if (role !== 'admin') {
        const links = db.updateTable('invitations').set({ ended_at: at }).where('ended_at', 'is', null);
        await links.where('created_by', '=', id).execute();
        if (role === null) await links.where('person', '=', id).execute();
      }
      return true;
    });
  }

  async any(): Promise<boolean> {
    const row = await this.#db
      .selectFrom('people')
      .innerJoin('sessions', 'sessions.person', 'people.id')
      .select('people.id')
      .where('people.role', 'is not', null)
      .where('sessions.kind', '=', 'session')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async invite(invitation: InvitationRow, secretHash: string): Promise<void> {
    await this.#db
      .insertInto('invitations')
      .values({
        id: invitation.id,
        role: invitation.role,
        created_at: invitation.createdAt,
        created_by: invitation.createdBy,
        expires_at: invitation.expiresAt,
        person: invitation.person,
        secret_hash: secretHash,
        ended_at: null,
      })
      .execute();
  }

  async invitations(now: string): Promise<readonly InvitationRow[]> {
    const rows = await this.#open(now).orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
    return rows.map(invitationRow);
  }

  async invitationBySecret(secretHash: string, now: string): Promise<InvitationRow | null> {
    const row = await this.#open(now).where('secret_hash', '=', secretHash).executeTakeFirst();
    return row ? invitationRow(row) : null;
  }

  async useInvitation(id: string, now: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitations')
      .set({ ended_at: now })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async withdrawInvitation(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('invitations')
      .set({ ended_at: new Date().toISOString() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  #open(now: string) {
    return this.#db.selectFrom('invitations').selectAll().where('ended_at', 'is', null).where('expires_at', '>', now);
  }

  async openSession({ id, person, kind, secretHash, createdAt, expiresAt, device }: NewSession): Promise<void> {
    await this.#db
      .insertInto('sessions')
      .values({ id, person, kind, secret_hash: secretHash, created_at: createdAt, expires_at: expiresAt, device })
      .execute();
  }

  async sessionBySecret(secretHash: string, now: string): ReturnType<PeopleTable['sessionBySecret']> {
    const row = await this.#standing(now)
      .innerJoin('people', 'people.id', 'sessions.person')
      .select(['sessions.id as session', 'sessions.kind', 'sessions.expires_at', 'sessions.used_at'])
      .select(['people.id', 'people.name', 'people.role', 'people.colour', 'people.created_at'])
      .where('sessions.secret_hash', '=', secretHash)
      .executeTakeFirst();
    if (!row) return null;
    return {
      id: row.session,
      kind: row.kind,
      expiresAt: row.expires_at,
      usedAt: row.used_at,
      person: personRow(row),
    };
  }

  async everOpened(secretHash: string): Promise<boolean> {
    const theirs = this.#db.selectFrom('sessions').select('id').where('secret_hash', '=', secretHash);
    return (await theirs.executeTakeFirst()) !== undefined;
  }

  async useSession(id: string, at: string, device: string | null): Promise<void> {
    const use = this.#db.updateTable('sessions').set({ used_at: at, ...(device === null ? {} : { device }) });
    await use.where('id', '=', id).execute();
  }

  async sessionsOf(person: string, now: string): Promise<readonly SessionRow[]> {
    const rows = await this.#standing(now)
      .selectAll()
      .where('person', '=', person)
      .orderBy((ordered) => ordered.fn.coalesce('used_at', 'created_at'), 'desc')
      .orderBy('id')
      .execute();
    return rows.map(sessionRow);
  }

  async tokens(now: string): Promise<readonly SessionRow[]> {
    const rows = await this.#standing(now)
      .innerJoin('people', 'people.id', 'sessions.person')
      .selectAll('sessions')
      .where('sessions.kind', '=', 'token')
      .where('people.role', 'is not', null)
      .orderBy('sessions.created_at', 'desc')
      .orderBy('sessions.id')
      .execute();
    return rows.map(sessionRow);
  }

  async standing(ids: readonly string[], now: string): Promise<ReadonlyMap<string, Role>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#standing(now)
      .innerJoin('people', 'people.id', 'sessions.person')
      .select(['sessions.id', 'people.role'])
      .where('sessions.id', 'in', ids)
      .execute();
    return new Map(rows.flatMap(({ id, role }) => (role === null ? [] : [[id, role] as const])));
  }

  async extendSession(id: string, expiresAt: string): Promise<void> {
    await this.#db
      .updateTable('sessions')
      .set({ expires_at: expiresAt })
      .where('id', '=', id)
      .where('closed', '=', 0)
      .execute();
  }

  async closeSession(id: string): Promise<void> {
    await this.#db.updateTable('sessions').set({ closed: 1 }).where('id', '=', id).execute();
  }

  async closeSessionsOf(person: string, except?: string): Promise<readonly string[]> {
    let closing = this.#db.updateTable('sessions').set({ closed: 1 }).where('person', '=', person);
    if (except !== undefined) closing = closing.where('id', '!=', except);
    const rows = await closing.where('closed', '=', 0).returning('id').execute();
    return rows.map(({ id }) => id);
  }

  /** The sessions that have neither ended nor been closed. */
  #standing(now: string) {
    return this.#db
      .selectFrom('sessions')
      .where('sessions.closed', '=', 0)
      .where((where) => where.or([where('sessions.expires_at', 'is', null), where('sessions.expires_at', '>', now)]));
  }
}

/** A person as a row of the store. */
export function personRow({ id, name, role, colour, created_at }: Tables['people']): PersonRow {
  return { id, name, role, colour, createdAt: created_at };
}

function invitationRow(row: Tables['invitations']): InvitationRow {
  return {
    id: row.id,
    role: row.role,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    person: row.person,
  };
}

function sessionRow(row: Selectable<Tables['sessions']>): SessionRow {
  const { id, person, kind, device } = row;
  return { id, person, kind, createdAt: row.created_at, expiresAt: row.expires_at, usedAt: row.used_at, device };
}
