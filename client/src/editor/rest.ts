/**
 * Does something once nothing has been asked of it for a while. Asking is cheap enough for every key: while a timer runs
 * no other is set, and it looks when it is over whether somebody has asked since.
 */
export class Rest {
  readonly #act: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  #armed = 0;

  constructor(act: () => void) {
    this.#act = act;
  }

  /** Whether it was asked and has not been done yet. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Does it in `wait` milliseconds, unless asked again until then: the last word counts, be it for sooner or later. */
  later(wait: number): void {
    const now = performance.now();
    this.#due = now + wait;
    if (this.#timer !== undefined && this.#armed <= this.#due) return;
    clearTimeout(this.#timer);
    this.#arm(now);
  }

  /** What was asked for is not done. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(now: number): void {
    this.#armed = this.#due;
    this.#timer = setTimeout(this.#look, this.#due - now);
  }

  readonly #look = (): void => {
    const now = performance.now();
    // A browser's timer may be over a fraction of a millisecond early.
    if (now < this.#due - 1) this.#arm(now);
    else {
      this.#timer = undefined;
      this.#act();
    }
  };
}
