import { type Ground, mend } from '@sanad/shared/anchor';
import { type Anchor, type Claim, moveClaim, type Quote, standingJudgement } from '@sanad/shared/claim';
import { foldedEqual } from '@sanad/shared/fold';
import { isFresh, type Moment } from '@sanad/shared/fresh-letters';
import { certainPlace, findQuote, quoteAt } from '@sanad/shared/quote';
import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import type * as Y from 'yjs';
import type { PlacedMark } from './article-editor.ts';
import { claimOf, type Edit, type Hand, handOf, heldIn } from './claims-plugin.ts';
import { CLAIM_UPKEEP, type Turned, type WordsBefore } from './history.ts';
import { placeAround } from './judged-words.ts';
import { Rest } from './rest.ts';
import {
  isWithinOneBlock,
  lettersIn,
  offsetAt,
  plainText,
  possibleDifference,
  type Span,
  wholeBlocks,
} from './text-positions.ts';

/** How long the words of a claim may change (ms) before its quote is written anew. */
const QUOTE_AFTER = 400;

interface Range {
  readonly start: number;
  readonly end: number;
}
type Moves = Map<string, Range>;

/** What is known of the moment before an undo or redo: what the document held, and the anchors that were right. */
export interface HeldBefore {
  readonly moment: Moment;
  readonly anchors: ReadonlyMap<string, Anchor>;
}

/** What the mender needs of the tracker. */
export interface MenderOptions {
  readonly doc: Y.Doc;
  readonly ground: () => Ground;
  readonly markOf: (id: string) => PlacedMark | null;
  /** The claim as its record is now, wherever it sits. */
  readonly claimOf: (id: string) => Claim | null;
  /** Whether the place where a claim is held is not to be believed at the moment: its record or its block changed elsewhere. */
  readonly isUnsure: (id: string, span: Span) => boolean;
  /** Whether a claim was found again by its words: where it belongs is for a person to say, and not for who edits there. */
  readonly isFound: (id: string) => boolean;
  /** Whether a claim's words were others than those it was judged on, when it was last looked at. */
  readonly isStale: (id: string) => boolean;
  /** A claim's place has to be read again. */
  readonly readAgain: (id: string) => void;
  /** Whether it is known already where a claim was before this person's last step. */
  readonly remembers: (claim: string) => boolean;
  /** A step of this person's own moved these claims' words. */
  readonly remember: (words: WordsBefore) => void;
}

/**
 * Keeps the anchors of claims right while this person edits the text: the one client that knows where the words went.
 * An anchor that would lead elsewhere is written anew at once, a quote when the words have come to rest.
 */
export class ClaimMender {
  readonly #options: MenderOptions;
  /** Claims whose words this person cut, with the words: where they put them in again, the claim goes with them. */
  #cut = new Map<string, string>();
  /** All that was taken out with them, without white space; null when it was dragged. */
  #cutWhole: string | null = null;
  #quotes = new Set<string>();
  readonly #quotesRest = new Rest(() => this.writeQuotes());

  constructor(options: MenderOptions) {
    this.#options = options;
  }

