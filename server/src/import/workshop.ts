import { Worker } from 'node:worker_threads';
import type { ImportPhase } from '@sanad/shared/import-draft';
import type { ArticleMade, DraftMade, ImportAnswer, ImportJob } from './import-job.ts';
import { Unimportable } from './unimportable.ts';

/** A text could not be read for a reason that is none of the text's. The thread that read it is gone. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
}

/** How much reading there is at a time, and how much one text may take. */
export interface WorkshopLimits {
  readonly threads: number;
  /** Of a thread's own memory, in MB: what a text is unpacked and laid out in. */
  readonly memory: number;
  /** In milliseconds, from when a thread takes it. */
  readonly time: number;
}

export const WORKSHOP_LIMITS: WorkshopLimits = { threads: 2, memory: 768, time: 60_000 };

/** How long a thread without work is kept (ms), and how many texts it reads before another takes its place. */
const IDLE = 30_000;
const TEXTS = 50;

interface Thread {
  readonly worker: Worker;
  read: number;
  idle: NodeJS.Timeout | null;
}

/**
 * Threads that read what people send: whatever is in it, nobody who types waits for it, and what it takes too much of ends
 * its thread alone. A thread is kept for the next text; one that was called off is ended at once.
 */
export class Workshop {
  readonly #limits: WorkshopLimits;
  readonly #free: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(limits: WorkshopLimits = WORKSHOP_LIMITS) {
    this.#limits = limits;
  }

  /**
   * Has a text read. `told` hears how far it is.
   * @throws Unimportable, ReadingFailed, or the reason of `signal` when that was called off.
   */
  run(
    job: Extract<ImportJob, { kind: 'draft' }>,
    signal: AbortSignal,
    told?: (phase: ImportPhase) => void,
  ): Promise<DraftMade>;
  run(
    job: Extract<ImportJob, { kind: 'article' }>,
    signal: AbortSignal,
    told?: (phase: ImportPhase) => void,
  ): Promise<ArticleMade>;
  async run(
    job: ImportJob,
    signal: AbortSignal,
    told: (phase: ImportPhase) => void = () => {},
  ): Promise<DraftMade | ArticleMade> {
    await this.#turn(signal);
    try {
      return await this.#read(job, signal, told);
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  /** Waits until one more text may be read. */
  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#busy >= this.#limits.threads) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          this.#waiting.splice(this.#waiting.indexOf(go), 1);
          reject(signal.reason);
        };
        this.#waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    }
    if (this.#closed) throw new ReadingFailed('the server is closing');
    this.#busy++;
  }

  #read(job: ImportJob, signal: AbortSignal, told: (phase: ImportPhase) => void): Promise<DraftMade | ArticleMade> {
    const thread = this.#take();
    const { worker } = thread;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void, keep: boolean) => {
        clearTimeout(late);
        signal.removeEventListener('abort', callOff);
        worker.off('message', answered).off('error', failed).off('exit', ended);
        if (keep) this.#release(thread);
        else this.#end(thread);
        finish();
      };
      const callOff = () => settle(() => reject(signal.reason), false);
      const tooMuch = () => settle(() => reject(new Unimportable('unpacks-too-large')), false);
      const late = setTimeout(tooMuch, this.#limits.time);
      const answered = (answer: ImportAnswer) => {
        switch (answer.kind) {
          case 'progress':
            told(answer.phase);
            break;
          case 'done':
            settle(() => resolve(answer.value), true);
            break;
          case 'refused':
            settle(() => reject(new Unimportable(answer.why)), true);
            break;
          case 'failed':
            settle(() => reject(new ReadingFailed(answer.message)), false);
        }
      };
      const failed = (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch();
        else settle(() => reject(new ReadingFailed(error.message)), false);
      };
      const ended = (code: number) => settle(() => reject(new ReadingFailed(`a thread ended with ${code}`)), false);
      signal.addEventListener('abort', callOff, { once: true });
      worker.on('message', answered).on('error', failed).on('exit', ended);
      worker.postMessage(job);
    });
  }

  #take(): Thread {
    const known = this.#free.pop();
    if (known) {
      if (known.idle) clearTimeout(known.idle);
      known.worker.ref();
      return known;
    }
    const worker = new Worker(new URL('./import-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memory, maxYoungGenerationSizeMb: 64 },
      env: {}, // what it reads may be anybody's: it knows none of the desk's settings
    });
    worker.on('error', () => {}); // one that fails when nobody waits for it takes nobody with it
    const thread: Thread = { worker, read: 0, idle: null };
    this.#all.add(thread);
    worker.once('exit', () => this.#end(thread));
    return thread;
  }

  #release(thread: Thread): void {
    thread.read++;
    if (this.#closed || thread.read >= TEXTS) {
      this.#end(thread);
      return;
    }
    thread.worker.unref();
    thread.idle = setTimeout(() => this.#end(thread), IDLE).unref();
    this.#free.push(thread);
  }

  #end(thread: Thread): void {
    const at = this.#free.indexOf(thread);
    if (at !== -1) this.#free.splice(at, 1);
    if (thread.idle) clearTimeout(thread.idle);
    this.#all.delete(thread);
    void thread.worker.terminate();
  }

  /** Ends every thread; what is being read fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map(({ worker }) => worker.terminate()));
  }
}
