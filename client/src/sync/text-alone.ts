import { textRoot } from '@sanad/shared/article';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** The name of the root that holds an article's text. */
const TEXT = Y.findRootTypeKey(textRoot(new Y.Doc()));

/** The bits of a struct's first byte, and what its lower five say that it holds, as Yjs writes them. */
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;
const KIND = 31;
const [GC, DELETED, JSONS, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** The types that are written with a name. */
const [XML_ELEMENT, XML_HOOK] = [3, 5];

/** Whether a struct is part of the text; what hangs on another struct is what that one is. */
const [UNKNOWN, OF_TEXT, OTHER] = [0, 1, 2];

/** The structs of one client, in the order of their clocks. */
class Structs {
  readonly client: number;
  readonly count: number;
  /** Where each begins: by the clock, and in the bytes; one more than there are, for where the last one ends. */
  readonly clocks: Float64Array;
  readonly places: Uint32Array;
  readonly belongs: Uint8Array;
  /** The struct that each hangs on, by client and clock. */
  readonly onClient: Float64Array;
  readonly onClock: Float64Array;
  readonly kinds: Uint8Array;

  constructor(client: number, count: number) {
    this.client = client;
    this.count = count;
    this.clocks = new Float64Array(count + 1);
    this.places = new Uint32Array(count + 1);
    this.belongs = new Uint8Array(count);
    this.onClient = new Float64Array(count);
    this.onClock = new Float64Array(count);
    this.kinds = new Uint8Array(count);
  }

  /** The index of the struct that holds a clock; -1 without one. */
  at(clock: number): number {
    const { clocks, count } = this;
    if (count === 0 || clock < (clocks[0] as number) || clock >= (clocks[count] as number)) return -1;
    let [from, to] = [0, count - 1];
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if ((clocks[middle] as number) <= clock) from = middle;
      else to = middle - 1;
    }
    return from;
  }
}

/**
 * The text of an article's update (as Yjs writes its first version) without its claims: an update of a document that has
 * the same text, and nothing where anything else was made. It reads no claim, and so takes a small part of the time. Null
 * where the update does not say of all it holds whether it belongs to the text.
 */
export function textAlone(update: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(update);
  const clients = new Map<number, Structs>();
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const structs = readStructs(decoder);
    if (clients.has(structs.client)) return null;
    clients.set(structs.client, structs);
  }
  for (const structs of clients.values()) {
    for (let index = 0; index < structs.count; index++) if (!settle(clients, structs, index)) return null;
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clients.size);
  for (const structs of clients.values()) writeText(encoder, structs, update);
  encoding.writeUint8Array(encoder, update.subarray(decoder.pos)); // what is deleted
  return encoding.toUint8Array(encoder);
}

function readStructs(decoder: decoding.Decoder): Structs {
  const count = decoding.readVarUint(decoder);
  const structs = new Structs(decoding.readVarUint(decoder), count);
  let clock = decoding.readVarUint(decoder);
  for (let index = 0; index < count; index++) {
    structs.clocks[index] = clock;
    structs.places[index] = decoder.pos;
    clock += readStruct(decoder, structs, index);
  }
  structs.clocks[count] = clock;
  structs.places[count] = decoder.pos;
  return structs;
}

/** Reads what a struct hangs on, and goes behind it. Answers with its length. */
function readStruct(decoder: decoding.Decoder, structs: Structs, index: number): number {
  const info = decoding.readUint8(decoder);
  const kind = info & KIND;
  structs.kinds[index] = kind;
  if (kind === GC || kind === SKIP) {
    structs.belongs[index] = OTHER;
    return decoding.readVarUint(decoder);
  }
  const hang = () => {
    structs.onClient[index] = decoding.readVarUint(decoder);
    structs.onClock[index] = decoding.readVarUint(decoder);
  };
  if ((info & HAS_ORIGIN) !== 0) hang();
  if ((info & HAS_RIGHT_ORIGIN) !== 0) {
    if ((info & HAS_ORIGIN) === 0) hang();
    else skipNumbers(decoder, 2);
  }
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (decoding.readVarUint(decoder) === 1) {
      structs.belongs[index] = decoding.readVarString(decoder) === TEXT ? OF_TEXT : OTHER;
    } else hang();
    if ((info & HAS_KEY) !== 0) skipBytes(decoder);
  }
  return skipContent(decoder, kind);
}

