import type { TextEncoding } from '@sanad/shared/text-encoding';

function codePage(encoding: TextEncoding): ReadonlyMap<string, number> {
  const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return new Map([...table].map((char, byte) => [char, byte]));
}

/** The bytes of a text in an encoding, as an old program writes them: a question mark for what it does not know. */
export function encode(text: string, encoding: TextEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-16le':
      return new Uint8Array(Buffer.from(text, 'utf16le'));
    case 'utf-16be':
      return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
    default: {
      const page = codePage(encoding);
      return Uint8Array.from([...text].map((char) => page.get(char) ?? 0x3f));
    }
  }
}
