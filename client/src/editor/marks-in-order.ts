import { trimRange } from '@sanad/shared/anchor';
import type { Letters } from '@sanad/shared/article-text';
import { inTextOrder } from '@sanad/shared/report';
import type { ChangedMark, ClaimList, ClaimOrder, PlacedMark } from './article-editor.ts';
import { Lanes } from './lanes.ts';
import { MarksLog } from './marks-log.ts';
import {
  type changedText,
  isSamePlace,
  placed,
  same,
  shift,
  startingBefore,
  type UnnumberedMark,
} from './placed-marks.ts';
import { carried, type Stretch, spanning } from './stretch.ts';

/** Where a claim is held now, in the plain text; null where nothing holds it any more. */
type HeldAt = (id: string) => { readonly start: number; readonly end: number } | null;

/** What a change of the text did to the claims in it. */
export interface Followed {
  /** Claims whose words are others now. */
  readonly reworded: ReadonlySet<string>;
  /** Whether one of those is stale that was not, or no longer is. */
  readonly turned: boolean;
  /** Claims that nothing holds any more, or whose edge has come to lie within a letter: they have to be placed anew. */
  readonly lost: ReadonlySet<string>;
}

/** So many marks are put in one by one; more are sorted with the others. */
const FEW = 64;

/** The claims of an article in the order of its text, each with its number. */
export class MarksInOrder implements ClaimList {
  #live: PlacedMark[] = [];
  #all: readonly PlacedMark[] | null = [];
  #version = 0;
  #order = 0;
  /** Marks from an index on that stand elsewhere than they say: moved when somebody asks, and not for every key. */
  #behind = { index: 0, by: 0 };
  /** No claim is longer than this (UTF-16 units). */
  #longest = 0;
  readonly #byId = new Map<string, PlacedMark>();
  #come: PlacedMark[] = [];
  readonly #lanes = new Lanes();
  /** Where claims changed in ways that their order and lanes may depend on, since those were last worked out. */
  #unsure: Stretch | null = null;
  readonly #log = new MarksLog();
  #inOrder: ClaimOrder = { ids: [], attached: 0 };
  /** The order that `#inOrder` was read in. */
  #listedAs = 0;

  /** Another array only when something other than the marks' places and numbers changed. */
  get all(): readonly PlacedMark[] {
    this.#settle();
    this.#all ??= [...this.#live];
    return this.#all;
  }

  /** The marks as they are now, in an array that goes on changing: copying all of them for every key takes long. */
  get live(): readonly PlacedMark[] {
    this.#settle();
    return this.#live;
  }

  /** As `live`, for who does not ask where the marks stand. */
  get listed(): readonly PlacedMark[] {
    return this.#live;
  }

  /** Another number whenever `all` is another array. */
  get version(): number {
    return this.#version;
  }

  /** Another number whenever marks came, went or changed their order. */
  get order(): number {
    return this.#order;
  }

