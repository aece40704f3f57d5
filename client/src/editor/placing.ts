import { makeAnchor, trimRange } from '@sanad/shared/anchor';
import { moveClaim, type Quote, standingJudgement } from '@sanad/shared/claim';
import { candidatesFor, quoteAt } from '@sanad/shared/quote';
import { type Selection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Moved, PlacedMark, Placing, Spot } from './article-editor.ts';
import { type ClaimDesk, markableRange } from './claim-acts.ts';
import { bringIntoView } from './claim-places.ts';
import { CLAIM_UPKEEP } from './history.ts';
import { placeAround } from './judged-words.ts';
import { Listeners } from './listeners.ts';
import { putWordsBack } from './put-back.ts';
import { positionAt } from './text-positions.ts';

/** How many places are offered for a claim at most. */
const OFFERED = 4;
/** A place that agrees less than this is no help to choose from. */
const WORTH_OFFERING = 0.3;
/** How much of what stands around a place is shown with it, in UTF-16 units. */
const AROUND = 24;

const LETTER = /[\p{L}\p{M}\p{N}\u200c\u200d]/u;

/**
 * A claim's range with the rest of the words that its edges cut now and did not cut when it was made: what is typed at
 * an edge stays outside a claim, also when it goes on with a word that was begun inside.
 */
function withCutWords(
  text: string,
  { start, end }: Pick<Spot, 'start' | 'end'>,
  original: Quote,
): Pick<Spot, 'start' | 'end'> {
  const isCut = (at: number) => LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at] ?? '');
  let [from, to] = [start, end];
  if (!LETTER.test(original.prefix.at(-1) ?? '')) while (isCut(from)) from--;
  if (!LETTER.test(original.suffix[0] ?? '')) while (isCut(to)) to++;
  return { start: from, end: to };
}

/** What placing works on, beside what every act does. */
export interface PlacingDesk extends ClaimDesk {
  readonly view: () => EditorView;
  readonly chosen: () => string | null;
  readonly mayJudge: () => boolean;
  readonly mayEditText: () => boolean;
  readonly onView: (listener: () => void) => () => void;
}

/** Puts claims where a person says they belong, and words where they were when they were judged. */
export class ClaimPlacing implements Placing {
  readonly #desk: PlacingDesk;
  readonly #moved = new Listeners<Moved>();
  #spot: { readonly selection: Selection; readonly spot: Spot | null } | null = null;

  constructor(desk: PlacingDesk) {
    this.#desk = desk;
  }

  readonly onMoved = this.#moved.add;
  readonly onSelected = (listener: () => void): (() => void) => this.#desk.onView(listener);

  readonly selected = (): Spot | null => {
    const { tracker, view, mayJudge } = this.#desk;
    const { selection } = view().state;
    if (selection.empty || !mayJudge()) return null;
    // The same answer for the same selection, as `useSyncExternalStore` asks.
    if (this.#spot?.selection !== selection) {
      const range = markableRange(tracker, selection);
      this.#spot = { selection, spot: range && this.#spotOf(range.start, range.end) };
    }
    return this.#spot.spot;
  };

  readonly waiting = (): PlacedMark | null => {
    const { tracker, chosen, mayJudge } = this.#desk;
    const id = chosen();
    const mark = id === null ? null : tracker.markOf(id);
    return mark && mayJudge() && mark.attachment.kind !== 'exact' ? mark : null;
  };

  candidates(id: string): readonly Spot[] {
    const mark = this.#desk.tracker.markOf(id);
    if (!mark) return [];
    const hay = this.#desk.tracker.ground().hay();
    const { attachment } = mark;
    return candidatesFor(hay, mark.claim.quote, OFFERED + 1)
      .filter(({ score, start, end }) => {
        const isHere = attachment.kind !== 'detached' && start < attachment.end && end > attachment.start;
        return score >= WORTH_OFFERING && !isHere;
      })
      .slice(0, OFFERED)
      .map(({ start, end }) => this.#spotOf(start, end));
  }

  show({ start, end }: Spot): void {
    const view = this.#desk.view();
    const span = { from: positionAt(view.state.doc, start), to: positionAt(view.state.doc, end) };
    view.focus();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, span.from, span.to)));
    bringIntoView(view, span);
  }

  confirm(id: string): void {
    const { tracker, mayJudge } = this.#desk;
    const held = tracker.markOf(id)?.attachment;
    if (mayJudge() && held?.kind === 'recovered') this.#move(id, held, 'confirmed');
  }

  attach(id: string): boolean {
    const range = this.selected();
    if (!range || !this.#desk.tracker.markOf(id)) return false;
    this.#move(id, range, 'attached');
    return true;
  }

  putBack(id: string): (() => boolean) | null {
    const { doc, tracker, history, view, mayEditText } = this.#desk;
    tracker.writeQuotes();
    const mark = tracker.markOf(id);
    const judged = mark && standingJudgement(mark.claim)?.quote;
    if (!mayEditText() || mark?.attachment.kind !== 'exact' || !judged) return null;
    const { state } = view();
    const before = tracker.ground().article.text;
    const there = placeAround(tracker.ground().article, mark.attachment, judged);
    const { start, end } = there ?? withCutWords(before, mark.attachment, mark.claim.original);
    const tr = putWordsBack(state, start, before.slice(start, end), judged);
    if (!tr.docChanged && !there) return null;
    history.apart();
    if (tr.docChanged) view().dispatch(tr);
    const ground = tracker.ground();
    // Words put in at an edge of the claim would else stay outside.
    const { text } = ground.article;
    const range = trimRange(text, start, end + text.length - before.length);
    if (range) {
      const anchor = makeAnchor(ground, range.start, range.end);
      const quote = quoteAt(text, range.start, range.end);
      doc.transact(() => moveClaim(doc, id, anchor, quote), CLAIM_UPKEEP);
    }
    history.apart();
    tracker.refresh();
    const step = history.last();
    return () => step !== null && history.last() === step;
  }

  #move(id: string, { start, end }: Pick<Spot, 'start' | 'end'>, how: Moved['how']): void {
    const { doc, tracker, history } = this.#desk;
    const before = tracker.markOf(id)?.claim;
    if (!before) return;
    const ground = tracker.ground();
    const anchor = makeAnchor(ground, start, end);
    const quote = quoteAt(ground.article, start, end);
    history.step(doc, () => moveClaim(doc, id, anchor, quote));
    tracker.refresh();
    this.#moved.tell({ claim: id, how, from: before, to: { anchor, quote } });
  }

  #spotOf(start: number, end: number): Spot {
    const { text } = this.#desk.tracker.ground().article;
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    const after = text.slice(end).split('\n', 1)[0] ?? '';
    const isLong = (words: string) => words.length > AROUND;
    return {
      start,
      end,
      words: text.slice(start, end),
      before: isLong(before) ? `…${before.slice(-AROUND).replace(/^\S+/, '')}` : before,
      after: isLong(after) ? `${after.slice(0, AROUND).replace(/\S+$/, '')}…` : after,
    };
  }
}
