import { likeness } from '@sanad/shared/anchor';
import { claimsRoot } from '@sanad/shared/article';
import { type Anchor, moveClaim, type Quote, readClaim } from '@sanad/shared/claim';
import type * as Y from 'yjs';

/** Where a claim is written to stand. */
export interface Place {
  readonly anchor: Anchor;
  readonly quote: Quote;
}

/** That a person put a claim somewhere: where it stood before, and where they put it. */
export interface Placed {
  readonly from: Place;
  readonly to: Place;
}

/** What a step did with the places of claims, by their ids. */
export interface PlacedClaims {
  readonly claims: ReadonlyMap<string, Placed>;
  /** Whether the step did nothing else. */
  readonly isAll: boolean;
}

/** How alike words, or what is beside them, have to be for a claim to have stayed where it was put, edited since. */
const STAYED = 0.5;

/** Runs `act` in one transaction, and answers with the places it gave to claims that had one. */
export function placing(doc: Y.Doc, origin: unknown, act: () => void): PlacedClaims {
  const claims = new Map<string, Placed>();
  let isAll = true;
  const look = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const { target, keys } of events) {
      const claim = keys.has('anchor') ? readClaim(target) : null;
      const before = claim && oldPlace(claim, keys);
      if (before) claims.set(claim.id, { from: before, to: placeOf(claim) });
      if (!before || [...keys.keys()].some((key) => key !== 'anchor' && key !== 'quote')) isAll = false;
    }
  };
  claimsRoot(doc).observeDeep(look);
  try {
    doc.transact(act, origin);
  } finally {
    claimsRoot(doc).unobserveDeep(look);
  }
  return { claims, isAll: isAll && claims.size > 0 };
}

function oldPlace(claim: Place, keys: Y.YEvent<Y.AbstractType<unknown>>['keys']): Place | null {
  const [anchor, quote] = [keys.get('anchor'), keys.get('quote')];
  if (anchor?.action !== 'update') return null;
  return { anchor: anchor.oldValue as Anchor, quote: quote ? (quote.oldValue as Quote) : claim.quote };
}

const placeOf = ({ anchor, quote }: Place): Place => ({ anchor, quote });

/**
 * Brings claims back to where they stood before a step that placed them, once Yjs has taken back what it can of it. Yjs
 * leaves alone what was written over since, and what writes over a place is mostly no act of anybody's: the words were
 * edited, and who edits carries the claims along. Where somebody has put the claim elsewhere it stays there. Answers with
 * the claims that are back, as the step the other way round.
 */
export function takenBack(
  doc: Y.Doc,
  placed: PlacedClaims | undefined,
  before: ReadonlyMap<string, Place>,
): Map<string, Placed> {
  const back = new Map<string, Placed>();
  for (const [id, { from, to }] of placed?.claims ?? []) {
    const was = before.get(id);
    const now = placesOf(doc, [id]).get(id);
    if (!was || !now) continue;
    if (!sameAnchor(now.anchor, from.anchor)) {
      if (isSamePlace(was, to) || !isCarriedAlong(to.quote, was.quote)) continue;
      moveClaim(doc, id, from.anchor, from.quote);
    }
    back.set(id, { from: was, to: from });
  }
  return back;
}

/** Where these claims are written to stand now. */
export function placesOf(doc: Y.Doc, ids: Iterable<string>): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const id of ids) {
    const claim = readClaim(claimsRoot(doc).get(id));
    if (claim) places.set(id, placeOf(claim));
  }
  return places;
}

const isSamePlace = (a: Place, b: Place): boolean => sameAnchor(a.anchor, b.anchor) && a.quote.exact === b.quote.exact;

function sameAnchor(a: Anchor, b: Anchor): boolean {
  return sameBytes(a.start, b.start) && sameBytes(a.end, b.end);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function isCarriedAlong(put: Quote, now: Quote): boolean {
  const besides = Math.max(likeness(put.prefix, now.prefix), likeness(put.suffix, now.suffix));
  return likeness(put.exact, now.exact) >= STAYED && besides >= STAYED;
}
