import { claimsRoot, textRoot } from '@sanad/shared/article';
import { type Quote, readClaim } from '@sanad/shared/claim';
import { type Moment, momentOf } from '@sanad/shared/fresh-letters';
import { defaultDeleteFilter, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { Listeners } from './listeners.ts';
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
const MOMENT = 'moment of the step';

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
  readonly #unsafe = new Listeners();
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
    doc.transact(act, CLAIM_ACT);
    claimsRoot(doc).unobserveDeep(look);
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
   * step were before it; null when there was nothing to take back, or when taking it back would lose words that a
   * colleague has moved since: that step is forgotten and told through `onUnsafe`.
   */
  undo(quoteNow: (claim: string) => Quote | null): Turned | null {
    return this.#turn('undo', quoteNow);
  }

  /** Does the last step taken back again; see `undo`. */
  redo(quoteNow: (claim: string) => Quote | null): Turned | null {
    return this.#turn('redo', quoteNow);
  }

  #turn(way: 'undo' | 'redo', quoteNow: (claim: string) => Quote | null): Turned | null {
    const manager = this.#manager;
    const from = way === 'undo' ? manager.undoStack : manager.redoStack;
    const next = from.at(-1);
    if (next && losesLetters(this.#doc, textRoot(this.#doc), next)) {
      from.pop();
      this.#unsafe.tell();
      return null;
    }
    const now = new Map<string, Quote | null>();
    const wanted = from.at(-1)?.meta.get(WORDS) as WordsBefore | undefined;
    for (const [claim, before] of wanted ?? []) {
      const isHidden = readClaim(claimsRoot(this.#doc).get(claim))?.removed;
      now.set(claim, isHidden ? before : quoteNow(claim));
    }
    const step = way === 'undo' ? manager.undo() : manager.redo();
    if (!step) return null;
    const to = way === 'undo' ? manager.redoStack : manager.undoStack;
    const moment = momentOf(this.#doc);
    to.at(-1)?.meta.set(WORDS, now).set(MOMENT, moment);
    return {
      words: (step.meta.get(WORDS) as WordsBefore | undefined) ?? new Map(),
      moment: (step.meta.get(MOMENT) as Moment | undefined) ?? moment,
    };
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

  /** Hears of every step that could not be taken back without losing words. */
  readonly onUnsafe = this.#unsafe.add;

  destroy(): void {
    this.#manager.destroy();
  }
}
