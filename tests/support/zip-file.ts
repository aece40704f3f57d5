import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a .zip as it is to be written; what is left out is as it should be. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** What the headers say instead of the truth. */
  readonly lies?: {
    readonly unpacked?: number;
    readonly packed?: number;
    readonly crc?: number;
    readonly flags?: number;
    readonly method?: number;
    readonly localName?: string;
    readonly localUnpacked?: number;
    /** Where its header is said to stand. */
    readonly at?: number;
  };
  readonly stored?: boolean;
}

/** Writes a .zip by hand, so that every field of it can lie. */
export function zipFile(entries: readonly ZipEntry[], comment = ''): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, lies = {}, stored = false } of entries) {
    const raw = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
    const packed = stored ? raw : deflateRawSync(raw);
    const method = lies.method ?? (stored ? 0 : 8);
    const crc = lies.crc ?? crc32(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(lies.flags ?? 0x0800, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(lies.packed ?? packed.length, 18);
    local.writeUInt32LE(lies.localUnpacked ?? lies.unpacked ?? raw.length, 22);
    const localName = Buffer.from(lies.localName ?? name);
    local.writeUInt16LE(localName.length, 26);
    const body = Buffer.concat([local, localName, packed]);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(lies.flags ?? 0x0800, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(lies.packed ?? packed.length, 20);
    central.writeUInt32LE(lies.unpacked ?? raw.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(lies.at ?? at, 42);
    directory.push(central, Buffer.from(name));
    bodies.push(body);
    at += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return new Uint8Array(Buffer.concat([...bodies, central, end, Buffer.from(comment)]));
}
