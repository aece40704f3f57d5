import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { encodingOf, TEXT_ENCODINGS, type TextEncoding } from '@sanad/shared/text-encoding';
import { isIso } from './arabic-code-pages.ts';

/** Why bytes are no text that an article can be made of. */
export type Unreadable = 'empty' | 'binary' | 'damaged' | 'too-large';

export type Decoded =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly encoding: TextEncoding;
      /** Nothing in the bytes says so for certain: the person should look. */
      readonly guessed: boolean;
      /** The other encodings in which the bytes are a text, and another one; none where there is no doubt. */
      readonly alternatives: readonly TextEncoding[];
    }
  | { readonly kind: 'unreadable'; readonly why: Unreadable };

/** What is known of the bytes beside themselves. */
export interface Encoded {
  /** The name of the encoding that the file or who sent it gives; it counts where the bytes do not speak against it. */
  readonly declared?: string | null | undefined;
  /** What the person says it is. */
  readonly forced?: TextEncoding | null | undefined;
}

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
 * Reads the bytes of a text file. A byte order mark decides, then what the file declares, then what the bytes can be:
 * UTF-8, UTF-16, else by statistics windows-1256 or ISO-8859-6, which Arabic was written in before, or windows-1252 where
 * their letters would stand alone between Latin ones. What the person says comes before all of it.
 */
export function decode(bytes: Uint8Array, { declared, forced }: Encoded = {}): Decoded {
  if (bytes.length > IMPORT_LIMIT) return { kind: 'unreadable', why: 'too-large' };
  if (startsBinary(bytes)) return { kind: 'unreadable', why: 'binary' };
  if (forced) return judged(decodeAs(bytes, forced), forced, false, alternativesTo(bytes, forced));
  const marked = markedEncoding(bytes);
  if (marked) return judged(decodeAs(bytes, marked), marked, false, []);
  const utf8 = decodeAs(bytes, 'utf-8');
  const named = encodingOf(declared ?? '');
  if (utf8 !== null && isClean(utf8)) {
    // Bytes of another encoding are hardly ever UTF-8: who names one has saved the text anew and left the name.
    const doubted = named !== null && !named.startsWith('utf') && utf8.length < bytes.length;
    return judged(utf8, 'utf-8', doubted, doubted ? alternativesTo(bytes, 'utf-8') : []);
  }
  if (named && named !== 'utf-8') {
    const text = decodeAs(bytes, named);
    if (text !== null && isClean(text) && !/[\x80-\x9f]/.test(text)) {
      return judged(text, named, false, alternativesTo(bytes, named));
    }
  }
  const utf16 = decodeUtf16(bytes);
  if (utf16) return judged(utf16.text, utf16.encoding, true, alternativesTo(bytes, utf16.encoding));
  if (utf8 !== null || bytes.includes(0)) return { kind: 'unreadable', why: 'binary' };
  if (isBrokenUtf8(bytes)) return { kind: 'unreadable', why: 'damaged' };
  const encoding = codePageOf(bytes);
  return judged(new TextDecoder(encoding).decode(bytes), encoding, true, alternativesTo(bytes, encoding));
}

/** The encoding that an HTML or XML text names in its first kilobytes; null where it names none. */
export function declaredIn(bytes: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096));
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start);
  const meta = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start.replace(/<!--[\s\S]*?-->/g, ''));
  return xml?.[1] ?? meta?.[1] ?? null;
}

/** What keeps a text that is already decoded from becoming an article; null when nothing does. */
export function unreadable(text: string): Unreadable | null {
  if (Buffer.byteLength(text) > IMPORT_LIMIT) return 'too-large';
  if (!/[^\s\p{C}]/u.test(text)) return text.includes('\0') ? 'binary' : 'empty';
  return isClean(text) ? null : 'binary';
}

function judged(
  text: string | null,
  encoding: TextEncoding,
  guessed: boolean,
  alternatives: readonly TextEncoding[],
): Decoded {
  if (text === null) return { kind: 'unreadable', why: 'damaged' };
  // The limit is on the bytes of the file: the same letters take more of them in UTF-8 than in windows-1256.
  const why = unreadable(text);
  if (why && why !== 'too-large') return { kind: 'unreadable', why };
  return { kind: 'text', text, encoding, guessed, alternatives };
}

/** How much is tried in other encodings: enough to tell whether they would make a text of it. */
const TRIED = 65_536;

function alternativesTo(bytes: Uint8Array, chosen: TextEncoding): TextEncoding[] {
  const start = bytes.subarray(0, TRIED);
  const [as, read] = [new TextDecoder(chosen), { stream: true }];
  const own = as.decode(start, read);
  return TEXT_ENCODINGS.filter((encoding) => {
    if (encoding === chosen) return false;
    try {
      // What is cut off within a letter is no fault.
      const text = new TextDecoder(encoding, { fatal: true }).decode(start, read);
      if (encoding.startsWith('utf-16') && familiarity(text) < FAMILIAR) return false;
      return isClean(text) && text !== own;
    } catch {
      return false;
    }
  });
}

/** The old encoding that bytes are in which are no Unicode. */
function codePageOf(bytes: Uint8Array): TextEncoding {
  const windows = new TextDecoder('windows-1256').decode(bytes);
  if (isIso(windows, decodeAs(bytes, 'iso-8859-6'))) return 'iso-8859-6';
  return standsAlone(windows) ? 'windows-1252' : 'windows-1256';
}

function startsBinary(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return BINARY_STARTS.some((each) => start.startsWith(each));
}

function markedEncoding(bytes: Uint8Array): TextEncoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** Decodes strictly, without the byte order mark; null when the bytes are not of that encoding. */
function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string | null {
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

function decodeUtf16(bytes: Uint8Array): { text: string; encoding: TextEncoding } | null {
  if (bytes.length % 2 !== 0) return null;
  let best: { text: string; encoding: TextEncoding; share: number } | null = null;
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = decodeAs(bytes, encoding);
    if (text === null || !isClean(text)) continue;
    const share = familiarity(text);
    if (share >= FAMILIAR && share > (best?.share ?? 0)) best = { text, encoding, share };
  }
  return best;
}

/** The share of letters of the scripts written hereabouts, and of what stands between them. */
function familiarity(text: string): number {
  return (text.match(/[\s\u0020-\u07ff\u2010-\u2027\u2066-\u2069\ufb50-\ufefc]/g)?.length ?? 0) / text.length;
}

function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken < beyond * BROKEN;
}

/** Whether a text has no Arabic words: its letters stand singly among Latin ones, as accents of another encoding do. */
function standsAlone(text: string): boolean {
  const arabic = text.match(/\p{Script=Arabic}|[\u064b-\u0652]/gu)?.length ?? 0;
  const among = text.match(
    /(?<=[A-Za-z])(?:\p{Script=Arabic}|[\u064b-\u0652])|(?:\p{Script=Arabic}|[\u064b-\u0652])(?=[A-Za-z])/gu,
  );
  return (among?.length ?? 0) >= arabic / 2;
}
