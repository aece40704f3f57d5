import { IMPORT_LIMIT } from '@sanad/shared/protocol';

/** Why a file or a text cannot become an article. The server decides; this spares the way there. */
export type Unfit = 'empty' | 'too-large' | 'not-text' | 'other-kind';

/** The endings of files that become articles. */
export const ENDINGS = ['.txt', '.text', '.md', '.markdown'] as const;

/** How much of a file is looked at to tell text from other things, in bytes. */
const LOOK = 4096;

/** Looks at a file before it is sent; null when nothing speaks against it. */
export async function unfitFile(file: File): Promise<Unfit | null> {
  const name = file.name.toLowerCase();
  if (!ENDINGS.some((ending) => name.endsWith(ending))) return 'other-kind';
  if (file.size === 0) return 'empty';
  if (file.size > IMPORT_LIMIT) return 'too-large';
  return looksBinary(new Uint8Array(await file.slice(0, LOOK).arrayBuffer())) ? 'not-text' : null;
}

/** Looks at a pasted text; null when nothing speaks against it. */
export function unfitText(content: string): Unfit | null {
  if (content.trim() === '') return 'empty';
  // No letter takes more than three bytes per UTF-16 unit, so most texts need not be encoded to be measured.
  if (content.length * 3 <= IMPORT_LIMIT) return null;
  return new TextEncoder().encode(content).length > IMPORT_LIMIT ? 'too-large' : null;
}

/**
 * Whether the beginning of a file is anything but text. UTF-16 has zero bytes, but in its even or its odd places alone;
 * zeros in both, or a file signature, are no text of any encoding.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  const signature = (...values: number[]) => values.every((value, at) => bytes[at] === value);
  if (signature(0x25, 0x50, 0x44, 0x46) || signature(0x50, 0x4b, 0x03, 0x04)) return true; // PDF; zip, and so .docx
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  return even > 0 && odd > 0;
}
