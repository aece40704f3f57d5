/** How long to wait (ms) where no frame is painted, as in a tab that nobody sees. */
const UNSEEN = 300;

/**
 * Does something once the next frame has been painted, however often it is asked for until then: what a person did is
 * seen in the text before everything around it is brought up to it.
 */
export class AfterPaint {
  readonly #act: () => void;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  ask = (): void => {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(this.#now, UNSEEN);
    this.#frame = requestAnimationFrame(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#now, 0);
    });
  };

  #now = (): void => {
    this.forget();
    this.#act();
  };

  /** What was asked for is not done. */
  forget(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
