import type { Kysely } from 'kysely';
import type { LogWriter } from './log-writer.ts';
import type { Tables } from './tables.ts';
import type { VersionContent, VersionRow, VersionTable } from './version-table.ts';

const SHORT = [
  'article',
  'number',
  'signed_at',
  'signed_by',
  'hash',
  'reopened_at',
  'reopened_by',
  'reason',
] as const satisfies (keyof Tables['versions'])[];

/** The versions over SQLite. */
export class SqliteVersions implements VersionTable {
  readonly #db: Kysely<Tables>;
  readonly #writer: LogWriter;

  /** `writer` writes to the database of `db`. */
  constructor(db: Kysely<Tables>, writer: LogWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  sign(
    article: string,
    version: Pick<VersionRow, 'signedAt' | 'signedBy' | 'hash'> & VersionContent,
  ): Promise<number | null> {
    const { signedAt, signedBy, hash, report, state, html, confidential } = version;
    return this.#db.transaction().execute(async (db) => {
      const last = await lastOf(db, article);
      if (last && last.reopened_at === null) return null;
      const number = (last?.number ?? 0) + 1;
      const { numUpdatedRows } = await db
        .updateTable('articles')
        .set({ frozen_at: signedAt })
        .where('id', '=', article)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new RangeError(`no article ${article}`);
      await db
        .insertInto('versions')
        .values({
          article,
          number,
          signed_at: signedAt,
          signed_by: signedBy,
          hash,
          report,
          state,
          html_ar: html.ar,
          html_en: html.en,
          confidential,
          reopened_at: null,
          reopened_by: null,
          reason: null,
        })
        .execute();
      const detail = { version: number, hash };
      this.#writer.tell(article, signedAt, signedBy, { kind: 'signed-off', claim: null, detail });
      return number;
    });
  }

  reopen(article: string, at: string, by: string, reason: string): Promise<VersionRow | null> {
    return this.#db.transaction().execute(async (db) => {
      const last = await lastOf(db, article);
      if (!last || last.reopened_at !== null) return null;
      await db
        .updateTable('versions')
        .set({ reopened_at: at, reopened_by: by, reason })
        .where('article', '=', article)
        .where('number', '=', last.number)
        .execute();
      await db.updateTable('articles').set({ frozen_at: null }).where('id', '=', article).execute();
      const detail = { version: last.number, reason };
      this.#writer.tell(article, at, by, { kind: 'reopened', claim: null, detail });
      return versionRow({ ...last, reopened_at: at, reopened_by: by, reason });
    });
  }

  async list(article: string): Promise<readonly VersionRow[]> {
    const rows = this.#db.selectFrom('versions').select(SHORT).where('article', '=', article);
    return (await rows.orderBy('number', 'desc').execute()).map(versionRow);
  }

  async get(article: string, number: number): Promise<VersionRow | null> {
    const rows = this.#db.selectFrom('versions').select(SHORT).where('article', '=', article);
    const row = await rows.where('number', '=', number).executeTakeFirst();
    return row ? versionRow(row) : null;
  }

  async part<K extends keyof VersionContent>(
    article: string,
    number: number,
    part: K,
  ): Promise<VersionContent[K] | null> {
    const rows = this.#db.selectFrom('versions').where('article', '=', article).where('number', '=', number);
    if (part === 'html') {
      const row = await rows.select(['html_ar', 'html_en']).executeTakeFirst();
      return row ? ({ ar: row.html_ar, en: row.html_en } as VersionContent[K]) : null;
    }
    const row = await rows.select(part as 'report').executeTakeFirst();
    return row ? (Object.values(row)[0] as VersionContent[K]) : null;
  }
}

type Short = Pick<Tables['versions'], (typeof SHORT)[number]>;

function lastOf(db: Kysely<Tables>, article: string): Promise<Short | undefined> {
  const rows = db.selectFrom('versions').select(SHORT).where('article', '=', article);
  return rows.orderBy('number', 'desc').limit(1).executeTakeFirst();
}

function versionRow(row: Short): VersionRow {
  const { article, number, hash, reason } = row;
  return {
    article,
    number,
    signedAt: row.signed_at,
    signedBy: row.signed_by,
    hash,
    reopenedAt: row.reopened_at,
    reopenedBy: row.reopened_by,
    reason,
  };
}
