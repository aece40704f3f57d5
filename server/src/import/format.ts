import { extname } from 'node:path';
import type { ImportFormat } from '@sanad/shared/import-draft';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { DOCX_LIMIT } from './docx-zip.ts';
import { Unimportable } from './unimportable.ts';

/** The formats of files. */
export type FileFormat = Exclude<ImportFormat, 'page'>;

interface Known {
  readonly endings: readonly string[];
  /** The largest file, in bytes. What is packed in it has limits of its own, in its reader. */
  readonly limit: number;
}

/** The largest report, in bytes: one of 20,000 words and 5,000 claims with all that was said of them. */
const REPORT_LIMIT = 32 * 1024 * 1024;

/** The formats that files are read from; each has a reader in `readers.ts`. */
export const FILE_FORMATS: Readonly<Record<FileFormat, Known>> = {
  text: { endings: ['.txt', '.text'], limit: IMPORT_LIMIT },
  markdown: { endings: ['.md', '.markdown'], limit: IMPORT_LIMIT },
  html: { endings: ['.html', '.htm', '.xhtml'], limit: IMPORT_LIMIT },
  docx: { endings: ['.docx'], limit: DOCX_LIMIT },
  report: { endings: ['.json'], limit: REPORT_LIMIT },
};

/** The largest file of any format, in bytes. */
export const FILE_LIMIT = Math.max(IMPORT_LIMIT, ...Object.values(FILE_FORMATS).map(({ limit }) => limit));

/** How files begin that are something else than text, whatever their names say. */
const BEGINNINGS = {
  zip: ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'],
  compound: ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  other: [
    '%PDF-',
    '{\\rtf',
    '\x89PNG',
    '\xff\xd8\xff',
    'GIF8',
    'RIFF',
    '\x1f\x8b',
    'BZh',
    '\xfd7zXZ',
    '\x7fELF',
    '7z\xbc\xaf',
    'Rar!\x1a',
    'SQLite format 3\0',
  ],
} as const;

/**
 * The format of a file, by its name and by how it begins.
 * @throws Unimportable `file-kind` for what is never read, `disguised` where name and bytes say different things,
 * `encrypted`, `too-large`.
 */
export function formatOf(name: string, bytes: Uint8Array): FileFormat {
  const ending = extname(name).toLowerCase();
  const known = Object.entries(FILE_FORMATS).find(([, { endings }]) => endings.includes(ending));
  if (!known) throw new Unimportable('file-kind');
  const [format, { limit }] = known as [FileFormat, Known];
  if (bytes.length > limit) throw new Unimportable('too-large');
  if (bytes.length === 0) throw new Unimportable('empty');
  const kind = beginning(bytes);
  if (format === 'docx') {
    if (kind === 'compound' && isEncryptedPackage(bytes)) throw new Unimportable('encrypted');
    if (kind !== 'zip') throw new Unimportable('disguised');
  } else if (kind !== null) throw new Unimportable('disguised');
  return format;
}

function beginning(bytes: Uint8Array): keyof typeof BEGINNINGS | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  for (const [kind, starts] of Object.entries(BEGINNINGS)) {
    if (starts.some((each) => start.startsWith(each))) return kind as keyof typeof BEGINNINGS;
  }
  return null;
}

/** Whether an old-style Office file holds a new one that is locked by a password: it says so in its directory. */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}
