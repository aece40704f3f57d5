import { Rest } from './rest.ts';

/** How long the text must be quiet (ms) before every claim is looked at again. */
const QUIET = 1_500;
/** How many claims are looked at in one go. */
const AT_A_TIME = 500;

/** Once the text is quiet, looks at every claim again, some at a time: typing begins again whenever it wants to. */
export class Settling {
  readonly #look: (from: number, end: number) => boolean;
  readonly #quiet: Rest;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `begin` is called first; `look` looks at the claims from an index to before another, and says whether there are more. */
  constructor(begin: () => void, look: (from: number, end: number) => boolean) {
    this.#look = look;
    this.#quiet = new Rest(() => {
      begin();
      this.#step(0);
    });
  }

  /** The text changed: the quiet begins anew. */
  later(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#quiet.later(QUIET);
  }

  #step(from: number): void {
    const more = this.#look(from, from + AT_A_TIME);
    this.#timer = more ? setTimeout(() => this.#step(from + AT_A_TIME), 0) : undefined;
  }

  destroy(): void {
    this.#quiet.forget();
    clearTimeout(this.#timer);
  }
}
