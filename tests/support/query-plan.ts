import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClaimQuery } from '@sanad/server/store/claim-table';
import { openSqlite } from '@sanad/server/store/sqlite';

/** How SQLite answers a question to the queue of the desk in `folder`: the steps of its plan that read or sort claims. */
export async function planOf(folder: string, query: ClaimQuery): Promise<string[]> {
  const store = await openSqlite(folder);
  const asked: string[] = [];
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql, options) {
    asked.push(sql);
    return prepare.call(this, sql, options);
  };
  try {
    await store.claims.page(query);
  } finally {
    DatabaseSync.prototype.prepare = prepare;
    await store.close();
  }
  const question = asked.find((sql) => sql.includes('from "claims"'));
  if (!question) throw new Error('nothing was asked');
  const database = new DatabaseSync(join(folder, 'sanad.db'));
  const steps = database.prepare(`explain query plan ${question}`).all();
  database.close();
  return steps.map(({ detail }) => String(detail)).filter((step) => /claims|B-TREE/.test(step));
}
