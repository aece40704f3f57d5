import { makeAnchor, trimRange } from '@sanad/shared/anchor';
import {
  CLAIM_LIMIT,
  draftClaim,
  judgeClaim,
  moveClaim,
  removeClaim,
  showClaim,
  type Verdict,
  verdictOf,
  writeNote,
} from '@sanad/shared/claim';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { quoteAt } from '@sanad/shared/quote';
import { voicesFor } from '@sanad/shared/second-look';
import { standingSettlement } from '@sanad/shared/thread';
import type { Selection } from 'prosemirror-state';
import type * as Y from 'yjs';
import type { PlacedMark, Sealing } from './article-editor.ts';
import type { ClaimTracker } from './claim-tracker.ts';
import { CLAIM_UPKEEP, type History } from './history.ts';
import { startingBefore } from './placed-marks.ts';
import { offsetAt } from './text-positions.ts';

/** What the acts work on. */
export interface ClaimDesk {
  readonly doc: Y.Doc;
  readonly person: Person;
  readonly tracker: ClaimTracker;
  readonly history: History;
  /** Takes a verdict that is to be sealed; null where verdicts are given openly. */
  readonly seal: () => ((sealing: Sealing) => void) | null;
}

/** What marking and judging work on: whoever calls may have more in the same step. */
export interface JudgingDesk extends Omit<ClaimDesk, 'history'> {
  readonly history: Pick<History, 'step'>;
}

const now = () => new Date().toISOString();

/** A selection as a range a claim can sit on, in the plain text; null when there is nothing to mark. */
export function markableRange(tracker: ClaimTracker, selection: Selection): { start: number; end: number } | null {
  if (selection.empty) return null;
  const { doc } = selection.$from;
  const content = selection.$from.node(0) ?? doc;
  const range = trimRange(tracker.ground().article, offsetAt(content, selection.from), offsetAt(content, selection.to));
  return range && range.end - range.start <= CLAIM_LIMIT ? range : null;
}

/** The claim that sits on exactly this range, the latest if there are several. `marks` are in text order. */
export function claimOn(marks: readonly PlacedMark[], range: { start: number; end: number }): PlacedMark | null {
  for (let index = startingBefore(marks, range.start + 1) - 1; index >= 0; index--) {
    const { attachment } = marks[index] as PlacedMark;
    if (attachment.kind === 'detached' || attachment.start < range.start) return null;
    if (attachment.end === range.end) return marks[index] as PlacedMark;
  }
  return null;
}

/** Whether a person may take this claim out of sight. */
export function mayRemove(person: Person, mark: PlacedMark): boolean {
  return atLeast(person.role, mark.claim.createdBy === person.id ? 'checker' : 'editor');
}

/**
 * Gives `range` a verdict: the claim that sits on it already, else a new one. Answers with the claim's id. Where
 * verdicts are sealed a new claim is made without one: it has to be there before a verdict on it can be sealed.
 */
export function markRange(desk: JudgingDesk, range: { start: number; end: number }, verdict: Verdict): string {
  const { doc, person, tracker, history } = desk;
  const known = claimOn(tracker.marksNow(), range);
  if (known) {
    judge(desk, known.claim.id, verdict);
    return known.claim.id;
  }
  const ground = tracker.ground();
  const quote = quoteAt(ground.article, range.start, range.end);
  const id = crypto.randomUUID();
  const claim = { id, by: person.id, at: now(), anchor: makeAnchor(ground, range.start, range.end), quote };
  doc.transact(() => draftClaim(doc, claim), CLAIM_UPKEEP);
  const seal = verdict === 'unchecked' ? null : desk.seal();
  history.step(doc, () => {
    showClaim(doc, id);
    if (!seal) judgeClaim(doc, id, { verdict, by: person.id, at: now(), quote: quote.exact, note: '' });
  });
  tracker.refresh();
  if (seal && verdict !== 'unchecked') seal({ claim: id, verdict, note: '', words: quote.exact });
  return id;
}

/**
 * Gives a claim a verdict for the words it sits on now. Without `note`, one's own standing note is kept. A claim that was
 * found again by its words is tied to the place it was found at: whoever judges it there has confirmed that. One that is
 * detached has no words to judge, and one that is settled is opened again first.
 */
export function judge(
  { doc, person, tracker, history, seal }: JudgingDesk,
  id: string,
  verdict: Verdict,
  note?: string,
): void {
  tracker.writeQuotes();
  const mark = tracker.markOf(id);
  if (!mark) return; // a colleague took it out of sight a moment ago
  const last = mark.claim.judgements.at(-1);
  const own = last?.by === person.id ? last.note : '';
  const { attachment } = mark;
  if (attachment.kind === 'detached' || standingSettlement(mark.claim.comments)) return;
  const { start, end, words } = attachment;
  if (verdictOf(mark.claim) === verdict && !mark.stale && last?.by === person.id && (note ?? own) === own) return;
  const sealed = seal();
  // One on these words that is known to everybody already leaves nothing to be blind to.
  if (sealed && verdict !== 'unchecked' && voicesFor(mark.claim.judgements, words).length === 0) {
    sealed({ claim: id, verdict, note: note ?? '', words });
    return;
  }
  const ground = tracker.ground();
  history.step(doc, () => {
    if (attachment.kind === 'recovered') {
      moveClaim(doc, id, makeAnchor(ground, start, end), quoteAt(ground.article, start, end));
    }
    judgeClaim(doc, id, { verdict, by: person.id, at: now(), quote: words, note: note ?? own });
  });
  tracker.refresh();
}

/** Writes the note of one's own last verdict. @throws RangeError when that verdict is somebody else's. */
export function note({ doc, person, tracker, history }: ClaimDesk, id: string, text: string): void {
  history.step(doc, () => writeNote(doc, id, person.id, text, now()));
  tracker.refresh();
}

/** Takes a claim out of sight. @throws RangeError when this person may not. */
export function remove({ doc, person, tracker, history }: ClaimDesk, id: string): void {
  const mark = tracker.markOf(id);
  if (!mark) return;
  if (!mayRemove(person, mark)) throw new RangeError('this claim is not theirs to remove');
  history.step(doc, () => removeClaim(doc, id));
  tracker.refresh();
}
