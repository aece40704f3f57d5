import { DESK_DEFAULTS, type DeskChange, type DeskSettings, deskShape } from '@sanad/shared/desk';
import type { Kysely } from 'kysely';
import type { SettingsTable } from './settings-table.ts';
import type { Tables } from './tables.ts';

/** The desk's settings over SQLite. */
export class SqliteSettings implements SettingsTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  get(): Promise<DeskSettings> {
    return settingsIn(this.#db);
  }

  change(change: DeskChange): Promise<DeskSettings> {
    return this.#db.transaction().execute(async (db) => {
      for (const [name, given] of Object.entries(change)) {
        if (given === undefined) continue;
        const value = JSON.stringify(given);
        await db
          .insertInto('settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      }
      return settingsIn(db);
    });
  }
}

async function settingsIn(db: Kysely<Tables>): Promise<DeskSettings> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  const kept = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]));
  return deskShape.parse({ ...DESK_DEFAULTS, ...kept });
}
