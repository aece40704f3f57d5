import { crc32, inflateRawSync } from 'node:zlib';
import { Unimportable } from './unimportable.ts';

// A reader of .zip as office programs write it, for files from anywhere: everything a header says is checked against the
// bytes before and after they are unpacked, and what could be read in two ways is read in none.

/** The most bytes of a .docx, packed. */
export const DOCX_LIMIT = 20 * 1024 * 1024;
/** The most bytes its parts may have unpacked, one by one and together. */
export const UNPACKED_LIMIT = 100 * 1024 * 1024;
/** The most parts. A document with a thousand pictures has some more than a thousand. */
const ENTRY_LIMIT = 5000;
/** How many times its packed size a part may have above `RATIO_LEAST` bytes: markup that repeats itself packs to a fiftieth. */
const RATIO_LIMIT = 300;
const RATIO_LEAST = 4 * 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its packed bytes begin. */
  readonly data: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENCRYPTED = 0x2041; // bits 0, 6 and 13
const SIZES_BEHIND = 0x0008;

/** The parts of a .zip by name in small letters, unpacked when they are asked for. */
export class DocxZip {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws Unimportable when the file is no .zip, is protected, or says of itself what is not so or what is too much. */
  constructor(bytes: Uint8Array) {
    if (bytes.length > DOCX_LIMIT) throw new Unimportable('too-large');
    if (isCompound(bytes)) throw new Unimportable(holdsName(bytes, 'EncryptedPackage') ? 'encrypted' : 'disguised');
    if (!startsWith(bytes, [0x50, 0x4b])) throw new Unimportable(bytes.length === 0 ? 'empty' : 'disguised');
    this.#bytes = bytes;
    this.#entries = entriesOf(bytes);
  }

  get names(): Iterable<string> {
    return this.#entries.keys();
  }

  /** The bytes of a part; null when there is none of that name. @throws Unimportable when they are not what was said. */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) return null;
    const { method, packed, unpacked, data, crc } = entry;
    if (unpacked > RATIO_LEAST && unpacked > packed * RATIO_LIMIT) throw new Unimportable('unpacks-too-large');
    const raw = this.#bytes.subarray(data, data + packed);
    const bytes = method === 0 ? raw : inflated(raw, unpacked);
    if (bytes?.length !== unpacked || crc32(bytes) !== crc) throw new Unimportable('damaged-file');
    return bytes;
  }
}

/** Never more than `most` bytes, whatever the packed ones hold; null when they hold more, or are none. */
function inflated(raw: Uint8Array, most: number): Uint8Array | null {
  try {
    // One byte more would be too many; none at all is a limit that zlib does not take.
    return inflateRawSync(raw, { maxOutputLength: Math.max(most, 1) });
  } catch {
    return null;
  }
}

function entriesOf(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff || view.getUint16(end + 8, true) !== count) throw damaged();
  if (count > ENTRY_LIMIT) throw new Unimportable('unpacks-too-large');
  if (start + size > end) throw damaged();

  const entries = new Map<string, Entry>();
  const spans: { readonly from: number; readonly to: number }[] = [];
  let sum = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > start + size || view.getUint32(at, true) !== CENTRAL) throw damaged();
    const flags = view.getUint16(at + 8, true);
    if (flags & ENCRYPTED) throw new Unimportable('encrypted');
    const method = view.getUint16(at + 10, true);
    const [crc, packed, unpacked] = [16, 20, 24].map((field) => view.getUint32(at + field, true)) as [
      number,
      number,
      number,
    ];
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    if (next > start + size || (method !== 0 && method !== 8)) throw damaged();
    sum += unpacked;
    if (unpacked > UNPACKED_LIMIT || sum > UNPACKED_LIMIT) throw new Unimportable('unpacks-too-large');

    const named = bytes.subarray(at + 46, at + 46 + nameLength);
    const data = dataOf(view, bytes, local, named, { flags, method, packed, unpacked });
    spans.push({ from: local, to: data + packed });
    const name = nameOf(named);
    if (entries.has(name)) throw damaged();
    entries.set(name, { method, crc, packed, unpacked, data });
    at = next;
  }
  spans.push({ from: start, to: start + size });
  spans.sort((a, b) => a.from - b.from);
  // Parts that share bytes are how a small file unpacks to a large one.
  if (spans.some(({ from }, index) => index > 0 && from < (spans[index - 1]?.to ?? 0))) throw damaged();
  return entries;
}

/** Where the directory's end stands: at the end of the file, but for a comment. */
function endOf(view: DataView): number {
  const least = Math.max(0, view.byteLength - END_SIZE - 0xffff);
  for (let at = view.byteLength - END_SIZE; at >= least; at--) {
    if (view.getUint32(at, true) === END && at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw damaged();
}

/** Where the bytes of an entry begin. The header in front of them has to say what the directory says. */
function dataOf(
  view: DataView,
  bytes: Uint8Array,
  local: number,
  named: Uint8Array,
  said: { readonly flags: number; readonly method: number; readonly packed: number; readonly unpacked: number },
): number {
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) throw damaged();
  const flags = view.getUint16(local + 6, true);
  if (flags & ENCRYPTED) throw new Unimportable('encrypted');
  const nameLength = view.getUint16(local + 26, true);
  const data = local + 30 + nameLength + view.getUint16(local + 28, true);
  if (data + said.packed > view.byteLength || view.getUint16(local + 8, true) !== said.method) throw damaged();
  if (!sameBytes(bytes.subarray(local + 30, local + 30 + nameLength), named)) throw damaged();
  const [packed, unpacked] = [view.getUint32(local + 18, true), view.getUint32(local + 22, true)];
  const behind = (flags & SIZES_BEHIND) !== 0;
  if (!behind && (packed !== said.packed || unpacked !== said.unpacked)) throw damaged();
  return data;
}

/** The name of a part as others refer to it. A name that leads out of the package is none. */
function nameOf(bytes: Uint8Array): string {
  const name = new TextDecoder('utf-8').decode(bytes).replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
  if (name.split('/').includes('..') || /^[a-z]:|^\/|\0/.test(name)) throw damaged();
  return name;
}

function isCompound(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

/** Whether the directory of a compound file, which is what a protected document comes in, has an entry of this name. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

const damaged = () => new Unimportable('damaged-file');
