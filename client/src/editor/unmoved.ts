import type { Node } from 'prosemirror-model';
import type { Fragment, Setting } from './claim-lines.ts';
import { possibleDifference, type Span } from './text-positions.ts';

/** So many letters more or fewer (UTF-16 units) are looked for the lines they changed; with more all are measured. */
const FEW = 40;
/** How far a fragment may be from where it was (px) and count as unmoved. */
const NEAR = 0.05;

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
 * behind the first words on a line below it that are where they were. Null where that cannot be said.
 */
export function unmovedSince(
  before: Node | null,
  now: Node,
  { line, evenly }: Setting,
  measure: (span: Span) => readonly Fragment[],
): Unmoved | null {
  const height = Number.parseFloat(line);
  const change = before && !evenly && possibleDifference(before, now);
  if (!change || !(height > 0)) return null;
  const by = change.now.to - change.old.to;
  if (Math.abs(by) > FEW || change.now.to - change.now.from > FEW) return null;
  const { size } = now.content;
  const around = measure({ from: Math.max(0, change.now.from - 1), to: Math.min(size, change.now.to + 1) });
  if (around.length === 0) return null;
  const first = Math.min(...around.map(({ top }) => top)) - 1.5 * height;
  const last = Math.max(...around.map(({ top }) => top)) + 0.5 * height;
  let settled = false;
  return {
    placeOf: ({ part: was, fragments }, part) => {
      const end = fragments.at(-1);
      const isAbove = part.to <= change.now.from && was.from === part.from && was.to === part.to;
      if (isAbove && end && end.top < first) return fragments;
      const isBehind = settled && was.from + by === part.from && was.to + by === part.to;
      return isBehind ? fragments : null;
    },
    measured: (was, part, is) => {
      const isBelow = part.from >= change.now.to && (is[0]?.top ?? Number.NEGATIVE_INFINITY) > last;
      settled ||= isBelow && alike(was, is);
    },
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
