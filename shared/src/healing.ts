import { anchorRange, type Ground, makeAnchor, resolve, trimRange } from './anchor.ts';
import type { Anchor, Claim, Quote } from './claim.ts';
import { foldedEqual } from './fold.ts';
import { certainPlace, quoteAt } from './quote.ts';

/** What has to be written so that a claim sits on its words again. */
export interface Healing {
  readonly claim: string;
  readonly anchor: Anchor;
  readonly quote: Quote;
}

/**
 * What may be written for a claim without asking anybody: an anchor that no longer leads to the claim's words leads to
 * them again, where these very words (or the same in another form) stand in one place only and half of what surrounded
 * them still does. Null when the anchor is right, and for whatever is in doubt: words that differ, that stand twice,
 * that stand among others, and the original words of a claim that has been reworded since. Those a person looks at.
 *
 * An anchor that still holds words like the quote is only healed where the place found reaches over what it holds: so
 * a claim grows back to its words, and never leaves words that somebody rewrote for a copy of them elsewhere.
 */
export function healingOf(ground: Ground, claim: Pick<Claim, 'id' | 'anchor' | 'quote' | 'original'>): Healing | null {
  const { text } = ground.article;
  const held = anchorRange(ground, claim.anchor);
  const now = held && trimRange(text, held.start, held.end);
  if (now && foldedEqual(text.slice(now.start, now.end), claim.quote.exact)) return null;
  const found = certainPlace(ground.hay(), claim.quote);
  const range = found && trimRange(text, found.start, found.end);
  if (!range || !foldedEqual(text.slice(range.start, range.end), claim.quote.exact)) return null;
  const reachesOver = now && range.start <= now.start && range.end >= now.end;
  if (!reachesOver && resolve(ground, claim).kind === 'exact') return null;
  return {
    claim: claim.id,
    anchor: makeAnchor(ground, range.start, range.end),
    quote: quoteAt(text, range.start, range.end),
  };
}
