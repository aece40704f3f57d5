/** How many seconds' worth may be used at once. */
const BURST = 10;

/** What may be sent a second. */
export interface Rates {
  readonly messages: number;
  readonly bytes: number;
}

/** What somebody may still send: it fills up steadily and is used up by each message (a token bucket). */
export class Allowance {
  readonly #rates: Rates;
  readonly #now: () => number;
  #messages: number;
  #bytes: number;
  #filled: number;

  /** `now` is a clock in milliseconds. */
  constructor(rates: Rates, now: () => number = () => performance.now()) {
    this.#rates = rates;
    this.#now = now;
    this.#messages = rates.messages * BURST;
    this.#bytes = rates.bytes * BURST;
    this.#filled = now();
  }

  /** Notes a message that came. Answers how long its sender is to send nothing more, in milliseconds; mostly 0. */
  use(bytes: number): number {
    const now = this.#now();
    const seconds = (now - this.#filled) / 1000;
    this.#filled = now;
    const { messages, bytes: rate } = this.#rates;
    this.#messages = Math.min(messages * BURST, this.#messages + seconds * messages) - 1;
    this.#bytes = Math.min(rate * BURST, this.#bytes + seconds * rate) - bytes;
    return Math.max(0, (-this.#messages / messages) * 1000, (-this.#bytes / rate) * 1000);
  }
}
