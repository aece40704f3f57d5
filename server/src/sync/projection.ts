import { setTimeout as delay } from 'node:timers/promises';
import { titleOf } from '@sanad/shared/article-text';
import type { Direction } from '@sanad/shared/direction';
import type * as Y from 'yjs';
import { claimRows } from '../articles/claim-row.ts';
import { countClaims } from '../articles/claim-view.ts';
import type { ArticleTable, NewUpdate } from '../store/store.ts';
import type { Committed, Journal } from './journal.ts';
import type { Rewritten } from './witness.ts';

/**
 * How long after a change the rows are made anew, in milliseconds: after a pause in the changes, at the latest after
 * `longest`, and never so often that more than a tenth of the time goes into it.
 */
const WAIT = { pause: 200, longest: 2000, share: 10 };
const RETRY = { first: 500, longest: 30_000 };

/** What the projection of one article needs to know of it. */
export interface Projected {
  readonly article: string;
  readonly direction: Direction;
  readonly doc: () => Y.Doc;
  readonly journal: Journal;
  readonly table: ArticleTable;
  /** When the document was last changed, ISO 8601. */
  readonly changedAt: () => string;
  readonly failed: (error: unknown) => void;
  /** Told each time that the rows are stored. */
  readonly rewritten: (rows: Pick<Rewritten, 'claims' | 'turned' | 'changed' | 'writers'>) => void;
}

/** Keeps the SQL rows of one live article up with its document. They hold only what is committed. */
export class Projection {
  readonly #of: Projected;
  /** Which accepted update the rows are of; -1 before they were first made since the article was loaded. */
  #done = -1;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #dueBy = 0;
  #cost = 0;
  /** Who changed the text since the rows were made, with the number of their last update that did. */
  readonly #writers = new Map<string, number>();

  constructor(of: Projected) {
    this.#of = of;
  }

  /** Says that the document has changed, by what is committed now: the rows follow soon. */
  touch(committed: readonly Committed[] = []): void {
    for (const { number, update } of committed) if (isOfText(update)) this.#writers.set(update.actor, number);
    if (this.#running) return; // it looks again when it is done
    const now = performance.now();
    if (this.#timer) clearTimeout(this.#timer);
    else this.#dueBy = now + WAIT.longest;
    const pause = Math.max(WAIT.pause, this.#cost * WAIT.share);
    this.#timer = setTimeout(() => void this.#start(), Math.max(0, Math.min(pause, this.#dueBy - now)));
  }

  /** Resolves once the rows are of the document as it was at this call, or later. */
  async settled(): Promise<void> {
    const wanted = this.#of.journal.accepted;
    while (this.#done < wanted) await this.#start();
  }

  #start(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#done < this.#of.journal.accepted) this.touch();
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    const { article, direction, doc, journal, table, changedAt, failed, rewritten } = this.#of;
    for (let wait = RETRY.first; ; wait = Math.min(wait * 2, RETRY.longest)) {
      const started = performance.now();
      const number = journal.accepted;
      const rows = claimRows(article, doc(), direction);
      const views = rows.map(({ view }) => view);
      const title = titleOf(doc());
      const row = { title, changedAt: changedAt(), counts: countClaims(views) };
      this.#cost = performance.now() - started;
      await journal.settled();
      try {
        const done = await table.project(article, journal.seq, row, rows);
        this.#done = number;
        rewritten({ claims: views, ...done, writers: [...this.#writers.keys()] });
        for (const [writer, last] of this.#writers) if (last <= number) this.#writers.delete(writer);
        return;
      } catch (error) {
        failed(error);
        await delay(wait);
      }
    }
  }
}

function isOfText({ history, continued }: NewUpdate): boolean {
  return continued !== undefined || history.some(({ kind }) => kind === 'text-edited');
}
