import { articleSchema } from '@sanad/shared/article';
import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { Mark, Node } from 'prosemirror-model';
import { Paragraph, type Piece, type Point } from './docx-paragraph.ts';
import { BLOCK_LIMIT, TooManyBlocks } from './imported.ts';

/** A text block that was made of a paragraph, or of a line of one. */
interface Line {
  /** Which letters of the paragraph it has, from and to which. */
  readonly from: number;
  readonly to: number;
}

/** An article's blocks, and where the letters of the paragraphs stand in them. */
export interface DocxBlocks {
  readonly blocks: readonly Node[];
  readonly lines: DocxLines;
  /** Which of the lines is the title; -1 when none is. */
  readonly title: number;
}

/** The text blocks in order, by the paragraphs they were made of. */
export class DocxLines {
  readonly lines: Line[] = [];
  readonly #first = new Map<Paragraph, { readonly first: number; readonly count: number }>();

  /** Cuts a paragraph into its lines, and answers with those that have words. */
  add(paragraph: Paragraph, whole: boolean): { readonly line: Line; readonly index: number }[] {
    const text = whole ? paragraph.text.replaceAll('\n', ' ') : paragraph.text;
    const first = this.lines.length;
    let at = 0;
    const added = text.split('\n').flatMap((words) => {
      const start = at + words.length - words.trimStart().length;
      const line = { from: start, to: start + words.trim().length };
      at += words.length + 1;
      if (line.from === line.to) return [];
      return [{ line, index: this.lines.push(line) - 1 }];
    });
    if (this.lines.length > BLOCK_LIMIT) throw new TooManyBlocks();
    this.#first.set(paragraph, { first, count: added.length });
    return added;
  }

  /** The first letter at or behind a place, as a line and how far in it; null when there is none. */
  after(point: Point): { readonly line: number; readonly offset: number } | null {
    const { paragraph, offset } = Paragraph.now(point);
    const made = this.#first.get(paragraph);
    if (!made) return null;
    const line = this.#bisect(made.first, made.count, ({ to }) => to <= offset);
    const found = this.lines[line];
    if (!found) return null;
    const isInside = line < made.first + made.count;
    return { line, offset: isInside ? Math.max(0, offset - found.from) : 0 };
  }

  /** Behind the last letter in front of a place. */
  before(point: Point): { readonly line: number; readonly offset: number } | null {
    const { paragraph, offset } = Paragraph.now(point);
    const made = this.#first.get(paragraph);
    if (!made) return null;
    const line = this.#bisect(made.first, made.count, ({ from }) => from < offset) - 1;
    const found = this.lines[line];
    if (!found) return null;
    const isInside = line >= made.first;
    return { line, offset: (isInside ? Math.min(offset, found.to) : found.to) - found.from };
  }

  /** The lines of a paragraph: from which to before which; null for one that is not in the article. */
  of(point: Point): { readonly from: number; readonly to: number } | null {
    const made = this.#first.get(Paragraph.now(point).paragraph);
    return made ? { from: made.first, to: made.first + made.count } : null;
  }

