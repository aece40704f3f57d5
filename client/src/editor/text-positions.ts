import { type PlacedBlock, placedBlocks } from '@sanad/shared/article';
import type { Letters } from '@sanad/shared/article-text';
import type { Node } from 'prosemirror-model';
import { StepMap } from 'prosemirror-transform';

/** A range of a ProseMirror document. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const known = new WeakMap<Node, readonly PlacedBlock[]>();

/** The text blocks of a document with their places, worked out once per document. */
export function blocksOf(doc: Node): readonly PlacedBlock[] {
  let blocks = known.get(doc);
  if (!blocks) {
    blocks = placedBlocks(doc);
    known.set(doc, blocks);
  }
  return blocks;
}

function lastBlock(blocks: readonly PlacedBlock[], holds: (block: PlacedBlock) => boolean): PlacedBlock | null {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(blocks[middle] as PlacedBlock)) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1] ?? null;
}

/** The text block that holds a ProseMirror position, or the one before it. */
export function blockWith(doc: Node, position: number): PlacedBlock | null {
  return lastBlock(blocksOf(doc), ({ from }) => from <= position);
}

/** The place in the plain text of a ProseMirror position; one between two blocks is the end of the first. */
export function offsetAt(doc: Node, position: number): number {
  const block = blockWith(doc, position);
  if (!block) return 0;
  return block.start + Math.min(position - block.from, block.node.content.size);
}

/** The ProseMirror position of a place in the plain text. */
export function positionAt(doc: Node, offset: number): number {
  const block = lastBlock(blocksOf(doc), ({ start }) => start <= offset);
  if (!block) return 0;
  return block.from + Math.min(offset - block.start, block.node.content.size);
}

const letters = new WeakMap<Node, string>();

function lettersOf(block: Node): string {
  let text = letters.get(block);
  if (text === undefined) {
    text = block.textContent;
    letters.set(block, text);
  }
  return text;
}

/** The plain text of a ProseMirror document, as `articleText` has it. */
export function plainText(doc: Node): string {
  return blocksOf(doc)
    .map(({ node }) => lettersOf(node))
    .join('\n');
}

/** The letters of a ProseMirror document as `articleText` has them, without all of them being joined. */
export function lettersIn(doc: Node): Letters {
  const last = blocksOf(doc).at(-1);
  const length = last ? last.start + last.node.content.size : 0;
  return {
    length,
    slice: (start, end = length) =>
      start < end ? doc.textBetween(positionAt(doc, start), positionAt(doc, end), '\n') : '',
  };
}

/** A range widened to whole text blocks. */
export function wholeBlocks(doc: Node, { from, to }: Span): Span {
  const blocks = blocksOf(doc);
  const first = lastBlock(blocks, (block) => block.from <= from);
  const last = lastBlock(blocks, (block) => block.from <= to);
  return {
    from: Math.min(from, first?.from ?? from),
    to: last ? Math.max(to, last.from + last.node.content.size) : to,
  };
}

/** What differs between two documents: one range of each. Cheap where they share nodes. Null when nothing does. */
export function difference(before: Node, after: Node): { old: Span; now: Span } | null {
  const start = before.content.findDiffStart(after.content);
  if (start === null) return null;
  const end = before.content.findDiffEnd(after.content);
  if (!end) return null;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return { old: { from: start, to: end.a + overlap }, now: { from: start, to: end.b + overlap } };
}

/**
 * As `difference`, with all letters that may have been the ones changed: of several like letters any may have been taken
 * out or put in, and Yjs knows which, while the two documents do not.
 */
export function possibleDifference(before: Node, after: Node): { old: Span; now: Span } | null {
  const change = difference(before, after);
  const end = change && before.content.findDiffEnd(after.content);
  if (!change || !end) return change;
  const from = Math.min(change.old.from, end.a, end.b);
  return { old: { from, to: change.old.to }, now: { from, to: change.now.to } };
}

/** Whether a range lies within one text block. */
export function isWithinOneBlock(doc: Node, { from, to }: Span): boolean {
  const place = doc.resolve(from);
  return place.parent.isTextblock && place.end() >= to;
}

/** All letters that a change within one block may have been of; null for one that split, joined or retyped blocks. */
export function changedLetters(
  before: Node,
  after: Node,
  { old, now }: { readonly old: Span; readonly now: Span },
): Span | null {
  if (!isWithinOneBlock(before, old) || !isWithinOneBlock(after, now)) return null;
  const possible = possibleDifference(before, after)?.now;
  if (!possible) return now;
  return { from: Math.min(possible.from, now.from), to: Math.max(possible.to, now.to) };
}

/** The difference as a step map: to carry positions over a change that came as a replacement of everything. */
export function differenceMap(before: Node, after: Node): StepMap {
  const change = difference(before, after);
  if (!change) return StepMap.empty;
  const { from } = change.old;
  return new StepMap([from, change.old.to - from, change.now.to - from]);
}