  get inOrder(): ClaimOrder {
    if (this.#listedAs !== this.#order) {
      this.#listedAs = this.#order;
      const now = {
        ids: this.#live.map(({ claim }) => claim.id),
        attached: startingBefore(this.#live, Number.POSITIVE_INFINITY),
      };
      if (!isSameOrder(this.#inOrder, now)) this.#inOrder = now;
    }
    return this.#inOrder;
  }

  changedSince(version: number): readonly ChangedMark[] | null {
    const log = this.#log.since(version);
    return log && [...log].map(([id, before]) => ({ id, before, now: this.peek(id) }));
  }

  last(id: string): PlacedMark | null {
    return this.peek(id) ?? this.#log.before(id);
  }

  get(id: string): PlacedMark | null {
    const mark = this.peek(id);
    if (mark && mark.number > this.#behind.index) this.#settle();
    return mark;
  }

  /** As `get`, for who does not ask where the mark stands: that may be as it was before the last keys. */
  peek(id: string): PlacedMark | null {
    return this.#byId.get(id) ?? null;
  }

  /** The marks that came since the last time, as they were then. */
  takeCome(): readonly PlacedMark[] {
    const come = this.#come;
    this.#come = [];
    return come;
  }

  /** Which of the lines under each other is a claim's, from 0. */
  laneOf(id: string): number {
    return this.#lanes.of(id);
  }

  /** Gives lanes anew where claims came, went or moved; see `Lanes`. Answers with those whose lane is another now. */
  giveLanes(): readonly string[] {
    const unsure = this.#unsure;
    this.#unsure = null;
    return unsure ? this.#lanes.give(this.live, unsure, this.#longest) : [];
  }

  /** Moves the marks along with a change of the text: only those in the changed part are looked at. */
  follow(change: NonNullable<ReturnType<typeof changedText>>, text: Letters, heldAt: HeldAt): Followed {
    const { old, by } = change;
    this.#unsure &&= carried(this.#unsure, change);
    const reworded: PlacedMark[] = [];
    const lost = new Set<string>();
    let turned = false;
    const behind = startingBefore(this.#live, old.end + 1, this.#behind);
    if (behind !== this.#behind.index) {
      this.#settle();
      this.#behind = { index: behind, by: 0 };
    }
    this.#behind.by += by;
    for (let index = startingBefore(this.#live, old.start - this.#longest, this.#behind); index < behind; index++) {
      const mark = this.#live[index] as PlacedMark;
      const { attachment } = mark;
      if (attachment.kind === 'detached' || attachment.end < old.start) continue;
      const held = heldAt(mark.claim.id);
      const words = held && text.slice(held.start, held.end);
      // Letters that were only put in part no claims, and have none begin together.
      if (!held || old.end > old.start) {
        this.#doubt({ start: Math.min(attachment.start, old.start), end: Math.max(attachment.end, old.end) + by });
      }
      if (!held || words === null || cutsLetter(text, held)) lost.add(mark.claim.id);
      else if (words === attachment.words) shift(mark, held.start, held.end);
      else {
        const now = { ...placed(mark.claim, { kind: attachment.kind, ...held, words }), number: mark.number };
        turned ||= now.stale !== mark.stale;
        this.#longest = Math.max(this.#longest, held.end - held.start);
        reworded.push(now);
      }
    }
    this.#replace(reworded);
    return { reworded: new Set(reworded.map(({ claim }) => claim.id)), turned, lost };
  }

  /** Which of the claims that were read anew say something else than their marks. */
  differing(read: ReadonlyMap<string, UnnumberedMark | null>): Map<string, UnnumberedMark | null> {
    if (read.size === 0) return new Map();
    this.#settle();
    return new Map(
      [...read].filter(([id, mark]) => {
        const known = this.#byId.get(id);
        return known ? !mark || !same(known, mark) : mark;
      }),
    );
  }

  /** Takes marks in; whether any of them is elsewhere than before. */
  put(read: ReadonlyMap<string, UnnumberedMark | null>): boolean {
    this.#settle();
    const stay: PlacedMark[] = [];
    const fresh: PlacedMark[] = [];
    const gone = new Set<PlacedMark>();
    for (const [id, mark] of read) {
      const known = this.#byId.get(id);
      if (known && mark && isSamePlace(known, mark)) stay.push({ ...mark, number: known.number });
      else {
        const now = mark && { ...mark, number: 0 };
        if (known || now) this.#log.add(this.#version + 1, id, known ?? null);
        if (now) fresh.push(now);
        if (known) gone.add(known);
        else if (now) this.#come.push(now);
        this.#byId.delete(id);
      }
    }
    this.#replace(stay);
    if (gone.size === 0 && fresh.length === 0) return false;
    // What is gone may stand anywhere, and what comes is put where it belongs among those in order.
    const first = Math.min(this.#takeOut(gone), this.#sort(), this.#takeIn(fresh));
    for (let index = first; index < this.#live.length; index++) number(this.#live[index] as PlacedMark, index);
    this.#order++;
    this.#changed();
    return true;
  }

  /** Puts those in order again that words moved past each other; the index from which on marks may stand elsewhere. */
  #sort(): number {
    if (!this.#unsure) return this.#live.length;
    const first = Math.max(1, startingBefore(this.#live, this.#unsure.start));
    const end = startingBefore(this.#live, this.#unsure.end + 1);
    for (let index = first; index < end; index++) {
      if (inTextOrder(this.#live[index - 1] as PlacedMark, this.#live[index] as PlacedMark) <= 0) continue;
      this.#live.sort(inTextOrder);
      return 0;
    }
    return this.#live.length;
  }

  /** Takes marks out; the index from which on others stand elsewhere. */
  #takeOut(gone: ReadonlySet<PlacedMark>): number {
    for (const mark of gone) {
      this.#lanes.forget(mark.claim.id);
      if (mark.attachment.kind !== 'detached') this.#doubt(mark.attachment);
    }
    if (gone.size > FEW) {
      this.#live = this.#live.filter((mark) => !gone.has(mark));
      return 0;
    }
    let first = this.#live.length;
    for (const mark of gone) {
      const at = this.#live.indexOf(mark);
      this.#live.splice(at, 1);
      first = Math.min(first, at);
    }
    return first;
  }

  /** Takes marks in at their places; the index from which on marks stand elsewhere. */
  #takeIn(fresh: readonly PlacedMark[]): number {
    for (const mark of fresh) {
      const { attachment } = mark;
      this.#byId.set(mark.claim.id, mark);
      if (attachment.kind === 'detached') continue;
      this.#longest = Math.max(this.#longest, attachment.end - attachment.start);
      this.#doubt(attachment);
    }
    if (fresh.length > FEW) {
      this.#live = [...this.#live, ...fresh].sort(inTextOrder);
      return 0;
    }
    let first = this.#live.length;
    for (const mark of fresh) {
      const at = placeOf(this.#live, mark);
      this.#live.splice(at, 0, mark);
      first = Math.min(first, at);
    }
    return first;
  }

  /** Within this stretch claims may overlap others than before, or stand in another order. */
  #doubt({ start, end }: Stretch): void {
    this.#unsure = spanning(this.#unsure, { start, end });
  }

  #settle(): void {
    const { index, by } = this.#behind;
    this.#behind = { index, by: 0 };
    if (by !== 0) for (let at = index; at < this.#live.length; at++) moveBy(this.#live[at] as PlacedMark, by);
  }

  #replace(marks: readonly PlacedMark[]): void {
    if (marks.length === 0) return;
    for (const mark of marks) {
      this.#log.add(this.#version + 1, mark.claim.id, this.#live[mark.number - 1] ?? null);
      this.#live[mark.number - 1] = mark;
      this.#byId.set(mark.claim.id, mark);
    }
    this.#changed();
  }

  #changed(): void {
    this.#all = null;
    this.#version++;
  }
}

/** Signs that may belong to the letter before them. */
const DRAWN_IN =
  /^(?:\p{M}|\u200c|\u200d|[\u0622\u0623\u0625\u0627\u0671]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})/u;

/** Whether an edge of a range lies within a letter, as where a mark or a joiner was written behind it. */
function cutsLetter(text: Letters, { start, end }: { readonly start: number; readonly end: number }): boolean {
  if (!DRAWN_IN.test(text.slice(end, end + 2)) && !DRAWN_IN.test(text.slice(start, start + 2))) return false;
  const whole = trimRange(text, start, end);
  return whole !== null && (whole.start !== start || whole.end !== end);
}

function moveBy(mark: PlacedMark, by: number): void {
  const { attachment } = mark;
  if (attachment.kind !== 'detached') shift(mark, attachment.start + by, attachment.end + by);
}

/** Gives a mark its number, in the mark itself: it is news to nobody but who shows it. */
function number(mark: PlacedMark, index: number): void {
  (mark as { number: number }).number = index + 1;
}

function isSameOrder(a: ClaimOrder, b: ClaimOrder): boolean {
  return a.attached === b.attached && a.ids.length === b.ids.length && a.ids.every((id, index) => id === b.ids[index]);
}

/** How many of `sorted` come before `mark`. */
function placeOf(sorted: readonly PlacedMark[], mark: PlacedMark): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inTextOrder(sorted[middle] as PlacedMark, mark) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
