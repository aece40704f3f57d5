/** How long the server may take to confirm (ms) before it is asked what keeps it. */
const PATIENCE = 5_000;
/** How long until it is asked again (ms): between once and twice this, so that a whole desk does not ask in one instant. */
const AGAIN = 2_000;
/** How long it may take to answer (ms). */
const ANSWER = 5_000;

/** Asks whether the server can store, for as long as it owes something. Nothing is asked while all goes well. */
export class SavingWatch {
  readonly #ask: (signal: AbortSignal) => Promise<boolean | null>;
  readonly #changed: () => void;
  #owed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  #failing = false;

  /** `ask` answers whether the server can store, null where that cannot be known; `changed` hears when `failing` changes. */
  constructor(ask: (signal: AbortSignal) => Promise<boolean | null>, changed: () => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Whether the server said, when it was last asked about what it owes, that it cannot store. */
  get failing(): boolean {
    return this.#failing;
  }

  /**
   * Tells what the server owes at this moment: anything that reads differently once some of it has come, or null where
   * it owes nothing. Something that came means that it can store.
   */
  owes(what: string | null): void {
    if (what === this.#owed) return;
    this.#owed = what;
    this.#stop();
    if (what !== null) this.#timer = setTimeout(() => void this.#inquire(), PATIENCE);
    this.#conclude(false);
  }

  destroy(): void {
    this.#owed = null;
    this.#stop();
  }

  async #inquire(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const late = setTimeout(() => asking.abort(), ANSWER);
    const able = await this.#ask(asking.signal).catch(() => null);
    clearTimeout(late);
    if (this.#asking !== asking) return; // it is no longer owed
    this.#asking = null;
    this.#timer = setTimeout(() => void this.#inquire(), AGAIN * (1 + Math.random()));
    this.#conclude(able === false);
  }

  #conclude(failing: boolean): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    this.#changed();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }
}
