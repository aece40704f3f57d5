import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { EditedLetters } from './edited-letters.ts';
import type { FilePlace } from './file-place.ts';
import type { HistoryEntry, NewUpdate } from './store.ts';

/**
 * Writes updates with their history and writers, by statements that are prepared once: this is done for every letter that
 * anybody types, and a query builder costs more than SQLite and the disk together.
 */
export class LogWriter {
  readonly #database: DatabaseSync;
  readonly #place: FilePlace;
  readonly #letters: EditedLetters;
  readonly #head: StatementSync;
  readonly #move: StatementSync;
  readonly #update: StatementSync;
  readonly #history: StatementSync;
  readonly #writer: StatementSync;
  readonly #owner: StatementSync;

  /** `place` is where the files of `database` are. */
  constructor(database: DatabaseSync, place: FilePlace) {
    this.#database = database;
    this.#place = place;
    this.#letters = new EditedLetters(database);
    this.#head = database.prepare('select head from articles where id = ?');
    this.#move = database.prepare('update articles set head = ? where id = ?');
    this.#update = database.prepare(
      'insert into updates (article, seq, at, actor, bytes, sum) values (?, ?, ?, ?, ?, ?)',
    );
    this.#history = database.prepare(
      'insert into history (article, seq, at, actor, kind, claim, detail) values (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#writer = database.prepare(
      'insert into writers (article, client, person) values (?, ?, ?) on conflict do nothing',
    );
    this.#owner = database.prepare('select person from writers where article = ? and client = ?');
  }

  /** Writes updates in one transaction of their own; answers with their seqs. @throws what `insert` throws. */
  append(updates: readonly NewUpdate[]): number[] {
    // At once: a transaction that begins by reading would fail without waiting when another process writes.
    this.#database.exec('begin immediate');
    try {
      const seqs = this.insert(updates);
      this.#place.ensure();
      this.#database.exec('commit');
      return seqs;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  /**
   * Writes updates in the transaction that is open, and moves their articles' heads; answers with their seqs.
   * @throws RangeError for an article that is not there, or a client id that writes for somebody else.
   */
  insert(updates: readonly NewUpdate[]): number[] {
    const heads = new Map<string, number>();
    const seqs = updates.map((update) => {
      const { article, at, actor, bytes } = update;
      const seq = (heads.get(article) ?? this.#headOf(article)) + 1;
      heads.set(article, seq);
      this.#update.run(article, seq, at, actor, bytes, crc32(bytes));
      for (const entry of update.history) this.#tell(update, seq, entry);
      for (const client of update.clients) this.#own(update, client);
      return seq;
    });
    this.#letters.add(updates, seqs);
    for (const [article, head] of heads) this.#move.run(head, article);
    return seqs;
  }

  /**
   * Writes a row of history that no update causes, in the transaction that is open, at the article's last update.
   * @throws RangeError for an article that is not there.
   */
  tell(article: string, at: string, actor: string, entry: HistoryEntry): void {
    this.#tell({ article, at, actor }, this.#headOf(article), entry);
  }

  #headOf(article: string): number {
    const head = this.#head.get(article)?.head;
    if (typeof head !== 'number') throw new RangeError(`no article ${article}`);
    return head;
  }

  #tell(
    { article, at, actor }: Pick<NewUpdate, 'article' | 'at' | 'actor'>,
    seq: number,
    { kind, claim, detail }: HistoryEntry,
  ): void {
    this.#history.run(article, seq, at, actor, kind, claim, JSON.stringify(detail));
  }

  #own({ article, actor }: NewUpdate, client: number): void {
    this.#writer.run(article, client, actor);
    if (this.#owner.get(article, client)?.person !== actor) {
      throw new RangeError(`client id ${client} writes for somebody else`);
    }
  }
}
