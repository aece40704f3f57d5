import { MESSAGE } from '@sanad/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** A connection that does not confirm within this time (ms) is taken for dead and opened anew. */
const PATIENCE = 15_000;

/**
 * Counts a document's own changes, sends the count behind them (message 102) and hears what the server has committed.
 * It also sends the changes themselves, instead of the provider: the provider would send what is typed between the
 * opening of a socket and the server's first question, and after work offline that leaves a gap before it.
 */
export class Acknowledgements {
  readonly #provider: WebsocketProvider;
  readonly #doc: Y.Doc;

  readonly #changed: () => void;
  readonly #isExcused: () => boolean;
  /** Own changes made, counted from the opening; those found unconfirmed in the local copy come first. */
  #made: number;
  #confirmed = 0;
  #answered = false;
  #queued = false;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #sent = new Map<number, Uint8Array>();
  #confirmedVector: Uint8Array | null = null;

  /**
   * `found` is how many changes the local copy held unconfirmed; `changed` hears of every new `unsaved`. While `isExcused`
   * the server says itself why it does not confirm, and the connection is not taken for dead.
   */
  constructor(provider: WebsocketProvider, found: number, changed: () => void, isExcused: () => boolean = () => false) {
    this.#provider = provider;
    this.#doc = provider.doc;
    this.#made = found;
    this.#changed = changed;
    this.#isExcused = isExcused;
    this.#doc.off('update', provider._updateHandler);
    this.#doc.on('update', this.#update);
    const answer = provider.messageHandlers[MESSAGE.sync];
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
      const asked = decoding.peekVarUint(decoder) === syncProtocol.messageYjsSyncStep1;
      if (asked && this.unsaved === 0 && this.#lacks(decoding.clone(decoder))) {
        this.#made++;
        this.#changed();
      }
      answer?.(encoder, decoder, ...rest);
      if (!asked) return;
      this.#answered = true;
      this.#ask();
    };
    provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => this.#heard(decoding.readVarUint(decoder));
    provider.on('status', this.#status);
  }

  /** How many own changes the server has not confirmed. */
  get unsaved(): number {
    return this.#made - this.#confirmed;
  }

  /** How many own changes the server has confirmed. */
  get confirmed(): number {
    return this.#confirmed;
  }

  /** Everything in the document that the server has not confirmed, as one Yjs update. */
  unconfirmed(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc, this.#confirmedVector ?? undefined);
  }

  /** Asks the server to confirm, and opens the connection anew when it does not within `patience` (ms). */
  probe(patience: number): void {
    this.#ask(patience);
  }

  destroy(): void {
    clearTimeout(this.#watch);
    this.#doc.off('update', this.#update);
    this.#provider.off('status', this.#status);
  }

  #status = ({ status }: { status: string }): void => {
    if (status === 'connected') return;
    this.#answered = false;
    clearTimeout(this.#watch);
    this.#watch = undefined;
  };

  #update = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider) return;
    this.#made++;
    if (this.#answered) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.sync);
      syncProtocol.writeUpdate(encoder, update);
      this.#send(encoder);
      this.#ask();
    }
    this.#changed();
  };

  /** Whether the server, asking with its state, lacks something of this document: whatever the count says. */
  #lacks(question: decoding.Decoder): boolean {
    decoding.readVarUint(question);
    const there = Y.decodeStateVector(decoding.readVarUint8Array(question));
    const here = Y.decodeStateVector(Y.encodeStateVector(this.#doc));
    return [...here].some(([client, clock]) => clock > (there.get(client) ?? 0));
  }

  #send(encoder: encoding.Encoder): void {
    const socket = this.#provider.ws;
    if (socket?.readyState === WebSocket.OPEN) socket.send(encoding.toUint8Array(encoder));
  }

  /** Sends the count once everything of this turn of the event loop is on its way. */
  #ask(patience = PATIENCE): void {
    if (this.#queued || !this.#answered) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (!this.#answered) return;
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.saved);
      encoding.writeVarUint(encoder, this.#made);
      this.#sent.set(this.#made, Y.encodeStateVector(this.#doc));
      this.#send(encoder);
      if (patience < PATIENCE || this.#watch === undefined) this.#guard(patience);
    });
  }

  #guard(patience: number): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#watch = undefined;
      if (!this.#provider.shouldConnect) return;
      if (this.#isExcused()) {
        this.#guard(patience);
        return;
      }
      this.#provider.disconnect();
      this.#provider.connect();
    }, patience);
  }

  #heard(count: number): void {
    const vector = this.#sent.get(count);
    if (vector) this.#confirmedVector = vector;
    for (const sent of this.#sent.keys()) if (sent <= count) this.#sent.delete(sent);
    this.#confirmed = Math.max(this.#confirmed, Math.min(count, this.#made));
    clearTimeout(this.#watch);
    this.#watch = undefined;
    if (this.#sent.size > 0) this.#guard(PATIENCE);
    this.#changed();
  }
}
