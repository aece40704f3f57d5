import { guessLanguage } from '@sanad/shared/direction';
import type { ImportEncoding, ImportFormat, ImportPhase } from '@sanad/shared/import-draft';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { contentOf, type Sketch } from '../reimport/sketch.ts';
import { decode, unreadable } from './decode.ts';
import type { FileFormat } from './format.ts';
import { type About, type Imported, TooManyBlocks } from './imported.ts';
import { articleOfMarkdown } from './markdown.ts';
import { articleOfText } from './text.ts';
import { Unimportable } from './unimportable.ts';

/** What was sent: bytes of a known format, and what is known of where they come from. */
export interface Material {
  /** `former`: the blocks that an article had, as `comparisonOf` gave them. */
  readonly format: ImportFormat | 'former';
  readonly bytes: Uint8Array;
  /** The name of the file; '' for what was pasted. */
  readonly file: string;
  /** The address of the page, when all redirects were followed; '' for what is none. */
  readonly address: string;
}

/** A text that was read, and the encoding it was in; null where there is none to choose. */
export interface Read {
  readonly imported: Imported;
  readonly encoding: ImportEncoding | null;
}

interface Wish {
  readonly about: About;
  /** Null: as the bytes say. */
  readonly encoding: ImportEncoding | null;
  readonly told: (phase: ImportPhase) => void;
}

type Reader = (material: Material, wish: Wish) => Read;

const READERS: Readonly<Partial<Record<FileFormat | 'page' | 'former', Reader>>> = {
  text: ({ bytes }, { about, encoding }) => {
    const text = decoded(bytes, encoding);
    return { imported: articleOfText(text.text, about), encoding: text.encoding };
  },
  markdown: ({ bytes }, { about, encoding }) => {
    const text = decoded(bytes, encoding);
    return { imported: articleOfMarkdown(text.text, about), encoding: text.encoding };
  },
  former: ({ bytes }, { about }) => {
    const content = contentOf(JSON.parse(new TextDecoder().decode(bytes)) as Sketch[]);
    const title = content.firstChild?.textContent ?? '';
    return { imported: { content, title, language: about.language ?? guessLanguage(title) }, encoding: null };
  },
};

/**
 * Reads a text, whatever its format. Takes as long as it takes: not for the thread that serves.
 * @throws Unimportable
 */
export function readMaterial(material: Material, wish: Wish): Read {
  const reader = READERS[material.format];
  if (!reader) throw new Unimportable('file-kind');
  try {
    wish.told('reading');
    return reader(material, wish);
  } catch (error) {
    if (error instanceof TooManyBlocks) throw new Unimportable('too-many-paragraphs');
    if (error instanceof RangeError) throw new Unimportable('empty');
    throw error;
  }
}

function decoded(bytes: Uint8Array, encoding: ImportEncoding | null): { text: string; encoding: ImportEncoding } {
  if (encoding !== null) return { text: decodedAs(bytes, encoding), encoding };
  const read = decode(bytes);
  if (read.kind === 'unreadable') throw new Unimportable(read.why);
  return read;
}

/** The bytes in the encoding that somebody chose. */
function decodedAs(bytes: Uint8Array, encoding: ImportEncoding): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Unimportable('damaged');
  }
  // The limit is on the bytes as they came: the same letters take more of them in UTF-8.
  if (bytes.length > IMPORT_LIMIT) throw new Unimportable('too-large');
  const why = unreadable(text);
  if (why && why !== 'too-large') throw new Unimportable(why);
  return text;
}
