import { isCursor } from '@sanad/shared/presence';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Who is behind a connection, as everybody sees them. `color` is y-prosemirror's word. */
export interface PresentUser {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** The largest state a client may announce, in UTF-16 units of its JSON. */
export const STATE_LIMIT = 8192;
/** How many ids that left are remembered, so that one of them that returns is not taken for old news. */
const REMEMBERED = 1000;

interface State<Holder> {
  readonly holder: Holder;
  readonly user: PresentUser;
  /** The client's clock, and the one colleagues were told. */
  readonly clock: number;
  readonly told: number;
  readonly json: string;
}

/**
 * Who is where in one article, in y-protocols' awareness messages. Each connection announces one client id, its own:
 * y-websocket clients also repeat what they hear of others, and that is dropped. The server says who they are; whatever
 * a client puts into `user` is overwritten, and a cursor that no editor could draw is left out.
 *
 * Colleagues are told clocks of the server's own: y-protocols ignores a client's first state, of clock 0, and the state
 * of one that comes back after a lost connection with the clock it left with, until the next renewal.
 */
export class Awareness<Holder extends object> {
  readonly #states = new Map<number, State<Holder>>();
  readonly #ids = new Map<Holder, number>();
  readonly #left = new Map<number, number>();

  /** The person who announced a client id; null when nobody here has. */
  personOf(client: number): string | null {
    return this.#states.get(client)?.user.id ?? null;
  }

  /**
   * Takes what a connection announces. Answers with the client ids that others are to be told of, see `encode`.
   * `ownerOf` says whose a client id is known to be. @throws when the bytes are no awareness update.
   */
  receive(
    holder: Holder,
    user: PresentUser,
    update: Uint8Array,
    ownerOf: (client: number) => string | null,
  ): readonly number[] {
    const decoder = decoding.createDecoder(update);
    const changed: number[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarString(decoder);
      const state: unknown = JSON.parse(json);
      if (!this.#mayHold(holder, user, client, state, ownerOf)) continue;
      const before = this.#states.get(client);
      if (before?.holder === holder && clock < before.clock + (state === null ? 0 : 1)) continue;
      if (state === null) {
        if (!before) continue;
        this.#remove(client, before);
        changed.push(client);
        continue;
      }
      const { cursor = null, ...others } = state;
      const stamped = JSON.stringify({ ...others, cursor: isCursor(cursor) ? cursor : null, user });
      if (stamped.length > STATE_LIMIT) continue;
      const lastTold = before?.told ?? this.#left.get(client);
      const told = Math.max(clock, lastTold ?? 0) + 1;
      this.#states.set(client, { holder, user, clock, told, json: stamped });
      this.#left.delete(client);
      this.#ids.set(holder, client);
      changed.push(client);
    }
    return changed;
  }

  /** The client id that a connection announced. */
  idOf(holder: Holder): number | undefined {
    return this.#ids.get(holder);
  }

  /** Forgets a connection that closed. Answers with the client id that others are to be told of, or null. */
  leave(holder: Holder): number | null {
    const client = this.#ids.get(holder);
    this.#ids.delete(holder);
    const state = client === undefined ? undefined : this.#states.get(client);
    if (client === undefined || state?.holder !== holder) return null;
    this.#remove(client, state);
    return client;
  }

  /** The message that tells a connection of everybody else; null when it is alone. */
  others(holder: Holder): Uint8Array | null {
    const clients = [...this.#states].filter(([, state]) => state.holder !== holder).map(([client]) => client);
    return clients.length > 0 ? this.encode(clients) : null;
  }

  #mayHold(
    holder: Holder,
    user: PresentUser,
    client: number,
    state: unknown,
    ownerOf: (client: number) => string | null,
  ): state is Record<string, unknown> | null {
    if (state !== null && (typeof state !== 'object' || Array.isArray(state))) return false;
    const own = this.#ids.get(holder);
    if (own !== undefined) {
      // Its own id, unless the same person has come back with it on a newer connection.
      return own === client && (this.#states.get(client)?.holder ?? holder) === holder;
    }
    if (state === null || claimedBy(state, user)) return false;
    const held = this.#states.get(client);
    return (held?.user.id ?? user.id) === user.id && (ownerOf(client) ?? user.id) === user.id;
  }

  #remove(client: number, { told }: State<Holder>): void {
    this.#states.delete(client);
    this.#left.delete(client);
    this.#left.set(client, told);
    const oldest = this.#left.keys().next();
    if (this.#left.size > REMEMBERED && !oldest.done) this.#left.delete(oldest.value);
  }

  /** The message that tells where those client ids are now, or that they are gone. */
  encode(clients: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clients.length);
    for (const client of clients) {
      const state = this.#states.get(client);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, state?.told ?? this.#left.get(client) ?? 0);
      encoding.writeVarString(encoder, state?.json ?? 'null');
    }
    return encoding.toUint8Array(encoder);
  }
}

/** Whether a state names somebody else: it is what was heard of a colleague, repeated. */
function claimedBy(state: object, user: PresentUser): boolean {
  const named = (state as { readonly user?: { readonly id?: unknown } | null }).user?.id;
  return typeof named === 'string' && named !== user.id;
}
