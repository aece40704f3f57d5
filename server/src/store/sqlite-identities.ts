import type { Kysely } from 'kysely';
import { personRow } from './sqlite-people.ts';
import type { Identity, IdentityTable, PersonRow } from './store.ts';
import type { Tables } from './tables.ts';

/** Identities at providers over SQLite. */
export class SqliteIdentities implements IdentityTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async personOf({ issuer, subject }: Identity): Promise<PersonRow | null> {
    const row = await this.#db
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person')
      .selectAll('people')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row ? personRow(row) : null;
  }

  async linkedAt(person: string, issuer: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('identities')
      .select('linked_at')
      .where('person', '=', person)
      .where('issuer', '=', issuer)
      .executeTakeFirst();
    return row?.linked_at ?? null;
  }

  link(person: string, identity: Identity, at: string): Promise<boolean> {
    const { issuer, subject } = identity;
    return this.#db.transaction().execute(async (db) => {
      const theirs = db.selectFrom('identities').select('person').where('issuer', '=', issuer);
      const known = await theirs.where('subject', '=', subject).executeTakeFirst();
      if (known) return known.person === person;
      await db.deleteFrom('identities').where('person', '=', person).where('issuer', '=', issuer).execute();
      await db.insertInto('identities').values({ issuer, subject, person, linked_at: at }).execute();
      return true;
    });
  }

  async unlink(person: string, issuer: string): Promise<void> {
    await this.#db.deleteFrom('identities').where('person', '=', person).where('issuer', '=', issuer).execute();
  }

  addPerson({ id, name, role, colour, createdAt }: PersonRow, { issuer, subject }: Identity): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const theirs = db.selectFrom('identities').select('person').where('issuer', '=', issuer);
      if (await theirs.where('subject', '=', subject).executeTakeFirst()) return false;
      await db.insertInto('people').values({ id, name, role, colour, created_at: createdAt }).execute();
      await db.insertInto('identities').values({ issuer, subject, person: id, linked_at: createdAt }).execute();
      return true;
    });
  }
}
