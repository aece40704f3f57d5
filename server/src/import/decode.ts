import { IMPORT_LIMIT } from '@sanad/shared/protocol';

/** Why bytes are no text that an article can be made of. */
export type Unreadable = 'empty' | 'binary' | 'damaged' | 'too-large';

export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'unreadable'; readonly why: Unreadable };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256' | 'windows-1252';

/** How files begin that are no text whatever their bytes may look like: documents, pictures, archives, programs. */
const BINARY_STARTS = [
  '%PDF-',
  '{\\rtf',
  'PK\x03\x04',
  'PK\x05\x06',
  '\xd0\xcf\x11\xe0',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'RIFF',
  '\x1f\x8b',
  '\x7fELF',
  '7z\xbc\xaf',
  'Rar!\x1a',
  'SQLite format 3\0',
  '\xff\xfe\0\0',
  '\0\0\xfe\xff',
];

/** The share of control characters above which a text is none. A stray one comes with a bad copy; more are data. */
const CONTROLS = 0.005;
/** The share of letters of the scripts written hereabouts that a text without a byte order mark needs to be UTF-16. */
const FAMILIAR = 0.7;
/** The share of broken letters up to which a text is UTF-8 that was damaged, and not another encoding. */
const BROKEN = 0.2;

/**
 * Reads the bytes of a text file: UTF-8 and UTF-16 with or without a byte order mark, else windows-1256, which Arabic
 * was written in before, or windows-1252 where its letters stand alone between Latin ones.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > IMPORT_LIMIT) return { kind: 'unreadable', why: 'too-large' };
  if (startsBinary(bytes)) return { kind: 'unreadable', why: 'binary' };
  const marked = markedEncoding(bytes);
  if (marked) {
    const text = decodeAs(bytes, marked);
    return text === null ? { kind: 'unreadable', why: 'damaged' } : judged(text, marked);
  }
  const utf8 = decodeAs(bytes, 'utf-8');
  if (utf8 !== null && isClean(utf8)) return judged(utf8, 'utf-8');
  const utf16 = decodeUtf16(bytes);
  if (utf16) return utf16;
  if (utf8 !== null || bytes.includes(0)) return { kind: 'unreadable', why: 'binary' };
  if (isBrokenUtf8(bytes)) return { kind: 'unreadable', why: 'damaged' };
  const arabic = new TextDecoder('windows-1256').decode(bytes);
  if (standsAlone(arabic)) return judged(new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
  return judged(arabic, 'windows-1256');
}

/** What keeps a text that is already decoded from becoming an article; null when nothing does. */
export function unreadable(text: string): Unreadable | null {
  if (Buffer.byteLength(text) > IMPORT_LIMIT) return 'too-large';
  if (!/[^\s\p{C}]/u.test(text)) return text.includes('\0') ? 'binary' : 'empty';
  return isClean(text) ? null : 'binary';
}

function judged(text: string, encoding: Encoding): Decoded {
  // The limit is on the bytes of the file: the same letters take more of them in UTF-8 than in windows-1256.
  const why = unreadable(text);
  return why && why !== 'too-large' ? { kind: 'unreadable', why } : { kind: 'text', text, encoding };
}

function startsBinary(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return BINARY_STARTS.some((each) => start.startsWith(each));
}

function markedEncoding(bytes: Uint8Array): Encoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** Decodes strictly, without the byte order mark; null when the bytes are not of that encoding. */
function decodeAs(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isClean(text: string): boolean {
  if (text.includes('\0')) return false;
  const controls = text.match(/[^\P{Cc}\t\n\v\f\r\u0085]/gu)?.length ?? 0;
  return controls <= text.length * CONTROLS;
}

function decodeUtf16(bytes: Uint8Array): Decoded | null {
  if (bytes.length % 2 !== 0) return null;
  let best: { text: string; encoding: Encoding; share: number } | null = null;
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = decodeAs(bytes, encoding);
    if (text === null || !isClean(text)) continue;
    const share = (text.match(/[\s\u0020-\u07ff\u2010-\u2027\u2066-\u2069\ufb50-\ufefc]/g)?.length ?? 0) / text.length;
    if (share >= FAMILIAR && share > (best?.share ?? 0)) best = { text, encoding, share };
  }
  return best && judged(best.text, best.encoding);
}

function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken < beyond * BROKEN;
}

/** Whether the Arabic letters of a text stand singly among Latin ones: then they are accents of another encoding. */
function standsAlone(text: string): boolean {
  const arabic = text.match(/\p{Script=Arabic}|[\u064b-\u0652]/gu)?.length ?? 0;
  const among = text.match(
    /(?<=[A-Za-z])(?:\p{Script=Arabic}|[\u064b-\u0652])|(?:\p{Script=Arabic}|[\u064b-\u0652])(?=[A-Za-z])/gu,
  );
  return arabic > 0 && (among?.length ?? 0) >= arabic / 2;
}
