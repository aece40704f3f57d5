import { directionOfBlock } from '@sanad/shared/direction';
import type { DifferencePart, DifferenceRow, TextDifference, TouchedClaim } from '@sanad/shared/import-draft';
import { type PlacedClaim, placedClaims } from '@sanad/shared/report';
import type { Node } from 'prosemirror-model';
import type * as Y from 'yjs';
import { align, type Pair, type Range, type Stretch } from './alignment.ts';
import { type Rewriting, rewrite, rewritingOf } from './rewriting.ts';
import { lettersOf, type Sketch, sketchOfDoc, sketchOfNode, textBlocksOf } from './sketch.ts';

/** The most rows that are shown of a difference. */
const SHOWN = 300;
/** The share of a block's letters that has to have been there before for it to be a changed block and no new one. */
const KNOWN = 0.5;

/** What would change in an article, and what it takes. */
export interface Comparison {
  readonly difference: TextDifference;
  readonly rewriting: Rewriting;
  /** The blocks as they were, to be put back by `rewritingOf`: JSON as UTF-8. */
  readonly former: Uint8Array;
}

/**
 * Compares the article in `doc` with a text that is to take its place. What is said of the claims is what was seen when it
 * was done: `doc` is rewritten, and is no use any more. Takes long for a long text.
 */
export function comparisonOf(doc: Y.Doc, content: Node | readonly Sketch[]): Comparison {
  const fresh = isNode(content) ? content.children.map(sketchOfNode) : content;
  const old = sketchOfDoc(doc);
  const rewriting = rewritingOf(doc, fresh);
  const before = placedClaims(doc);
  doc.transact(() => rewrite(doc, rewriting));
  const touched = touchedBy(before, new Map(placedClaims(doc).map((placed) => [placed.claim.id, placed])));
  const rows = rowsOf(textBlocksOf(old), textBlocksOf(fresh));
  const count = (kind: DifferenceRow['kind']) => rows.filter((row) => row.kind === kind).length;
  return {
    difference: {
      base: rewriting.base,
      changes: rewriting.steps.some(({ kind }) => kind !== 'keep'),
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      moved: count('moved'),
      reshaped: count('reshaped'),
      rows: rows.slice(0, SHOWN),
      more: Math.max(0, rows.length - SHOWN),
      touched,
      kept: before.length - touched.length,
    },
    rewriting,
    former: new TextEncoder().encode(JSON.stringify(old)),
  };
}

const isNode = (content: Node | readonly Sketch[]): content is Node => !Array.isArray(content);

function touchedBy(before: readonly PlacedClaim[], after: ReadonlyMap<string, PlacedClaim>): TouchedClaim[] {
  const touched: TouchedClaim[] = [];
  for (const was of before) {
    const is = after.get(was.claim.id);
    const becomes = is && becomesOf(was, is);
    if (!becomes) continue;
    const held = was.attachment.kind === 'detached' ? null : was.attachment.words;
    touched.push({
      id: was.claim.id,
      verdict: was.verdict,
      quote: held ?? was.claim.quote.exact,
      becomes,
      words: is.attachment.kind === 'detached' ? null : is.attachment.words,
    });
  }
  return touched;
}

function becomesOf(was: PlacedClaim, is: PlacedClaim): TouchedClaim['becomes'] | null {
  const [from, to] = [was.attachment.kind, is.attachment.kind];
  if (to === 'detached') return from === 'detached' ? null : 'detached';
  if (to === 'recovered') return from === 'recovered' ? null : from === 'detached' ? 'restored' : 'recovered';
  if (from !== 'exact' || (was.stale && !is.stale)) return 'restored';
  return is.stale && !was.stale ? 'stale' : null;
}

function rowsOf(old: readonly Sketch[], fresh: readonly Sketch[]): DifferenceRow[] {
  const [before, after] = [old.map(lettersOf), fresh.map(lettersOf)];
  const { words, pairs } = align(before, after);
  return new Rows(old, fresh, words, pairs).all();
}

/** The rows of a difference, in the order of the new text; what is gone stands where it stood. */
class Rows {
  readonly #old: readonly Sketch[];
  readonly #fresh: readonly Sketch[];
  readonly #stretches: readonly Stretch[];
  readonly #pairs: ReadonlyMap<number, Pair>;
  readonly #was: string;
  readonly #is: string;
  readonly #rows: DifferenceRow[] = [];

  constructor(old: readonly Sketch[], fresh: readonly Sketch[], stretches: readonly Stretch[], pairs: readonly Pair[]) {
    this.#old = old;
    this.#fresh = fresh;
    this.#stretches = stretches;
    this.#pairs = new Map(pairs.map((pair) => [pair.fresh, pair]));
    this.#was = old.map(lettersOf).join('\n');
    this.#is = fresh.map(lettersOf).join('\n');
  }

