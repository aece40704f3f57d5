import { type Kysely, sql } from 'kysely';
import type { ClaimPlace, SealedRow, SealedTable } from './sealed-table.ts';
import type { Tables } from './tables.ts';

/** Sealed verdicts over SQLite. */
export class SqliteSealed implements SealedTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async of(article: string): Promise<readonly SealedRow[]> {
    const rows = await this.#db
      .selectFrom('sealed')
      .selectAll()
      .where('article', '=', article)
      .orderBy('at')
      .orderBy('person')
      .execute();
    return rows.map((row) => ({ ...row, opening: row.opening === 1 }));
  }

  async put(row: Omit<SealedRow, 'opening'>): Promise<boolean> {
    const { verdict, note, quote, at } = row;
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('sealed')
      .values({ ...row, opening: 0 })
      .onConflict((conflict) =>
        conflict
          .columns(['article', 'claim', 'person'])
          .doUpdateSet({ verdict, note, quote, at })
          .where('sealed.opening', '=', 0),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  async withdraw({ article, claim }: ClaimPlace, person: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('sealed')
      .where('article', '=', article)
      .where('claim', '=', claim)
      .where('person', '=', person)
      .where('opening', '=', 0)
      .executeTakeFirst();
    return numDeletedRows === 1n;
  }

  async open({ article, claim }: ClaimPlace, people: readonly string[]): Promise<void> {
    await this.#db
      .updateTable('sealed')
      .set({ opening: 1 })
      .where('article', '=', article)
      .where('claim', '=', claim)
      .where('person', 'in', people)
      .execute();
  }

  async drop({ article, claim, person, at }: Pick<SealedRow, 'article' | 'claim' | 'person' | 'at'>): Promise<void> {
    await this.#db
      .deleteFrom('sealed')
      .where('article', '=', article)
      .where('claim', '=', claim)
      .where('person', '=', person)
      .where('at', '=', at)
      .execute();
  }

  due(): Promise<readonly ClaimPlace[]> {
    return this.#db
      .selectFrom('sealed')
      .select(['article', 'claim'])
      .groupBy(['article', 'claim'])
      .having(sql<boolean>`count(*) > 1 or max(opening) = 1`)
      .execute();
  }
}
