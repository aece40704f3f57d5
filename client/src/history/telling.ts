import { type Deed, deedOf } from '@sanad/shared/deed';
import type { Doer, HistoryRow } from '@sanad/shared/protocol';
import type { SettlementHow } from '@sanad/shared/thread';
import type { Verdict } from '@sanad/shared/verdict';

/** What was done, as a person would tell it. */
export type What =
  | { readonly kind: 'article-made' }
  | { readonly kind: 'signed-off'; readonly version: number }
  | { readonly kind: 'reopened'; readonly version: number; readonly reason: string }
  /** `claims`: those whose places were written anew because of it. */
  | {
      readonly kind: 'text-edited';
      readonly inserted: number;
      readonly deleted: number;
      readonly claims: readonly string[];
    }
  | { readonly kind: 'claim-made'; readonly claim: string; readonly verdict: Verdict | null; readonly note: string }
  | { readonly kind: 'claim-moved'; readonly claims: readonly string[] }
  | {
      readonly kind: 'verdict-given' | 'note-written';
      readonly claim: string;
      readonly verdict: Verdict;
      readonly note: string;
    }
  | { readonly kind: 'verdict-withdrawn'; readonly claim: string; readonly verdict: Verdict }
  | {
      readonly kind: 'claim-removed' | 'claim-restored' | 'aside-made' | 'aside-removed' | 'aside-restored';
      readonly claim: string;
    }
  | { readonly kind: 'claim-assigned'; readonly claim: string; readonly assignee: string | null }
  /** `about`: what the evidence is called, or the reason that was given. */
  | {
      readonly kind:
        | 'evidence-added'
        | 'evidence-changed'
        | 'evidence-removed'
        | 'evidence-restored'
        | 'evidence-withdrawn'
        | 'claim-reopened'
        | 'claimant-set'
        | 'claimant-cleared';
      readonly claim: string;
      readonly about: string;
    }
  | {
      readonly kind: 'claim-settled';
      readonly claim: string;
      readonly how: SettlementHow;
      readonly about: string;
    }
  | {
      readonly kind:
        | 'comment-added'
        | 'comment-edited'
        | 'comment-deleted'
        | 'settlement-withdrawn'
        | 'reopening-withdrawn';
      readonly claim: string;
    }
  /** Of a kind that came after this page was built. */
  | { readonly kind: 'unknown'; readonly claim: string | null };

/** One thing that somebody did. `row` is that of the history in which it began. */
export interface Told {
  readonly row: number;
  /** The update that the last of it came with. */
  readonly seq: number;
  readonly at: string;
  readonly actor: Doer;
  readonly what: What;
}

/** What one act writes in several rows reaches the server within so many milliseconds. */
const ONE_ACT = 5000;
/** An edit lasts, and the places of claims follow for as long as it does. */
const FOLLOWS = 40_000;

const idOf = (actor: Doer) => (actor === 'server' ? actor : actor.id);

/**
 * Tells rows as what people did, in the order they came, newest first. A mark is drafted, shown and judged; a note is
 * written by giving its verdict again; an edit is followed by the places of the claims it moved: each is one act, and
 * told as one.
 */
export function tellingsOf(rows: readonly HistoryRow[]): Told[] {
  const told: Told[] = [];
  for (const row of [...rows].reverse()) {
    const deed = deedOf(row.kind, row.detail);
    const at = deed && toldWith(told, row, deed);
    if (at !== null && at !== undefined) told[at.index] = { ...at.told, seq: row.seq };
    else told.push({ row: row.row, seq: row.seq, at: row.at, actor: row.actor, what: whatOf(row, deed) });
  }
  return told.reverse();
}

