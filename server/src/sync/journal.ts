import { setTimeout as delay } from 'node:timers/promises';
import type { ArticleLog, NewUpdate } from '../store/store.ts';
import type { Meter } from './meter.ts';

/** An update that is on disk, and which number of this journal it has (from 1). */
export interface Committed {
  readonly number: number;
  readonly seq: number;
  readonly update: NewUpdate;
}

/** What keeps an article's updates from being stored: since when, why, and how many wait. */
export interface Trouble {
  readonly since: string;
  readonly error: string;
  readonly waiting: number;
}

interface Entry {
  readonly number: number;
  readonly update: NewUpdate;
  /** When it was accepted, by `performance.now`. */
  readonly since: number;
  seq: number | null;
}

/** Waits between attempts after the store failed, in milliseconds: doubled from the first to the longest. */
const RETRY = { first: 100, longest: 10_000 };
/** How long updates are gathered for the next commit at most, where there are many, in milliseconds. */
const GATHERING = 4;
/** How many updates are handed to the store at a time. */
const GROUP = 500;

/**
 * The way of one article's accepted updates to the store. They are stored in the order they were accepted, one group at
 * a time; what a group could not store is tried again before anything behind it counts as committed. So whatever is
 * said to be committed stands on nothing that is not.
 */
export class Journal {
  readonly #log: ArticleLog;
  readonly #now: () => Date;
  readonly #meter: Meter;
  readonly #announce: (batch: readonly Committed[]) => void;
  readonly #queue: Entry[] = [];
  #waiting: { readonly number: number; readonly run: () => void }[] = [];
  #accepted = 0;
  #committed = 0;
  #seq: number;
  #writing = false;
  #trouble: { readonly since: string; readonly error: string } | null = null;

  /**
   * @param seq the article's last stored update.
   * @param announce hears of every batch once it is committed, in order; it must not throw.
   */
  constructor(
    log: ArticleLog,
    seq: number,
    announce: (batch: readonly Committed[]) => void,
    now: () => Date,
    meter: Meter,
  ) {
    this.#log = log;
    this.#seq = seq;
    this.#announce = announce;
    this.#now = now;
    this.#meter = meter;
  }

  /** How many updates were accepted so far: the number of the last one. */
  get accepted(): number {
    return this.#accepted;
  }

  /** The `seq` of the last committed update. */
  get seq(): number {
    return this.#seq;
  }

  /** Whether everything accepted so far is committed. */
  get idle(): boolean {
    return this.#committed === this.#accepted;
  }

  /** How many updates are not committed yet. */
  get waiting(): number {
    return this.#accepted - this.#committed;
  }

  /** What keeps updates from being stored; null while all is well. */
  get trouble(): Trouble | null {
    return this.#trouble && { ...this.#trouble, waiting: this.#queue.length };
  }

  /** Takes an accepted update. Several of one turn of the event loop are stored together. */
  add(update: NewUpdate): void {
    this.#accepted++;
    this.#meter.accepted();
    this.#queue.push({ number: this.#accepted, update, seq: null, since: performance.now() });
    if (this.#writing) return;
    this.#writing = true;
    setImmediate(() => void this.#write());
  }

  /** Runs `run` once everything accepted so far is committed: at once when it is. */
  afterwards(run: () => void): void {
    if (this.idle) run();
    else this.#waiting.push({ number: this.#accepted, run });
  }

  /** Resolves once everything accepted so far is committed. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.afterwards(resolve);
    });
  }

  async #write(): Promise<void> {
    let wait = RETRY.first;
    while (this.#queue.length > 0) {
      const group = this.#queue.filter(({ seq }) => seq === null).slice(0, GROUP);
      const since = performance.now();
      const error = await this.#store(group);
      const cost = performance.now() - since;
      this.#advance();
      if (error === null) {
        this.#trouble = null;
        wait = RETRY.first;
        // They come faster than they are stored one by one: more of them go into the next commit.
        if (group.length > 1) await delay(Math.min(GATHERING, cost));
      } else {
        this.#meter.failed();
        const since = this.#trouble?.since ?? this.#now().toISOString();
        this.#trouble = { since, error: error instanceof Error ? error.message : String(error) };
        await delay(wait);
        wait = Math.min(wait * 2, RETRY.longest);
      }
    }
    this.#writing = false;
  }

  /** Hands a group to the store and notes what was stored; answers with the first failure, or null. */
  async #store(group: readonly Entry[]): Promise<unknown> {
    const results = await Promise.allSettled(group.map(async ({ update }) => this.#log.append(update)));
    let failure: unknown = null;
    results.forEach((result, index) => {
      if (result.status === 'fulfilled') (group[index] as Entry).seq = result.value;
      else failure ??= result.reason;
    });
    return failure;
  }

  #advance(): void {
    const batch: Committed[] = [];
    const since = this.#queue[0]?.since ?? 0;
    for (let entry = this.#queue[0]; entry && entry.seq !== null; entry = this.#queue[0]) {
      batch.push({ number: entry.number, seq: entry.seq, update: entry.update });
      this.#queue.shift();
    }
    const last = batch.at(-1);
    if (!last) return;
    this.#committed = last.number;
    this.#meter.committed(batch.length, performance.now() - since);
    this.#seq = Math.max(...batch.map(({ seq }) => seq), this.#seq);
    const due = this.#waiting.filter(({ number }) => number <= last.number);
    this.#waiting = this.#waiting.filter(({ number }) => number > last.number);
    this.#announce(batch);
    for (const { run } of due) run();
  }
}