  /** This person edited the text, and y-prosemirror has written it. */
  edited(before: EditorState, after: EditorState, change: Edit): void {
    const hand = handOf(after);
    if (hand === 'cut' || hand === 'drop') {
      this.#cut.clear();
      this.#cutWhole = hand === 'cut' ? lettersOf(before.doc, change.old) : null;
    }
    // Other words on the clipboard: those that were cut are gone from it.
    if (hand === 'paste' && this.#cut.size > 0 && lettersOf(after.doc, change.now) !== this.#cutWhole)
      this.#cut.clear();
    // Yjs takes blocks that are split, joined or retyped out and puts them in anew; so will the undo.
    const structural = !isWithinOneBlock(before.doc, change.old) || !isWithinOneBlock(after.doc, change.now);
    const written = structural ? null : possibleDifference(before.doc, after.doc);
    // Elsewhere in a block every letter stays, in Yjs too. Of several like letters it may take another than was typed.
    const old = written ? around(change.old, written.old) : wholeBlocks(before.doc, change.old);
    const now = written ? around(change.now, written.now) : wholeBlocks(after.doc, change.now);
    const touched = heldIn(before, { from: old.from - 1, to: old.to + 1 });
    const held = new Map<string, Span>();
    for (const decoration of heldIn(after, { from: now.from - 1, to: now.to + 1 })) {
      const claim = claimOf(decoration);
      if (this.#options.isFound(claim) || this.#options.isUnsure(claim, decoration)) this.#options.readAgain(claim);
      else held.set(claim, decoration);
    }
    if (touched.length === 0 && held.size === 0 && this.#cut.size === 0) {
      this.#write(this.#judgedAgain(after, change.now), true);
      return;
    }
    const words = new Map<string, Quote | null>();
    for (const decoration of touched) {
      const claim = claimOf(decoration);
      if (this.#options.isFound(claim)) {
        this.#options.readAgain(claim);
        continue;
      }
      const here = held.get(claim);
      const was = before.doc.textBetween(decoration.from, decoration.to, '\n');
      if (!structural && here && after.doc.textBetween(here.from, here.to, '\n') === was) continue;
      if (!this.#options.remembers(claim)) {
        const [start, end] = [offsetAt(before.doc, decoration.from), offsetAt(before.doc, decoration.to)];
        words.set(claim, quoteAt(lettersIn(before.doc), start, end));
      }
      if (!here) this.#lost(claim, was, hand);
    }
    const moves: Moves = new Map();
    for (const [claim, { from, to }] of held) {
      moves.set(claim, { start: offsetAt(after.doc, from), end: offsetAt(after.doc, to) });
    }
    for (const [claim, range] of this.#judgedAgain(after, change.now)) moves.set(claim, range);
    if (hand === 'paste' || hand === 'drop') {
      const known = new Set(moves.keys());
      this.#putBack(after.doc, change.now, moves);
      // Before the step they were nowhere.
      for (const claim of moves.keys()) if (!known.has(claim) && !words.has(claim)) words.set(claim, null);
    }
    if (words.size > 0) this.#options.remember(words);
    this.#write(moves, true);
  }

  /** Claims of which a word at the edge had been taken out, and is there again, are on all of their words again. */
  #judgedAgain(after: EditorState, span: Span): Moves {
    const moves: Moves = new Map();
    const { from, to } = wholeBlocks(after.doc, span);
    const text = lettersIn(after.doc);
    for (const decoration of heldIn(after, { from, to })) {
      const id = claimOf(decoration);
      if (!this.#options.isStale(id) || this.#options.isFound(id) || this.#options.isUnsure(id, decoration)) continue;
      const claim = this.#options.claimOf(id);
      const judged = claim && standingJudgement(claim);
      const held = { start: offsetAt(after.doc, decoration.from), end: offsetAt(after.doc, decoration.to) };
      const place = judged && placeAround(text, held, judged.quote);
      if (place) moves.set(id, place);
    }
    return moves;
  }

  #lost(claim: string, words: string, hand: Hand | null): void {
    this.#options.readAgain(claim);
    if (hand === 'cut' || hand === 'drop') this.#cut.set(claim, words);
  }

  /** Claims whose words, cut before, have just been put in again, go there. */
  #putBack(doc: Node, { from, to }: Span, moves: Moves): void {
    const text = this.#cut.size > 0 ? plainText(doc) : '';
    for (const [claim, words] of this.#cut) {
      const start = Math.max(0, offsetAt(doc, from) - words.length);
      const part = text.slice(start, offsetAt(doc, to) + words.length);
      const index = part.indexOf(words);
      if (index === -1 || part.indexOf(words, index + 1) !== -1) continue;
      this.#cut.delete(claim);
      const mark = this.#options.markOf(claim);
      const backMeanwhile = mark?.attachment.kind === 'exact' && text.slice(mark.attachment.start).startsWith(words);
      if (!backMeanwhile) moves.set(claim, { start: start + index, end: start + index + words.length });
    }
  }

  /**
   * After this person's undo or redo: puts the claims back that this very step had moved, and those whose letters it has
   * taken out and put in again. Words that stood in the text before are look-alikes: what a person has to confirm stays so.
   */
  restore({ words, moment }: Turned, before: HeldBefore, marks: readonly PlacedMark[]): void {
    this.#cut.clear();
    const ground = this.#options.ground();
    const placed = new Map(words.size > 0 ? marks.map(({ claim, attachment }) => [claim.id, attachment]) : []);
    const moves: Moves = new Map();
    for (const [id, quote] of words) {
      const claim = this.#options.claimOf(id);
      if (!quote || !claim) continue;
      const place = placed.get(id);
      const match = findQuote(ground.hay(), quote);
      if (match?.how !== 'exact') continue;
      // Somebody has put it elsewhere since.
      if (place?.kind === 'exact' && (place.end <= match.start || place.start >= match.end)) continue;
      const isSame = isFresh(ground, match, before.moment, claim.anchor);
      const isSince = () => certainPlace(ground.hay(), quote) !== null && isFresh(ground, match, moment, claim.anchor);
      if (isSame || isSince()) moves.set(id, match);
    }
    for (const { claim, attachment } of marks) {
      if (attachment.kind !== 'recovered' || words.has(claim.id)) continue;
      // One that this step has put back to where it was found again waits again.
      if (!isSameAnchor(before.anchors.get(claim.id), claim.anchor)) continue;
      const isBack = [claim.quote, claim.original].some(({ exact }) => foldedEqual(attachment.words, exact));
      if (isBack && isFresh(ground, attachment, before.moment, claim.anchor)) moves.set(claim.id, attachment);
    }
    this.#write(moves, false);
  }

  /** Whether quotes are waiting to be written. */
  get waiting(): boolean {
    return this.#quotes.size > 0;
  }

  /** Writes the quotes that have been waiting. */
  writeQuotes(): void {
    this.#quotesRest.forget();
    const moves: Moves = new Map();
    for (const id of this.#quotes) {
      const held = this.#options.markOf(id)?.attachment;
      if (held?.kind === 'exact') moves.set(id, held);
    }
    this.#quotes.clear();
    this.#write(moves, false);
  }

  /** Writes anchors and quotes so that the claims sit where `moves` says. */
  #write(moves: ReadonlyMap<string, Range>, quotesLater: boolean): void {
    if (moves.size === 0) return;
    const { doc } = this.#options;
    const ground = this.#options.ground();
    const writes: { id: string; write: NonNullable<ReturnType<typeof mend>> }[] = [];
    for (const [id, range] of moves) {
      const claim = this.#options.claimOf(id);
      if (!claim || claim.removed || range.start >= range.end) continue;
      const write = mend(ground, claim, range);
      if (!write) continue;
      if (quotesLater && write.anchor === claim.anchor) this.#quotes.add(id);
      else writes.push({ id, write });
    }
    if (quotesLater && this.waiting) this.#quotesRest.later(QUOTE_AFTER);
    if (writes.length === 0) return;
    doc.transact(() => {
      for (const { id, write } of writes) moveClaim(doc, id, write.anchor, write.quote);
    }, CLAIM_UPKEEP);
  }
}

/** The letters of a span, whatever white space and ends of blocks are between them. */
const lettersOf = (doc: Node, { from, to }: Span): string => doc.textBetween(from, to, '\n').replaceAll(/\s/g, '');

/** The span that holds two others. */
const around = (a: Span, b: Span): Span => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) });

const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, at) => byte === b[at]));

function isSameAnchor(a: Anchor | undefined, b: Anchor): boolean {
  return a !== undefined && isSameBytes(a.start, b.start) && isSameBytes(a.end, b.end);
}
