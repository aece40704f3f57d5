import { NO_SOURCE, type Source, sourceShape } from '@sanad/shared/source';
import { type Kysely, sql } from 'kysely';
import { type ClaimRow, ROWS_VERSION } from './claim-table.ts';
import type { LogWriter } from './log-writer.ts';
import { writeClaims } from './sqlite-claims.ts';
import type { ArticleRow, ArticleTable, NewArticle, NewUpdate, Projected } from './store.ts';
import type { Tables } from './tables.ts';

/** Articles and claims as rows, over SQLite. */
export class SqliteArticles implements ArticleTable {
  readonly #db: Kysely<Tables>;
  readonly #writer: LogWriter;

  /** `writer` writes to the database of `db`. */
  constructor(db: Kysely<Tables>, writer: LogWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  async create(article: NewArticle, first: NewUpdate): Promise<void> {
    if (first.article !== article.id) throw new RangeError('the first update is of another article');
    await this.#db.transaction().execute(async (db) => {
      await db
        .insertInto('articles')
        .values({
          id: article.id,
          title: article.title,
          language: article.language,
          created_at: article.createdAt,
          created_by: article.createdBy,
          changed_at: article.createdAt,
          frozen_at: null,
          source: JSON.stringify(article.source ?? NO_SOURCE),
          head: 0,
          projected: 1,
          projection: article.bringsClaims ? 0 : ROWS_VERSION,
          unchecked: 0,
          verified: 0,
          disputed: 0,
          unsourced: 0,
          stale: 0,
          detached: 0,
        })
        .execute();
      this.#writer.insert([first]); // on the same connection, in this transaction
    });
  }

  async get(id: string): Promise<ArticleRow | null> {
    const row = await articlesOf(this.#db).where('id', '=', id).executeTakeFirst();
    return row ? articleRow(row) : null;
  }

  async freeze(id: string, at: string | null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('articles')
      .set({ frozen_at: at })
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async setSource(id: string, source: Source): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('articles')
      .set({ source: JSON.stringify(sourceShape.parse(source)) })
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async page(
    limit: number,
    after?: { readonly changedAt: string; readonly id: string },
  ): Promise<readonly ArticleRow[]> {
    let query = articlesOf(this.#db).orderBy('changed_at', 'desc').orderBy('id', 'desc');
    if (after) query = query.where(sql<boolean>`(changed_at, id) < (${after.changedAt}, ${after.id})`);
    return (await query.limit(limit).execute()).map(articleRow);
  }

  async project(
    id: string,
    seq: number,
    row: { readonly title: string; readonly changedAt: string; readonly counts: ArticleRow['counts'] },
    claims: readonly ClaimRow[],
  ): Promise<Projected> {
    return await this.#db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('articles')
        .set({ title: row.title, changed_at: row.changedAt, projected: seq, projection: ROWS_VERSION, ...row.counts })
        .where('id', '=', id)
        .where('projected', '<=', seq)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return { turned: [], changed: false };
      return await writeClaims(db, id, claims);
    });
  }
}

/** Articles, each with the version that stands. */
function articlesOf(db: Kysely<Tables>) {
  return db
    .selectFrom('articles')
    .leftJoin('versions', (join) =>
      join.onRef('versions.article', '=', 'articles.id').on('versions.reopened_at', 'is', null),
    )
    .selectAll('articles')
    .select(['versions.number', 'versions.signed_at', 'versions.signed_by', 'versions.hash']);
}

type Joined = Tables['articles'] & {
  readonly [K in 'number' | 'signed_at' | 'signed_by' | 'hash']: Tables['versions'][K] | null;
};

function signedOf({ number, signed_at: signedAt, signed_by: signedBy, hash }: Joined): ArticleRow['signed'] {
  if (number === null || signedAt === null || signedBy === null || hash === null) return null;
  return { number, signedAt, signedBy, hash };
}

function articleRow(row: Joined): ArticleRow {
  const { unchecked, verified, disputed, unsourced, stale, detached } = row;
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    createdAt: row.created_at,
    createdBy: row.created_by,
    changedAt: row.changed_at,
    source: sourceShape.safeParse(JSON.parse(row.source)).data ?? NO_SOURCE,
    frozenAt: row.frozen_at,
    signed: signedOf(row),
    counts: { unchecked, verified, disputed, unsourced, stale, detached },
  };
}
