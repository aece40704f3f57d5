import type { Frame } from './frames.ts';

/** How long a client may take to answer what the server asked on entering, in milliseconds. */
const PATIENCE = 3000;
/** What it may send meanwhile, in bytes. */
const LIMIT = 4 * 1024 * 1024;

/** What a connection sent too early; see `Early`. */
interface Held {
  readonly frames: Frame[];
  bytes: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * A y-websocket client that types while it comes back sends what it types at once, and what the server lacks only when
 * it is asked: the letter before the word it belongs to. Such an update builds on what is not here yet, and is no fault
 * until the client has answered. It waits here, with everything the client sends behind it, so that the order stays.
 */
export class Early<C extends object> {
  readonly #held = new Map<C, Held>();
  readonly #answered = new WeakSet<C>();
  readonly #late: (connection: C) => void;

  /** `late` hears of a connection that did not answer in time, or sent too much meanwhile. */
  constructor(late: (connection: C) => void) {
    this.#late = late;
  }

  /** Whether the connection has answered what the server asked it. */
  hasAnswered(connection: C): boolean {
    return this.#answered.has(connection);
  }

  /** Whether something of the connection waits: then what comes behind it waits as well. */
  holds(connection: C): boolean {
    return this.#held.has(connection);
  }

  hold(connection: C, frame: Frame): void {
    let held = this.#held.get(connection);
    if (!held) {
      const timer = setTimeout(() => this.#giveUp(connection), PATIENCE);
      timer.unref();
      held = { frames: [], bytes: 0, timer };
      this.#held.set(connection, held);
    }
    held.frames.push(frame);
    held.bytes += frame.kind === 'update' ? frame.bytes.length : 16;
    if (held.bytes > LIMIT) this.#giveUp(connection);
  }

  /** The client has answered: gives what waited, in order. */
  release(connection: C): readonly Frame[] {
    this.#answered.add(connection);
    return this.forget(connection);
  }

  /** Lets go of what waits of a connection; gives it. */
  forget(connection: C): readonly Frame[] {
    const held = this.#held.get(connection);
    if (!held) return [];
    clearTimeout(held.timer);
    this.#held.delete(connection);
    return held.frames;
  }

  #giveUp(connection: C): void {
    this.forget(connection);
    this.#late(connection);
  }
}
