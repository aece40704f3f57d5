import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
/** In a frame's first byte: it is a message by itself. */
const WHOLE = 0x80;
const ACCEPTED = Buffer.from('HTTP/1.1 101');
/** What is read goes here, for all sockets alike: each is done with it before the next one reads. */
const READ = Buffer.allocUnsafe(256 * 1024);
/** How long a server may take to let a socket in, in milliseconds. */
const PATIENCE = 60_000;

/** A binary message as a client frames it, masked with noughts: framing beforehand makes sending one write. */
export function framed(message: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const { length } = message;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(head + 4 + length);
  frame[0] = WHOLE | opcode;
  if (head === 2) frame[1] = 0x80 | length;
  if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  if (head === 10) {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, head + 4);
  return frame;
}

/**
 * A websocket client that does no more than a load generator needs, so that hundreds of them cost less than the server
 * they talk to: a message has to come in one frame, and is only there while it is heard.
 */
export class LeanSocket {
  readonly #socket: Socket;
  readonly #hear: (message: Buffer) => void;
  readonly #lost: (why: string) => void;
  #rest: Buffer | null = null;

  private constructor(socket: Socket, hear: (message: Buffer) => void, lost: (why: string) => void) {
    this.#socket = socket;
    this.#hear = hear;
    this.#lost = lost;
  }

  /** Resolves once the server has let the socket in. `lost` hears of its end, unless `end` was called. */
  static open(
    port: number,
    path: string,
    hear: (message: Buffer) => void,
    lost: (why: string) => void,
  ): Promise<LeanSocket> {
    return new Promise((resolve, reject) => {
      let lean: LeanSocket | null = null;
      let head: Buffer = Buffer.alloc(0);
      const shake = (data: Buffer) => {
        head = Buffer.concat([head, data]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.subarray(0, ACCEPTED.length).equals(ACCEPTED)) {
          socket.destroy();
          reject(new Error(`no websocket: ${head.subarray(0, end).toString()}`));
          return;
        }
        socket.setTimeout(0);
        socket.off('error', reject);
        const opened = new LeanSocket(socket, hear, lost);
        lean = opened;
        socket.on('error', (error) => opened.#lost(error.message));
        socket.on('close', () => opened.#lost('it was closed'));
        resolve(opened);
        opened.#read(head.subarray(end + 4));
      };
      const callback = (length: number, buffer: Uint8Array) => {
        const data = Buffer.from(buffer.buffer, buffer.byteOffset, length);
        if (lean) lean.#read(data);
        else shake(data);
        return true;
      };
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: READ, callback } });
      socket.setTimeout(PATIENCE, () => socket.destroy(new Error('the server let nobody in')));
      socket.once('error', reject);
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
    });
  }

  /** Sends what `framed` made. */
  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  end(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #read(data: Buffer): void {
    let bytes = data;
    if (this.#rest) {
      bytes = Buffer.concat([this.#rest, data]);
      this.#rest = null;
    }
    let at = 0;
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] as number) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length - at < head) break;
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.length - at < head + length) break;
      this.#take(bytes[at] as number, bytes.subarray(at + head, at + head + length));
      at += head + length;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }

  #take(first: number, payload: Buffer): void {
    switch (first) {
      case WHOLE | OPCODE.binary:
        this.#hear(payload);
        return;
      case WHOLE | OPCODE.ping:
        this.send(framed(payload, OPCODE.pong));
        return;
      case WHOLE | OPCODE.pong:
        return;
      case WHOLE | OPCODE.close:
        this.#lost(`closed with ${payload.length < 2 ? 'nothing' : payload.readUInt16BE(0)} ${payload.subarray(2)}`);
        return;
      default:
        this.#lost(`a frame that begins with ${first}`);
    }
  }
}
