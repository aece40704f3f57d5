import { evidenceShape } from '@sanad/shared/evidence';
import type { Kysely, Selectable } from 'kysely';
import type { ConfidentialRow, ConfidentialTable, ConfidentialWritten } from './confidential-table.ts';
import type { Tables } from './tables.ts';

/** Confidential evidence over SQLite. */
export class SqliteConfidential implements ConfidentialTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  write(row: ConfidentialRow, limit: number): Promise<ConfidentialWritten> {
    const { article, claim, id, version, writer, writtenAt, evidence } = row;
    const { by, at, removed, ...record } = evidence;
    return this.#db.transaction().execute(async (db) => {
      // Looked at in the transaction that writes: what is frozen meanwhile gets nothing more.
      const held = await db.selectFrom('articles').select('frozen_at').where('id', '=', article).executeTakeFirst();
      if (!held) return 'no-such-article';
      if (held.frozen_at !== null) return 'frozen';
      const pieces = await db
        .selectFrom('confidential')
        .select((select) => ['id', select.fn.max('version').as('latest')])
        .where('article', '=', article)
        .where('claim', '=', claim)
        .groupBy('id')
        .execute();
      const latest = Number(pieces.find((piece) => piece.id === id)?.latest ?? 0);
      if (latest !== version - 1) return 'overtaken';
      if (latest === 0 && pieces.length >= limit) return 'full';
      await db
        .insertInto('confidential')
        .values({
          article,
          claim,
          id,
          version,
          author: by,
          added_at: at,
          writer,
          written_at: writtenAt,
          removed: removed ? 1 : 0,
          record: JSON.stringify(record),
        })
        .execute();
      return 'written';
    });
  }

  async standing(article: string): Promise<readonly ConfidentialRow[]> {
    const rows = await this.#db
      .selectFrom('confidential as one')
      .selectAll()
      .where('article', '=', article)
      .where('removed', '=', 0)
      .where('version', '=', (db) =>
        db
          .selectFrom('confidential as each')
          .select((select) => select.fn.max('each.version').as('latest'))
          .whereRef('each.article', '=', 'one.article')
          .whereRef('each.claim', '=', 'one.claim')
          .whereRef('each.id', '=', 'one.id'),
      )
      .orderBy('added_at')
      .orderBy('id')
      .execute();
    return rows.map(rowOf);
  }

  async versions(article: string, claim: string, id: string): Promise<readonly ConfidentialRow[]> {
    const rows = await this.#db
      .selectFrom('confidential')
      .selectAll()
      .where('article', '=', article)
      .where('claim', '=', claim)
      .where('id', '=', id)
      .orderBy('version')
      .execute();
    return rows.map(rowOf);
  }
}

function rowOf(row: Selectable<Tables['confidential']>): ConfidentialRow {
  const { article, claim, id, version, author, added_at, writer, written_at, removed, record } = row;
  const said = { by: author, at: added_at, removed: removed === 1, ...JSON.parse(record) };
  return { article, claim, id, version, writer, writtenAt: written_at, evidence: evidenceShape.parse(said) };
}
