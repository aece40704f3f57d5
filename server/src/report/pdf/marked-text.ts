import { isSafeAddress } from '@sanad/shared/article';
import type { Direction } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import type { Verdict } from '@sanad/shared/verdict';
import { type HeldClaim, isHeld, linesOf, type Piece, piecesOf, type TextBlock } from '../spans.ts';
import { LINE_COUNT } from '../style.ts';
import type { Ink, Inked } from './ink.ts';

/** How a claim's line and ground look: its verdict, and whether the words changed since. */
export type Look = `${Verdict}${'' | '-stale'}`;
/** A line under words: how it looks, and how far below, from 0. */
export type Line = readonly [look: Look, lane: number];

interface Formatting {
  readonly strong?: true;
  readonly em?: true;
  readonly href?: string;
}

/** What a block is set from, in order. Every text is set as it is, never read as markup. */
export type Segment =
  /** Letters with the same lines; `opens` are the numbers of the claims that begin with them. */
  | (Formatting & {
      readonly text: Inked;
      readonly lines: readonly Line[];
      readonly ground: Look | null;
      readonly opens: readonly number[];
    })
  /**
   * A word in which lines begin or end. It is set in one piece, so that its letters stay joined and it can be found and
   * copied as a word; `cuts` are what stands of it before each cut, and each line goes from one of them to another, 0
   * being the beginning and `cuts.length + 1` the end.
   */
  | (Formatting & {
      readonly word: string;
      readonly rightToLeft: boolean;
      readonly cuts: readonly string[];
      readonly lines: readonly {
        readonly look: Look;
        readonly lane: number;
        readonly from: number;
        readonly to: number;
      }[];
      readonly grounds: readonly { readonly look: Look; readonly from: number; readonly to: number }[];
      readonly opens: readonly number[];
    })
  /** The number of the claim that ends here; `again` behind another. */
  | { readonly number: number; readonly look: Look; readonly again: boolean };

/** A block as it is set. `depth` of a heading counts from 1; `lanes` is how many lines stand below its words. */
export type SetBlock =
  | {
      readonly kind: 'title' | 'heading' | 'paragraph';
      readonly depth: number;
      readonly dir: Direction;
      readonly lanes: number;
      /** The words of a heading without claims; '' for what is none. */
      readonly plain: Inked;
      readonly segments: readonly Segment[];
    }
  | {
      readonly kind: 'quote' | 'bullet-list' | 'ordered-list' | 'item';
      readonly first: number;
      readonly children: readonly SetBlock[];
    };

/** Lists and quotes further inside each other are set as if they stood in the last of these. */
const DEEPEST = 8;
/** A longer address leads nowhere. */
const GREATEST_ADDRESS = 2000;

/** What the blocks of one text are set with. */
interface Setting {
  readonly ink: Ink;
  readonly held: readonly HeldClaim[];
  readonly lanes: ReadonlyMap<string, number>;
  readonly depths: HeadingDepths;
  /** The numbers of claims that began already. */
  readonly begun: Set<number>;
}

/** The text of a report with its claims, ready to be set; and the numbers of the claims that have a place in it. */
export function markedText(report: Report, ink: Ink): { blocks: SetBlock[]; begun: ReadonlySet<number> } {
  const held = report.claims.filter(isHeld);
  const setting: Setting = { ink, held, lanes: linesOf(held), depths: new HeadingDepths(), begun: new Set() };
  const visit = (block: ReportBlock, deep: number): SetBlock[] => {
    if ('runs' in block) return [setText(block, setting)];
    const children = block.children.flatMap((child) => visit(child, deep + 1));
    if (deep >= DEEPEST) return children;
    return [{ kind: block.kind, first: block.order ?? 1, children }];
  };
  return { blocks: report.article.blocks.flatMap((block) => visit(block, 0)), begun: setting.begun };
}

/** Headings may go deeper by one step at a time only: whoever reads them aloud would look for the one left out. */
class HeadingDepths {
  #last = 0;

  next(level: number): number {
    this.#last = Math.min(level - 1, this.#last + 1);
    return this.#last;
  }
}

