import { setTimeout as delay } from 'node:timers/promises';
import type { ClaimTable } from '../store/claim-table.ts';
import type { Logger } from './room.ts';

/** How many articles are looked up at a time. */
const BATCH = 20;
/** How much longer than the work on an article the pause behind it is, and the shortest pause, in milliseconds. */
const PAUSE = { share: 3, least: 10 };

/**
 * Makes the rows anew of articles whose rows an older version of Sanad made: one article after the other, with pauses
 * that leave most of the time to everybody else. An article that somebody opens meanwhile has its rows made by that.
 */
export class Reprojection {
  readonly #claims: ClaimTable;
  readonly #refresh: (article: string) => Promise<void>;
  readonly #logger: Logger;
  readonly #closing = new AbortController();
  /** Resolves when every article was looked at, or when it has stopped. */
  readonly done: Promise<void>;

  /** Begins at once. `refresh` has an article's rows made, and lets go of it. */
  constructor(claims: ClaimTable, refresh: (article: string) => Promise<void>, logger: Logger) {
    this.#claims = claims;
    this.#refresh = refresh;
    this.#logger = logger;
    this.done = this.#run().catch((error: unknown) => {
      if (!this.#closing.signal.aborted) logger.error({ error }, 'the rows of older articles could not be looked up');
    });
  }

  /** Begins with no further article. */
  stop(): void {
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let count = 0;
    let last = '';
    for (;;) {
      const articles = await this.#claims.outdated(last, BATCH);
      for (const article of articles) {
        if (signal.aborted) return;
        const started = performance.now();
        try {
          await this.#refresh(article);
          count++;
        } catch (error) {
          // One that cannot be loaded keeps the rows that it has.
          if (signal.aborted) return;
          this.#logger.warn({ article, error }, 'the rows of an article could not be made anew');
        }
        const pause = Math.max(PAUSE.least, (performance.now() - started) * PAUSE.share);
        await delay(pause, null, { signal, ref: false }).catch(() => undefined); // then it is closing
      }
      if (articles.length < BATCH || signal.aborted) break;
      last = articles.at(-1) ?? last;
    }
    if (count > 0) this.#logger.info({ articles: count }, 'the rows of older articles were made anew');
  }
}