  all(): DifferenceRow[] {
    const [before, after] = [rangesOf(this.#old), rangesOf(this.#fresh)];
    const paired = new Set([...this.#pairs.values()].map(({ old }) => old));
    const gone = new Set(
      before.flatMap((range, index) => (!paired.has(index) && this.#known(range, 'old') < KNOWN ? [index] : [])),
    );
    const removed = before.filter((_, index) => gone.has(index));
    let told = 0;
    const tellGone = (until: number) => {
      for (; told < until; told++) {
        const range = before[told];
        if (gone.has(told) && range)
          this.#add('removed', [{ kind: 'removed', text: this.#was.slice(range.start, range.end) }]);
      }
    };
    after.forEach((range, index) => {
      const pair = this.#pairs.get(index);
      if (pair && !pair.moved) tellGone(pair.old);
      const text = this.#is.slice(range.start, range.end);
      if (pair?.same) {
        const looksAlike = JSON.stringify(this.#old[pair.old]) === JSON.stringify(this.#fresh[index]);
        if (pair.moved) this.#add('moved', [{ kind: 'same', text }]);
        else if (looksAlike) this.#addSame();
        else this.#add('reshaped', [{ kind: 'same', text }]);
      } else if (pair || this.#known(range, 'fresh') >= KNOWN) this.#add('changed', this.#parts(range, removed));
      else this.#add('added', [{ kind: 'added', text }]);
    });
    tellGone(before.length);
    return this.#rows;
  }

  #addSame(): void {
    const last = this.#rows.at(-1);
    if (last?.kind === 'same') this.#rows[this.#rows.length - 1] = { kind: 'same', count: last.count + 1 };
    else this.#rows.push({ kind: 'same', count: 1 });
  }

  #add(kind: Exclude<DifferenceRow['kind'], 'same'>, parts: DifferencePart[]): void {
    // An empty block that comes or goes is nothing to look at.
    if ((kind === 'added' || kind === 'removed') && parts.every(({ text }) => text.trim() === '')) return;
    const direction = directionOfBlock(parts.map(({ text }) => text).join(''), 'rtl');
    this.#rows.push({ kind, direction, parts });
  }

  /** The share of a block's letters that is in both texts. */
  #known(range: Range, side: 'old' | 'fresh'): number {
    if (range.end === range.start) return 0;
    let known = 0;
    for (const stretch of this.#stretches) {
      if (stretch.same)
        known += Math.max(0, Math.min(range.end, stretch[side].end) - Math.max(range.start, stretch[side].start));
    }
    return known / (range.end - range.start);
  }

  #parts(range: Range, gone: readonly Range[]): DifferencePart[] {
    const parts: DifferencePart[] = [];
    const add = (kind: DifferencePart['kind'], text: string) => {
      const last = parts.at(-1);
      if (text === '') return;
      if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
      else parts.push({ kind, text });
    };
    for (const { same, old, fresh } of this.#stretches) {
      const [from, to] = [Math.max(range.start, fresh.start), Math.min(range.end, fresh.end)];
      const beginsHere = fresh.start >= range.start && fresh.start <= range.end;
      if (from > to || (from === to && !beginsHere)) continue;
      const now = this.#is.slice(from, to);
      const before = beginsHere ? this.#without(old, gone) : '';
      if (same && this.#was.slice(old.start, old.end) === this.#is.slice(fresh.start, fresh.end)) add('same', now);
      else {
        const was = before.replaceAll('\n', ' ');
        // A space that both end with is no part of the change.
        const space = was.trim() !== '' && now.trim() !== '' && /\s$/.test(was) && /\s$/.test(now) ? ' ' : '';
        add('removed', space ? was.trimEnd() : was);
        add('added', space ? now.trimEnd() : now);
        add('same', space);
      }
    }
    return parts;
  }

  /** Letters of the old text, but for those of blocks that are told by themselves. */
  #without(range: Range, gone: readonly Range[]): string {
    let text = '';
    let at = range.start;
    for (const { start, end } of gone) {
      if (end <= at || start >= range.end) continue;
      text += this.#was.slice(at, Math.max(at, start));
      at = Math.max(at, end);
    }
    return (text + this.#was.slice(at, Math.max(at, range.end))).replace(/^\n+|\n+$/g, '');
  }
}

function rangesOf(blocks: readonly Sketch[]): Range[] {
  let start = 0;
  return blocks.map((block) => {
    const length = lettersOf(block).length;
    const range = { start, end: start + length };
    start += length + 1;
    return range;
  });
}
