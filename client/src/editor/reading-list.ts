import { claimsRoot } from '@sanad/shared/article';
import { type Claim, readClaim } from '@sanad/shared/claim';
import type * as Y from 'yjs';

/** How long the page is held up at a time (ms) while many records are read. */
const SLICE = 6;

/**
 * Claims whose records wait to be read. The records of a whole article are read a few at a time, so that its text can be
 * read and written meanwhile.
 */
export class ReadingList {
  readonly #doc: Y.Doc;
  readonly #ready: () => void;
  readonly #ids = new Set<string>();
  readonly #read = new Map<string, Claim | null>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `ready` is called when the records asked for with `begin` have been read. */
  constructor(doc: Y.Doc, ready: () => void) {
    this.#doc = doc;
    this.#ready = ready;
  }

  get size(): number {
    return this.#ids.size;
  }

  /** Whether records are being read a few at a time. */
  get isReading(): boolean {
    return this.#timer !== undefined;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(id);
    this.#read.delete(id);
  }

  /** Puts every record of the article on the list and begins to read. */
  begin(): void {
    for (const id of claimsRoot(this.#doc).keys()) this.#ids.add(id);
    this.#readOn(this.#ids.values());
  }

  /** The claim as its record says; null when that is none. */
  read(id: string): Claim | null {
    let claim = this.#read.get(id);
    if (claim === undefined) {
      claim = readClaim(claimsRoot(this.#doc).get(id));
      this.#read.set(id, claim);
    }
    return claim;
  }

  /** Everything on the list, read; the list is empty then. */
  take(): Map<string, Claim | null> {
    this.destroy();
    const claims = new Map([...this.#ids].map((id) => [id, this.read(id)] as const));
    this.#ids.clear();
    this.#read.clear();
    return claims;
  }

  #readOn(ids: Iterator<string>): void {
    this.#timer = undefined;
    const until = performance.now() + SLICE;
    for (let next = ids.next(); !next.done; next = ids.next()) {
      this.read(next.value);
      if (performance.now() > until) {
        this.#timer = setTimeout(() => this.#readOn(ids), 0);
        return;
      }
    }
    this.#ready();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
