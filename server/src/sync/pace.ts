/** How much of a new measure goes into the running mean. */
const WEIGHT = 0.2;
/** Above this load, telling of each change by itself would take more time than there is. */
const FULL = 0.8;
/** After telling, so many times as long passes before the next: where there is time, and where there is not. */
const REST = { calm: 0.5, full: 4 };
/** A pause is never longer, in milliseconds. */
const LONGEST = 12;

/**
 * When to tell what has come up: at once where it is quiet, else after a pause that goes by what telling costs. While
 * each change could be told of by itself the pause is short, and nobody waits; once they come faster than that it is
 * long, and many go out in one frame.
 */
export class Pace {
  readonly #tell: () => void;
  #waiting = 0;
  /** Changes a millisecond, and milliseconds a telling: running means. */
  #rate = 0;
  #cost = 0;
  #last = 0;
  #next = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `tell` says everything that has come up; it must not throw. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** So many changes have come up. */
  ask(changes: number): void {
    this.#waiting += changes;
    if (this.#timer) return;
    const wait = this.#next - performance.now();
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    this.#timer = null;
    const since = performance.now();
    this.#rate += WEIGHT * (this.#waiting / Math.max(1, since - this.#last) - this.#rate);
    this.#waiting = 0;
    this.#last = since;
    this.#tell();
    const now = performance.now();
    this.#cost += WEIGHT * (now - since - this.#cost);
    const rest = this.#rate * this.#cost < FULL ? REST.calm : REST.full;
    this.#next = now + Math.min(LONGEST, rest * this.#cost);
  }
}
