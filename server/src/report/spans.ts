import type { ReportClaim } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';

/** A block that holds text itself. */
export type TextBlock = Extract<ReportBlock, { readonly runs: readonly ReportRun[] }>;
/** A claim that has a place in the text. */
export type HeldClaim = ReportClaim & { readonly start: number; readonly end: number };

/**
 * What a block of the report is drawn from, in order: letters that one formatting and one set of claims hold (the outer
 * claim first), and the numbers that stand where claims end. `opens` are the claims whose first letters these are.
 */
export type Piece =
  | {
      readonly kind: 'letters';
      readonly text: string;
      readonly run: ReportRun;
      readonly claims: readonly HeldClaim[];
      readonly opens: readonly HeldClaim[];
    }
  | { readonly kind: 'number'; readonly claim: HeldClaim };

/** Whether a claim has a place in the text. */
export function isHeld(claim: ReportClaim): claim is HeldClaim {
  return claim.start !== null && claim.end !== null && claim.start < claim.end;
}

/**
 * Which line under the words is whose: claims that overlap never share one, and a line that has come free is taken
 * again. Counted from 0, nearest the words; claim id -> line.
 */
export function linesOf(claims: readonly HeldClaim[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const busyUntil: number[] = [];
  const outerFirst = [...claims].sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  for (const { id, start, end } of outerFirst) {
    const free = busyUntil.findIndex((until) => until <= start);
    const line = free === -1 ? busyUntil.length : free;
    busyUntil[line] = end;
    lines.set(id, line);
  }
  return lines;
}

/**
 * Cuts a block where a formatting or a claim begins or ends, at whole code points. A claim's number stands behind the
 * word its last letter is in: between two letters it would tear an Arabic word apart.
 */
export function piecesOf(block: TextBlock, claims: readonly HeldClaim[]): Piece[] {
  const letters = block.runs.flatMap((run) => Array.from(run.text, (letter) => ({ letter, run })));
  const [first, end] = [block.start, block.start + letters.length];
  const within = claims
    .filter((claim) => claim.start < end && claim.end > first)
    .map((claim) => ({ claim, from: claim.start - first, to: claim.end - first }))
    .sort((a, b) => a.from - b.from || b.to - a.to || a.claim.number - b.claim.number);

  const numbers = new Map<number, HeldClaim[]>();
  for (const { claim, to } of within) {
    if (to > letters.length + 1) continue; // it goes on behind the break, in the next block
    const at = endOfWord(letters, Math.min(to, letters.length));
    numbers.set(at, [...(numbers.get(at) ?? []), claim]);
  }
  const cuts = new Set<number>([0, letters.length, ...numbers.keys()]);
  for (const { from, to } of within) cuts.add(Math.max(from, 0)).add(Math.min(to, letters.length));
  for (let i = 1; i < letters.length; i++) if (letters[i]?.run !== letters[i - 1]?.run) cuts.add(i);

  const pieces: Piece[] = [];
  const ordered = [...cuts].sort((a, b) => a - b);
  for (const [i, from] of ordered.entries()) {
    const byNumber = (numbers.get(from) ?? []).sort((a, b) => a.number - b.number);
    pieces.push(...byNumber.map((claim): Piece => ({ kind: 'number', claim })));
    const to = ordered[i + 1];
    const letter = letters[from];
    if (to === undefined || !letter) continue;
    const holding = within.filter((each) => each.from < to && each.to > from);
    pieces.push({
      kind: 'letters',
      text: letters
        .slice(from, to)
        .map((each) => each.letter)
        .join(''),
      run: letter.run,
      claims: holding.map(({ claim }) => claim),
      opens: holding.filter((each) => each.from === from).map(({ claim }) => claim),
    });
  }
  return pieces;
}

const WORD = /[\p{L}\p{M}\p{N}\u0640\u200c\u200d]/u;

function endOfWord(letters: readonly { readonly letter: string }[], at: number): number {
  const isWord = (i: number) => WORD.test(letters[i]?.letter ?? '');
  if (!isWord(at - 1)) return at;
  let end = at;
  while (isWord(end)) end++;
  return end;
}
