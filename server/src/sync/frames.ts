import { MESSAGE } from '@sanad/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** The kinds of a sync message, as y-protocols numbers them. */
const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** What a client says in one frame. `other` is a message of a number this server does not answer to. */
export type Frame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  /** The answer to what the server asked: all that the server lacks. */
  | { readonly kind: 'lacking'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'awareness'; readonly bytes: Uint8Array }
  | { readonly kind: 'query-awareness' }
  | { readonly kind: 'saved'; readonly counter: number }
  | { readonly kind: 'other' };

/** Reads a frame. @throws when it ends too early or names a sync message that there is none of. */
export function readFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes);
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync: {
      const kind = decoding.readVarUint(decoder);
      const payload = decoding.readVarUint8Array(decoder);
      if (kind === SYNC.step1) return { kind: 'step1', stateVector: payload };
      if (kind === SYNC.step2) return { kind: 'lacking', bytes: payload };
      if (kind === SYNC.update) return { kind: 'update', bytes: payload };
      throw new RangeError(`no sync message ${kind}`);
    }
    case MESSAGE.awareness:
      return { kind: 'awareness', bytes: decoding.readVarUint8Array(decoder) };
    case MESSAGE.queryAwareness:
      return { kind: 'query-awareness' };
    case MESSAGE.saved:
      return { kind: 'saved', counter: decoding.readVarUint(decoder) };
    default:
      return { kind: 'other' };
  }
}

function frame(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else encoding.writeVarUint8Array(encoder, part);
    }
  });
}

/** Asks the client for what the server lacks. */
export const step1Frame = (stateVector: Uint8Array) => frame(MESSAGE.sync, SYNC.step1, stateVector);
/** Answers a client's question for what it lacks; it then counts itself as synced. */
export const step2Frame = (update: Uint8Array) => frame(MESSAGE.sync, SYNC.step2, update);
/** Tells a client what colleagues changed. */
export const updateFrame = (update: Uint8Array) => frame(MESSAGE.sync, SYNC.update, update);
/** Tells a client who is where. */
export const awarenessFrame = (update: Uint8Array) => frame(MESSAGE.awareness, update);
/** Confirms everything the client sent before it sent `counter`. */
export const savedFrame = (counter: number) => frame(MESSAGE.saved, counter);
/** Nothing new, said so that y-websocket hears the server at all: after 30 s of silence it reconnects. */
export const QUIET_FRAME = awarenessFrame(new Uint8Array([0]));
