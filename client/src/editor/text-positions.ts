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
/** The document whose blocks were worked out last: the next mostly differs from it in one block. */
let latest: { readonly doc: Node; readonly blocks: readonly PlacedBlock[] } | null = null;

/** The text blocks of a document with their places, worked out once per document. */
export function blocksOf(doc: Node): readonly PlacedBlock[] {
  let blocks = known.get(doc);
  if (!blocks) {
    blocks = latest ? blocksAfter(latest.doc, latest.blocks, doc) : placedBlocks(doc);
    known.set(doc, blocks);
    latest = { doc, blocks };
  }
  return blocks;
}

/** The blocks of `doc`, of which those in what it shares with `before` at both ends are known. */
function blocksAfter(before: Node, were: readonly PlacedBlock[], doc: Node): readonly PlacedBlock[] {
  const [least, difference] = [Math.min(before.childCount, doc.childCount), doc.childCount - before.childCount];
  let first = 0;
  let from = 0;
  while (first < least && before.child(first) === doc.child(first)) from += doc.child(first++).nodeSize;
  let last = doc.childCount;
  let end = doc.content.size;
  while (last > first && last - difference > first && before.child(last - 1 - difference) === doc.child(last - 1))
    end -= doc.child(--last).nodeSize;
  const by = doc.content.size - before.content.size;
  const head = countBefore(were, from);
  const blocks = were.slice(0, head);
  const lastOfHead = blocks.at(-1);
  let start = lastOfHead ? lastOfHead.start + lastOfHead.node.content.size + 1 : 0;
  let position = from;
  for (let index = first; index < last; index++) {
    const child = doc.child(index);
    for (const block of placedBlocks(child)) {
      // Counted within the child, and the child itself where that is the block.
      blocks.push({ node: block.node, from: position + 1 + block.from, start: start + block.start });
    }
    if (child.isTextblock) blocks.push({ node: child, from: position + 1, start });
    const added = blocks.at(-1);
    if (added) start = added.start + added.node.content.size + 1;
    position += child.nodeSize;
  }
  const tail = countBefore(were, end - by);
  const startBy = tail < were.length ? start - (were[tail] as PlacedBlock).start : 0;
  for (let index = tail; index < were.length; index++) {
    const block = were[index] as PlacedBlock;
    blocks.push(
      by === 0 && startBy === 0 ? block : { node: block.node, from: block.from + by, start: block.start + startBy },
    );
  }
  return blocks;
}

/** How many blocks begin before a position. */
function countBefore(blocks: readonly PlacedBlock[], position: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as PlacedBlock).from <= position) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** A part in which two documents differ: as it was, and as it is. */
interface Differing {
  readonly old: Span;
  readonly now: Span;
}

interface Comparison {
  readonly before: Node;
  readonly after: Node;
  readonly sure: Differing | null;
  readonly possible: Differing | null;
}

/** The comparisons made last: one key has the same two documents, and the same two blocks, compared by many. */
const compared: Comparison[] = [];
const COMPARED = 4;

function comparison(before: Node, after: Node): Comparison {
  const known = compared.find((each) => each.before === before && each.after === after);
  if (known) return known;
  const made = { before, after, ...compare(before, after) };
  compared.unshift(made);
  if (compared.length > COMPARED) compared.pop();
  return made;
}

function compare(before: Node, after: Node): Pick<Comparison, 'sure' | 'possible'> {
  const start = before.content.findDiffStart(after.content);
  const end = start === null ? null : before.content.findDiffEnd(after.content);
  if (start === null || !end) return { sure: null, possible: null };
  const least = Math.min(end.a, end.b);
  const overlap = Math.max(0, start - least);
  const [old, now] = [end.a + overlap, end.b + overlap];
  const from = Math.min(start, least);
  return {
    sure: { old: { from: start, to: old }, now: { from: start, to: now } },
    possible: { old: { from, to: old }, now: { from, to: now } },
  };
}

/** What differs between two documents: one range of each. Cheap where they share nodes. Null when nothing does. */
export function difference(before: Node, after: Node): Differing | null {
  return comparison(before, after).sure;
}

/**
 * As `difference`, with all letters that may have been the ones changed: of several like letters any may have been taken
 * out or put in, and Yjs knows which, while the two documents do not.
 */
export function possibleDifference(before: Node, after: Node): Differing | null {
  return comparison(before, after).possible;
}

let others: { readonly before: Node; readonly after: Node; readonly blocks: readonly PlacedBlock[] } | null = null;

/** The text blocks of a document that another does not have in their place: all between those both begin and end with. */
export function otherBlocks(before: Node, after: Node): readonly PlacedBlock[] {
  if (others?.before !== before || others.after !== after) others = { before, after, blocks: unlike(before, after) };
  return others.blocks;
}

function unlike(before: Node, after: Node): readonly PlacedBlock[] {
  const [were, are] = [blocksOf(before), blocksOf(after)];
  const { first, last } = alikeBlocks(were, are);
  return are.slice(first, are.length - last);
}

/** How many blocks two texts begin and end with alike. */
export function alikeBlocks(
  before: readonly PlacedBlock[],
  now: readonly PlacedBlock[],
): { readonly first: number; readonly last: number } {
  const least = Math.min(before.length, now.length);
  const by = before.length - now.length;
  let first = 0;
  while (first < least && (before[first] as PlacedBlock).node === (now[first] as PlacedBlock).node) first++;
  let end = now.length;
  while (
    end > first &&
    end + by > first &&
    (before[end - 1 + by] as PlacedBlock).node === (now[end - 1] as PlacedBlock).node
  )
    end--;
  return { first, last: now.length - end };
}

/** The text blocks of a document that are not in another, wherever: y-prosemirror makes those anew that Yjs changed. */
export function newBlocks(before: Node, after: Node): readonly PlacedBlock[] {
  const were = new Set(unlike(after, before).map(({ node }) => node));
  return otherBlocks(before, after).filter(({ node }) => !were.has(node));
}

/** Whether a range lies within one text block. */
export function isWithinOneBlock(doc: Node, { from, to }: Span): boolean {
  const place = doc.resolve(from);
  return place.parent.isTextblock && place.end() >= to;
}

/** All letters that a change within one block may have been of; null for one that split, joined or retyped blocks. */
export function changedLetters(before: Node, after: Node, { old, now }: Differing): Span | null {
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
