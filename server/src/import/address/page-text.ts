import type { TextEncoding } from '@sanad/shared/text-encoding';
import { declaredIn, decode } from '../decode.ts';
import { Unimportable } from '../unimportable.ts';

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
 * and by its letters. What is said does not count where the bytes speak against it. Pages may be in any encoding that
 * browsers know.
 * @throws Unimportable 'empty' or 'binary'.
 */
export function textOfPage(bytes: Uint8Array, charset: string | null): PageText {
  const marked = markedEncoding(bytes);
  const said = [marked, decoderName(charset), namedEncoding(bytes)].filter((name) => name !== null);
  const utf8 = marked ? null : decodedAs(bytes, 'utf-8', true);
  // Bytes of another encoding are hardly ever UTF-8: whoever names one has saved the page anew and left the name.
  if (utf8 !== null && (utf8.length < bytes.length || said.length === 0)) {
    return { text: sound(utf8), encoding: 'utf-8', isGuessed: said.length > 0 && said[0] !== 'utf-8' };
  }
  for (const name of said) {
    const text = decodedAs(bytes, name, true);
    if (text !== null) return { text: sound(text), encoding: name, isGuessed: false };
  }
  // One broken letter in a long page is no other encoding; a page of broken letters was said to be what it is not.
  const guess = guessed(bytes);
  const name = said[0] && said[0] !== 'utf-8' ? said[0] : (guess ?? said[0] ?? 'utf-8');
  return { text: sound(decodedAs(bytes, name, false) ?? ''), encoding: name, isGuessed: name !== said[0] };
}

/** The share of NULs up to which they are a mistake in a page, which browsers pass over, and above which it is none. */
const STRAY = 0.005;

function sound(text: string): string {
  const clean = text.replaceAll('\0', '');
  if (text.length - clean.length > text.length * STRAY) throw new Unimportable('binary');
  if (clean.trim() === '') throw new Unimportable('empty');
  return clean;
}

function guessed(bytes: Uint8Array): TextEncoding | null {
  const decoded = decode(bytes.subarray(0, SAMPLE).filter((byte) => byte !== 0));
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
  const name = decoderName(declaredIn(bytes));
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
