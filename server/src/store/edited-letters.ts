import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Letters, NewUpdate } from './store.ts';

/** The kind of the rows of history that letters are counted with. */
const EDITED = 'text-edited';

/** Letters of one person that go on with what the last row of editing before the update `seq` tells of. */
interface Continued extends Letters {
  readonly article: string;
  readonly actor: string;
  readonly seq: number;
  readonly until: string;
}

/** Counts letters with the row of history that a person's editing began with (ADR 13). */
export class EditedLetters {
  readonly #begun: StatementSync;
  readonly #row: StatementSync;
  readonly #count: StatementSync;
  readonly #first: StatementSync;

  constructor(database: DatabaseSync) {
    this.#begun = database.prepare(
      `select row from history where article = ? and actor = ? and kind = '${EDITED}' and seq <= ? order by row desc limit 1`,
    );
    this.#row = database.prepare(
      `insert into history (article, seq, at, actor, kind, claim, detail) values (?, ?, ?, ?, '${EDITED}', null, ?)`,
    );
    // A clock that was set back takes nothing back. An upsert would be refused as a row that takes another's place.
    this.#count = database.prepare(
      'update letters set inserted = inserted + ?, deleted = deleted + ?, until = max(until, ?) where row = ?',
    );
    this.#first = database.prepare('insert into letters (row, inserted, deleted, until) values (?, ?, ?, ?)');
  }

  /** Counts the letters of updates that go on with an edit, in the open transaction, once these updates' rows are there. */
  add(updates: readonly NewUpdate[], seqs: readonly number[]): void {
    for (const { article, actor, seq, until, inserted, deleted } of together(updates, seqs)) {
      const row = this.#begun.get(article, actor, seq)?.row;
      if (row === undefined) this.#row.run(article, seq, until, actor, JSON.stringify({ inserted, deleted }));
      else if (this.#count.run(inserted, deleted, until, row).changes === 0) {
        this.#first.run(row, inserted, deleted, until);
      }
    }
  }
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
