import type { ExportStep } from '@sanad/shared/export';
import type { Logger } from '../../sync/room.ts';
import { type Hindrance, NotMade } from './not-made.ts';
import { ReportHand } from './report-hand.ts';
import type { MadeReport, ReportJob } from './report-job.ts';
import { REPORT_LIMITS, ReportQueue } from './report-queue.ts';

/** A report that somebody wants. */
export interface ReportWanted {
  /** Who wants it (person id). */
  readonly person: string;
  /** Gathers what it is made from, when it is its turn and not before. */
  readonly gather: () => Promise<ReportJob>;
  /** Aborted when nobody wants it any more. */
  readonly signal?: AbortSignal;
  /** Is told how far it is. */
  readonly tell?: (step: ExportStep) => void;
}

export interface ReportPoolOptions {
  readonly logger: Logger;
  /** How many reports are made at once. */
  readonly hands?: number;
  /** How long one may take from its turn on, in milliseconds. */
  readonly time?: number;
  /** How much a thread may hold, in megabytes. */
  readonly memory?: number;
  /** Is told what became of each report that was asked for. */
  readonly ended?: (outcome: 'made' | Hindrance) => void;
  /** How long a thread with nothing to do is kept, in milliseconds: what it has loaded makes the next report sooner. */
  readonly rest?: number;
}

interface Waiting extends ReportWanted {
  readonly resolve: (report: MadeReport) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly tell: (step: ExportStep) => void;
}

/** Nobody waits for one slow report, and who types has the machine before either. */
const HANDS = 2;
const MINUTE = 60_000;

/**
 * Makes reports in threads of its own, so that nobody who types waits for one. Threads are started when there is something
 * to do and kept for a while. One that crashes, takes too long or is not wanted any more is ended, with its one report;
 * all others go on.
 */
export class ReportPool {
  readonly #queue = new ReportQueue<Waiting>();
  readonly #idle: ReportHand[] = [];
  readonly #hands = new Set<ReportHand>();
  readonly #options: Required<ReportPoolOptions>;
  #closed = false;
  #resting: NodeJS.Timeout | null = null;

  constructor(options: ReportPoolOptions) {
    this.#options = {
      hands: HANDS,
      time: 2 * MINUTE,
      memory: 1024,
      rest: 5 * MINUTE,
      ended: () => undefined,
      ...options,
    };
  }

  /** Makes a report. @throws NotMade, or what `gather` throws */
  async make(wanted: ReportWanted): Promise<MadeReport> {
    try {
      const report = await this.#made(wanted);
      this.#options.ended('made');
      return report;
    } catch (error) {
      this.#options.ended(error instanceof NotMade ? error.why : 'failed');
      throw error;
    }
  }

  #made(wanted: ReportWanted): Promise<MadeReport> {
    const { signal = new AbortController().signal, tell = () => undefined, person } = wanted;
    return new Promise((resolve, reject) => {
      this.admit(person); // what is thrown here rejects
      if (this.#closed || signal.aborted) throw new NotMade('cancelled');
      const waiting: Waiting = { ...wanted, signal, tell, resolve, reject };
      signal.addEventListener('abort', () => {
        if (this.#queue.remove(waiting)) {
          reject(new NotMade('cancelled'));
          this.#tellWaiting();
        }
      });
      this.#queue.add(waiting);
      this.#serve();
      this.#tellWaiting();
    });
  }

  /** How many reports wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Looks whether a person may have one more report made now. @throws NotMade when not */
  admit(person: string): void {
    if (this.#queue.of(person) >= REPORT_LIMITS.ofPerson) throw new NotMade('too-many');
    if (this.#queue.length >= REPORT_LIMITS.waiting) throw new NotMade('busy');
  }

  /** Gives every report up that is not made, and ends the threads. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#resting) clearTimeout(this.#resting);
    for (const waiting of this.#queue.all()) {
      this.#queue.remove(waiting);
      waiting.reject(new NotMade('cancelled'));
    }
    await Promise.all([...this.#hands].map((hand) => hand.end()));
  }

  #serve(): void {
    while (!this.#closed && this.#queue.length > 0) {
      const hand = this.#idle.pop() ?? (this.#hands.size < this.#options.hands ? this.#start() : null);
      if (!hand) return;
      const next = this.#queue.next();
      if (next) void this.#work(hand, next);
    }
  }

  async #work(hand: ReportHand, wanted: Waiting): Promise<void> {
    const { gather, signal, tell, resolve, reject } = wanted;
    try {
      tell({ phase: 'reading' });
      const job = await gather();
      resolve(await hand.make(job, this.#options.time, signal, tell));
    } catch (error) {
      if (error instanceof NotMade && (error.why === 'failed' || error.why === 'too-slow')) {
        this.#options.logger.error({ error }, 'a report could not be made');
      }
      reject(error);
    } finally {
      this.#queue.done(wanted);
      if (hand.isFit) this.#idle.push(hand);
      this.#serve();
      this.#tellWaiting();
      this.#rest();
    }
  }

  #start(): ReportHand {
    const hand = new ReportHand(this.#options.memory, () => {
      this.#hands.delete(hand);
      const at = this.#idle.indexOf(hand);
      if (at !== -1) this.#idle.splice(at, 1);
      this.#serve();
    });
    this.#hands.add(hand);
    return hand;
  }

  #tellWaiting(): void {
    for (const waiting of this.#queue.all()) waiting.tell({ phase: 'waiting', of: this.#queue.before(waiting) });
  }

  /** Ends threads that nobody has had work for in a while. */
  #rest(): void {
    if (this.#resting) clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      for (const hand of this.#idle.splice(0)) void hand.end();
    }, this.#options.rest).unref();
  }
}
