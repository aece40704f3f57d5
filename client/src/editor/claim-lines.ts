import type { Verdict } from '@sanad/shared/claim';

/** A piece of a line of text: its box, in pixels from the upper left corner of its block. */
export interface Fragment {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How the letters of a block are set. */
export interface Setting {
  /** The size of the font (px). */
  readonly em: number;
  /** How much of a fragment's height is below the line the letters stand on. */
  readonly descent: number;
  /** The height of a line, as the style sheet has it. */
  readonly line: string;
  /** Whether lines are made alike in length, so that a letter can change all of them. */
  readonly evenly: boolean;
  /** Whether its lines begin at the right. */
  readonly rtl: boolean;
}

/**
 * What is drawn for the words of one claim in one block: lines under them, and boxes behind them, each as the corners that
 * SVG takes as `points`, in pixels from the upper left corner of the block.
 */
export interface Lines {
  readonly strokes: readonly string[];
  readonly grounds: readonly string[];
}

/** How far below the line the letters stand on the first lane is, and the next from it (em). */
const FIRST_LANE = 0.34;
const LANE = 0.2;
/** How far the two lines of a disputed claim are apart (px). */
const DOUBLE = 3;
/** Fragments that are no further apart than this (px) are one. */
const TOUCHING = 0.75;
/** How far around its line a claim can still be pointed at (px). */
const NEAR_LINE = 2;

/** What boxes of letters, in the order of the text, come to: a box for each unbroken piece of a line. */
export function fragmentsOf(boxes: readonly Fragment[]): Fragment[] {
  const fragments: Fragment[] = [];
  for (const box of boxes) {
    if (box.right - box.left <= 0) continue;
    const last = fragments.at(-1);
    if (last && isOneWith(last, box)) fragments[fragments.length - 1] = union(last, box);
    else fragments.push(box);
  }
  return fragments;
}

function isOneWith(a: Fragment, b: Fragment): boolean {
  const middle = (b.top + b.bottom) / 2;
  return middle > a.top && middle < a.bottom && b.left <= a.right + TOUCHING && b.right >= a.left - TOUCHING;
}

const union = (a: Fragment, b: Fragment): Fragment => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** How high the line under a fragment is, in pixels from the upper edge of its block. */
export function lineAt({ top, bottom }: Fragment, lane: number, { em, descent }: Setting): number {
  return Math.round(bottom - (bottom - top) * descent + em * (FIRST_LANE + LANE * lane));
}

/** The lines under fragments, and the ground behind them. */
export function linesOf(fragments: readonly Fragment[], verdict: Verdict, lane: number, setting: Setting): Lines {
  const strokes: string[] = [];
  const grounds: string[] = [];
  for (const fragment of fragments) {
    const [left, right] = [tenth(fragment.left), tenth(fragment.right)];
    const y = lineAt(fragment, lane, setting);
    strokes.push(`${left},${y} ${right},${y}`);
    if (verdict === 'disputed') strokes.push(`${left},${y + DOUBLE} ${right},${y + DOUBLE}`);
    const [top, bottom] = [Math.round(fragment.top), Math.round(fragment.bottom)];
    grounds.push(`${left},${top} ${right},${top} ${right},${bottom} ${left},${bottom}`);
  }
  return { strokes, grounds };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Whether a point, in pixels from the upper left corner of the block, is on fragments or the lines under them. */
export function isOn(fragments: readonly Fragment[], lane: number, setting: Setting, x: number, y: number): boolean {
  return fragments.some(
    (fragment) =>
      x >= fragment.left &&
      x <= fragment.right &&
      y >= fragment.top &&
      y <= Math.max(fragment.bottom, lineAt(fragment, lane, setting) + NEAR_LINE),
  );
}