function whatOf({ claim }: HistoryRow, deed: Deed | null): What {
  if (deed?.kind === 'article-made') return { kind: 'article-made' };
  if (deed?.kind === 'text-edited') {
    return { kind: 'text-edited', inserted: deed.inserted, deleted: deed.deleted, claims: [] };
  }
  if (deed?.kind === 'signed-off') return { kind: 'signed-off', version: deed.version };
  if (deed?.kind === 'reopened') return { kind: 'reopened', version: deed.version, reason: deed.reason };
  if (!deed || claim === null) return { kind: 'unknown', claim };
  switch (deed.kind) {
    case 'claim-made':
      return { kind: 'claim-made', claim, verdict: null, note: '' };
    case 'claim-moved':
      return { kind: 'claim-moved', claims: [claim] };
    case 'verdict-given':
      return { kind: 'verdict-given', claim, verdict: deed.verdict, note: deed.note };
    case 'verdict-withdrawn':
      return { kind: 'verdict-withdrawn', claim, verdict: deed.verdict };
    case 'claim-assigned':
      return { kind: 'claim-assigned', claim, assignee: deed.assignee };
    case 'claimant-set':
      return deed.name === null
        ? { kind: 'claimant-cleared', claim, about: '' }
        : { kind: 'claimant-set', claim, about: deed.name };
    case 'evidence-added':
    case 'evidence-changed':
    case 'evidence-removed':
    case 'evidence-restored':
    case 'evidence-withdrawn':
      return { kind: deed.kind, claim, about: deed.name };
    case 'claim-settled':
      return { kind: 'claim-settled', claim, how: deed.how, about: deed.reason };
    case 'claim-reopened':
      return { kind: 'claim-reopened', claim, about: deed.reason };
    default:
      return { kind: deed.kind, claim };
  }
}

/** How far back what belongs to a row may have been told: colleagues act in between. */
const LOOK_BACK = 30;

/** What was told already and has this row in it as well, told anew; null when the row stands for itself. */
function toldWith(told: readonly Told[], row: HistoryRow, deed: Deed): { index: number; told: Told } | null {
  const from = Math.max(0, told.length - LOOK_BACK);
  for (let index = told.length - 1; index >= from; index--) {
    const before = told[index] as Told;
    const about = aboutOf(before.what);
    const same = row.claim !== null && about.includes(row.claim);
    if (idOf(before.actor) === idOf(row.actor)) {
      const what = together(before, row, deed, same);
      if (what) return { index, told: { ...before, what } };
    }
    // What somebody did to the claim in between parts what was before from what comes now.
    if (same && before.what.kind !== 'text-edited') return null;
  }
  return null;
}

function aboutOf(what: What): readonly string[] {
  switch (what.kind) {
    case 'article-made':
    case 'signed-off':
    case 'reopened':
      return [];
    case 'text-edited':
    case 'claim-moved':
      return what.claims;
    default:
      return what.claim === null ? [] : [what.claim];
  }
}

/** What the place of a claim is written along with. */
const ALONG: ReadonlySet<string> = new Set(['verdict-given', 'claim-made', 'claim-settled']);

/** Both as one act; null when they are two. */
function together({ at, seq, what }: Told, row: HistoryRow, deed: Deed, same: boolean): What | null {
  const later = Date.parse(row.at) - Date.parse(at);
  const soon = later <= ONE_ACT;
  if (deed.kind === 'claim-moved' && row.claim !== null) {
    if (what.kind === 'text-edited' || what.kind === 'claim-moved')
      return later <= FOLLOWS ? movedWith(what, row.claim) : null;
    return soon && same && ALONG.has(what.kind) ? what : null;
  }
  if (!soon || !same) return null;
  switch (deed.kind) {
    case 'claim-removed':
      // Undo takes a mark back with its verdict, and redo brings both again.
      return seq === row.seq && what.kind === 'verdict-withdrawn' ? { kind: deed.kind, claim: what.claim } : null;
    case 'claim-restored':
      if (seq === row.seq && what.kind === 'verdict-given') return { kind: deed.kind, claim: what.claim };
      return what.kind === 'claim-made' ? what : null;
    case 'claim-settled':
      // The claim is put on the words it was settled on.
      return what.kind === 'claim-moved' && what.claims.length === 1 && row.claim !== null
        ? { kind: 'claim-settled', claim: row.claim, how: deed.how, about: deed.reason }
        : null;
    case 'aside-restored':
      return what.kind === 'aside-made' ? what : null;
    case 'verdict-given':
      if (what.kind === 'claim-made' && what.verdict === null) {
        return { ...what, verdict: deed.verdict, note: deed.note };
      }
      if (what.kind === 'verdict-withdrawn' && what.verdict === deed.verdict) {
        return { kind: 'note-written', claim: what.claim, verdict: deed.verdict, note: deed.note };
      }
      // The place of a claim is confirmed along with its verdict.
      if (what.kind === 'claim-moved' && what.claims.length === 1 && row.claim !== null) {
        return { kind: 'verdict-given', claim: row.claim, verdict: deed.verdict, note: deed.note };
      }
      return null;
    default:
      return null;
  }
}

function movedWith<W extends What & { readonly claims: readonly string[] }>(what: W, claim: string): W {
  return what.claims.includes(claim) ? what : { ...what, claims: [...what.claims, claim] };
}
