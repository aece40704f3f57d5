import type { Actor } from '@sanad/shared/policy';
import { CLOSE, TRY_LATER } from '@sanad/shared/protocol';
import type { RawData, WebSocket } from 'ws';
import type { PersonRow } from '../store/store.ts';
import type { Allowance } from './allowance.ts';
import { QUIET_FRAME } from './frames.ts';

/** Who is behind a socket: the person as the store knows them, and the id of the session they came with. */
export interface Caller {
  readonly person: PersonRow;
  readonly session: string;
}

/** What a live connection reports to. */
export interface Host {
  /** Takes a frame; must not throw. */
  hear(connection: Connection, frame: Uint8Array): void;
  leave(connection: Connection): void;
}

/** What a connection is held to. */
export interface Bounds {
  /** What the client may be behind in reading, in bytes. */
  readonly unread: number;
  /** What it may send: as a connection, and as one of its person's. */
  readonly allowances: readonly Allowance[];
  /** Hears with which code and why it was closed by the server. */
  readonly told: (code: number, reason: string) => void;
}

/**
 * Where a connection is. Frames that come while the document is still being loaded wait with it.
 * `hears` is the number of the last accepted update that the answer to the client's first question contains; the client
 * is told of those behind it, and of none before it has asked (null).
 */
type Phase =
  | { readonly kind: 'joining'; readonly frames: Uint8Array[]; bytes: number }
  | { readonly kind: 'live'; readonly host: Host; hears: number | null }
  | { readonly kind: 'closed' };

/** What may wait while the document is loading, in bytes. */
const JOINING = 4 * 1024 * 1024;
/** How many heartbeats may pass without a sign of life. */
const MISSED = 4;
/** How long a client that is told to close may take for it, in milliseconds. */
const FAREWELL = 5000;

/** One socket of one person, in one article. */
export class Connection {
  readonly person: PersonRow;
  readonly session: string;
  readonly actor: Actor;
  readonly #socket: WebSocket;
  readonly #onClosed: () => void;
  readonly #bounds: Bounds;
  #phase: Phase = { kind: 'joining', frames: [], bytes: 0 };
  #missed = 0;
  #waiting: NodeJS.Timeout | null = null;

  /** `onClosed` runs once, when the connection counts as closed, whoever closed it. */
  constructor(socket: WebSocket, { person, session }: Caller, actor: Actor, bounds: Bounds, onClosed: () => void) {
    this.#socket = socket;
    this.person = person;
    this.session = session;
    this.actor = actor;
    this.#bounds = bounds;
    this.#onClosed = onClosed;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#missed = 0;
    });
    socket.on('close', () => this.#end());
    socket.on('error', () => this.#end()); // 'close' follows; without a listener the process would end
  }

  get closed(): boolean {
    return this.#phase.kind === 'closed';
  }

  /** What the client has of the document: see `Phase`. Null before it has asked, and once closed. */
  get hears(): number | null {
    return this.#phase.kind === 'live' ? this.#phase.hears : null;
  }

  /** Notes that the client is given everything up to the accepted update of that number. */
  startHearing(number: number): void {
    if (this.#phase.kind === 'live') this.#phase.hears ??= number;
  }

  /** The document is loaded: what has come in meanwhile is handed over, and everything from now on. */
  enter(host: Host): void {
    if (this.#phase.kind !== 'joining') return;
    const { frames } = this.#phase;
    this.#phase = { kind: 'live', host, hears: null };
    for (const frame of frames) if (!this.closed) host.hear(this, frame);
  }

  /** Sends a frame; a client that has stopped reading is closed instead. Does nothing once closed. */
  send(frame: Uint8Array): void {
    if (this.#phase.kind === 'closed' || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#bounds.unread) this.close(CLOSE.tryLater, TRY_LATER.tooSlow);
    else this.#socket.send(frame);
  }

  /** Counts an answer as if the client had sent it: who asks for much again and again is made to wait. */
  charge(bytes: number): void {
    this.#slowDown(bytes);
  }

  /** One beat of the heart: asks for a sign of life, and ends a connection that gave none for too long. */
  beat(): void {
    if (this.#socket.isPaused) return; // it is not listened to just now
    if (this.#missed >= MISSED) {
      this.#socket.terminate();
      this.#end();
      return;
    }
    this.#missed++;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.ping();
    if (this.#phase.kind === 'live') this.send(QUIET_FRAME);
  }

  /** Closes the socket. Nothing that still comes in is heard. */
  close(code: number, reason: string): void {
    if (this.closed) return;
    this.#socket.close(code, reason);
    this.#bounds.told(code, reason);
    const socket = this.#socket;
    setTimeout(() => socket.terminate(), FAREWELL).unref();
    this.#end();
  }

  #receive(data: RawData, isBinary: boolean): void {
    const phase = this.#phase;
    if (phase.kind === 'closed') return;
    if (!isBinary) {
      this.close(CLOSE.notAllowed, 'malformed');
      return;
    }
    this.#missed = 0;
    const frame = bytesOf(data);
    this.#slowDown(frame.length);
    if (phase.kind === 'live') {
      phase.host.hear(this, frame);
      return;
    }
    phase.bytes += frame.length;
    if (phase.bytes > JOINING) this.close(CLOSE.tooBig, 'too much before the document was loaded');
    else phase.frames.push(frame);
  }

  /** Stops reading for as long as what came was too much: the sender's own system holds back the rest, and nothing is lost. */
  #slowDown(bytes: number): void {
    const wait = Math.max(...this.#bounds.allowances.map((allowance) => allowance.use(bytes)));
    if (wait === 0) return;
    // What has been read already still comes in, and makes the wait longer.
    this.#socket.pause();
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#socket.resume(), wait).unref();
  }

  #end(): void {
    const phase = this.#phase;
    if (phase.kind === 'closed') return;
    this.#phase = { kind: 'closed' };
    if (phase.kind === 'live') phase.host.leave(this);
    this.#onClosed();
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
