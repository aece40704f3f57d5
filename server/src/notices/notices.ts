import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Events } from '../events/events.ts';
import type { NoticeTable } from '../store/notice-table.ts';
import type { Logger } from '../sync/room.ts';
import type { Happening, Rewritten, Witness } from '../sync/witness.ts';
import { noticesOf, noticesOfRewriting, noticesOfSigning, type Signing, type Tidings } from './derivation.ts';

/** How long is waited before what could not be written is tried again, in milliseconds, and how often. */
const RETRY = { first: 250, times: 6 };

/** Tells people what concerns them of what happens in the articles: kept until they read it, and at once. */
export class Notices implements Witness {
  readonly #table: NoticeTable;
  readonly #events: Events;
  readonly #logger: Logger;
  /** What is being written: one after the other, as it happened. */
  #writing: Promise<void> = Promise.resolve();
  readonly #closing = new AbortController();

  constructor(table: NoticeTable, events: Events, logger: Logger) {
    this.#table = table;
    this.#events = events;
    this.#logger = logger;
  }

  happened(happening: Happening): void {
    this.#write(noticesOf(happening));
  }

  rewritten(rewritten: Rewritten): void {
    if (rewritten.changed) this.#events.tell('all', { kind: 'queue', article: rewritten.article });
    if (rewritten.turned.length > 0) this.#write(noticesOfRewriting(rewritten));
  }

  /** To be called when an article was signed off or reopened, and that is stored. */
  signed(signing: Signing): void {
    this.#write(noticesOfSigning(signing));
  }

  /** Tells a person's other pages that they have read some. */
  tellRead(person: string): void {
    this.#events.tell({ person }, { kind: 'notice' });
  }

  /** Resolves once everything told so far is written, or could not be: nothing is tried again from now on. */
  close(): Promise<void> {
    this.#closing.abort();
    return this.#writing;
  }

  #write({ given, taken }: Tidings): void {
    if (given.length === 0 && taken.length === 0) return;
    const named = given.map((notice) => ({ ...notice, id: randomUUID() }));
    this.#writing = this.#writing.then(async () => {
      let wait = RETRY.first;
      for (let attempt = 1; ; attempt++) {
        try {
          const people = await this.#table.write(named, taken);
          for (const person of people) this.#events.tell({ person }, { kind: 'notice' });
          return;
        } catch (error) {
          if (attempt === RETRY.times || this.#closing.signal.aborted) {
            this.#logger.error({ error, lost: named.length }, 'notices could not be written');
            return;
          }
          await delay(wait, null, { signal: this.#closing.signal }).catch(() => undefined); // then it is the last try
          wait *= 2;
        }
      }
    });
  }
}