function setText(block: TextBlock, setting: Setting): SetBlock {
  const { ink, held, depths } = setting;
  const pieces = piecesOf(block, held);
  const laneOf = laneIn(setting);
  const lowest = pieces.flatMap((piece) => (piece.kind === 'letters' ? piece.claims.map(laneOf) : []));
  const isEmpty = !block.runs.some((run) => run.text.trim() !== '');
  return {
    // A heading without words is none: nobody could be told of it.
    kind: block.kind === 'heading' && isEmpty ? 'paragraph' : block.kind,
    depth: block.kind === 'heading' && !isEmpty ? depths.next(block.level ?? 2) : 0,
    dir: block.direction,
    lanes: lowest.length === 0 ? 0 : lowest.reduce((a, b) => Math.max(a, b)) + 1,
    plain: block.kind === 'heading' ? ink.broken(block.runs.map(({ text }) => text).join('')) : '',
    segments: stretchesOf(pieces).flatMap((stretch, i, all) => {
      const before = all[i - 1];
      return setStretch(stretch, before !== undefined && 'number' in before, setting);
    }),
  };
}

const laneIn =
  ({ lanes }: Setting) =>
  (claim: HeldClaim) =>
    Math.min(lanes.get(claim.id) ?? 0, LINE_COUNT - 1);

/** The claims that begin with these letters: each begins once, wherever its first letter that is shown stands. */
function beginning(claims: readonly HeldClaim[], { begun }: Setting): number[] {
  const numbers = claims.map(({ number }) => number).filter((number) => !begun.has(number));
  for (const number of numbers) begun.add(number);
  return numbers;
}

type Letters = Extract<Piece, { readonly kind: 'letters' }>;
type Stretch = { readonly number: HeldClaim } | { readonly letters: Letters } | { readonly word: readonly Letters[] };

const LETTER = /[\p{L}\p{M}\p{N}\u0640\u200c\u200d]/u;
const LAST_WORD = /[\p{L}\p{M}\p{N}\u0640\u200c\u200d]+$/u;
const FIRST_WORD = /^[\p{L}\p{M}\p{N}\u0640\u200c\u200d]+/u;
/** A longer word is cut: it is none, and it would not fit into a line. */
const LONGEST_WORD = 32;

/** Puts the pieces of a word that was cut back together. */
function stretchesOf(pieces: readonly Piece[]): Stretch[] {
  const out: Stretch[] = [];
  let i = 0;
  let rest: Letters | null = null;
  while (i < pieces.length) {
    const piece = rest ?? (pieces[i] as Piece);
    rest = null;
    i++;
    if (piece.kind === 'number') {
      out.push({ number: piece.claim });
      continue;
    }
    const [before, begun] = splitEnd(piece);
    const word: Letters[] = begun ? [begun] : [];
    let after: Letters | null = null;
    while (word.length > 0 && after === null && i < pieces.length) {
      const next = pieces[i] as Piece;
      if (next.kind === 'number' || !LETTER.test(firstLetter(next.text))) break;
      const [inside, left] = splitStart(next);
      word.push(inside);
      after = left;
      i++;
    }
    const length = word.reduce((sum, { text }) => sum + text.length, 0);
    if (word.length < 2 || length > LONGEST_WORD) {
      out.push({ letters: piece }, ...word.slice(1).map((letters) => ({ letters })));
    } else {
      if (before) out.push({ letters: before });
      out.push({ word });
    }
    if (after) {
      rest = after;
      i--;
    }
  }
  return out;
}

const firstLetter = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0x20);

function splitEnd(piece: Letters): [Letters | null, Letters | null] {
  const end = LAST_WORD.exec(piece.text)?.[0] ?? '';
  if (end === '') return [piece, null];
  if (end === piece.text) return [null, piece];
  const before = { ...piece, text: piece.text.slice(0, -end.length) };
  return [before, { ...piece, text: end }];
}

function splitStart(piece: Letters): [Letters, Letters | null] {
  const start = FIRST_WORD.exec(piece.text)?.[0] ?? '';
  if (start === piece.text) return [piece, null];
  return [
    { ...piece, text: start },
    { ...piece, text: piece.text.slice(start.length) },
  ];
}

