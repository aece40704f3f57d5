import type { Attachment } from '@sanad/shared/anchor';
import type { PlacedBlock } from '@sanad/shared/article';
import type { ArticleText, TextBlock } from '@sanad/shared/article-text';
import { type Claim, verdictOf } from '@sanad/shared/claim';
import { isOutdated } from '@sanad/shared/outdated';
import { secondLookOf, wordsJudged } from '@sanad/shared/second-look';
import { standingSettlement } from '@sanad/shared/thread';
import type { PlacedMark } from './article-editor.ts';
import { alikeBlocks, possibleDifference, type Span } from './text-positions.ts';

/** A claim and where it sits, before its number is known. */
export type UnnumberedMark = Omit<PlacedMark, 'number'>;

/** An attachment to words that are in the text. */
export type Held = Exclude<Attachment, { kind: 'detached' }>;

/** Whether the document and the view hold the same blocks: between the two halves of a change they do not. */
export function agree(article: ArticleText, blocks: readonly PlacedBlock[]): boolean {
  if (article.blocks.length !== blocks.length) return false;
  for (let index = 0; index < blocks.length; index++) {
    const { text } = article.blocks[index] as TextBlock;
    if (text.length !== (blocks[index] as PlacedBlock).node.content.size) return false;
  }
  return true;
}

/** A claim at the place its anchor or its quote led to. */
export function placed(claim: Claim, attachment: Attachment): UnnumberedMark {
  const look = secondLookOf(claim.judgements, wordsJudged(attachment));
  const settled = standingSettlement(claim.comments)?.how ?? null;
  return { claim, attachment, verdict: verdictOf(claim), stale: isOutdated(claim, attachment), settled, look };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of the plain text in which two documents differ (UTF-16 units): where it was, where it is, and how far what
 * stands behind it has moved. Whole blocks, or the part of the one block that alone differs. `edited` is taken into it: parts
 * of the text as it is now that were changed in between, be they again as they were. A part without a block ends before it
 * starts. Null when there is none.
 */
export function changedText(
  before: readonly PlacedBlock[],
  now: readonly PlacedBlock[],
  edited: readonly Range[],
): { old: Range; now: Range; by: number } | null {
  const { first, last } = alikeBlocks(before, now);
  const differs = first < before.length || first < now.length;
  if (!differs && edited.length === 0) return null;
  const by = endOf(now) - endOf(before);
  const [was, is] = differs ? differing(before, now, first, last) : [null, null];
  const own = is ? [is] : [];
  const start = Math.min(...[...own, ...edited].map((each) => each.start));
  const end = Math.max(...[...own, ...edited].map((each) => each.end));
  return {
    old: { start: Math.min(start, was?.start ?? start), end: Math.max(end - by, was?.end ?? end - by) },
    now: { start, end },
    by,
  };
}

/** The parts of two texts between the blocks that both begin and end with. */
function differing(
  before: readonly PlacedBlock[],
  now: readonly PlacedBlock[],
  first: number,
  last: number,
): readonly [Range, Range] {
  const [old, fresh] = [before[first], now[first]];
  if (old && fresh && before.length === now.length && before.length - last === first + 1) {
    const change = possibleDifference(old.node, fresh.node);
    const part = ({ start }: PlacedBlock, { from, to }: Span) => ({ start: start + from, end: start + to });
    return [part(old, change?.old ?? { from: 0, to: 0 }), part(fresh, change?.now ?? { from: 0, to: 0 })];
  }
  const part = (blocks: readonly PlacedBlock[]): Range => {
    const [from, to] = [blocks[first], blocks[blocks.length - 1 - last]];
    const start = from?.start ?? endOf(blocks) + 1;
    return { start, end: to && blocks.length - last > first ? to.start + to.node.content.size : start - 1 };
  };
  return [part(before), part(now)];
}

const endOf = (blocks: readonly PlacedBlock[]): number => {
  const last = blocks.at(-1);
  return last ? last.start + last.node.content.size : 0;
};

/**
 * Moves a claim to a place that holds the same words, in the mark itself: where a claim is changes with every key typed
 * before it, and is no news to anybody who shows it.
 */
export function shift(mark: PlacedMark, start: number, end: number): void {
  const held = mark.attachment as { start: number; end: number };
  held.start = start;
  held.end = end;
}

/** Whether two marks of one claim stand on the same range. */
export function isSamePlace({ attachment: a }: UnnumberedMark, { attachment: b }: UnnumberedMark): boolean {
  if (a.kind === 'detached' || b.kind === 'detached') return a.kind === b.kind;
  return a.start === b.start && a.end === b.end;
}

/** Whether two marks of one claim say the same. */
export function same(a: UnnumberedMark, b: UnnumberedMark): boolean {
  if (a.claim !== b.claim && JSON.stringify(a.claim) !== JSON.stringify(b.claim)) return false;
  if (a.verdict !== b.verdict || a.stale !== b.stale || a.attachment.kind !== b.attachment.kind) return false;
  if (a.attachment.kind === 'detached' || b.attachment.kind === 'detached') return true;
  return isSamePlace(a, b) && a.attachment.words === b.attachment.words;
}

const NONE = { index: Number.POSITIVE_INFINITY, by: 0 };

/** How many of the marks start before `offset`; the detached are behind every text. `behind`: those that have moved since. */
export function startingBefore(marks: readonly PlacedMark[], offset: number, behind = NONE): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { attachment } = marks[middle] as PlacedMark;
    const moved = middle >= behind.index ? behind.by : 0;
    if (attachment.kind !== 'detached' && attachment.start + moved < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