function skipNumbers(decoder: decoding.Decoder, count: number): void {
  for (let left = count; left > 0; left--) decoding.readVarUint(decoder);
}

function skipBytes(decoder: decoding.Decoder, count = 1): void {
  for (let left = count; left > 0; left--) {
    const length = decoding.readVarUint(decoder);
    decoder.pos += length;
  }
}

/** Goes behind a struct's content. Answers with its length, in clocks. @throws Error on what Yjs does not write. */
function skipContent(decoder: decoding.Decoder, kind: number): number {
  switch (kind) {
    case DELETED:
      return decoding.readVarUint(decoder);
    case STRING:
      return skipLetters(decoder);
    case JSONS: {
      const count = decoding.readVarUint(decoder);
      skipBytes(decoder, count);
      return count;
    }
    case ANY: {
      const count = decoding.readVarUint(decoder);
      for (let left = count; left > 0; left--) skipAny(decoder);
      return count;
    }
    case BINARY:
    case EMBED:
      skipBytes(decoder);
      return 1;
    case FORMAT:
      skipBytes(decoder, 2);
      return 1;
    case TYPE: {
      const type = decoding.readVarUint(decoder);
      if (type === XML_ELEMENT || type === XML_HOOK) skipBytes(decoder);
      return 1;
    }
    case DOC:
      skipBytes(decoder);
      skipAny(decoder);
      return 1;
    default:
      throw new Error(`no content of kind ${kind}`);
  }
}

/** Goes behind a string of UTF-8. Answers with its length in UTF-16 units. */
function skipLetters(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  const end = decoder.pos + length;
  let units = 0;
  for (let at = decoder.pos; at < end; at++) {
    const byte = decoder.arr[at] as number;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  decoder.pos = end;
  return units;
}

/** Goes behind a value as lib0 writes any. */
function skipAny(decoder: decoding.Decoder): void {
  switch (decoder.arr[decoder.pos]) {
    case 119: // a string
    case 116: // bytes
      decoder.pos++;
      skipBytes(decoder);
      return;
    case 118: // an object
      decoder.pos++;
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        skipBytes(decoder);
        skipAny(decoder);
      }
      return;
    case 117: // a list
      decoder.pos++;
      for (let left = decoding.readVarUint(decoder); left > 0; left--) skipAny(decoder);
      return;
    default:
      decoding.readAny(decoder);
  }
}

/** Finds out whether a struct is of the text, along what it hangs on; false where that is not in the update. */
function settle(clients: ReadonlyMap<number, Structs>, structs: Structs, index: number): boolean {
  if (structs.belongs[index] !== UNKNOWN) return true;
  const way: [Structs, number][] = [];
  let [on, at] = [structs, index];
  while (on.belongs[at] === UNKNOWN) {
    way.push([on, at]);
    const next = clients.get(on.onClient[at] as number);
    if (!next) return false;
    at = next.at(on.onClock[at] as number);
    if (at === -1) return false;
    on = next;
  }
  const belongs = on.belongs[at] as number;
  for (const [each, place] of way) each.belongs[place] = belongs;
  return true;
}

/** Writes a client's structs of the text as they are, and for what is between them that it is gone. */
function writeText(encoder: encoding.Encoder, structs: Structs, update: Uint8Array): void {
  const { count, clocks, places, belongs, kinds } = structs;
  const runs: { readonly from: number; readonly end: number; readonly kept: boolean }[] = [];
  let written = 0;
  for (let from = 0; from < count; ) {
    const kept = isKept(belongs[from], kinds[from]);
    let end = from + 1;
    while (end < count && isKept(belongs[end], kinds[end]) === kept) end++;
    runs.push({ from, end, kept });
    written += kept ? end - from : 1;
    from = end;
  }
  encoding.writeVarUint(encoder, written);
  encoding.writeVarUint(encoder, structs.client);
  encoding.writeVarUint(encoder, clocks[0] as number);
  for (const { from, end, kept } of runs) {
    if (kept) encoding.writeUint8Array(encoder, update.subarray(places[from], places[end]));
    else {
      encoding.writeUint8(encoder, GC);
      encoding.writeVarUint(encoder, (clocks[end] as number) - (clocks[from] as number));
    }
  }
}

/** What is skipped is not there at all, and must not be said to be gone. */
const isKept = (belongs: number | undefined, kind: number | undefined) => belongs === OF_TEXT || kind === SKIP;
