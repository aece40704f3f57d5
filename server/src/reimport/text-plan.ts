import { diffArrays } from 'diff';
import { align } from './alignment.ts';
import { lettersOf, type Run, type Sketch, textBlocksOf } from './sketch.ts';

/** What is to be done to the blocks of a parent, one after the other. */
export type Step =
  | { readonly kind: 'keep' | 'drop'; readonly count: number }
  | { readonly kind: 'put'; readonly blocks: readonly Sketch[] }
  | ({ readonly kind: 'edit' } & Edit);

/** A piece of a Y.Text delta. */
export type Delta =
  | { readonly retain: number; readonly attributes?: Readonly<Record<string, unknown>> }
  | { readonly insert: string; readonly attributes: Readonly<Record<string, unknown>> }
  | { readonly delete: number };

/** What is to be done to a block that stays. */
interface Edit {
  /** Attributes that change; null: it goes. */
  readonly attrs: Readonly<Record<string, unknown>>;
  /** How its letters change, where they are in one piece. */
  readonly delta: readonly Delta[] | null;
  /** Its letters written anew. */
  readonly runs: readonly Run[] | null;
  readonly children: readonly Step[] | null;
}

/** The most changes that are looked for among the blocks of a parent, before all of them are written anew. */
const MOST_CHANGES = 6000;
/** The share of words that a block which was changed still has. */
const ALIKE = 0.4;

/**
 * How the blocks `old` become the blocks `fresh` with as little written as may be: what stays keeps its letters in the
 * Y.Doc, so that the cursors of colleagues, their undo and what they write meanwhile stay right.
 */
export function planOf(old: readonly Sketch[], fresh: readonly Sketch[]): Step[] {
  const keys = (blocks: readonly Sketch[]) => blocks.map((block) => keyOf(block));
  const runs = diffArrays(keys(old), keys(fresh), { maxEditLength: MOST_CHANGES });
  if (!runs) return between(old, fresh);
  const steps: Step[] = [];
  let [at, to] = [0, 0];
  let gap: { old: Sketch[]; fresh: Sketch[] } = { old: [], fresh: [] };
  const close = () => {
    steps.push(...between(gap.old, gap.fresh));
    gap = { old: [], fresh: [] };
  };
  for (const { added, removed, count } of runs) {
    if (added) gap.fresh.push(...fresh.slice(to, to + count));
    else if (removed) gap.old.push(...old.slice(at, at + count));
    else {
      close();
      steps.push({ kind: 'keep', count });
    }
    if (!added) at += count;
    if (!removed) to += count;
  }
  close();
  return steps;
}

/** What makes two blocks the same; where a text is in pieces it is to be looked at, whatever its letters. */
const keyOf = (block: Sketch) => JSON.stringify({ ...block, whole: true });

/** Blocks that differ: those alike are edited, the others taken out and put in. */
function between(old: readonly Sketch[], fresh: readonly Sketch[]): Step[] {
  if (old.length === 0 && fresh.length === 0) return [];
  if (old.length === 0) return [{ kind: 'put', blocks: fresh }];
  if (fresh.length === 0) return [{ kind: 'drop', count: old.length }];
  const bags = new Map<Sketch, ReadonlySet<string>>();
  const bagOf = (block: Sketch) => {
    const known = bags.get(block) ?? new Set(wordsOf(block));
    bags.set(block, known);
    return known;
  };
  const isAlike = (a: Sketch, b: Sketch) => {
    if (a.name !== b.name) return false;
    const [one, other] = [bagOf(a), bagOf(b)];
    let shared = 0;
    for (const word of one) if (other.has(word)) shared++;
    return (shared > 0 || one.size + other.size === 0) && 2 * shared >= ALIKE * (one.size + other.size);
  };
  const only = old.length === 1 && fresh.length === 1 && old[0]?.name === fresh[0]?.name;
  const runs = diffArrays([...old], [...fresh], { comparator: only ? () => true : isAlike, maxEditLength: 800 });
  if (!runs)
    return [
      { kind: 'drop', count: old.length },
      { kind: 'put', blocks: fresh },
    ];
  const steps: Step[] = [];
  let [at, to] = [0, 0];
  for (const { added, removed, count } of runs) {
    if (removed) steps.push({ kind: 'drop', count });
    else if (added) steps.push({ kind: 'put', blocks: fresh.slice(to, to + count) });
    else {
      for (let i = 0; i < count; i++) steps.push(edited(old[at + i] as Sketch, fresh[to + i] as Sketch));
    }
    if (!added) at += count;
    if (!removed) to += count;
  }
  return steps;
}

function wordsOf(block: Sketch): string[] {
  return textBlocksOf([block]).flatMap((each) => lettersOf(each).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

function edited(old: Sketch, fresh: Sketch): Step {
  const attrs: Record<string, unknown> = {};
  for (const key of Object.keys(old.attrs)) if (!(key in fresh.attrs)) attrs[key] = null;
  for (const [key, value] of Object.entries(fresh.attrs)) if (old.attrs[key] !== value) attrs[key] = value;
  if (old.children && fresh.children) {
    return { kind: 'edit', attrs, delta: null, runs: null, children: planOf(old.children, fresh.children) };
  }
  const isInOnePiece = old.whole && (old.runs ?? []).length > 0 && (fresh.runs ?? []).length > 0;
  if (!isInOnePiece) return { kind: 'edit', attrs, delta: null, runs: fresh.runs ?? [], children: null };
  return { kind: 'edit', attrs, delta: deltaOf(old.runs ?? [], fresh.runs ?? []), runs: null, children: null };
}

/** How letters become others: what stays is retained, with other formatting where it has that. */
function deltaOf(old: readonly Run[], fresh: readonly Run[]): Delta[] {
  const letters = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
  const [was, is] = [letters(old), letters(fresh)];
  const delta: Delta[] = [];
  const { stretches } = align([was], [is]);
  for (const { same, old: from, fresh: to } of stretches) {
    if (same && was.slice(from.start, from.end) === is.slice(to.start, to.end)) {
      delta.push(...retained(old, from.start, fresh, to.start, to.end - to.start));
      continue;
    }
    for (const { text, marks } of runsBetween(fresh, to.start, to.end)) delta.push({ insert: text, attributes: marks });
    if (from.end > from.start) delta.push({ delete: from.end - from.start });
  }
  return delta;
}

function retained(old: readonly Run[], at: number, fresh: readonly Run[], to: number, length: number): Delta[] {
  const delta: Delta[] = [];
  for (let done = 0; done < length; ) {
    const [before] = runsBetween(old, at + done, at + length);
    const [after] = runsBetween(fresh, to + done, to + length);
    if (!before || !after) throw new RangeError('the letters of a block do not add up');
    const count = Math.min(before.text.length, after.text.length);
    const attributes: Record<string, unknown> = {};
    for (const key of Object.keys(before.marks)) if (!(key in after.marks)) attributes[key] = null;
    for (const [key, value] of Object.entries(after.marks)) {
      if (JSON.stringify(before.marks[key]) !== JSON.stringify(value)) attributes[key] = value;
    }
    delta.push(Object.keys(attributes).length > 0 ? { retain: count, attributes } : { retain: count });
    done += count;
  }
  return delta;
}

/** The letters of runs between two places, with their formatting. */
function runsBetween(runs: readonly Run[], start: number, end: number): Run[] {
  const part: Run[] = [];
  let at = 0;
  for (const { text, marks } of runs) {
    const letters = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (letters !== '') part.push({ text: letters, marks });
    at += text.length;
  }
  return part;
}
