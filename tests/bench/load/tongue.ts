import { MESSAGE } from '@sanad/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** How a server is spoken to: y-websocket's protocol, the same behind the document's name, or not at all. */
export type Tongue = 'stock' | 'addressed' | 'relay';

/** What a client says and hears of the sync protocol. */
export type Heard =
  | { readonly kind: 'question' }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'saved'; readonly counter: number };

const SYNC = { step1: 0, step2: 1, update: 2 } as const;
/** Hocuspocus' answer to a question it will not ask back. */
const SYNC_REPLY = 4;
/** An update, and a state vector, that hold nothing. */
const NO_UPDATE = new Uint8Array([0, 0]);
const NO_STATE = new Uint8Array([0]);

function message(address: string | null, ...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  return encoding.encode((encoder) => {
    if (address !== null) encoding.writeVarString(encoder, address);
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else if (typeof part === 'string') encoding.writeVarString(encoder, part);
      else encoding.writeVarUint8Array(encoder, part);
    }
  });
}

/** What a client says to one server about one document. */
export class Speaker {
  readonly #tongue: Tongue;
  readonly #address: string | null;

  constructor(tongue: Tongue, document: string) {
    this.#tongue = tongue;
    this.#address = tongue === 'addressed' ? document : null;
  }

  /** What comes before everything else. */
  greeting(): readonly Uint8Array[] {
    return this.#tongue === 'addressed' ? [message(this.#address, MESSAGE.auth, 0, 'a token')] : [];
  }

  /** Asks for the whole document. */
  question(): Uint8Array {
    return message(this.#address, MESSAGE.sync, SYNC.step1, NO_STATE);
  }

  /** Says that the server lacks nothing. */
  nothing(): Uint8Array {
    return message(this.#address, MESSAGE.sync, SYNC.step2, NO_UPDATE);
  }

  update(bytes: Uint8Array): Uint8Array {
    return message(this.#address, MESSAGE.sync, SYNC.update, bytes);
  }

  /** Asks to be told once everything sent so far is on disk. */
  saved(counter: number): Uint8Array {
    return message(this.#address, MESSAGE.saved, counter);
  }

  /** Reads what the server says; null for what a generator has no use for. */
  read(bytes: Uint8Array): Heard | null {
    const decoder = decoding.createDecoder(bytes);
    if (this.#address !== null) decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE.saved) return { kind: 'saved', counter: decoding.readVarUint(decoder) };
    if (kind !== MESSAGE.sync && !(this.#address !== null && kind === SYNC_REPLY)) return null;
    switch (decoding.readVarUint(decoder)) {
      case SYNC.step1:
        return { kind: 'question' };
      case SYNC.step2:
        return { kind: 'answer', bytes: decoding.readVarUint8Array(decoder) };
      case SYNC.update:
        return { kind: 'update', bytes: decoding.readVarUint8Array(decoder) };
      default:
        return null;
    }
  }
}
