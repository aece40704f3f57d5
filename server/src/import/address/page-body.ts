import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Unimportable } from '../unimportable.ts';

/** The most a page may hold, in bytes: as it comes over the network, and unpacked. Pages with much around them have two million. */
export const PAGE_LIMIT = 8 * 1024 * 1024;

const UNPACKERS: Readonly<Record<string, (() => Transform) | null>> = {
  '': null,
  identity: null,
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** The packings that are read, as `Accept-Encoding` names them. */
export const PACKINGS = 'gzip, br, deflate';

/** How a body comes, as its headers say. */
interface BodyForm {
  /** The value of Content-Encoding, '' for none. */
  readonly packing: string;
  /** Told with the bytes that came so far, whenever some came. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads a body to its end and unpacks it. Reading stops at the first byte too many, of what comes and of what it unpacks to.
 * @throws Unimportable 'too-large', 'unpacks-too-large', or 'damaged' when it is packed in a way that cannot be read; the
 * signal's reason; the body's own error.
 */
export async function readBody(body: AsyncIterable<Buffer>, form: BodyForm): Promise<Uint8Array> {
  const open = UNPACKERS[form.packing.trim().toLowerCase()];
  if (open === undefined) throw new Unimportable('damaged');
  const parts: Buffer[] = [];
  const packed = counted(body, 'too-large', form.onBytes);
  if (open === null) await collect(packed, parts);
  else {
    const unpacker = open();
    const collected = (unpacked: AsyncIterable<Buffer>) =>
      collect(
        counted(unpacked, 'unpacks-too-large', () => {}),
        parts,
      );
    try {
      await pipeline(packed, unpacker, collected, { signal: form.signal });
    } catch (error) {
      form.signal.throwIfAborted();
      throw isOfZlib(error) ? new Unimportable('damaged') : error;
    }
  }
  return Buffer.concat(parts);
}

async function collect(pieces: AsyncIterable<Buffer>, into: Buffer[]): Promise<void> {
  for await (const piece of pieces) into.push(piece);
}

async function* counted(
  pieces: AsyncIterable<Buffer>,
  excess: 'too-large' | 'unpacks-too-large',
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > PAGE_LIMIT) throw new Unimportable(excess);
    onBytes(bytes);
    yield piece;
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(Z_|ERR__ERROR|ERR_BROTLI)/.test(String(error.code));
}
