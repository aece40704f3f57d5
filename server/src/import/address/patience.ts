import { Unimportable } from '../unimportable.ts';

/** How long each part of fetching a page may take, in milliseconds. */
export interface FetchTimes {
  /** Looking a name up, connecting and agreeing on encryption. */
  readonly connecting: number;
  /** From then until the site begins to answer. */
  readonly answering: number;
  /** Between two pieces of the page. */
  readonly pausing: number;
  /** All of it, redirects included. */
  readonly all: number;
}

export const FETCH_TIMES: FetchTimes = { connecting: 10_000, answering: 15_000, pausing: 10_000, all: 40_000 };

/** How long is waited for a page: one signal that ends everything, with the reason why. */
export class Patience {
  readonly #times: FetchTimes;
  readonly #controller = new AbortController();
  readonly #given: AbortSignal | undefined;
  readonly #all: NodeJS.Timeout;
  #part: NodeJS.Timeout | undefined;

  constructor(times: FetchTimes, given: AbortSignal | undefined) {
    this.#times = times;
    this.#given = given;
    this.#all = setTimeout(this.#timeIsUp, times.all);
    given?.addEventListener('abort', this.#givenUp, { once: true });
    if (given?.aborted) this.#givenUp();
  }

  /** Ends with 'timed-out', or with the reason of whoever gave the page up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins to wait for the next part; what was waited for before has come. */
  waitFor(part: 'connecting' | 'answering' | 'pausing'): void {
    clearTimeout(this.#part);
    this.#part = setTimeout(this.#timeIsUp, this.#times[part]);
  }

  /** Nothing is waited for any more. */
  end(): void {
    clearTimeout(this.#part);
    clearTimeout(this.#all);
    this.#given?.removeEventListener('abort', this.#givenUp);
  }

  readonly #timeIsUp = () => this.#controller.abort(new Unimportable('timed-out'));
  readonly #givenUp = () => this.#controller.abort(this.#given?.reason);
}
