import type { Node } from 'prosemirror-model';
import { articleSchema } from './article.ts';

/** What holds blocks while rich text is read. Lists and rows hold parts: their items, their cells. */
interface Frame {
  readonly kind: 'doc' | 'quote' | 'bullets' | 'numbers' | 'item' | 'table' | 'row' | 'cell';
  readonly nodes: Node[];
  readonly parts: Node[][];
  /** The first number of a list. */
  readonly order: number;
  /** From 1 for the lists and items made of a word processor's list paragraphs, else 0. */
  readonly level: number;
}

/** How deep lists, quotes and tables go; what is nested deeper stands in the deepest. */
const DEPTH = 24;
/** The most letters in the cell of a table that is read as a line; longer ones are columns of a page. */
const CELL = 400;

/** A place to come back to, as `open` gave it; null for a frame that would have been too deep. */
export type FrameMark = number | null;

/** The open quotes, lists and tables of a rich text, and the blocks in them. */
export class RichFrames {
  readonly #frames: Frame[] = [frame('doc')];
  /** Called when a row of a table became a line. */
  readonly #onRow: () => void;

  constructor(onRow: () => void) {
    this.#onRow = onRow;
  }

  get top(): Frame['kind'] {
    return this.#top.kind;
  }

  get #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  /** Opens a frame in the one that is open. A list that stands in a list beside its items belongs to the last of them. */
  open(kind: Exclude<Frame['kind'], 'doc'>, order = 1): FrameMark {
    if (this.#frames.length >= DEPTH) return null;
    const mark = this.#frames.length;
    if (kind === 'item' && !this.#isList) this.#frames.push(frame('bullets'));
    if (kind === 'cell' && this.top !== 'row') return null;
    if (kind !== 'item' && this.#isList) this.#frames.push(frame('item', this.#top.parts.at(-1) ?? this.#part()));
    if (kind === 'item' || kind === 'cell') this.#frames.push(frame(kind, this.#part()));
    else this.#frames.push(frame(kind, [], order));
    return mark;
  }

  /** Closes what was opened since. */
  close(mark: FrameMark): void {
    if (mark === null) return;
    while (this.#frames.length > mark) this.#closeTop();
  }

  /** Puts a block where the reader is. */
  put(node: Node): void {
    const { parts, nodes } = this.#top;
    if (this.#isList || this.top === 'row') parts.push([node]);
    else nodes.push(node);
  }

  /** Goes into the item of a list that is made as its paragraphs come; `goesOn` when the last item does. */
  enterItem(level: number, numbered: boolean, order: number, goesOn: boolean): void {
    const kind = numbered ? 'numbers' : 'bullets';
    while (this.#top.level > level) this.#closeTop();
    if (this.#top.level === level) {
      if (goesOn && this.top === 'item') return;
      if (this.top === 'item') this.#closeTop();
      if (this.top !== kind) this.#closeTop();
    }
    if (this.#frames.length + 2 > DEPTH) return;
    if (this.#top.level < level || this.top === 'item') this.#frames.push(frame(kind, [], order, level));
    this.#frames.push(frame('item', this.#part(), 1, level));
  }

  /** Leaves the lists that `enterItem` made. */
  leaveItems(): void {
    while (this.#top.level > 0) this.#closeTop();
  }

  /** Closes everything; the blocks, in order. */
  finish(): Node[] {
    while (this.#frames.length > 1) this.#closeTop();
    return this.#top.nodes;
  }

  get #isList(): boolean {
    return this.top === 'bullets' || this.top === 'numbers';
  }

  #part(): Node[] {
    const part: Node[] = [];
    this.#top.parts.push(part);
    return part;
  }

  #closeTop(): void {
    const closed = this.#frames.pop() as Frame;
    switch (closed.kind) {
      case 'quote':
        if (closed.nodes.length > 0) this.put(articleSchema.node('blockquote', null, closed.nodes));
        break;
      case 'bullets':
      case 'numbers': {
        const items = closed.parts.filter((part) => part.length > 0);
        if (items.length === 0) break;
        const nodes = items.map((part) => articleSchema.node('list_item', null, part));
        if (closed.kind === 'bullets') this.put(articleSchema.node('bullet_list', null, nodes));
        else this.put(articleSchema.node('ordered_list', { order: closed.order }, nodes));
        break;
      }
      case 'table':
        for (const node of closed.nodes) this.put(node);
        break;
      case 'row':
        for (const node of this.#rowOf(closed.parts.filter((part) => part.length > 0))) this.put(node);
        break;
    }
  }

  /** A row of a table as a line; the blocks of its cells where they are columns of a page. */
  #rowOf(cells: readonly Node[][]): Node[] {
    const isLine = ([first, ...more]: readonly Node[]) =>
      first?.isTextblock && more.every(({ isTextblock }) => isTextblock) && lengthOf(first, more) <= CELL;
    if (cells.length < 2 || !cells.every(isLine)) return cells.flat();
    this.#onRow();
    const words = cells.flatMap((cell, at) => [
      ...(at > 0 ? [articleSchema.text(' | ')] : []),
      ...cell.flatMap((node, line) => [...(line > 0 ? [articleSchema.text(' ')] : []), ...node.content.content]),
    ]);
    const dir = cells[0]?.[0]?.attrs.dir ?? null;
    return [articleSchema.node('paragraph', { dir }, words)];
  }
}

function frame(kind: Frame['kind'], nodes: Node[] = [], order = 1, level = 0): Frame {
  return { kind, nodes, parts: [], order, level };
}

function lengthOf(first: Node, more: readonly Node[]): number {
  return more.reduce((length, { content }) => length + content.size, first.content.size);
}
