import { hashOf } from '../people/secrets.ts';

/** How many different wrong secrets may come from one place in a minute. */
export const GUESSES = 30;
const MINUTE = 60_000;
/** How many places, and how many secrets that were right, are remembered. */
const CAP = 10_000;

interface Tries {
  readonly until: number;
  readonly wrong: Set<string>;
}

/**
 * Holds up whoever tries secrets. Only wrong ones count, each once, so that a script with a false token does no harm to
 * those beside it; and one that was right before is looked at even where its place is held up: a desk behind one address
 * goes on while somebody in it guesses.
 */
export class Guesses {
  readonly #now: () => Date;
  readonly #places = new Map<string, Tries>();
  readonly #right = new Set<string>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** In how many seconds a secret from `address` is looked at; null: at once. */
  wait(address: string, secret: string): number | null {
    const tries = this.#triesOf(placeOf(address));
    if (!tries || tries.wrong.size < GUESSES || this.#right.has(hashOf(secret))) return null;
    return Math.ceil((tries.until - this.#now().getTime()) / 1000);
  }

  /** Notes that a secret from `address` opened nothing, and never did. */
  wrong(address: string, secret: string): void {
    const place = placeOf(address);
    const tries = this.#triesOf(place) ?? { until: this.#now().getTime() + MINUTE, wrong: new Set() };
    tries.wrong.add(hashOf(secret));
    this.#places.set(place, tries);
    if (this.#places.size > CAP) this.#places.delete(first(this.#places.keys()));
  }

  /** Notes that a secret opened something. */
  right(secret: string): void {
    const key = hashOf(secret);
    this.#right.delete(key); // to the end: the one that was not used for longest is forgotten first
    this.#right.add(key);
    if (this.#right.size > CAP) this.#right.delete(first(this.#right.values()));
  }

  #triesOf(place: string): Tries | null {
    const tries = this.#places.get(place);
    if (tries && tries.until > this.#now().getTime()) return tries;
    this.#places.delete(place);
    return null;
  }
}

function first(values: Iterator<string>): string {
  return values.next().value ?? '';
}

/** Where an address is: of IPv6 the first half, since whoever has one address there has all that share it. */
function placeOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::', 2);
  const front = head.split(':').filter((part) => part !== '');
  const back = tail === undefined ? [] : tail.split(':').filter((part) => part !== '');
  const between = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...between, ...back].slice(0, 4).join(':');
}
