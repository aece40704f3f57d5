import { Mark, type Node } from 'prosemirror-model';
import { articleSchema } from './article.ts';

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
};
const SUBSCRIPT: Readonly<Record<string, string>> = {
  0: '₀',
  1: '₁',
  2: '₂',
  3: '₃',
  4: '₄',
  5: '₅',
  6: '₆',
  7: '₇',
  8: '₈',
  9: '₉',
  '+': '₊',
  '-': '₋',
  '−': '₋',
};

/** Digits that stand high or low, as letters of their own: 10 to the power of 2 must not become 102. */
export function raised(words: string, how: 'super' | 'sub'): string {
  if (!/^[\d+\-−]+$/.test(words)) return words;
  const table = how === 'super' ? SUPERSCRIPT : SUBSCRIPT;
  return words.replace(/[\d+\-−]/g, (sign) => table[sign] ?? sign);
}

interface Piece {
  readonly words: string;
  readonly marks: readonly Mark[];
  readonly kept: boolean;
}

/** The words of one text block while they are read, with white space as a page shows it. */
export class RichLine {
  #pieces: Piece[] = [];

  /** Adds words; `kept` when their spaces stand as they are. */
  add(words: string, marks: readonly Mark[], kept: boolean): void {
    this.#pieces.push({ words, marks, kept });
  }

  /** Takes the words as text nodes, trimmed, runs of white space made one space. The line is empty afterwards. */
  take(): Node[] {
    const runs: { words: string; readonly marks: readonly Mark[] }[] = [];
    const write = (words: string, marks: readonly Mark[]) => {
      const last = runs.at(-1);
      if (last && Mark.sameSet(last.marks, marks)) last.words += words;
      else runs.push({ words, marks });
    };
    let space: { words: string; readonly marks: readonly Mark[] } | null = null;
    for (const { words, marks, kept } of this.#pieces) {
      for (const [part] of words.matchAll(/\s+|\S+/gu)) {
        if (/^\s/u.test(part)) {
          if (space) space.words += part;
          else if (runs.length > 0) space = { words: part, marks };
        } else {
          if (space) write(kept ? space.words : single(space.words), space.marks);
          space = null;
          write(part, marks);
        }
      }
    }
    this.#pieces = [];
    // Half a surrogate pair cannot be stored.
    return runs.map(({ words, marks }) => articleSchema.text(words.toWellFormed(), marks));
  }
}

/** A non-breaking or thin space that stands alone is typography and stays; several of any kind are layout. */
function single(space: string): string {
  return space.length === 1 && !/[\t\n\v\f\r\u0085\u2028\u2029]/.test(space) ? space : ' ';
}
