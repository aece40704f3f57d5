import { Worker } from 'node:worker_threads';
import type { ExportStep } from '@sanad/shared/export';
import { NotMade } from './not-made.ts';
import type { MadeReport, ReportJob, Told } from './report-job.ts';

/** How much is made before what of it still lives is looked for, in megabytes. */
const YOUNG = 192;

/** A thread that makes one report at a time. */
export class ReportHand {
  readonly #worker: Worker;
  #fit = true;

  /** Starts the thread, which may hold `memory` megabytes; `ended` is told once when it is gone, whatever the reason. */
  constructor(memory: number, ended: () => void) {
    this.#worker = new Worker(new URL('./report-thread.ts', import.meta.url), {
      // What is made of an article lives until the report is written: young generations that are small copy it again and again.
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: YOUNG },
      env: {}, // what it works on was written by anybody: no secret is within its reach
    });
    this.#worker.unref();
    this.#worker.on('error', () => {
      this.#fit = false; // `make` hears of it too; an idle one is just replaced
    });
    this.#worker.once('exit', () => {
      this.#fit = false;
      ended();
    });
  }

  /** Whether it can make another report. */
  get isFit(): boolean {
    return this.#fit;
  }

  /**
   * Makes a report within `time` milliseconds. The thread is ended where `signal` is aborted or time is up: there is no
   * other way to stop it. @throws NotMade
   */
  make(job: ReportJob, time: number, signal: AbortSignal, tell: (step: ExportStep) => void): Promise<MadeReport> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      const late = setTimeout(() => give(new NotMade('too-slow')), time);
      const cancelled = () => give(new NotMade('cancelled'));
      const gone = (why: unknown) => {
        const message = why instanceof Error ? why.message : `the thread ended with ${String(why)}`;
        give(new NotMade('failed', message));
      };
      const heard = (told: Told) => {
        if (told.kind === 'step') return tell(told.step);
        clear();
        if (told.kind === 'made') resolve(told.report);
        else reject(new NotMade('failed', told.stack || told.message));
      };
      const clear = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', cancelled);
        worker.off('message', heard).off('error', gone).off('exit', gone);
      };
      const give = (up: NotMade) => {
        clear();
        void this.end();
        reject(up);
      };
      worker.on('message', heard).on('error', gone).on('exit', gone);
      if (signal.aborted) {
        clear(); // it has not begun: the thread is as good as before
        return reject(new NotMade('cancelled'));
      }
      signal.addEventListener('abort', cancelled);
      if (!this.#fit) return gone('nothing');
      const buffers = job.of.kind === 'article' ? ownBuffers(job.of.trail) : [];
      worker.postMessage(job, buffers);
    });
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.#fit = false;
    await this.#worker.terminate();
  }
}

/** The buffers that hold nothing but one of these: they go to the thread without being copied. */
function ownBuffers(parts: readonly Uint8Array[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer, byteLength } of parts) {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffers.add(buffer);
  }
  return [...buffers];
}
