import type { LoggedUpdate, NewUpdate } from '../store/store.ts';

/**
 * When the updates behind the last snapshot are put together into a new one: above so many, or so many bytes, or when
 * there are enough of them and the oldest is so old (milliseconds).
 */
const DUE = { updates: 500, bytes: 1024 * 1024, enough: 20, age: 24 * 60 * 60 * 1000 };

/** What the log of one article holds behind its snapshot: how much, and since when. */
export class Tail {
  #updates = 0;
  #bytes = 0;
  #since = Number.NaN;

  /** @param updates what is stored behind the snapshot. */
  constructor(updates: readonly LoggedUpdate[]) {
    for (const update of updates) this.add(update);
  }

  add({ at, bytes }: Pick<NewUpdate, 'at' | 'bytes'>): void {
    if (this.#updates === 0) this.#since = Date.parse(at);
    this.#updates++;
    this.#bytes += bytes.length;
  }

  /** Whether it is long, large or old enough to be put together. */
  isDue(now: Date): boolean {
    const old = this.#updates >= DUE.enough && now.getTime() - this.#since > DUE.age;
    return this.#updates > DUE.updates || this.#bytes > DUE.bytes || old;
  }

  /** A new snapshot holds all of it. */
  cut(): void {
    this.#updates = 0;
    this.#bytes = 0;
  }
}
