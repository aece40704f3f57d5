import type { DraftMade, Reading } from './import-job.ts';
import type { Material } from './readers.ts';

/** A text that was read and waits for somebody to say what becomes of it. */
export interface Held {
  readonly id: string;
  /** Whose it is: for anybody else it does not exist. */
  readonly person: string;
  /** The article it is to be the text of; null: it is to become one. */
  readonly article: string | null;
  readonly material: Material;
  readonly reading: Reading;
  /** Null: it was not looked at yet. */
  readonly made: DraftMade | null;
}

/** How much is held, and for how long. */
export interface DraftLimits {
  /** In milliseconds. */
  readonly time: number;
  readonly ofPerson: number;
  /** In bytes, of everybody. */
  readonly bytes: number;
}

export const DRAFT_LIMITS: DraftLimits = { time: 30 * 60_000, ofPerson: 8, bytes: 256 * 1024 * 1024 };

/** There is no more room for what people have sent and not made up their minds about. */
export class DraftsFull extends Error {
  override readonly name = 'DraftsFull';
}

/** What was read and is waiting, in memory alone: a server that starts anew has none of it, and nothing is lost by that. */
export class Drafts {
  readonly #held = new Map<string, { readonly held: Held; readonly until: number }>();
  readonly #now: () => Date;
  readonly #limits: DraftLimits;

  constructor(now: () => Date, limits: DraftLimits = DRAFT_LIMITS) {
    this.#now = now;
    this.#limits = limits;
  }

  /**
   * Holds a text, in the place of one with the same id. Whoever has too many loses the oldest.
   * @throws DraftsFull
   */
  hold(held: Held): void {
    this.#forgetOld();
    const others = [...this.#held.values()].map((each) => each.held).filter(({ id }) => id !== held.id);
    const theirs = others.filter(({ person }) => person === held.person);
    const going = new Set(theirs.slice(0, Math.max(0, theirs.length + 1 - this.#limits.ofPerson)));
    let bytes = held.material.bytes.length;
    for (const each of others) if (!going.has(each)) bytes += each.material.bytes.length;
    if (bytes > this.#limits.bytes) throw new DraftsFull('too much is waiting');
    for (const { id } of [...going, held]) this.#held.delete(id);
    this.#held.set(held.id, { held, until: this.#now().getTime() + this.#limits.time });
  }

  /** What a person holds by that id; null when there is none, it is somebody else's, or it is too old. */
  get(id: string, person: string): Held | null {
    this.#forgetOld();
    const known = this.#held.get(id)?.held;
    return known?.person === person ? known : null;
  }

  /** Lets go of what a person holds; whether there was any. */
  drop(id: string, person: string): boolean {
    return this.get(id, person) !== null && this.#held.delete(id);
  }

  #forgetOld(): void {
    const now = this.#now().getTime();
    for (const [id, { until }] of this.#held) if (until <= now) this.#held.delete(id);
  }
}
