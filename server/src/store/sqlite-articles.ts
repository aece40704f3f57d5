import type { ClaimView } from '@sanad/shared/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { LogWriter } from './log-writer.ts';
import { parts } from './sqlite-log.ts';
import type { ArticleRow, ArticleTable, ClaimQuery, ClaimRow, NewUpdate, Turned } from './store.ts';
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

  async create(article: Omit<ArticleRow, 'counts' | 'changedAt' | 'frozenAt'>, first: NewUpdate): Promise<void> {
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
          head: 0,
          projected: 1,
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
    const row = await this.#db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
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

  async page(
    limit: number,
    after?: { readonly changedAt: string; readonly id: string },
  ): Promise<readonly ArticleRow[]> {
    let query = this.#db.selectFrom('articles').selectAll().orderBy('changed_at', 'desc').orderBy('id', 'desc');
    if (after) query = query.where(sql<boolean>`(changed_at, id) < (${after.changedAt}, ${after.id})`);
    return (await query.limit(limit).execute()).map(articleRow);
  }

  async project(
    id: string,
    seq: number,
    row: { readonly title: string; readonly changedAt: string; readonly counts: ArticleRow['counts'] },
    claims: readonly ClaimRow[],
  ): Promise<readonly Turned[]> {
    return await this.#db.transaction().execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('articles')
        .set({ title: row.title, changed_at: row.changedAt, projected: seq, ...row.counts })
        .where('id', '=', id)
        .where('projected', '<=', seq)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return [];
      const turned: Turned[] = [];
      // Only what differs is written: an article has many claims and an edit touches few.
      const before = new Map(
        (
          await db.selectFrom('claims').select(['id', 'view', 'folded', 'stale']).where('article', '=', id).execute()
        ).map((claim) => [claim.id, claim]),
      );
      const changed: Tables['claims'][] = [];
      for (const { view, folded } of claims) {
        const kept = before.get(view.id);
        before.delete(view.id);
        const json = JSON.stringify(view);
        if (kept?.view === json && kept.folded === folded) continue;
        const { id: claim, createdAt: created_at, verdict, stale } = view;
        const astray = stale || (view.attachment === 'detached' && view.settlement === null);
        if (kept && isAstray(kept) !== astray) turned.push({ claim, astray });
        changed.push({ article: id, id: claim, created_at, verdict, stale: stale ? 1 : 0, folded, view: json });
      }
      for (const part of parts(changed)) await upsertClaims(db, part);
      for (const part of parts([...before.keys()])) {
        await db.deleteFrom('claims').where('article', '=', id).where('id', 'in', part).execute();
      }
      for (const gone of before.values()) if (isAstray(gone)) turned.push({ claim: gone.id, astray: false });
      return turned;
    });
  }

  async claims(query: ClaimQuery): Promise<readonly (ClaimView & { readonly articleTitle: string })[]> {
    const { verdict, stale, article, q, after, limit } = query;
    let select = this.#db
      .selectFrom('claims')
      .innerJoin('articles', 'articles.id', 'claims.article')
      .select(['claims.view', 'articles.title'])
      .orderBy('claims.created_at', 'desc')
      .orderBy('claims.id', 'desc');
    if (verdict !== undefined) select = select.where('claims.verdict', '=', verdict);
    if (stale !== undefined) select = select.where('claims.stale', '=', stale ? 1 : 0);
    if (article !== undefined) select = select.where('claims.article', '=', article);
    if (q) select = select.where(sql<boolean>`instr(claims.folded, ${q}) > 0`);
    if (after) select = select.where(sql<boolean>`(claims.created_at, claims.id) < (${after.createdAt}, ${after.id})`);
    const rows = await select.limit(limit).execute();
    return rows.map(({ view, title }) => ({ ...(JSON.parse(view) as ClaimView), articleTitle: title }));
  }
}

/**
 * Whether a row is of a claim that is stale, or detached and open. It is read off the JSON, where marks within a text are
 * escaped: an edit changes the places of all claims behind it, and those are not to be parsed for this.
 */
function isAstray({ stale, view }: Pick<Tables['claims'], 'stale' | 'view'>): boolean {
  return stale === 1 || (view.includes('"attachment":"detached"') && !view.includes('"settlement":"'));
}

async function upsertClaims(db: Transaction<Tables>, claims: readonly Tables['claims'][]): Promise<void> {
  await db
    .insertInto('claims')
    .values(claims)
    .onConflict((conflict) =>
      conflict.columns(['article', 'id']).doUpdateSet(({ ref }) => ({
        created_at: ref('excluded.created_at'),
        verdict: ref('excluded.verdict'),
        stale: ref('excluded.stale'),
        folded: ref('excluded.folded'),
        view: ref('excluded.view'),
      })),
    )
    .execute();
}

function articleRow(row: Tables['articles']): ArticleRow {
  const { unchecked, verified, disputed, unsourced, stale, detached } = row;
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    createdAt: row.created_at,
    createdBy: row.created_by,
    changedAt: row.changed_at,
    frozenAt: row.frozen_at,
    counts: { unchecked, verified, disputed, unsourced, stale, detached },
  };
}
