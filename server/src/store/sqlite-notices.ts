import type { ClaimView } from '@sanad/shared/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { NewNotice, NoticeDetail, NoticeRow, NoticeTable, TakenBack } from './notice-table.ts';
import type { Tables } from './tables.ts';

/** Notices over SQLite. */
export class SqliteNotices implements NoticeTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  write(given: readonly NewNotice[], taken: readonly TakenBack[]): Promise<readonly string[]> {
    return this.#db.transaction().execute(async (db) => {
      const told = new Set<string>();
      for (const each of taken) for (const person of await takeBack(db, each)) told.add(person);
      for (const each of given) if (await give(db, each)) told.add(each.person);
      return [...told];
    });
  }

  async page(
    person: string,
    limit: number,
    after?: { readonly at: string; readonly id: string },
  ): Promise<readonly NoticeRow[]> {
    let query = this.#db
      .selectFrom('notices')
      .innerJoin('articles', 'articles.id', 'notices.article')
      .leftJoin('claims', (join) =>
        join.onRef('claims.article', '=', 'notices.article').onRef('claims.id', '=', 'notices.claim'),
      )
      .selectAll('notices')
      .select(['articles.title', 'articles.language', 'claims.view'])
      .where('notices.person', '=', person)
      .orderBy('notices.at', 'desc')
      .orderBy('notices.id', 'desc');
    if (after) query = query.where(sql<boolean>`(notices.at, notices.id) < (${after.at}, ${after.id})`);
    return (await query.limit(limit).execute()).map(({ view, detail, read_at, thing: _, ...row }) => ({
      ...row,
      detail: JSON.parse(detail) as NoticeDetail,
      readAt: read_at,
      words: view === null ? null : (JSON.parse(view) as ClaimView).quote,
    }));
  }

  async unread(person: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('notices')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('person', '=', person)
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async read(person: string, which: readonly string[] | { readonly until: string }, at: string): Promise<boolean> {
    let update = this.#db
      .updateTable('notices')
      .set({ read_at: at })
      .where('person', '=', person)
      .where('read_at', 'is', null);
    update = 'until' in which ? update.where('at', '<=', which.until) : update.where('id', 'in', [...which]);
    return (await update.executeTakeFirst()).numUpdatedRows > 0n;
  }
}

async function takeBack(db: Transaction<Tables>, taken: TakenBack): Promise<readonly string[]> {
  const { kind, article, claim, thing, person, except = [] } = taken;
  let gone = db
    .deleteFrom('notices')
    .where('article', '=', article)
    .where('claim', '=', claim)
    .where('kind', '=', kind)
    .where('read_at', 'is', null)
    .returning('person');
  if (thing !== undefined) gone = gone.where('thing', '=', thing);
  if (person !== undefined) gone = gone.where('person', '=', person);
  if (except.length > 0) gone = gone.where('person', 'not in', [...except]);
  return (await gone.execute()).map((row) => row.person);
}

async function give(db: Transaction<Tables>, notice: NewNotice): Promise<boolean> {
  const { id, person, at, kind, article, claim, thing, once, actor } = notice;
  const { role } = (await db.selectFrom('people').select('role').where('id', '=', person).executeTakeFirst()) ?? {};
  if (!role) return false;
  const before = await db
    .selectFrom('notices')
    .select(['id', 'read_at'])
    .where('article', '=', article)
    .where('claim', 'is', claim)
    .where('kind', '=', kind)
    .where('person', '=', person)
    .where('thing', '=', thing)
    .orderBy(sql`read_at is not null`)
    .executeTakeFirst();
  if (before && once) return false;
  const detail = JSON.stringify(notice.detail);
  if (before && before.read_at === null) {
    await db.updateTable('notices').set({ at, actor, detail }).where('id', '=', before.id).execute();
  } else {
    await db.insertInto('notices').values({ id, person, at, kind, article, claim, thing, actor, detail }).execute();
  }
  return true;
}
