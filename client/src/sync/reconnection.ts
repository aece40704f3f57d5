import { CLOSE, type TryLater, tryLaterShape } from '@sanad/shared/protocol';
import type { WebsocketProvider } from 'y-websocket';

/** The bounds (ms) between which the waits lie: the first one's, doubled with every attempt, and the last one's. */
const BOUND = { first: 1_000, longest: 10_000 };
/** The part of its bound that every wait has at least: nobody knocks without a pause. */
const LEAST = 0.05;
/** How long somebody is turned away (ms) before that is more than a hiccup. */
const MOMENT = 3_000;

/**
 * How long to wait (ms) before coming back after so many attempts that came to nothing. `chance`, from 0 to 1, spreads
 * the waits over all of their bound: those whom a server lost in one instant do not all return in another.
 */
export function waitBefore(attempts: number, chance: number): number {
  const bound = Math.min(BOUND.first * 2 ** attempts, BOUND.longest);
  return bound * (LEAST + (1 - LEAST) * chance);
}

/** Ends a provider for good; one that is connecting when that is over, since browsers complain of what is broken off. */
export function letGo(provider: WebsocketProvider): void {
  if (!provider.wsconnecting) {
    provider.destroy();
    return;
  }
  provider.shouldConnect = false;
  provider.once('status', () => provider.destroy()); // connected
  provider.once('connection-error', () => provider.destroy());
}

/**
 * Brings a provider back after a lost connection, in place of its own waits, which are the same for everybody. What the
 * server closed for good, and what was disconnected on purpose, stays away.
 */
export class Reconnection {
  readonly #provider: WebsocketProvider;
  readonly #changed: () => void;
  readonly #chance: () => number;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #turnedAway: TryLater | null = null;
  #moment: ReturnType<typeof setTimeout> | undefined;
  #keptOut = false;

  /** `changed` hears when `keptOut` changes. */
  constructor(provider: WebsocketProvider, changed: () => void, chance: () => number = Math.random) {
    this.#provider = provider;
    this.#changed = changed;
    this.#chance = chance;
    provider.on('connection-close', this.#closed);
    provider.on('status', this.#status);
    provider.on('sync', this.#synced);
  }

  /** Why the server has been turning this client away for longer than a moment; null when it does not. */
  get keptOut(): TryLater | null {
    return this.#keptOut ? this.#turnedAway : null;
  }

  /** Comes back at once where it waits: there is reason to believe that it works now. */
  now(): void {
    if (this.#waiting === undefined) return;
    this.#stopWaiting();
    this.#provider.connect();
  }

  destroy(): void {
    this.#stopWaiting();
    clearTimeout(this.#moment);
    this.#provider.off('connection-close', this.#closed);
    this.#provider.off('status', this.#status);
    this.#provider.off('sync', this.#synced);
  }

  #closed = (event: CloseEvent | null): void => {
    if (!this.#provider.shouldConnect) return; // on purpose
    if (event && !this.#provider.shouldReconnect(event, this.#provider)) return;
    const reason = event?.code === CLOSE.tryLater ? tryLaterShape.safeParse(event.reason) : null;
    this.#note(reason?.success ? reason.data : null);
    // The provider's own timer finds that it need not connect, whenever it goes off.
    this.#provider.shouldConnect = false;
    this.#stopWaiting();
    const wait = waitBefore(this.#provider.wsUnsuccessfulReconnects, this.#chance());
    this.#waiting = setTimeout(() => this.now(), wait);
  };

  #status = ({ status }: { status: string }): void => {
    if (status === 'connecting') this.#stopWaiting();
  };

  #synced = (synced: boolean): void => {
    if (synced) this.#note(null);
  };

  #note(reason: TryLater | null): void {
    const before = this.keptOut;
    this.#turnedAway = reason;
    if (reason === null) {
      clearTimeout(this.#moment);
      this.#moment = undefined;
      this.#keptOut = false;
    } else {
      this.#moment ??= setTimeout(() => {
        this.#keptOut = true;
        this.#changed();
      }, MOMENT);
    }
    if (this.keptOut !== before) this.#changed();
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }
}
