import { makeAnchor, trimRange } from '@sanad/shared/anchor';
import { CLAIM_LIMIT, moveClaim, standingJudgement } from '@sanad/shared/claim';
import { reopenClaim, settleClaim } from '@sanad/shared/dossier';
import { readsAlike } from '@sanad/shared/fold';
import { quoteAt } from '@sanad/shared/quote';
import { standingSettlement } from '@sanad/shared/thread';
import type { EditorState, Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Closing } from '../settling/settling-desk.ts';
import type { PlacedMark } from './article-editor.ts';
import type { ClaimDesk } from './claim-acts.ts';
import { CLAIM_UPKEEP } from './history.ts';
import { putWords } from './put-back.ts';
import { positionAt } from './text-positions.ts';

/** What settling works on. */
export interface SettlingDesk extends ClaimDesk {
  readonly view: () => EditorView;
  readonly maySettle: () => boolean;
}

/** Whether there is something to settle: somebody judged the claim, and it is open. */
export function isSettleable({ claim, verdict, settled }: Pick<PlacedMark, 'claim' | 'verdict' | 'settled'>): boolean {
  return verdict !== 'unchecked' && standingJudgement(claim) !== null && settled === null;
}

/**
 * Settles a claim, and changes its words in the text where that was wished: all of it one step of the person's own undo.
 * Answers with whether undo would take back just that; null where the claim cannot be settled, or its words not be changed.
 */
export function settle(desk: SettlingDesk, id: string, wish: Closing): (() => boolean) | null {
  const { doc, person, tracker, history, view, maySettle } = desk;
  tracker.writeQuotes();
  const mark = tracker.markOf(id);
  if (!maySettle() || !mark || !isSettleable(mark)) return null;
  const held = mark.attachment.kind === 'detached' ? null : mark.attachment;
  if (wish.read !== undefined && !readsAlike(wish.read, held?.words ?? mark.claim.quote.exact)) return null;
  const wording = wish.wording === null ? null : tidied(wish.wording);
  const change = wish.inText ? (wish.how === 'removed' ? '' : wording) : null;
  if (change !== null && (!held || (change === '' && wish.how !== 'removed') || change.length > CLAIM_LIMIT))
    return null;
  let quote = wish.inText || !wording ? (held?.words ?? mark.claim.quote.exact) : wording;
  history.together(() => {
    if (held && change !== null) {
      const { text } = tracker.ground().article;
      const tr =
        change === ''
          ? withoutWords(view().state, text, held)
          : putWords(view().state, held.start, text.slice(held.start, held.end), change);
      if (tr.docChanged) view().dispatch(tr);
    }
    const ground = tracker.ground();
    const range =
      held && change
        ? trimRange(ground.article, held.start, held.start + change.length)
        : held && change === null && held;
    if (range && held) {
      const now = quoteAt(ground.article, range.start, range.end);
      if (change !== null) quote = now.exact;
      // One that was found again is tied to its place: whoever settles it there has looked at it.
      if (change !== null || held.kind === 'recovered') {
        const anchor = makeAnchor(ground, range.start, range.end);
        doc.transact(() => moveClaim(doc, id, anchor, now), CLAIM_UPKEEP);
      }
    }
    const { how, reason } = wish;
    const hand = { by: person.id, at: new Date().toISOString() };
    history.step(doc, () =>
      settleClaim(doc, id, crypto.randomUUID(), hand, { how, reason: reason.trim(), wording: wording || null, quote }),
    );
  });
  tracker.refresh();
  const step = history.last();
  return () => step !== null && history.last() === step;
}

/** Opens a settled claim again, with the reason why; false where it is not settled. */
export function reopen(desk: SettlingDesk, id: string, reason: string): boolean {
  const { doc, person, tracker, history, maySettle } = desk;
  const mark = tracker.markOf(id);
  if (!maySettle() || !mark || !standingSettlement(mark.claim.comments)) return false;
  const hand = { by: person.id, at: new Date().toISOString() };
  history.step(doc, () => reopenClaim(doc, id, () => crypto.randomUUID(), hand, reason.trim()));
  tracker.refresh();
  return true;
}

/** A wording without white space at its edges, and without empty lines in it. */
function tidied(wording: string): string {
  return wording.trim().replace(/[^\S\n]*\n\s*/g, '\n');
}

/** A transaction that takes words out: with the space that would be left over, and with a block that nothing is left in. */
function withoutWords(state: EditorState, text: string, { start, end }: { start: number; end: number }): Transaction {
  const [before, after] = [text[start - 1] ?? '\n', text[end] ?? '\n'];
  const isSpareBefore = before === ' ' && /[\s.,،؛;:!?؟…]/.test(after);
  const isSpareAfter = before === '\n' && after === ' ';
  const from = positionAt(state.doc, isSpareBefore ? start - 1 : start);
  const tr = state.tr.delete(from, positionAt(state.doc, isSpareAfter ? end + 1 : end));
  const place = tr.doc.resolve(from);
  if (place.parent.content.size > 0 || place.parent.type.name === 'title') return tr;
  let { depth } = place;
  while (depth > 1 && place.node(depth - 1).childCount === 1) depth--;
  const index = place.index(depth - 1);
  return place.node(depth - 1).canReplace(index, index + 1) ? tr.delete(place.before(depth), place.after(depth)) : tr;
}
