import type { ClaimView } from '@sanad/shared/protocol';
import { QUEUE_PAGE_LIMIT, type Queue, type QueuedClaim } from '@sanad/shared/queue';

/** How many claims are asked for at a time. */
const PAGE = 50;
/** How far from the end of what is known the next page is asked for, in rows. */
const AHEAD = 30;

/** What one question asks for: from behind `after`, up to `through` where that is given. */
export interface Asked {
  readonly after: string | null;
  readonly through: string | null;
  readonly limit: number;
}

export interface QueueState {
  readonly rows: readonly QueuedClaim[];
  /** How many there are, as the server counted them; null while that is not known. */
  readonly total: number | null;
  /** Whether the end of the list is among the rows. */
  readonly isComplete: boolean;
  /** `loading`: nothing is known yet. */
  readonly kind: 'loading' | 'ready';
  /** Why the last question was not answered; null once one is. What was known stays. */
  readonly error: unknown;
}

/** A stretch of the list: all from behind `after` up to `next`, or to the end where there is no `next`. */
interface Stretch {
  readonly after: string | null;
  readonly next: string | null;
  readonly rows: readonly QueuedClaim[];
  readonly isOld: boolean;
}

/** One claim of the queue, by article and id. */
export const keyOf = ({ articleId, id }: Pick<ClaimView, 'articleId' | 'id'>): string => `${articleId}/${id}`;

/**
 * The queue as far as it was read, in stretches between two places that never move: when something has changed only the
 * stretches that are looked at are read again, each as what it is by then, and the list has no gaps and nothing twice.
 */
export class QueueReader {
  readonly #ask: (asked: Asked, signal: AbortSignal) => Promise<Queue>;
  readonly #listeners = new Set<() => void>();
  #closing = new AbortController();
  #stretches: readonly Stretch[] = [];
  #state: QueueState = { rows: [], total: null, isComplete: false, kind: 'loading', error: null };
  #seen = { first: 0, last: 0 };
  #busy: AbortSignal | null = null;
  /** Counts what was done to rows here: an answer to what was asked before is of no use then. */
  #acts = 0;

  constructor(ask: (asked: Asked, signal: AbortSignal) => Promise<Queue>) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): QueueState => this.#state;

  /** Says which rows are on the screen: what is missing or old among them is read. */
  look(first: number, last: number): void {
    if (this.#closing.signal.aborted) this.#closing = new AbortController();
    this.#seen = { first, last };
    void this.#work();
  }

  /** Says that something may have changed. */
  refresh(): void {
    this.#stretches = this.#stretches.map((stretch) => ({ ...stretch, isOld: true }));
    void this.#work();
  }

  /** Takes over a claim as it is after something was done to it. */
  put(claim: ClaimView): void {
    const key = keyOf(claim);
    this.#change((rows) => rows.map((row) => (keyOf(row) === key ? { ...row, ...claim } : row)), key);
  }

  /** Takes a claim out that is not what the list asks for any more. */
  drop(claim: Pick<ClaimView, 'articleId' | 'id'>): void {
    const key = keyOf(claim);
    const { total } = this.#state;
    this.#change((rows) => rows.filter((row) => keyOf(row) !== key), key);
    if (total !== null && total > 0) this.#set({ total: total - 1 });
  }

  /** Asks nothing more, until somebody looks again. */
  close(): void {
    this.#closing.abort();
  }

  #change(act: (rows: readonly QueuedClaim[]) => readonly QueuedClaim[], key: string): void {
    this.#acts++;
    this.#stretches = this.#stretches.map((stretch) =>
      stretch.rows.some((row) => keyOf(row) === key) ? { ...stretch, rows: act(stretch.rows) } : stretch,
    );
    this.#tell();
  }

  async #work(): Promise<void> {
    const { signal } = this.#closing;
    if (this.#busy === signal || signal.aborted) return;
    this.#busy = signal;
    try {
      for (let at = this.#wanted(); at !== null && !signal.aborted; at = this.#wanted()) await this.#read(at, signal);
    } catch (error) {
      if (!signal.aborted) this.#set({ error });
    } finally {
      if (this.#busy === signal) this.#busy = null;
    }
  }

  /** Which stretch is to be read next: one on the screen that is old, else the next one; null: none. */
  #wanted(): number | null {
    const { first, last } = this.#seen;
    let start = 0;
    for (const [index, { rows, isOld }] of this.#stretches.entries()) {
      // The first says how many there are.
      const isSeen = index === 0 || (start <= last && start + rows.length >= first);
      if (isOld && isSeen) return index;
      start += rows.length;
    }
    const isOpen = this.#stretches.length === 0 || this.#stretches.at(-1)?.next !== null;
    return isOpen && start - last < AHEAD ? this.#stretches.length : null;
  }

  async #read(index: number, signal: AbortSignal): Promise<void> {
    const known = this.#stretches[index];
    const after = known ? known.after : (this.#stretches.at(-1)?.next ?? null);
    const through = known?.next ?? null;
    const acts = this.#acts;
    const limit = known ? QUEUE_PAGE_LIMIT : PAGE;
    const { claims, next, total } = await this.#ask({ after, through, limit }, signal);
    if (signal.aborted || acts !== this.#acts) return; // asked again: the stretch is still wanted
    const read: Stretch[] = [{ after, next: next ?? through, rows: claims, isOld: false }];
    // More came in between than one answer holds: what is behind it is a stretch of its own.
    if (next !== null && through !== null) read.push({ after: next, next: through, rows: [], isOld: true });
    this.#stretches = this.#stretches.toSpliced(index, 1, ...read);
    this.#set({ error: null, kind: 'ready', ...(total === null ? {} : { total }) });
    this.#tell();
  }

  #tell(): void {
    const rows = this.#stretches.flatMap((stretch) => stretch.rows);
    this.#set({ rows, isComplete: this.#stretches.length > 0 && this.#stretches.at(-1)?.next === null });
  }

  #set(change: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
