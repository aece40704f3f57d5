import { textRoot } from '@sanad/shared/article';
import { MESSAGE } from '@sanad/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { PATIENCE } from './patience.ts';

/** Resolves once `holds` gives something true; gives that. @throws Error naming `what` when it does not come about. */
export async function until<T>(what: string, holds: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`it did not come about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** How a socket ended. */
export interface Ended {
  readonly code: number;
  readonly reason: string;
}

/** Where to connect, and as whom. `url` is the desk's, with http. */
export interface Door {
  readonly url: string;
  readonly article: string;
  /** The value of a `Cookie` header. */
  readonly cookie?: string;
  readonly origin?: string;
  /** Query parameters: `token`, `schema`. */
  readonly params?: Readonly<Record<string, string>>;
}

const socketAddress = (url: string) => `${url.replace(/^http/, 'ws')}/sync`;

function headersOf({ cookie, origin, url }: Door): Record<string, string> {
  return { origin: origin ?? url, ...(cookie === undefined ? {} : { cookie }) };
}

/** The class of sockets that carry a door's headers, for y-websocket, which knows only how to make one of an address. */
function socketClass(door: Door): typeof globalThis.WebSocket {
  class DoorSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: headersOf(door) });
    }
  }
  return DoorSocket as unknown as typeof globalThis.WebSocket;
}

/** A stock y-websocket client. What is Sanad's own in it is message 102, sent only by `acked`. */
export class Peer {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Every way its sockets ended so far. */
  readonly ends: Ended[] = [];
  #asked = 0;
  #confirmed = 0;

  constructor(door: Door, doc = new Y.Doc()) {
    this.doc = doc;
    textRoot(doc);
    doc.getMap('claims');
    this.provider = new WebsocketProvider(socketAddress(door.url), door.article, doc, {
      WebSocketPolyfill: socketClass(door),
      params: { ...door.params },
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
      this.#confirmed = Math.max(this.#confirmed, decoding.readVarUint(decoder));
    };
    this.provider.on('connection-close', (event) => {
      if (event) this.ends.push({ code: event.code, reason: event.reason });
    });
    this.provider.on('sync', (synced: boolean) => {
      if (synced && this.#asked > this.#confirmed) this.#ask();
    });
  }

  /** Resolves once the server's document has arrived. */
  async synced(): Promise<this> {
    await until('a client is synced', () => this.provider.synced);
    return this;
  }

  /** Resolves once the server has confirmed everything written so far, over as many connections as it takes. */
  async acked(): Promise<void> {
    const asked = ++this.#asked;
    if (this.provider.synced) this.#ask();
    await until('the server confirms', () => this.#confirmed >= asked);
  }

  /** Resolves with the way the server ended the connection. */
  async ended(): Promise<Ended> {
    return await until('the server closes the connection', () => this.ends[0]);
  }

  /** Drops the connection; edits go on. */
  leave(): void {
    this.provider.disconnect();
  }

  /** Connects again after `leave`. */
  comeBack(): void {
    this.provider.connect();
  }

  /** Leaves for good. */
  close(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }

  #ask(): void {
    const frame = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.saved);
      encoding.writeVarUint(encoder, this.#asked);
    });
    this.provider.ws?.send(frame as Uint8Array<ArrayBuffer>);
  }
}

/** Whether several documents hold the same: the same letters, formats and claims, and the same history of edits. */
export function agree(...docs: readonly Y.Doc[]): boolean {
  const [first, ...others] = docs.map(contentOf);
  return others.every((other) => other === first);
}

/** What a document holds, as text to compare: state vector, text and claims. */
export function contentOf(doc: Y.Doc): string {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const claims = Object.entries(doc.getMap('claims').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([clocks, textRoot(doc).toArray().map(nodeOf), claims.map(inOrder)]);
}

/** The same value with the keys of its objects in order: maps that hold the same may have come to it in another. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, of]) => [key, inOrder(of)]));
}

/** A block as plain data. Letters that look alike are one run, whatever signs of formatting lie between them. */
function nodeOf(node: unknown): unknown {
  if (node instanceof Y.XmlElement) return [node.nodeName, node.getAttributes(), node.toArray().map(nodeOf)];
  if (!(node instanceof Y.XmlText)) return String(node);
  const runs: { letters: string; look: string }[] = [];
  for (const { insert, attributes } of node.toDelta() as { insert: unknown; attributes?: object }[]) {
    const look = JSON.stringify(Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
    const last = runs.at(-1);
    if (last?.look === look) last.letters += String(insert);
    else runs.push({ letters: String(insert), look });
  }
  return runs;
}

/** Resolves once all peers hold the same. */
export async function converged(...peers: readonly Peer[]): Promise<void> {
  await until('the clients agree', () => agree(...peers.map(({ doc }) => doc)));
}

/** A bare socket that says what it is told to. Everything it hears is kept in `heard`. */
export class RawPeer {
  readonly socket: WebSocket;
  readonly heard: Uint8Array[] = [];
  #opened = false;
  #ended: Ended | null = null;

  constructor(door: Door) {
    const query = new URLSearchParams(door.params).toString();
    const address = `${socketAddress(door.url)}/${door.article}${query === '' ? '' : `?${query}`}`;
    this.socket = new WebSocket(address, { headers: headersOf(door) });
    this.socket.on('open', () => {
      this.#opened = true;
    });
    this.socket.on('message', (data: Buffer) => this.heard.push(new Uint8Array(data)));
    this.socket.on('close', (code, reason) => {
      this.#ended = { code, reason: reason.toString() };
    });
    this.socket.on('error', () => {
      this.#ended ??= { code: 0, reason: 'no connection' };
    });
  }

  /** Resolves once the socket was open; the server may have closed it again by then. */
  async opened(): Promise<this> {
    await until('the socket opens', () => this.#opened);
    return this;
  }

  /** Sends a frame: numbers as varuints, arrays of bytes with their length. */
  say(...parts: readonly (number | Uint8Array)[]): void {
    const frame = encoding.encode((encoder) => {
      for (const part of parts) {
        if (typeof part === 'number') encoding.writeVarUint(encoder, part);
        else encoding.writeVarUint8Array(encoder, part);
      }
    });
    this.socket.send(frame);
  }

  /** Sends a Yjs update as y-websocket does. */
  update(bytes: Uint8Array): void {
    this.say(MESSAGE.sync, 2, bytes);
  }

  /** Resolves once a message of that number has been heard, with the last one. */
  async hears(message: number): Promise<Uint8Array> {
    return await until(`message ${message} is heard`, () => this.heard.findLast((frame) => frame[0] === message));
  }

  /** Whether the socket is closed. */
  get over(): boolean {
    return this.#ended !== null;
  }

  async ended(): Promise<Ended> {
    return await until('the server closes the socket', () => this.#ended);
  }

  close(): void {
    this.socket.terminate();
  }
}
