import type { Direction } from '@sanad/shared/direction';
import type { Numbered } from './docx-numbering.ts';
import type { Style } from './docx-styles.ts';

/** Letters that look alike. A line end within a paragraph is `\n`. */
export interface Piece {
  text: string;
  readonly strong: boolean;
  readonly em: boolean;
  readonly href: string | null;
}

/** A place in the letters of a paragraph, in UTF-16 units. */
export interface Point {
  readonly paragraph: Paragraph;
  readonly offset: number;
}

/** What a paragraph is. */
export interface ParagraphKind {
  readonly style: Style;
  readonly heading: number | null;
  /** What the paragraph itself says; null where it says nothing. */
  readonly direction: Direction | null;
  readonly item: Numbered | null;
}

/** A paragraph while it is read: letters are only ever added, so that a place in it stays what it is. */
export class Paragraph {
  readonly pieces: Piece[] = [];
  length = 0;
  kind: ParagraphKind;
  /** Where its letters stand now, for one that became part of another. */
  #within: Point | null = null;

  constructor(kind: ParagraphKind) {
    this.kind = kind;
  }

  write(text: string, look: Omit<Piece, 'text'>): void {
    if (text === '') return;
    const last = this.pieces.at(-1);
    if (last && last.strong === look.strong && last.em === look.em && last.href === look.href) last.text += text;
    else this.pieces.push({ text, strong: look.strong, em: look.em, href: look.href });
    this.length += text.length;
  }

  /** Takes over the letters of another, and every place in them. */
  take(other: Paragraph): void {
    other.#within = { paragraph: this, offset: this.length };
    for (const { text, ...look } of other.pieces) this.write(text, look);
  }

  get text(): string {
    return this.pieces.map(({ text }) => text).join('');
  }

  get isEmpty(): boolean {
    return this.pieces.every(({ text }) => text.trim() === '');
  }

  /** Where a place is now. */
  static now({ paragraph, offset }: Point): Point {
    let [at, sum] = [paragraph, offset];
    for (let within = at.#within; within; within = at.#within) {
      at = within.paragraph;
      sum += within.offset;
    }
    return { paragraph: at, offset: sum };
  }
}
