import type { Kysely, Transaction } from 'kysely';
import type { HistoryQuery, HistoryTable, Letters, NewUpdate, StoredHistory } from './store.ts';
import type { Tables } from './tables.ts';

const EDITED = 'text-edited';

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

/** Letters of one person that go on with what the last row of editing before the update `seq` tells of. */
interface Continued extends Letters {
  readonly article: string;
  readonly actor: string;
  readonly seq: number;
  readonly until: string;
}

/** Counts the letters of updates that go on with an edit, once the rows of these updates are there. */
export async function continueEditing(
  db: Transaction<Tables>,
  updates: readonly NewUpdate[],
  seqs: readonly number[],
): Promise<void> {
  for (const continued of together(updates, seqs)) await addLetters(db, continued);
}

/** Keys come in groups: those of one person that go on with the same row are written as one. */
function together(updates: readonly NewUpdate[], seqs: readonly number[]): Continued[] {
  const done: Continued[] = [];
  const open = new Map<string, Continued>();
  updates.forEach(({ article, actor, at, history, continued }, index) => {
    const key = JSON.stringify([article, actor]);
    const known = open.get(key);
    if (known && history.some(({ kind }) => kind === EDITED)) {
      done.push(known);
      open.delete(key);
    }
    if (!continued) return;
    const { inserted, deleted, seq } = open.get(key) ?? { inserted: 0, deleted: 0, seq: seqs[index] as number };
    const letters = { inserted: inserted + continued.inserted, deleted: deleted + continued.deleted };
    open.set(key, { article, actor, seq, until: at, ...letters });
  });
  return [...done, ...open.values()];
}

async function addLetters(db: Transaction<Tables>, continued: Continued): Promise<void> {
  const { article, actor, seq, until, inserted, deleted } = continued;
  const begun = await db
    .selectFrom('history')
    .select('row')
    .where('article', '=', article)
    .where('actor', '=', actor)
    .where('kind', '=', EDITED)
    .where('seq', '<=', seq)
    .orderBy('row', 'desc')
    .executeTakeFirst();
  if (!begun) {
    const detail = JSON.stringify({ inserted, deleted });
    await db
      .insertInto('history')
      .values({ article, seq, at: until, actor, kind: EDITED, claim: null, detail })
      .execute();
    return;
  }
  const known = await db.selectFrom('letters').selectAll().where('row', '=', begun.row).executeTakeFirst();
  if (!known) {
    await db.insertInto('letters').values({ row: begun.row, inserted, deleted, until }).execute();
    return;
  }
  await db
    .updateTable('letters')
    .set({
      inserted: known.inserted + inserted,
      deleted: known.deleted + deleted,
      // A clock that was set back takes nothing back.
      until: [known.until, until].sort().at(-1) as string,
    })
    .where('row', '=', begun.row)
    .execute();
}
