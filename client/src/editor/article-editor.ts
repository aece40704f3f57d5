import type { Attachment } from '@sanad/shared/anchor';
import type { Anchor, Claim, Quote, Verdict } from '@sanad/shared/claim';
import type { SecondPerson } from '@sanad/shared/desk';
import type { SealedVerdict } from '@sanad/shared/sealed';
import type { SecondLook } from '@sanad/shared/second-look';
import type { SettlementHow } from '@sanad/shared/thread';
import type { Closing } from '../settling/settling-desk.ts';
import type { Unsafe } from './history.ts';

/** A claim as it stands in the text now. Numbers count from 1 in text order; offsets are those of the plain text. */
export interface PlacedMark {
  readonly claim: Claim;
  readonly attachment: Attachment;
  readonly verdict: Verdict;
  readonly stale: boolean;
  /** How it is settled; null while it is open. */
  readonly settled: SettlementHow | null;
  /** How many people stand by a verdict on its words, and whether they agree. */
  readonly look: SecondLook;
  readonly number: number;
}

/** A verdict that is not to be shown to anybody yet: on which claim, for which words. */
export interface Sealing {
  readonly claim: string;
  readonly verdict: SealedVerdict;
  readonly note: string;
  readonly words: string;
}

/** What a person does to claims. Each is one step of their own undo. */
export interface ClaimActs {
  /** Gives the selected words a verdict; the id of their claim, or null when nothing can be marked. */
  mark(verdict: Verdict): string | null;
  judge(id: string, verdict: Verdict, note?: string): void;
  /** Writes the note of one's own last verdict. @throws RangeError when that verdict is somebody else's. */
  note(id: string, text: string): void;
  remove(id: string): void;
  /**
   * Settles a claim, with its words in the text where that is wished. Answers with whether undo would take back just that;
   * null when it cannot be.
   */
  settle(id: string, closing: Closing): (() => boolean) | null;
  /** Opens a settled claim again; false when it is not settled. */
  reopen(id: string, reason: string): boolean;
  /** Runs what `act` writes into the claims of the article's document as one step. */
  step(act: () => void): void;
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
}

/** A range of the plain text with its words, and some of what stands around them in their block. */
export interface Spot {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

/** What a claim's record says of where it sits. */
export type ClaimPlace = { readonly anchor: Anchor; readonly quote: Quote };

/** A claim that this person put somewhere: on selected words, or on those it was found at. */
export interface Moved {
  readonly claim: string;
  readonly how: 'attached' | 'confirmed';
  readonly from: ClaimPlace;
  readonly to: ClaimPlace;
}

/** Where claims belong, and the words they were judged on. Each act is one step of a person's own undo. */
export interface Placing {
  /** The selected words as a place for a claim; the same object while the selection is. Null without any. */
  selected(): Spot | null;
  onSelected(listener: () => void): () => void;
  /** The chosen claim, when it waits for somebody to say where it belongs. */
  waiting(): PlacedMark | null;
  /** Places that look like a claim's, the likeliest first, without the one it was found at. */
  candidates(id: string): readonly Spot[];
  /** Selects a place in the text and brings it into view. */
  show(spot: Spot): void;
  /** Says that a claim that was found again belongs where it was found. */
  confirm(id: string): void;
  /** Moves a claim to the selected words; false when there are none. Its verdict stays with the words it was given for. */
  attach(id: string): boolean;
  /** Called when this person put a claim somewhere, to offer to take that back. */
  onMoved(listener: (moved: Moved) => void): () => void;
  /**
   * Makes the words under a claim those again that its verdict was given for. Answers with whether undo would take back
   * just that; null when it cannot be.
   */
  putBack(id: string): (() => boolean) | null;
}

/** The ids of the claims in text order; those that are detached come behind the `attached` ones. */
export interface ClaimOrder {
  readonly ids: readonly string[];
  readonly attached: number;
}

/** A claim that became another: null where it was not there, or no longer is. */
export interface ChangedMark {
  readonly id: string;
  readonly before: PlacedMark | null;
  readonly now: PlacedMark | null;
}

/**
 * The article's claims for who lists them, so that a change of one costs no look at all of them. Where they stand in the text
 * is not asked here: that may be as it was before the last keys.
 */
export interface ClaimList {
  /** Another number whenever something in the claims changed. */
  readonly version: number;
  /** Another object only when claims came, went or changed their order. */
  readonly inOrder: ClaimOrder;
  /** A claim as it is; another object whenever something in it changed. */
  peek(id: string): PlacedMark | null;
  /** A claim as it is, or as it was when it went. */
  last(id: string): PlacedMark | null;
  /** What changed since `version` was that; null when it is too long ago to be known. */
  changedSince(version: number): readonly ChangedMark[] | null;
}

/** How high claims' first lines are. */
export interface Levels {
  /** The middle of a claim's first line, in pixels from the upper edge of the text; null for one that is detached. */
  readonly of: (id: string) => number | null;
  /** The same of all claims that are attached, in text order; NaN for none. */
  readonly inOrder: ArrayLike<number>;
}

/** The article's text on screen, as what stands around it sees it. Free of any framework. */
export interface ArticleEditor {
  /** In text order; another array only when something in it changed. */
  claims(): readonly PlacedMark[];
  readonly list: ClaimList;
  /** Called when claims, the chosen or hovered claim, what can be undone or what keys are for changed. */
  subscribe(listener: () => void): () => void;
  /** Another number whenever that is called. */
  told(): number;
  chosen(): string | null;
  choose(id: string | null, options?: { readonly scroll?: boolean; readonly focus?: boolean }): void;
  hovered(): string | null;
  hover(id: string | null): void;
  /** The first client rectangle of the claim's words, in viewport coordinates; null when it has none on screen. */
  rectOf(id: string): DOMRect | null;
  /** How high the claims' first lines are; the same object while none has moved. Far from the window it is a guess. */
  levels(): Levels;
  /** The upper edge of the text, that `levels` are counted from, in viewport coordinates. */
  textTop(): number;
  /** Called when the text is laid out anew: places asked of `rectOf` and `levels` before may no longer hold. */
  onLayout(listener: () => void): () => void;
  /** Called when this person removed a claim, to offer to undo it. */
  onRemoved(listener: (id: string) => void): () => void;
  /** Called when a step of this person's was not taken back or done again, with why. */
  onUnsafeUndo(listener: (why: Unsafe) => void): () => void;
  /**
   * Whether keys write into the text. They do not right behind a mark: until the caret moves they are for the claim just
   * made.
   */
  isWriting(): boolean;
  /** Answers keys that are for the chosen claim; whether a key meant anything. One at a time: the last who asked. */
  answerKeys(answer: (event: KeyboardEvent, claim: string) => boolean): () => void;
  readonly act: ClaimActs;
  readonly place: Placing;
  /**
   * Says what the desk asks of verdicts. Where they are given blind, the first on a claim's words goes to `seal` and not
   * into the article.
   */
  ask(secondPerson: SecondPerson, seal: (sealing: Sealing) => void): void;
  mayEditText(): boolean;
  mayJudge(): boolean;
  destroy(): void;
}
