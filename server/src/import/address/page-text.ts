import type { TextEncoding } from '@sanad/shared/text-encoding';
import { decode } from '../decode.ts';
import { Unimportable } from '../unimportable.ts';

/** The part of a page in which it may name its encoding, in bytes. */
const NAMING = 4096;
/** As much of a page as telling its encoding by its letters needs, in bytes. */
const SAMPLE = 256 * 1024;

/** A page's text, the encoding it was in, as decoders call it, and whether that had to be guessed. */
export interface PageText {
  readonly text: string;
  readonly encoding: string;
  readonly isGuessed: boolean;
}

/**
 * Reads the bytes of a page: by its byte order mark, by what the site says of it (`charset`), by what it says of itself,
 * and by its letters. What is said and cannot be, because the bytes are none of that encoding, is passed over.
 * @throws Unimportable 'empty', 'binary' or 'damaged'.
 */
export function textOfPage(bytes: Uint8Array, charset: string | null): PageText {
  const said = [markedEncoding(bytes), decoderName(charset), namedEncoding(bytes)].filter((name) => name !== null);
  for (const name of said) {
    const text = decodedAs(bytes, name, true);
    if (text !== null) return { text: sound(text), encoding: name, isGuessed: false };
  }
  const utf8 = decodedAs(bytes, 'utf-8', true);
  if (utf8 !== null) return { text: sound(utf8), encoding: 'utf-8', isGuessed: said.length > 0 };
  const guess = guessed(bytes);
  // One broken letter in a long page is no other encoding.
  const name = said[0] ?? guess ?? 'utf-8';
  return { text: sound(decodedAs(bytes, name, false) ?? ''), encoding: name, isGuessed: said.length === 0 };
}

function sound(text: string): string {
  if (text.includes('\0')) throw new Unimportable('binary');
  if (text.trim() === '') throw new Unimportable('empty');
  return text;
}

function guessed(bytes: Uint8Array): TextEncoding | null {
  const decoded = decode(bytes.subarray(0, SAMPLE));
  if (decoded.kind === 'text') return decoded.encoding;
  if (decoded.why === 'damaged' || decoded.why === 'too-large') return null;
  throw new Unimportable(decoded.why);
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function namedEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, NAMING));
  const [, named = null] =
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start) ??
    /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start) ??
    [];
  const name = decoderName(named);
  // Whoever can read the name in single bytes does not read UTF-16.
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

/** What decoders call an encoding; null for one that nobody knows. */
function decoderName(name: string | null): string | null {
  if (name === null) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

function decodedAs(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}
