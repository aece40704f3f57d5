import * as Y from 'yjs';
import { isTextBlock, textRoot } from './article.ts';

/** As much of a string as finding and quoting words needs, in UTF-16 units: a string is one, and so is an article. */
export type Letters = Pick<string, 'length'> & { slice(start: number, end?: number): string };

/** One run of letters in the Y.Doc, and where it starts in its block (UTF-16 units). */
export interface TextRun {
  readonly type: Y.XmlText;
  readonly offset: number;
  readonly length: number;
}

/** A block that holds text itself: a title, a heading or a paragraph, wherever it is nested. */
export interface TextBlock {
  readonly kind: string;
  readonly text: string;
  /** Where the block starts in the article's plain text, in UTF-16 units. */
  readonly start: number;
  readonly runs: readonly TextRun[];
}

/** Where a run of letters stands. */
export interface PlacedRun {
  readonly block: TextBlock;
  readonly run: TextRun;
}

/**
 * The article as plain text: its text blocks in order, joined by one `\n`. Every position that Sanad stores, shows or
 * sends refers to this text: UTF-16 units inside the program, code points on the wire (see `codePoints`). The letters are
 * joined when somebody asks for all of them: a slice of a block costs a slice of a block.
 */
export class ArticleText implements Letters {
  readonly blocks: readonly TextBlock[];
  #runs: ReadonlyMap<unknown, PlacedRun> | null;
  #text: string | null = null;

  /** `runs`, by their Y type, where they are known already. */
  constructor(blocks: readonly TextBlock[], runs: ReadonlyMap<unknown, PlacedRun> | null = null) {
    this.blocks = blocks;
    this.#runs = runs;
  }

  get text(): string {
    this.#text ??= this.blocks.map(({ text }) => text).join('\n');
    return this.#text;
  }

  get length(): number {
    const last = this.blocks.at(-1);
    return last ? last.start + last.text.length : 0;
  }

  /** Letters from `start` to `end`, neither of them negative. */
  slice(start: number, end = this.length): string {
    const first = bisect(this.blocks, start);
    let part = '';
    for (let index = Math.max(0, first); index < this.blocks.length; index++) {
      const block = this.blocks[index] as TextBlock;
      if (block.start > start && block.start <= end && index > 0) part += '\n';
      if (block.start >= end) break;
      part += block.text.slice(Math.max(0, start - block.start), end - block.start);
    }
    return part;
  }

  /** Where the letters of a Y type stand; undefined for a type that holds none of them. */
  runOf(type: unknown): PlacedRun | undefined {
    this.#runs ??= new Map(this.blocks.flatMap(runsOf));
    return this.#runs.get(type);
  }
}

/** The runs of a block, by their Y type. */
export function runsOf(block: TextBlock): [type: unknown, placed: PlacedRun][] {
  return block.runs.map((run) => [run.type, { block, run }]);
}

/** What one text block holds, wherever it stands. */
export type BlockText = Omit<TextBlock, 'start'>;

/** Reads what a text block of the Y.Doc holds. */
export function readBlock(element: Y.XmlElement): BlockText {
  const runs: TextRun[] = [];
  let text = '';
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlText)) continue;
    // Y.XmlText's own toString writes markup; the letters alone are what Y.Text's writes.
    const letters = Y.Text.prototype.toString.call(child);
    runs.push({ type: child, offset: text.length, length: letters.length });
    text += letters;
  }
  return { kind: element.nodeName, text, runs };
}

/** The text blocks of an article's Y.Doc, in the document's order. */
export function* textBlocks(doc: Y.Doc): Generator<Y.XmlElement> {
  yield* textBlocksIn(textRoot(doc));
}

function* textBlocksIn(parent: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (isTextBlock(child.nodeName)) yield child;
    else yield* textBlocksIn(child);
  }
}

/** Reads the plain text of an article from its Y.Doc. Formatting is left out, order is the document's. */
export function articleText(doc: Y.Doc): ArticleText {
  const blocks: TextBlock[] = [];
  let start = 0;
  for (const element of textBlocks(doc)) {
    const block = { ...readBlock(element), start };
    blocks.push(block);
    start += block.text.length + 1;
  }
  return new ArticleText(blocks);
}

/** The title of an article: its first block when that is a title with words in it, else its first words at all. */
export function titleOf(doc: Y.Doc): string {
  for (const element of textBlocks(doc)) {
    const words = readBlock(element).text.trim();
    if (words !== '') return words.slice(0, 300);
  }
  return '';
}

/** The index of the last block that starts at or before `offset`; -1 where there is none. */
function bisect(blocks: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The last block that starts at or before `offset` of the plain text, by bisection; null where there is none. */
export function blockAt<B extends { readonly start: number }>(blocks: readonly B[], offset: number): B | null {
  return blocks[bisect(blocks, offset)] ?? null;
}

/** How many code points the first `units` UTF-16 units of `text` hold: the wire's unit from the program's. */
export function codePoints(text: string, units: number): number {
  let count = 0;
  for (let i = 0; i < units && i < text.length; count++) {
    i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1;
  }
  return count;
}