function setStretch(stretch: Stretch, again: boolean, setting: Setting): Segment[] {
  if ('number' in stretch) return [{ number: stretch.number.number, look: lookOf(stretch.number), again }];
  if ('word' in stretch) return setWord(stretch.word, setting);
  const { text, run, claims } = stretch.letters;
  const inner = claims.at(-1);
  return [
    {
      ...formattingOf(run),
      text: setting.ink.broken(text),
      lines: linesUnder(claims, laneIn(setting)),
      ground: inner ? lookOf(inner) : null,
      opens: beginning(claims, setting),
    },
  ];
}

/** Claims too many to be told apart share the last line. */
function linesUnder(claims: readonly HeldClaim[], laneOf: (claim: HeldClaim) => number): Line[] {
  const byLane = new Map<number, Look>();
  for (const claim of claims) if (!byLane.has(laneOf(claim))) byLane.set(laneOf(claim), lookOf(claim));
  return [...byLane].map(([lane, look]) => [look, lane]);
}

function setWord(parts: readonly Letters[], setting: Setting): Segment[] {
  const { ink } = setting;
  const laneOf = laneIn(setting);
  const texts = parts.map(({ text }) => ink.whole(text));
  const word = texts.join('');
  // Marks and letters of a second font are set as words of their own, each with lines of its own.
  if (!ONE_PIECE.test(word)) return parts.flatMap((_, i) => setStretch({ letters: joined(parts, i) }, false, setting));
  const longest = parts.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const lines = new Map<string, { look: Look; lane: number; from: number; to: number }>();
  const grounds: { look: Look; from: number; to: number }[] = [];
  for (const [i, { claims }] of parts.entries()) {
    for (const [look, lane] of linesUnder(claims, laneOf)) {
      const line = lines.get(`${lane} ${look}`);
      if (line && line.to === i) line.to = i + 1;
      else lines.set(line ? `${lane} ${look} ${i}` : `${lane} ${look}`, { look, lane, from: i, to: i + 1 });
    }
    const inner = claims.at(-1);
    const last = grounds.at(-1);
    if (!inner) continue;
    if (last && last.to === i && last.look === lookOf(inner)) last.to = i + 1;
    else grounds.push({ look: lookOf(inner), from: i, to: i + 1 });
  }
  return [
    {
      ...formattingOf(longest.run),
      word,
      rightToLeft: ARABIC.test(word),
      cuts: texts
        .slice(0, -1)
        .map((_, i) => texts.slice(0, i + 1).join('') + (isJoint(texts[i], texts[i + 1]) ? JOINER : '')),
      lines: [...lines.values()],
      grounds,
      opens: parts.flatMap(({ claims }) => beginning(claims, setting)),
    },
  ];
}

const ARABIC = /[\u0620-\u064a]/;
/** Letters of one font without marks, so that a line below them is drawn in one go. */
const ONE_PIECE = /^(?:[\u0621-\u064a\u0640]+|[A-Za-z0-9]+)$/;
const JOINER = '\u200d';
/** Arabic letters that do not join the one behind them. */
const ENDS_JOINING =
  /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5]\p{M}*$/u;

const isJoint = (before = '', after = '') =>
  /\p{Script=Arabic}\p{M}*$/u.test(before) &&
  /^\p{Script=Arabic}/u.test(after) &&
  !/^\u0621/.test(after) &&
  !ENDS_JOINING.test(before);

/** One piece of a cut word that cannot be set whole: the joiner keeps its letters in the shapes they have in the word. */
function joined(parts: readonly Letters[], i: number): Letters {
  const part = parts[i] as Letters;
  const before = isJoint(parts[i - 1]?.text, part.text) ? JOINER : '';
  const after = isJoint(part.text, parts[i + 1]?.text) ? JOINER : '';
  return { ...part, text: before + part.text + after };
}

function lookOf({ verdict, stale }: HeldClaim): Look {
  return stale ? `${verdict}-stale` : verdict;
}

function formattingOf({ strong, em, href }: ReportRun): Formatting {
  const address = href === undefined ? null : plainAddress(href);
  return { ...(strong ? { strong } : {}), ...(em ? { em } : {}), ...(address ? { href: address } : {}) };
}

/** An address in letters that every reader of PDF takes; null for one that is not safe to follow. */
export function plainAddress(address: string): string | null {
  if (!isSafeAddress(address) || !URL.canParse(address.trim())) return null;
  const { href } = new URL(address.trim());
  return href.length <= GREATEST_ADDRESS ? href : null;
}
