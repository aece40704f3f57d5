import { anchorRange, type Ground, groundOf, mend, resolve } from '@sanad/shared/anchor';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { type Claim, moveClaim, readClaims, standingJudgement } from '@sanad/shared/claim';
import { haystack } from '@sanad/shared/quote';
import * as Y from 'yjs';
import { align, type Range, type Stretch } from './alignment.ts';
import { type Crossing, carried, inOneLine } from './carrying.ts';
import { elementOf, fingerprintOf, lettersOf, type Sketch, sketchOfDoc, textBlocksOf, textOf } from './sketch.ts';
import { planOf, type Step } from './text-plan.ts';

/** How an article's text is to become another one. Holds for the text it was made for, which `base` tells. */
export interface Rewriting {
  /** See `fingerprintOf`. */
  readonly base: string;
  readonly steps: readonly Step[];
  readonly stretches: readonly Stretch[];
  /** Where the claims that were there sat (`from`), and where they go; `to` null: their words are gone. */
  readonly places: ReadonlyMap<string, { readonly from: Range | null; readonly to: Range | null }>;
  readonly old: string;
  readonly fresh: string;
}

/** Finds how the text of `doc` becomes the blocks `fresh`, and where its claims go. Takes long for a long text. Never writes. */
export function rewritingOf(doc: Y.Doc, fresh: readonly Sketch[]): Rewriting {
  const old = sketchOfDoc(doc);
  const [before, after] = [old, fresh].map((blocks) => textBlocksOf(blocks).map(lettersOf)) as [string[], string[]];
  const { stretches } = align(before, after);
  const crossing = crossingOf(stretches, before.join('\n'), after.join('\n'));
  const ground = groundOf(doc, articleText(doc));
  const places = new Map<string, { from: Range | null; to: Range | null }>();
  for (const claim of readClaims(doc)) {
    places.set(claim.id, { from: anchorRange(ground, claim.anchor), to: placeOf(ground, claim, crossing) });
  }
  return {
    base: fingerprintOf(old),
    steps: planOf(old, fresh),
    stretches,
    places,
    old: crossing.old,
    fresh: crossing.fresh,
  };
}

function crossingOf(stretches: readonly Stretch[], old: string, fresh: string): Crossing {
  let hay: ReturnType<typeof haystack> | null = null;
  let lines: readonly [string, string] | null = null;
  return {
    stretches,
    byOld: [...stretches].sort((a, b) => a.old.start - b.old.start || a.old.end - b.old.end),
    lines: () => {
      lines ??= [inOneLine(old), inOneLine(fresh)];
      return lines;
    },
    old,
    fresh,
    hay: () => {
      hay ??= haystack(fresh);
      return hay;
    },
  };
}

function placeOf(ground: Ground, claim: Claim, crossing: Crossing): Range | null {
  const held = resolve(ground, claim);
  if (held.kind !== 'exact') return null;
  return carried(crossing, { at: held, quote: claim.quote, judged: standingJudgement(claim)?.quote ?? null });
}

/** The text is not the one that a rewriting was made for. Nothing was written. */
export class TextChanged extends Error {
  override readonly name = 'TextChanged';
}

/**
 * Rewrites the text of `doc`, and has every claim go where its words went: to be called in one transaction. A claim that
 * was found again by its words, and not judged there since, stays as it is: nobody has confirmed its place.
 * @throws TextChanged before anything is written.
 */
export function rewrite(doc: Y.Doc, rewriting: Rewriting): void {
  if (fingerprintOf(sketchOfDoc(doc)) !== rewriting.base) throw new TextChanged('the text was changed meanwhile');
  const before = groundOf(doc, articleText(doc));
  const crossing = crossingOf(rewriting.stretches, rewriting.old, rewriting.fresh);
  const moves: { claim: Claim; to: Range }[] = [];
  for (const claim of readClaims(doc)) {
    const known = rewriting.places.get(claim.id);
    const held = anchorRange(before, claim.anchor);
    const isAsItWas = known && known.from?.start === held?.start && known.from?.end === held?.end;
    const to = isAsItWas ? known.to : placeOf(before, claim, crossing);
    if (to) moves.push({ claim, to });
  }
  take(textRoot(doc), rewriting.steps);
  const after = groundOf(doc, articleText(doc));
  for (const { claim, to } of moves) {
    const write = mend(after, claim, to);
    if (write) moveClaim(doc, claim.id, write.anchor, write.quote);
  }
}

function take(parent: Y.XmlFragment, steps: readonly Step[]): void {
  let at = 0;
  for (const step of steps) {
    switch (step.kind) {
      case 'keep':
        at += step.count;
        break;
      case 'drop':
        parent.delete(at, step.count);
        break;
      case 'put':
        parent.insert(at, step.blocks.map(elementOf));
        at += step.blocks.length;
        break;
      case 'edit': {
        const element = parent.get(at);
        if (!(element instanceof Y.XmlElement)) throw new RangeError('a rewriting edits what is no block');
        edit(element, step);
        at++;
      }
    }
  }
}

function edit(element: Y.XmlElement, { attrs, delta, runs, children }: Extract<Step, { kind: 'edit' }>): void {
  for (const [key, value] of Object.entries(attrs)) {
    if (value === null) element.removeAttribute(key);
    else element.setAttribute(key, value as string);
  }
  if (children) take(element, children);
  if (delta) {
    const text = element.get(0);
    if (!(text instanceof Y.XmlText)) throw new RangeError('a rewriting edits letters that are not there');
    // Yjs writes into the attributes that it is given.
    text.applyDelta(
      delta.map((each) => ('attributes' in each ? { ...each, attributes: { ...each.attributes } } : each)),
      { sanitize: false },
    );
  }
  if (runs) {
    element.delete(0, element.length);
    if (runs.length > 0) element.insert(0, [textOf(runs)]);
  }
}
