import { claimsRoot, textRoot } from '@sanad/shared/article';
import { type Quote, readClaim } from '@sanad/shared/claim';
import { type Moment, momentOf } from '@sanad/shared/fresh-letters';
import { defaultDeleteFilter, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { Listeners } from './listeners.ts';
import { type Placed, type PlacedClaims, placesOf, placing, takenBack } from './placed-steps.ts';
import { losesLetters } from './undo-loss.ts';

/** The origin of a person's acts on claims: undone one by one, in order with their edits of the text. */
export const CLAIM_ACT = 'claim-act';
/** The origin of what follows from an act and is not one: drafts, and anchors written anew. Never undone by itself. */
export const CLAIM_UPKEEP = 'claim-upkeep';

/** Blocks that an undo leaves standing when a colleague has written in them meanwhile. */
const KEPT = new Set(['title', 'paragraph', 'heading', 'blockquote', 'bullet_list', 'ordered_list', 'list_item']);
/** What a claim's record cannot be without: the claim would be gone from every screen. */
const NEEDED = new Set(['anchor', 'quote']);
const WORDS = 'words of claims';
const PLACED = 'places of claims';
const MOMENT = 'moment of the step';

/** Why a step was left as it is: words would be lost, or it was written over since, and there is nothing left of it. */
export type Unsafe = 'lossy' | 'overtaken';

type Step = Y.UndoManager['undoStack'][number];
type Way = 'undo' | 'redo';

/** Where claims were before a step, by their words: Yjs follows letters, not the ends of a span. Null: nowhere for certain. */
export type WordsBefore = ReadonlyMap<string, Quote | null>;

/** A step that was taken back or done again: where claims were before it, and what the document held behind it. */
export interface Turned {
  readonly words: WordsBefore;
  readonly moment: Moment;
}

/**
 * Yjs first brings back what stood where a step wrote, and then takes out what the step wrote; where a colleague has written
 * meanwhile it brings nothing back. What a record needs is then written once more, so that something is left.
 */
function keepNeeded({ parent, parentSub, deleted }: Y.Item): void {
  if (parentSub !== null && NEEDED.has(parentSub) && !deleted && parent instanceof Y.Map) {
    parent.set(parentSub, parent.get(parentSub));
  }
}

/** One person's own steps, text and claims alike, to be taken back in order. */
export class History {
  readonly #manager: Y.UndoManager;
  readonly #doc: Y.Doc;
  readonly #unsafe = new Listeners<Unsafe>();
  #isOneAct = false;

  constructor(doc: Y.Doc, mayEditText: boolean) {
    this.#doc = doc;
    const claims = claimsRoot(doc) as Y.AbstractType<unknown>;
    const scope = mayEditText ? [textRoot(doc) as Y.AbstractType<unknown>, claims] : [claims];
    this.#manager = new Y.UndoManager(scope, {
      trackedOrigins: new Set<unknown>([ySyncPluginKey, CLAIM_ACT]),
      deleteFilter: (item) => {
        keepNeeded(item);
        return defaultDeleteFilter(item, KEPT);
      },
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    });
  }

  /** What comes now is not of one step with what came before. */
  apart(): void {
    if (!this.#isOneAct) this.#manager.stopCapturing();
  }

  /** Runs `act` as one step, whatever it does to text and claims and however long that takes. */
  together(act: () => void): void {
    const { captureTimeout } = this.#manager;
    this.apart();
    this.#isOneAct = true;
    this.#manager.captureTimeout = Number.POSITIVE_INFINITY;
    try {
      act();
    } finally {
      this.#manager.captureTimeout = captureTimeout;
      this.#isOneAct = false;
      this.apart();
    }
  }

  /** Runs `act` as one step of its own. */
  step(doc: Y.Doc, act: () => void): void {
    const turned = new Map<string, Quote>();
    const look = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const { target, keys } of events) {
        const claim = keys.has('removed') ? readClaim(target) : null;
        if (claim) turned.set(claim.id, claim.quote);
      }
    };
    this.apart();
    claimsRoot(doc).observeDeep(look);
    const placed = placing(doc, CLAIM_ACT, act);
    claimsRoot(doc).unobserveDeep(look);
    const isAll = placed.isAll && !this.#isOneAct;
    if (placed.claims.size > 0) this.#manager.undoStack.at(-1)?.meta.set(PLACED, { ...placed, isAll });
    // Nobody keeps the anchor of a claim that is out of sight right.
    if (turned.size > 0) this.remember(turned);
    this.apart();
  }

  /** The step that undo would take back now; null without any. Another object for every step. */
  last(): object | null {
    return this.#manager.undoStack.at(-1) ?? null;
  }

  /** Whether the last step knows where a claim was before it. */
  remembers(claim: string): boolean {
    const before = this.#manager.undoStack.at(-1)?.meta.get(WORDS) as WordsBefore | undefined;
    return before?.has(claim) ?? false;
  }

  /** Remembers with the last step where a claim was before it; what an earlier part of the step said stays. */
  remember(words: WordsBefore): void {
    const step = this.#manager.undoStack.at(-1);
    if (!step) return;
    const before = (step.meta.get(WORDS) as Map<string, Quote | null> | undefined) ?? new Map<string, Quote | null>();
    for (const [claim, quote] of words) if (!before.has(claim)) before.set(claim, quote);
    step.meta.set(WORDS, before);
    if (!step.meta.has(MOMENT)) step.meta.set(MOMENT, momentOf(this.#doc));
  }

  /**
   * Takes the last step back. `quoteNow` says where a claim is for certain, for the way forth again. Answers where the claims of the
   * step were before it; null when there was nothing to take back. It is the last step or none: one that nothing is left of since
   * others have written over it, or that would lose words a colleague has moved, is forgotten and told through `onUnsafe`.
   */
  undo(quoteNow: (claim: string) => Quote | null): Turned | null {
    return this.#turn('undo', quoteNow);
  }

  /** Does the last step taken back again; see `undo`. */
  redo(quoteNow: (claim: string) => Quote | null): Turned | null {
    return this.#turn('redo', quoteNow);
  }

  #turn(way: Way, quoteNow: (claim: string) => Quote | null): Turned | null {
    const from = this.#stack(way);
    while (from.length > 0 && cameToNothing(from.at(-1) as Step)) from.pop();
    const next = from.at(-1);
    if (!next) return null;
    if (losesLetters(this.#doc, textRoot(this.#doc), next)) {
      from.pop();
      this.#unsafe.tell('lossy');
      return null;
    }
    const now = new Map<string, Quote | null>();
    const wanted = next.meta.get(WORDS) as WordsBefore | undefined;
    for (const [claim, before] of wanted ?? []) {
      const isHidden = readClaim(claimsRoot(this.#doc).get(claim))?.removed;
      now.set(claim, isHidden ? before : quoteNow(claim));
    }
    const placed = next.meta.get(PLACED) as PlacedClaims | undefined;
    const { done, back } = this.#turnAlone(way, next, placed);
    const other = this.#stack(way === 'undo' ? 'redo' : 'undo');
    if (!done || (placed?.isAll && back.size === 0)) {
      // What was written for a place that others hold is no step.
      if (done) other.pop();
      this.#unsafe.tell('overtaken');
      return null;
    }
    const opposite = other.at(-1);
    const moment = momentOf(this.#doc);
    opposite?.meta.set(WORDS, now).set(MOMENT, moment);
    if (back.size > 0) opposite?.meta.set(PLACED, { claims: back, isAll: placed?.isAll ?? false });
    return { words: wanted ?? new Map(), moment: (next.meta.get(MOMENT) as Moment | undefined) ?? moment };
  }

  #stack(way: Way): Step[] {
    return way === 'undo' ? this.#manager.undoStack : this.#manager.redoStack;
  }

  /** Turns the last step and no other: left to itself Yjs goes on until it comes to one that still does something. */
  #turnAlone(way: Way, step: Step, placed: PlacedClaims | undefined): { done: boolean; back: Map<string, Placed> } {
    const [manager, doc] = [this.#manager, this.#doc];
    const before = placesOf(doc, placed?.claims.keys() ?? []);
    let done = false;
    let back = new Map<string, Placed>();
    const rest = this.#stack(way).slice(0, -1);
    const put = (steps: Step[]) => {
      if (way === 'undo') manager.undoStack = steps;
      else manager.redoStack = steps;
    };
    const flag = way === 'undo' ? 'undoing' : 'redoing';
    doc.transact((transaction) => {
      const only = [step];
      only.pop = () => {
        // Yjs looks at the other steps as well, to know what may be made anew.
        put(rest);
        only.length = 0;
        return step;
      };
      put(only);
      done = manager[way]() !== null;
      back = takenBack(doc, placed, before);
      done ||= transaction.deleteSet.clients.size > 0 && back.size > 0;
      // Yjs takes what comes of this transaction for the step the other way round by that alone.
      manager[flag] = true;
    }, manager);
    manager[flag] = false;
    return { done, back };
  }

  canUndo(): boolean {
    return this.#manager.canUndo();
  }

  canRedo(): boolean {
    return this.#manager.canRedo();
  }

  /** What happened so far was nobody's act. */
  forget(): void {
    this.#manager.clear();
  }

  onChange(listener: () => void): void {
    this.#manager.on('stack-item-added', listener);
    this.#manager.on('stack-item-popped', listener);
    this.#manager.on('stack-cleared', listener);
  }

  /** Hears of every step that could not be taken back, or done again, and why. */
  readonly onUnsafe = this.#unsafe.add;

  destroy(): void {
    this.#manager.destroy();
  }
}

/** Whether a step took out all that it put in, and nothing else: a letter and its deletion, in one go. */
function cameToNothing({ insertions, deletions }: Step): boolean {
  return isWithin(insertions, deletions) && isWithin(deletions, insertions);
}

function isWithin(one: Step['insertions'], other: Step['insertions']): boolean {
  for (const [client, ranges] of one.clients) {
    for (const { clock, len } of ranges) {
      for (let at = clock; at < clock + len; at++) if (!Y.isDeleted(other, Y.createID(client, at))) return false;
    }
  }
  return true;
}
