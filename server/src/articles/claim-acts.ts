import { type Ground, groundOf, makeAnchor, trimRange } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import {
  CLAIM_LIMIT,
  draftClaim,
  type Judgement,
  judgeClaim,
  moveClaim,
  showClaim,
  standingJudgement,
  type Verdict,
  writeNote,
} from '@sanad/shared/claim';
import { foldedText } from '@sanad/shared/fold';
import { findQuote, quoteAt } from '@sanad/shared/quote';
import { type PlacedClaim, placedClaims } from '@sanad/shared/report';
import type * as Y from 'yjs';

/** Words that a claim is to be made on, and what stands around them, for telling places apart. */
export interface Words {
  readonly quote: string;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

/** Where words stand, or why that cannot be said. Offsets in UTF-16 units of the plain text. */
export type Place =
  | { readonly kind: 'found'; readonly start: number; readonly end: number }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'several' }
  /** Only words that differ stand there: `words`. A verdict on the ones asked for would not hold for them. */
  | { readonly kind: 'similar'; readonly words: string }
  | { readonly kind: 'too-long' };

/** Finds the place that a claim on `words` would sit on: the very words, or such as differ in form alone. */
export function placeOf(ground: Ground, words: Words): Place {
  const { text } = ground.article;
  const hay = ground.hay();
  const match = findQuote(hay, { exact: words.quote, prefix: words.prefix ?? '', suffix: words.suffix ?? '' });
  if (!match) {
    const needle = foldedText(words.quote);
    const first = needle === '' ? -1 : hay.folded.text.indexOf(needle);
    return first === -1 ? { kind: 'nowhere' } : { kind: 'several' };
  }
  if (match.how === 'fuzzy') return { kind: 'similar', words: text.slice(match.start, match.end) };
  const range = trimRange(text, match.start, match.end);
  if (!range) return { kind: 'nowhere' };
  return range.end - range.start > CLAIM_LIMIT ? { kind: 'too-long' } : { kind: 'found', ...range };
}

/** A verdict to give, by whom (person id) and when (ISO 8601, UTC). */
export interface Given {
  readonly verdict: Verdict;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** Makes a claim on `words`, with a verdict for the words as they stand in the text; changes nothing if not found. */
export function makeClaim(
  doc: Y.Doc,
  id: string,
  words: Words,
  who: { readonly by: string; readonly at: string },
  given: Given | null,
): Place {
  const ground = groundOf(doc, articleText(doc));
  const place = placeOf(ground, words);
  if (place.kind !== 'found') return place;
  const quote = quoteAt(ground.article, place.start, place.end);
  draftClaim(doc, { id, ...who, anchor: makeAnchor(ground, place.start, place.end), quote });
  showClaim(doc, id);
  if (given) judgeClaim(doc, id, { ...given, quote: quote.exact });
  return place;
}

/** How giving a verdict or writing a note ended. */
export type Judged =
  | { readonly kind: 'done' }
  | { readonly kind: 'no-such-claim' }
  /** The words of the claim are gone: there is nothing to give a verdict on. */
  | { readonly kind: 'detached' }
  /** The verdict is somebody else's, and so is its note. */
  | { readonly kind: 'anothers-note' };

/**
 * Gives a verdict (with its note) on a claim, or without a verdict writes the note of one's own. A claim that was found
 * again by its words is tied to the place it was found at: whoever judges it has confirmed that.
 */
export function judge(
  doc: Y.Doc,
  id: string,
  change: { readonly verdict?: Verdict | undefined; readonly note?: string | undefined },
  who: { readonly by: string; readonly at: string },
): Judged {
  const placed = placedClaims(doc).find(({ claim }) => claim.id === id);
  if (!placed) return { kind: 'no-such-claim' };
  const standing = standingJudgement(placed.claim);
  if (change.verdict === undefined && standing) {
    if (standing.by !== who.by) return { kind: 'anothers-note' };
    if (change.note !== undefined && change.note !== standing.note) writeNote(doc, id, who.by, change.note, who.at);
    return { kind: 'done' };
  }
  if (placed.attachment.kind === 'detached') return { kind: 'detached' };
  const verdict = change.verdict ?? 'unchecked';
  const judgement = { verdict, note: change.note ?? '', ...who, quote: placed.attachment.words };
  if (!placed.stale && standing && says(standing, judgement)) return { kind: 'done' };
  confirmPlace(doc, placed);
  judgeClaim(doc, id, judgement);
  return { kind: 'done' };
}

function says(standing: Judgement, { verdict, note, by, quote }: Judgement): boolean {
  return standing.verdict === verdict && standing.note === note && standing.by === by && standing.quote === quote;
}

/** Ties a claim that was found again by its words to the place it was found at. */
export function confirmPlace(doc: Y.Doc, { claim, attachment }: PlacedClaim): void {
  if (attachment.kind !== 'recovered') return;
  const ground = groundOf(doc, articleText(doc));
  const { start, end } = attachment;
  moveClaim(doc, claim.id, makeAnchor(ground, start, end), quoteAt(ground.article, start, end));
}