  #bisect(first: number, count: number, isBefore: (line: Line) => boolean): number {
    let [low, high] = [first, first + count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.lines[middle] as Line)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Makes an article's blocks of paragraphs: lists of what is numbered, quotes of what is quoted. `notes` is the heading that
 * the notes stand under: a section of its own, whatever those of the text are.
 */
export function blocksOf(paragraphs: readonly Paragraph[], notes: Paragraph | null): DocxBlocks {
  const lines = new DocxLines();
  const building = new Building();
  const titled = titleOf(paragraphs);
  const others = paragraphs
    .filter((each) => each !== titled && each !== notes && !each.isEmpty)
    .map(({ kind }) => kind.heading);
  // Where sections begin at level 1, all of them go down by one: the title alone is at the top.
  const shift = others.includes(1) ? 1 : 0;
  let title = -1;
  for (const paragraph of paragraphs) {
    const { style, heading, item } = paragraph.kind;
    const isTop = style.title || paragraph === notes;
    const level = paragraph === titled ? 1 : isTop ? 2 : heading && Math.min(Math.max(heading + shift, 2), 4);
    const made = lines.add(paragraph, level !== null);
    if (paragraph === titled) title = made[0]?.index ?? -1;
    const blocks = blocksOfLines(
      paragraph,
      made.map(({ line }) => line),
      level,
    );
    if (blocks.length === 0) continue;
    if (level !== null) building.add(blocks);
    else if (item) building.item(item.level, item.list, item.ordered ? item.number : null, blocks);
    else if (style.continues !== null) building.goOn(style.continues, blocks);
    else if (style.quote) building.quote(blocks);
    else building.add(blocks);
  }
  return { blocks: building.done(), lines, title };
}

/** The paragraph that is the title: by its style, else the one heading of level 1, or one that the text begins with. */
function titleOf(paragraphs: readonly Paragraph[]): Paragraph | null {
  const filled = paragraphs.filter((paragraph) => !paragraph.isEmpty);
  const byStyle = filled.find(({ kind }) => kind.style.title);
  if (byStyle) return byStyle;
  const top = filled.filter(({ kind }) => kind.heading === 1);
  return top.length === 1 || (top[0] && top[0] === filled[0]) ? (top[0] ?? null) : null;
}

/** The lines of a paragraph as blocks: each of its pieces is looked at once, and once more where a line ends in it. */
function blocksOfLines(paragraph: Paragraph, lines: readonly Line[], level: number | null): Node[] {
  const { pieces } = paragraph;
  const dir = directionOf(paragraph);
  let index = 0;
  let at = 0;
  return lines.map((line) => {
    const words: Node[] = [];
    for (let piece = pieces[index]; piece && at < line.to; piece = pieces[index]) {
      const text = piece.text.slice(Math.max(0, line.from - at), line.to - at);
      if (text !== '') words.push(articleSchema.text(text.toWellFormed().replaceAll('\n', ' '), marksOf(piece)));
      if (at + piece.text.length > line.to) break;
      at += piece.text.length;
      index++;
    }
    return level === null
      ? articleSchema.node('paragraph', { dir }, words)
      : articleSchema.node('heading', { level, dir }, words);
  });
}

function marksOf({ strong, em, href }: Piece): readonly Mark[] {
  let marks: readonly Mark[] = [];
  if (href !== null) marks = articleSchema.mark('link', { href }).addToSet(marks);
  if (em) marks = articleSchema.mark('em').addToSet(marks);
  if (strong) marks = articleSchema.mark('strong').addToSet(marks);
  return marks;
}

/** What the paragraph says; else what its letters do where its style says something, since that is said of many. */
function directionOf({ kind, text }: Paragraph): Direction | null {
  if (kind.direction !== null) return kind.direction;
  const { rightToLeft } = kind.style;
  return rightToLeft === null ? null : directionOfBlock(text, rightToLeft ? 'rtl' : 'ltr');
}

interface OpenList {
  readonly level: number;
  readonly list: string;
  /** The number it begins with; null when it has none. */
  readonly order: number | null;
  readonly items: Node[][];
}

/** Blocks while they are put together: lists within lists, and quotes of several paragraphs. */
class Building {
  readonly #blocks: Node[] = [];
  readonly #open: OpenList[] = [];
  #quoted: Node[] = [];

  add(blocks: readonly Node[]): void {
    this.#close(0);
    this.#endQuote();
    this.#blocks.push(...blocks);
  }

  quote(blocks: readonly Node[]): void {
    this.#close(0);
    this.#quoted.push(...blocks);
  }

  item(level: number, list: string, order: number | null, blocks: Node[]): void {
    this.#endQuote();
    this.#closeBelow(level);
    const top = this.#open.at(-1);
    const goesOn = top?.level === level && top.list === list && (top.order === null) === (order === null);
    if (top?.level === level && !goesOn) this.#close(this.#open.length - 1);
    if (goesOn) top.items.push(blocks);
    else this.#open.push({ level, list, order, items: [blocks] });
  }

  /** Goes on in the item at this level, or the nearest above it. */
  goOn(level: number, blocks: readonly Node[]): void {
    this.#closeBelow(level);
    const item = this.#open.at(-1)?.items.at(-1);
    if (item) item.push(...blocks);
    else this.add(blocks);
  }

  done(): Node[] {
    this.#close(0);
    this.#endQuote();
    return this.#blocks;
  }

  #closeBelow(level: number): void {
    let kept = this.#open.length;
    while (kept > 0 && (this.#open[kept - 1] as OpenList).level > level) kept--;
    this.#close(kept);
  }

  #close(kept: number): void {
    while (this.#open.length > kept) {
      const { order, items } = this.#open.pop() as OpenList;
      const content = items.map((item) => articleSchema.node('list_item', null, item));
      const node =
        order === null
          ? articleSchema.node('bullet_list', null, content)
          : articleSchema.node('ordered_list', { order }, content);
      const item = this.#open.at(-1)?.items.at(-1);
      if (item) item.push(node);
      else this.#blocks.push(node);
    }
  }

  #endQuote(): void {
    if (this.#quoted.length > 0) this.#blocks.push(articleSchema.node('blockquote', null, this.#quoted));
    this.#quoted = [];
  }
}
