import { guessLanguage } from '@sanad/shared/direction';
import type { ImportRemark } from '@sanad/shared/import';
import type { ImportFormat, ImportPhase } from '@sanad/shared/import-draft';
import { readReport, UnreadableReport } from '@sanad/shared/report-reader';
import { encodingOf, type TextEncoding } from '@sanad/shared/text-encoding';
import { contentOf, type Sketch } from '../reimport/sketch.ts';
import { articleOfPage } from './address/page-article.ts';
import { textOfPage } from './address/page-text.ts';
import { declaredIn, decode } from './decode.ts';
import { articleOfDocx } from './docx.ts';
import { articleOfHtml } from './html.ts';
import { type About, type Imported, TooManyBlocks } from './imported.ts';
import { articleOfMarkdown } from './markdown.ts';
import { articleOfReport } from './report-json.ts';
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
  /** The encoding that the page's site names; null: none. */
  readonly charset: string | null;
}

/** A text that was read, and how its letters were; null where there is no encoding to choose. */
export interface Read {
  readonly imported: Imported;
  readonly encoding: TextEncoding | null;
  /** The other encodings in which the bytes are another text. */
  readonly alternatives: readonly TextEncoding[];
}

interface Wish {
  readonly about: About;
  /** Null: as the bytes say. */
  readonly encoding: TextEncoding | null;
  readonly told: (phase: ImportPhase) => void;
}

type Reader = (material: Material, wish: Wish) => Read;

const plain = (imported: Imported): Read => ({ imported, encoding: null, alternatives: [] });

/** Reads letters by `article`, in the encoding that somebody chose or that the bytes speak for. */
function lettered(article: (text: string, about: About) => Imported, declares = false): Reader {
  return ({ bytes }, { about, encoding: forced }) => {
    const read = decode(bytes, { forced, declared: declares ? declaredIn(bytes) : null });
    if (read.kind === 'unreadable') throw new Unimportable(read.why);
    const { text, encoding, guessed, alternatives } = read;
    return { imported: withGuess(article(text, about), guessed), encoding, alternatives };
  };
}

function withGuess(imported: Imported, guessed: boolean): Imported {
  const guess: ImportRemark = { kind: 'encoding-guessed', count: 1 };
  return guessed ? { ...imported, remarks: [guess, ...(imported.remarks ?? [])] } : imported;
}

const READERS: Readonly<Record<Material['format'], Reader>> = {
  text: lettered(articleOfText),
  markdown: lettered(articleOfMarkdown),
  html: lettered(articleOfHtml, true),
  docx: ({ bytes }, { about, told }) => {
    told('unpacking');
    return plain(articleOfDocx(bytes, about));
  },
  report: ({ bytes }, { about }) => {
    try {
      return plain(articleOfReport(readReport(new TextDecoder().decode(bytes)), about));
    } catch (error) {
      if (error instanceof UnreadableReport) throw new Unimportable(error.why);
      throw error;
    }
  },
  page: ({ bytes, address, charset }, { about, encoding: forced }) => {
    if (forced) {
      const text = decode(bytes, { forced });
      if (text.kind === 'unreadable') throw new Unimportable(text.why);
      return { imported: articleOfPage(text.text, address, about), encoding: forced, alternatives: text.alternatives };
    }
    const { text, encoding, isGuessed } = textOfPage(bytes, charset);
    const known = encodingOf(encoding);
    const again = known && isGuessed ? decode(bytes, { forced: known }) : null;
    const alternatives = again?.kind === 'text' ? again.alternatives : [];
    return { imported: withGuess(articleOfPage(text, address, about), isGuessed), encoding: known, alternatives };
  },
  former: ({ bytes }, { about }) => {
    const content = contentOf(JSON.parse(new TextDecoder().decode(bytes)) as Sketch[]);
    const title = content.firstChild?.textContent ?? '';
    return plain({ content, title, language: about.language ?? guessLanguage(title) });
  },
};

/**
 * Reads a text, whatever its format. Takes as long as it takes: not for the thread that serves.
 * @throws Unimportable
 */
export function readMaterial(material: Material, wish: Wish): Read {
  try {
    wish.told('reading');
    return READERS[material.format](material, wish);
  } catch (error) {
    if (error instanceof TooManyBlocks) throw new Unimportable('too-many-paragraphs');
    if (error instanceof RangeError) throw new Unimportable('empty');
    throw error;
  }
}
