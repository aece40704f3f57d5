import { textRoot } from '@sanad/shared/article';
import { createDecoder, readAny } from 'lib0/decoding';
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

/** Reads bytes as lib0 writes them, and makes nothing of what it goes over. */
class Reader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    return this.bytes[this.at++] as number;
  }

  number(): number {
    let byte = this.bytes[this.at++] as number;
    let number = byte & 127;
    for (let unit = 128; byte > 127; unit *= 128) {
      byte = this.bytes[this.at++] as number;
      number += (byte & 127) * unit;
    }
    return number;
  }

  /** Goes over strings, or bytes, that are written with their length. */
  skip(count = 1): void {
    for (let left = count; left > 0; left--) {
      const length = this.number();
      this.at += length;
    }
  }

  string(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

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
  const reader = new Reader(update);
  const clients = new Map<number, Structs>();
  for (let left = reader.number(); left > 0; left--) {
    const structs = readStructs(reader);
    if (clients.has(structs.client)) return null;
    clients.set(structs.client, structs);
  }
  for (const structs of clients.values()) {
    for (let index = 0; index < structs.count; index++) if (!settle(clients, structs, index)) return null;
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clients.size);
  for (const structs of clients.values()) writeText(encoder, structs, update);
  encoding.writeUint8Array(encoder, update.subarray(reader.at)); // what is deleted
  return encoding.toUint8Array(encoder);
}

function readStructs(reader: Reader): Structs {
  const count = reader.number();
  const structs = new Structs(reader.number(), count);
  let clock = reader.number();
  for (let index = 0; index < count; index++) {
    structs.clocks[index] = clock;
    structs.places[index] = reader.at;
    clock += readStruct(reader, structs, index);
  }
  structs.clocks[count] = clock;
  structs.places[count] = reader.at;
  return structs;
}

/** Reads what a struct hangs on, and goes behind it. Answers with its length. */
function readStruct(reader: Reader, structs: Structs, index: number): number {
  const info = reader.byte();
  const kind = info & KIND;
  structs.kinds[index] = kind;
  if (kind === GC || kind === SKIP) {
    structs.belongs[index] = OTHER;
    return reader.number();
  }
  const beside = info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN);
  if (beside === 0 && reader.number() === 1) structs.belongs[index] = reader.string() === TEXT ? OF_TEXT : OTHER;
  else {
    structs.onClient[index] = reader.number();
    structs.onClock[index] = reader.number();
  }
  if (beside === (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) {
    reader.number();
    reader.number();
  }
  if (beside === 0 && (info & HAS_KEY) !== 0) reader.skip();
  return skipContent(reader, kind);
}

/** Goes behind a struct's content. Answers with its length, in clocks. @throws Error on what Yjs does not write. */
function skipContent(reader: Reader, kind: number): number {
  switch (kind) {
    case DELETED:
      return reader.number();
    case STRING:
      return skipLetters(reader);
    case JSONS: {
      const count = reader.number();
      reader.skip(count);
      return count;
    }
    case ANY: {
      const count = reader.number();
      for (let left = count; left > 0; left--) skipAny(reader);
      return count;
    }
    case BINARY:
    case EMBED:
      reader.skip();
      return 1;
    case FORMAT:
      reader.skip(2);
      return 1;
    case TYPE: {
      const type = reader.number();
      if (type === XML_ELEMENT || type === XML_HOOK) reader.skip();
      return 1;
    }
    case DOC:
      reader.skip();
      skipAny(reader);
      return 1;
    default:
      throw new Error(`no content of kind ${kind}`);
  }
}

/** Goes behind a string of UTF-8. Answers with its length in UTF-16 units. */
function skipLetters(reader: Reader): number {
  const length = reader.number();
  const end = reader.at + length;
  let units = 0;
  for (let at = reader.at; at < end; at++) {
    const byte = reader.bytes[at] as number;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  reader.at = end;
  return units;
}

/** Goes behind a value as lib0 writes any. */
function skipAny(reader: Reader): void {
  switch (reader.bytes[reader.at]) {
    case 119: // a string
    case 116: // bytes
      reader.at++;
      reader.skip();
      return;
    case 118: // an object
      reader.at++;
      for (let left = reader.number(); left > 0; left--) {
        reader.skip();
        skipAny(reader);
      }
      return;
    case 117: // a list
      reader.at++;
      for (let left = reader.number(); left > 0; left--) skipAny(reader);
      return;
    default: {
      const decoder = createDecoder(reader.bytes);
      decoder.pos = reader.at;
      readAny(decoder);
      reader.at = decoder.pos;
    }
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
