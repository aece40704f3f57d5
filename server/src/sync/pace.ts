/** No more than this share of the time goes into telling: one part of telling, then so many of everything else. */
const REST = 4;
/** A pause is never longer, in milliseconds. */
const LONGEST = 12;

/**
 * When to tell what has come up: at once where it is quiet, else after a pause of four times what the last telling cost. So
 * a lone letter waits for nothing, and under load many changes go out in one frame.
 */
export class Pace {
  readonly #tell: () => void;
  #next = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `tell` says everything that has come up; it must not throw. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Something has come up. */
  ask(): void {
    if (this.#timer) return;
    const wait = this.#next - performance.now();
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    this.#timer = null;
    const since = performance.now();
    this.#tell();
    const now = performance.now();
    this.#next = now + Math.min(LONGEST, REST * (now - since));
  }
}
