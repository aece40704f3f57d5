import type { Kysely } from 'kysely';
import type { HistoryQuery, HistoryTable, StoredHistory } from './store.ts';
import type { Tables } from './tables.ts';

/** The history over SQLite. */
export class SqliteHistory implements HistoryTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async page(query: HistoryQuery): Promise<readonly StoredHistory[]> {
    const { kinds, after, limit } = query;
    if (!kinds || kinds.length < 2) return rowsOf(this.#db, query, kinds?.[0]);
    // Kind by kind, each along its index: all of them at once would be sorted from the first row of the article on.
    const found = await this.#db
      .transaction()
      .setAccessMode('read only') // one view for all of them
      .execute(async (db) => {
        const each: StoredHistory[] = [];
        for (const kind of new Set(kinds)) each.push(...(await rowsOf(db, query, kind)));
        return each;
      });
    const rows = found.sort((a, b) => b.row - a.row);
    return after === undefined ? rows.slice(0, limit) : rows.slice(-limit);
  }
}

async function rowsOf(db: Kysely<Tables>, query: HistoryQuery, kind: string | undefined): Promise<StoredHistory[]> {
  const { article, claim, actor, before, after, limit } = query;
  let select = db
    .selectFrom('history')
    .leftJoin('letters', 'letters.row', 'history.row')
    .select(['history.row', 'seq', 'at', 'actor', 'kind', 'claim', 'detail'])
    .select(['letters.inserted', 'letters.deleted', 'letters.until'])
    .where('article', '=', article)
    .orderBy('history.row', after === undefined ? 'desc' : 'asc')
    .limit(limit);
  if (claim !== undefined) select = select.where('claim', '=', claim);
  if (actor !== undefined) select = select.where('actor', '=', actor);
  if (kind !== undefined) select = select.where('kind', '=', kind);
  if (before !== undefined) select = select.where('history.row', '<', before);
  if (after !== undefined) select = select.where('history.row', '>', after);
  const rows = (await select.execute()).map(({ inserted, deleted, until, ...row }) => {
    const detail = JSON.parse(row.detail) as Record<string, unknown>;
    if (until === null) return { ...row, detail };
    const counted = { inserted: sum(detail.inserted, inserted), deleted: sum(detail.deleted, deleted) };
    return { ...row, detail: { ...detail, ...counted, until } };
  });
  return after === undefined ? rows : rows.reverse();
}

function sum(a: unknown, b: number | null): number {
  return (typeof a === 'number' ? a : 0) + (b ?? 0);
}
