import type { Node } from 'prosemirror-model';
import type { Fragment, Setting } from './claim-lines.ts';
import { possibleDifference, type Span } from './text-positions.ts';

/** So many letters more or fewer (UTF-16 units) are looked for the lines they changed; with more all are measured. */
const FEW = 40;
/** How far a fragment may be from where it was (px) and count as unmoved. */
const NEAR = 0.05;

/** Letters that run one way, with the marks on them. Between them a line is never broken. */
const ALONG = {
  rtl: /^[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]+$/u,
  ltr: /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+$/u,
};
const LETTER = /\p{L}/u;
/** So far before a change (UTF-16 units) the beginning of its word is looked for. */
const WORD = 60;

/** Words that were measured. */
export interface MeasuredWords {
  readonly part: Span;
  readonly fragments: readonly Fragment[];
}

/** Says which words of a block cannot have moved by a change of its letters. */
export interface Unmoved {
  /**
   * Where words are, when they are where they were; null when they have to be measured. Asked in the order of the text:
   * `part` is where the words are now.
   */
  readonly placeOf: (known: MeasuredWords, part: Span) => readonly Fragment[] | null;
  /** Words had to be measured, and these are their places before and now. */
  readonly measured: (before: readonly Fragment[], part: Span, now: readonly Fragment[]) => void;
}

/**
 * What cannot have moved between two states of a block that differ in a few letters. Lines are filled one after the other:
 * nothing moves two lines above a change, since a word it makes shorter goes up by one line at most; and nothing moves
 * behind the first words on a line below it that are where they were. Where letters of a word come or go and run the way
 * their lines do, nothing before that word moves. Null where that cannot be said.
 */
export function unmovedSince(
  before: Node | null,
  now: Node,
  { line, evenly, rtl }: Setting,
  measure: (span: Span) => readonly Fragment[],
): Unmoved | null {
  const height = Number.parseFloat(line);
  const change = before && !evenly && possibleDifference(before, now);
  if (!change || !(height > 0)) return null;
  const by = change.now.to - change.old.to;
  if (Math.abs(by) > FEW || change.now.to - change.now.from > FEW) return null;
  const { size } = now.content;
  const around = linesAround(height, () =>
    measure({ from: Math.max(0, change.now.from - 1), to: Math.min(size, change.now.to + 1) }),
  );
  const word = wordAround(before, now, change, ALONG[rtl ? 'rtl' : 'ltr']);
  let settled = false;
  return {
    placeOf: ({ part: was, fragments }, part) => {
      const end = fragments.at(-1);
      const isBefore = part.to <= change.now.from && was.from === part.from && was.to === part.to;
      if (isBefore && (part.to <= word || (end && end.top < around().first))) return fragments;
      const isBehind = settled && was.from + by === part.from && was.to + by === part.to;
      return isBehind ? fragments : null;
    },
    measured: (was, part, is) => {
      if (settled || part.from < change.now.to) return;
      const isBelow = (is[0]?.top ?? Number.NEGATIVE_INFINITY) > around().last;
      settled = isBelow && alike(was, is);
    },
  };
}

/**
 * Where the word begins in which letters came or went, if they and a neighbour in it all run `along` their line; -1 where
 * they do not, or make a word of their own: what stands before them on the line may move then.
 */
function wordAround(before: Node, now: Node, { old, now: is }: { old: Span; now: Span }, along: RegExp): number {
  const letters = (node: Node, from: number, to: number) =>
    node.textBetween(Math.max(0, from), Math.min(node.content.size, to), '', '\ufffc');
  const changed = letters(before, old.from, old.to) + letters(now, is.from, is.to);
  if (!along.test(changed)) return -1;
  const [last, next] = [letters(now, is.from - 1, is.from), letters(now, is.to, is.to + 1)];
  if (![last, next].some((each) => along.test(each) && LETTER.test(each))) return -1;
  const upTo = letters(now, is.from - WORD, is.from);
  const space = upTo.search(/\s\S*$/u);
  return space === -1 ? -1 : is.from - upTo.length + space;
}

/**
 * The upper edges between which lines are that a change can have moved words on, asked of the page once and only where there
 * are words to ask for: where the lines above end, and where those below begin. Nothing is beyond where it stands nowhere.
 */
function linesAround(
  height: number,
  measure: () => readonly Fragment[],
): () => { readonly first: number; readonly last: number } {
  let known: { readonly first: number; readonly last: number } | null = null;
  return () => {
    if (!known) {
      const tops = measure().map(({ top }) => top);
      known = { first: Math.min(...tops) - 1.5 * height, last: Math.max(...tops) + 0.5 * height };
      if (tops.length === 0) known = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };
    }
    return known;
  };
}

function alike(a: readonly Fragment[], b: readonly Fragment[]): boolean {
  const near = (one: number, other: number | undefined) => Math.abs(one - (other ?? Number.NaN)) < NEAR;
  return (
    a.length === b.length &&
    a.every(
      ({ left, top, right, bottom }, index) =>
        near(left, b[index]?.left) &&
        near(top, b[index]?.top) &&
        near(right, b[index]?.right) &&
        near(bottom, b[index]?.bottom),
    )
  );
}
