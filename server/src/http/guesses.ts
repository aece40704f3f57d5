import { hashOf } from '../people/secrets.ts';

/** How many different wrong secrets may come from one place in a minute. */
export const GUESSES = 30;
const MINUTE = 60_000;
/** How many places, and how many secrets that were right, are remembered. */
const CAP = 10_000;

/** What a secret is: one that opens something, one that did once, one that never did. */
export interface Look<T> {
  readonly kind: 'right' | 'ended' | 'wrong';
  readonly found: T;
}

/** What became of a secret: what was found for it, or in how many seconds it is looked at. */
export type Looked<T> = { readonly wait: null; readonly found: T } | { readonly wait: number };

/** What comes from one place. `looking` may all turn out to be wrong, so that they count with those that did. */
interface Tries {
  readonly until: number;
  readonly wrong: Set<string>;
  looking: number;
  readonly queue: ((turn: boolean) => void)[];
}

/**
 * Holds up whoever tries secrets. Only wrong ones count, each once, so that a script with a false token does no harm to
 * those beside it; and one that was right before is looked at even where its place is held up: a desk behind one address
 * goes on while somebody in it guesses. Of those that come at once no more are looked at than may still be wrong; the
 * others wait for how they turn out.
 */
export class Guesses {
  readonly #now: () => Date;
  readonly #places = new Map<string, Tries>();
  readonly #right = new Set<string>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Looks a secret from `address` up by `look`, unless too many wrong ones have come from there. @throws what `look` throws. */
  async look<T>(address: string, secret: string, look: () => Promise<Look<T>>): Promise<Looked<T>> {
    const key = hashOf(secret);
    const place = placeOf(address);
    const tries = this.#right.has(key) ? null : this.#triesOf(place);
    if (tries && !(await turnIn(tries))) return { wait: Math.ceil((tries.until - this.#now().getTime()) / 1000) };
    try {
      const { kind, found } = await look();
      if (kind === 'right') this.right(secret);
      else if (kind === 'wrong') tries?.wrong.add(key);
      return { wait: null, found };
    } finally {
      if (tries) this.#turnOut(place, tries);
    }
  }

  /** Notes that a secret opened something. */
  right(secret: string): void {
    const key = hashOf(secret);
    this.#right.delete(key); // to the end: the one that was not used for longest is forgotten first
    this.#right.add(key);
    if (this.#right.size > CAP) this.#right.delete(first(this.#right.values()));
  }

  #triesOf(place: string): Tries {
    const known = this.#places.get(place);
    const now = this.#now().getTime();
    if (known && known.until > now) return known;
    const tries: Tries = { until: now + MINUTE, wrong: new Set(), looking: 0, queue: [] };
    this.#places.delete(place); // to the end
    this.#places.set(place, tries);
    if (this.#places.size > CAP) this.#places.delete(first(this.#places.keys()));
    return tries;
  }

  #turnOut(place: string, tries: Tries): void {
    tries.looking--;
    if (tries.wrong.size >= GUESSES) for (const turn of tries.queue.splice(0)) turn(false);
    while (tries.queue.length > 0 && hasRoom(tries)) {
      tries.looking++;
      tries.queue.shift()?.(true);
    }
    const isIdle = tries.looking === 0 && tries.wrong.size === 0;
    if (isIdle && this.#places.get(place) === tries) this.#places.delete(place);
  }
}

const hasRoom = (tries: Tries): boolean => tries.wrong.size + tries.looking < GUESSES;

/** Whether a secret is looked at: at once, or when it has turned out how those before it were. */
function turnIn(tries: Tries): boolean | Promise<boolean> {
  if (tries.wrong.size >= GUESSES) return false;
  if (hasRoom(tries)) {
    tries.looking++;
    return true;
  }
  return new Promise((resolve) => tries.queue.push(resolve));
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
