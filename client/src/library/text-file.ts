import type { ImportRefusal } from '@sanad/shared/import';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';

/** The endings of files that become articles. */
export const ENDINGS = ['.txt', '.text', '.md', '.markdown', '.html', '.htm', '.docx', '.json'] as const;

/** Endings of files that hold text and nothing else. */
const PLAIN = ['.txt', '.text', '.md', '.markdown'];

/** What a file may have at most, in bytes, when it is more than text. */
const LARGEST = 32 * 1024 * 1024;

/** What keeps a file from being sent at all; null when nothing does. The server decides; this spares the way there. */
export function unfitFile({ name, size }: Pick<File, 'name' | 'size'>): ImportRefusal | null {
  const ends = (ending: string) => name.toLowerCase().endsWith(ending);
  if (!ENDINGS.some(ends)) return 'file-kind';
  if (size === 0) return 'empty';
  return size > (PLAIN.some(ends) ? IMPORT_LIMIT : LARGEST) ? 'too-large' : null;
}
