import { crc32 } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { LogWriter } from './log-writer.ts';
import { SqliteHistory } from './sqlite-history.ts';
import {
  type ArticleLog,
  DamagedError,
  type LoggedUpdate,
  type NewUpdate,
  type StoredDocument,
  type StoredHistory,
} from './store.ts';
import type { Tables } from './tables.ts';

/** How many rows one statement inserts: well below SQLite's limit on parameters. */
const ROWS = 500;

interface Waiting {
  readonly update: NewUpdate;
  readonly resolve: (seq: number) => void;
  readonly reject: (reason: unknown) => void;
}

/** The log over SQLite. Appends wait for the end of the event loop's turn and share one transaction, and one sync. */
export class SqliteLog implements ArticleLog {
  readonly #db: Kysely<Tables>;
  readonly #writer: LogWriter;
  readonly #giveBack: () => void;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  /** `writer` writes to the database of `db`; `giveBack` gives the disk the room that it no longer needs. */
  constructor(db: Kysely<Tables>, writer: LogWriter, giveBack: () => void) {
    this.#db = db;
    this.#writer = writer;
    this.#giveBack = giveBack;
  }

  load(article: string): Promise<StoredDocument | null> {
    return this.#db
      .transaction()
      .setAccessMode('read only') // one view of the three tables
      .execute(async (db) => {
        const row = await db.selectFrom('articles').select('head').where('id', '=', article).executeTakeFirst();
        if (!row) return null;
        const snapshot = await db
          .selectFrom('snapshots')
          .select(['seq', 'bytes', 'sum'])
          .where('article', '=', article)
          .executeTakeFirst();
        if (snapshot && !isWhole(snapshot)) throw new DamagedError(`the snapshot of article ${article} is damaged`);
        const rows = await db
          .selectFrom('updates')
          .select(['seq', 'at', 'actor', 'bytes', 'sum'])
          .where('article', '=', article)
          .where('seq', '>', snapshot?.seq ?? 0)
          .orderBy('seq')
          .execute();
        const whole = new Set(rows.filter(isWhole).map(({ seq }) => seq));
        const damaged = seqsBetween(snapshot?.seq ?? 0, row.head).filter((seq) => !whole.has(seq));
        if (damaged.includes(1)) throw new DamagedError(`the first update of article ${article} is damaged`);
        const updates: LoggedUpdate[] = rows
          .filter(({ seq }) => whole.has(seq))
          .map(({ seq, at, actor, bytes }) => ({ seq, at, actor, bytes }));
        const writers = await db
          .selectFrom('writers')
          .select(['client', 'person'])
          .where('article', '=', article)
          .execute();
        return {
          snapshot: snapshot?.bytes ?? null,
          snapshotSeq: snapshot?.seq ?? 0,
          updates,
          damaged,
          clients: new Map(writers.map(({ client, person }) => [client, person])),
        };
      });
  }

  append(update: NewUpdate): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ update, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Resolves when nothing is waiting to be written. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const group = this.#waiting;
      this.#waiting = [];
      await this.#commit(group);
    }
    this.#writing = null;
  }

  /** Writes a group in one transaction; should that fail, each article's share in its own, update by update. */
  async #commit(group: readonly Waiting[]): Promise<void> {
    try {
      const seqs = await this.#insert(group.map(({ update }) => update));
      group.forEach(({ resolve }, index) => {
        resolve(seqs[index] as number);
      });
      return;
    } catch (error) {
      if (group.length === 1) {
        group[0]?.reject(error);
        return;
      }
    }
    const failed = new Map<string, unknown>();
    for (const one of group) {
      const { article } = one.update;
      // What came behind a failed update was made on top of it.
      if (failed.has(article)) one.reject(failed.get(article));
      else {
        try {
          const [seq] = await this.#insert([one.update]);
          one.resolve(seq as number);
        } catch (error) {
          failed.set(article, error);
          one.reject(error);
        }
      }
    }
  }

  /** Holds Kysely's one connection meanwhile: no transaction of its may be open. */
  #insert(updates: readonly NewUpdate[]): Promise<number[]> {
    return this.#db.connection().execute(async () => this.#writer.append(updates));
  }

  async compact(article: string, seq: number, snapshot: Uint8Array): Promise<void> {
    const sum = crc32(snapshot);
    await this.#db.transaction().execute(async (db) => {
      const row = await db.selectFrom('articles').select('head').where('id', '=', article).executeTakeFirst();
      if (!row || row.head < seq) throw new RangeError(`article ${article} has no update ${seq}`);
      const kept = await db.selectFrom('snapshots').select('seq').where('article', '=', article).executeTakeFirst();
      if (kept && kept.seq >= seq) return;
      await db
        .insertInto('snapshots')
        .values({ article, seq, bytes: snapshot, sum })
        .onConflict((conflict) => conflict.column('article').doUpdateSet({ seq, bytes: snapshot, sum }))
        .execute();
      await db.deleteFrom('updates').where('article', '=', article).where('seq', '<=', seq).execute();
    });
    this.#giveBack();
  }

  async history(article: string, after: number, limit: number): Promise<readonly StoredHistory[]> {
    return [...(await new SqliteHistory(this.#db).page({ article, after, limit }))].reverse();
  }
}

function seqsBetween(after: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - after) }, (_, index) => after + 1 + index);
}

function isWhole({ bytes, sum }: { readonly bytes: Uint8Array; readonly sum: number | null }): boolean {
  return sum === null || crc32(bytes) === sum;
}

/** Rows in as many as one statement takes. */
export function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS) yield rows.slice(at, at + ROWS);
}
