import { trimRange } from '@sanad/shared/anchor';
import { type PlacedBlock, placedBlocks } from '@sanad/shared/article';
import { CLAIM_LIMIT, type Quote } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import type { Node } from 'prosemirror-model';
import type { DocxBlocks } from './docx-blocks.ts';
import type { Point } from './docx-paragraph.ts';
import type { CommentMarks } from './docx-reading.ts';
import type { ImportedPlace } from './imported-claim.ts';

/** Words of a claim, and whether they were more than one claim may have. */
export interface FoundPlace extends ImportedPlace {
  readonly isCut: boolean;
}

/** Finds where the letters of a document's paragraphs stand in the plain text of the article that was made of it. */
export class DocxPlaces {
  readonly text: string;
  readonly #blocks: DocxBlocks;
  /** For each line the text block that it became. */
  readonly #placed: readonly PlacedBlock[];
  readonly #title: PlacedBlock;

  constructor(blocks: DocxBlocks, content: Node) {
    const placed = placedBlocks(content);
    this.text = placed.map(({ node }) => node.textContent).join('\n');
    this.#blocks = blocks;
    const [title, ...rest] = placed as [PlacedBlock, ...PlacedBlock[]];
    this.#title = title;
    // The line that is the title stands at the top, unless the person gave the article another title.
    const count = blocks.lines.lines.length;
    const isLeft = rest.length < count || (rest.length === 1 && rest[0]?.node.content.size === 0);
    const leading = isLeft ? Math.max(blocks.title, 0) : -1;
    this.#placed = blocks.lines.lines.map((_, line) => {
      if (line === leading) return title;
      return rest[isLeft && line > leading ? line - 1 : line] as PlacedBlock;
    });
  }

  /** The words between two marks; null when no letter is left between them. */
  between(start: Point, end: Point): FoundPlace | null {
    const first = this.#blocks.lines.after(start);
    const last = this.#blocks.lines.before(end);
    if (!first || !last || first.line > last.line) return null;
    if (first.line === last.line && first.offset >= last.offset) return null;
    const from = this.#at(first);
    const to = this.#at(last);
    // The title went to the top: of words that it was in the midst of, those hold that were behind their beginning.
    if (from >= to) return this.#range(from, this.#endOf(first.line));
    return this.#range(from, to);
  }

  /** The word in front of a place; else its paragraph; else the nearest words in front of it. */
  near(point: Point): FoundPlace | null {
    const before = this.#blocks.lines.before(point);
    const own = this.#blocks.lines.of(point);
    if (before && own && before.line >= own.from && before.line < own.to) {
      const block = this.#placed[before.line] as PlacedBlock;
      const words = block.node.textContent.slice(Math.max(0, before.offset - 500), before.offset);
      const word = /((?:[\p{L}\p{M}\p{N}'’]|\u200c|\u200d)+)[^\p{L}\p{M}\p{N}]*$/u.exec(words);
      if (word) {
        const from = block.start + before.offset - words.length + word.index;
        return this.#range(from, from + (word[1] as string).length);
      }
    }
    const line = own && own.from < own.to ? own.from : before?.line;
    return line === undefined ? null : this.#range((this.#placed[line] as PlacedBlock).start, this.#endOf(line));
  }

  /** The title, for what was said of the whole. */
  get title(): FoundPlace | null {
    return this.#range(0, this.#title.node.content.size);
  }

  /** The words a comment stands on: those between its marks, else those nearest to where it is. */
  of({ start, end, reference }: CommentMarks): FoundPlace | null {
    const stop = end ?? reference;
    const between = start && stop && this.between(start, stop);
    if (between) return between;
    const point = reference ?? start;
    return point && this.near(point);
  }

  /** What stands around a place where words were. */
  around({ start, reference }: CommentMarks): Pick<Quote, 'prefix' | 'suffix'> {
    const point = start ?? reference;
    const before = point && this.#blocks.lines.before(point);
    const at = before ? this.#at(before) : 0;
    const { prefix, suffix } = quoteAt(this.text, at, at);
    return { prefix, suffix };
  }

  #at({ line, offset }: { readonly line: number; readonly offset: number }): number {
    const block = this.#placed[line] as PlacedBlock;
    return block.start + Math.min(offset, block.node.content.size);
  }

  #endOf(line: number): number {
    const block = this.#placed[line] as PlacedBlock;
    return block.start + block.node.content.size;
  }

  #range(start: number, end: number): FoundPlace | null {
    // Somewhat below the limit: an edge may move to the end of the letter it is in.
    const most = start + CLAIM_LIMIT - 100;
    const range = trimRange(this.text, start, Math.min(end, most));
    return range && { ...range, isCut: end > most };
  }
}
