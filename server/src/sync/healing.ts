import { anchorRange, groundOf } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { moveClaim, readClaims } from '@sanad/shared/claim';
import { isFresh, type Moment } from '@sanad/shared/fresh-letters';
import { type Healing, healingOf } from '@sanad/shared/healing';
import type * as Y from 'yjs';

/** How long nothing may have come in before an article counts as quiet, in milliseconds: longer than any client waits
 * before it writes down where the words went that it has just moved. */
const QUIET = 4000;

/** When to look, and by whose clock. `after` runs `run` once, `wait` milliseconds from now, unless it is called off. */
export interface HealingClock {
  readonly quiet: number;
  after(wait: number, run: () => void): () => void;
}

/** The clock of the machine. It keeps no process alive. */
export const HEALING_CLOCK: HealingClock = {
  quiet: QUIET,
  after: (wait, run) => {
    const timer = setTimeout(run, wait).unref();
    return () => clearTimeout(timer);
  },
};

/**
 * What of an article's claims may be mended without asking anybody. Never writes. `moment` is when they were looked at last:
 * words that stood there already then are not those that a claim lost since, however like them they are.
 */
export function healingsOf(doc: Y.Doc, moment: Moment): Healing[] {
  const ground = groundOf(doc, articleText(doc));
  return readClaims(doc).flatMap((claim) => {
    const healing = healingOf(ground, claim);
    const range = healing && anchorRange(ground, healing.anchor);
    return range && isFresh(ground, range, moment, claim.anchor) ? [healing] : [];
  });
}

/** Writes what `healingsOf` found, in the same document. */
export function heal(doc: Y.Doc, healings: readonly Healing[]): void {
  for (const { claim, anchor, quote } of healings) moveClaim(doc, claim, anchor, quote);
}

/**
 * Waits for one article to be quiet, then has its claims looked at: once after each time that something came in. The
 * room is the only one to write then; a client that edits is by that time done with what it knows better.
 */
export class Healer {
  readonly #clock: HealingClock;
  readonly #look: () => void;
  #callOff: (() => void) | null = null;

  /** @param look heals what can be healed; it must not throw. */
  constructor(clock: HealingClock, look: () => void) {
    this.#clock = clock;
    this.#look = look;
  }

  /** Something came in: it is not quiet now. */
  touch(): void {
    this.stop();
    this.#callOff = this.#clock.after(this.#clock.quiet, () => {
      this.#callOff = null;
      this.#look();
    });
  }

  /** Nobody waits any more: the room is let go, and another may take its place. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }
}
