import { Rest } from './rest.ts';

/**
 * How long the text must rest (ms) before a change of claims' words is told, and how long at most: that a verdict is stale
 * now is told soon, what the words of a stale one are when the writing pauses.
 */
const REST = { turned: { least: 150, most: 500 }, reworded: { least: 450, most: 4_000 } };

/** Tells that claims changed: at once, or when the writing pauses, since what is told of it looks at every claim. */
export class TellingAtRest {
  readonly #told: () => void;
  readonly #rest = new Rest(() => this.now());
  #by = Number.POSITIVE_INFINITY;
  #turned = false;

  /** `told` is called when it is time. */
  constructor(told: () => void) {
    this.#told = told;
  }

  /** A verdict became stale, or no longer is: what is told next is told soon. */
  turned(): void {
    this.#turned = true;
  }

  now = (): void => {
    this.destroy();
    this.#by = Number.POSITIVE_INFINITY;
    this.#turned = false;
    this.#told();
  };

  atRest(): void {
    const now = performance.now();
    const { least, most } = REST[this.#turned ? 'turned' : 'reworded'];
    this.#by = Math.min(this.#by, now + most);
    this.#rest.later(Math.min(least, this.#by - now));
  }

  /** What waits is not told. */
  destroy(): void {
    this.#rest.forget();
  }
}
