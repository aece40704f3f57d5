import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import type { VisitTable } from './visit-table.ts';

/** Visits over SQLite. */
export class SqliteVisits implements VisitTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  note(person: string, article: string, at: string, pause: number): Promise<number | null> {
    return this.#db.transaction().execute(async (db) => {
      const newest = await db
        .selectFrom('history')
        .select(({ fn }) => fn.max('row').as('row'))
        .where('article', '=', article)
        .executeTakeFirst();
      const latest = newest?.row ?? 0;
      const known = await db
        .selectFrom('visits')
        .select(['row', 'latest', 'at'])
        .where('person', '=', person)
        .where('article', '=', article)
        .executeTakeFirst();
      if (!known) {
        await db.insertInto('visits').values({ person, article, row: latest, latest, at }).execute();
        return null;
      }
      const row = Date.parse(at) - Date.parse(known.at) < pause ? known.row : known.latest;
      await db
        .updateTable('visits')
        .set({ row, latest, at })
        .where('person', '=', person)
        .where('article', '=', article)
        .execute();
      return row;
    });
  }
}
