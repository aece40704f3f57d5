/**
 * Times in which nothing of an article changes: what would change it waits, in its order, for as long as somebody decides
 * about the whole of it. Nobody is refused for an attempt that comes to nothing.
 */
export class Standstill {
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;
  #held: (() => void)[] = [];

  /** Whether it is one of those times. */
  get isNow(): boolean {
    return this.#count > 0;
  }

  /** Runs `act` while nothing changes, behind those that came before it. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#count++;
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#count--;
      if (!this.isNow) for (const run of this.#held.splice(0)) run();
    }
  }

  /** Whether `run` waits, to be run when the time is over. */
  holds(run: () => void): boolean {
    if (this.isNow) this.#held.push(run);
    return this.isNow;
  }

  /** Resolves when changes may be made. */
  over(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.holds(resolve)) resolve();
    });
  }
}
