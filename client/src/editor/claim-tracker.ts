import { type Ground, groundOf, resolve } from '@sanad/shared/anchor';
import { articleText, claimsRoot, textRoot } from '@sanad/shared/article';
import { type Quote, readClaim } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import { inTextOrder } from '@sanad/shared/report';
import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { Decoration, type DecorationSet, type EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import type { PlacedMark } from './article-editor.ts';
import { ClaimMender, isWithinOneBlock } from './claim-mender.ts';
import { cameThroughYjs, drawnBy, drawnClaims, redraw } from './claims-plugin.ts';
import type { WordsBefore } from './history.ts';
import { lanesOf } from './lanes.ts';
import { agree, type Held, moved, numbered, placed, type UnnumberedMark } from './placed-marks.ts';
import { blocksOf, difference, differenceMap, positionAt, type Span, wholeBlocks } from './text-positions.ts';

/** How long the text must be quiet (ms) before every claim is looked at again. */
const SETTLE_AFTER = 1_500;
/** How long the text must rest (ms) before claims that only moved along with it are told, and how long at most. */
const REST = 150;
const REST_AT_MOST = 1_000;
/** Frames to wait for the view and the document to agree on the text before giving up until the next change. */
const TRIES = 30;

/** What the tracker needs of the editor around it. */
export interface TrackerOptions {
  /** The article's document, whatever the view is bound to. */
  readonly doc: Y.Doc;
  readonly mayMend: boolean;
  /** The attributes a claim's words get. */
  readonly look: (mark: PlacedMark, lane: number) => Record<string, string>;
  /** Claims or their places changed. */
  readonly changed: () => void;
  /** A step of this person's own moved these claims' words. */
  readonly remember: (words: WordsBefore) => void;
}

/**
 * Knows where every claim is, and draws it. The drawn decorations are the truth while this person types; where somebody
 * else changed the text, anchors are read again, once a frame and for the changed blocks alone.
 */
export class ClaimTracker {
  readonly #options: TrackerOptions;
  readonly #doc: Y.Doc;
  readonly #mender: ClaimMender | null;
  #view: EditorView | null = null;
  #ground: Ground | null = null;
  #marks: readonly PlacedMark[] = [];
  #byId: ReadonlyMap<string, PlacedMark> = new Map();
  #lanes = new Map<string, number>();
  /** Claims whose record changed, or whose place has to be read again. */
  #again = new Set<string>();
  /** What others changed in the text since claims were last read. */
  #suspects: Span[] = [];
  #everything = true;
  #textChanged = false;
  /** Where the text changed within a block since claims were last looked at. */
  #edited: Span[] = [];
  /** Whether the next frame has to look at every claim. */
  #whole = true;
  /** Whether the places of the marks are those of an earlier text: the drawn decorations have gone along. */
  #behind = false;
  #updating = false;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #restBy = 0;
  #frame = 0;
  #tries = 0;
  #settleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackerOptions) {
    this.#options = options;
    this.#doc = options.doc;
    this.#mender = options.mayMend
      ? new ClaimMender({
          doc: options.doc,
          ground: () => this.ground(),
          markOf: (id) => this.markOf(id),
          isUnsure: (id, span) => this.#again.has(id) || this.#isSuspect(span),
          readAgain: (id) => this.#again.add(id),
          remember: options.remember,
        })
      : null;
    textRoot(this.#doc).observeDeep(this.#textObserved);
    claimsRoot(this.#doc).observeDeep(this.#claimsObserved);
  }

  /** Begins to draw in `view`. */
  attach(view: EditorView): void {
    this.#view = view;
    this.refresh();
  }

  /** The claims as they were last told: while the text is being written, their places may be those of a moment ago. */
  marks(): readonly PlacedMark[] {
    return this.#marks;
  }

  /** The claims as they are now. */
  marksNow(): readonly PlacedMark[] {
    this.#catchUp();
    return this.#marks;
  }

  /** Places the marks in the text as it is now, where a change of it has only been drawn so far. */
  #catchUp(): void {
    const isAboutTo = this.#whole && this.#frame !== 0;
    if (this.#behind && !isAboutTo && !this.#updating && !this.#view?.composing) this.refresh();
  }

  /** The claim as it is now. */
  markOf(id: string): PlacedMark | null {
    this.#catchUp();
    return this.#byId.get(id) ?? null;
  }

  /** The text as it is in the document. */
  ground(): Ground {
    this.#ground ??= groundOf(this.#doc, articleText(this.#doc));
    return this.#ground;
  }

  /** Where a claim's words are in the view; null when it is detached. */
  spanOf(id: string): Span | null {
    this.#catchUp();
    const held = this.#byId.get(id)?.attachment;
    if (!this.#view || !held || held.kind === 'detached') return null;
    const { doc } = this.#view.state;
    return { from: positionAt(doc, held.start), to: positionAt(doc, held.end) };
  }

  /** The words of a claim with what is around them; null when it is detached. */
  quoteOf(id: string): Quote | null {
    this.#catchUp();
    const held = this.#byId.get(id)?.attachment;
    if (!held || held.kind === 'detached') return null;
    return quoteAt(this.ground().article.text, held.start, held.end);
  }

  /** Draws these claims anew, where their look alone changed. */
  redraw(ids: Iterable<string | null>): void {
    if (!this.#view) return;
    if (this.#frame !== 0) {
      this.#whole = true; // the frame that is about to come draws everything that changed
      return;
    }
    const wanted = new Set(ids);
    const drawn = drawnClaims(this.#view.state).find(undefined, undefined, (spec) => wanted.has(spec.claim as string));
    const fresh = drawn.flatMap((decoration) => {
      const mark = this.#byId.get(drawnBy(decoration).claim);
      return mark ? [this.#decorationOf(mark, decoration)] : [];
    });
    if (drawn.length > 0) redraw(this.#view, { gone: drawn, fresh });
  }

  /** The view has changed; y-prosemirror has written it to the document already. */
  updated = (view: EditorView, before: EditorState): void => {
    const { doc } = view.state;
    if (before.doc === doc) return;
    const change = difference(before.doc, doc);
    // Words put in again where they were taken out: the text is the same, and what was drawn on them is gone.
    if (!change) {
      this.schedule();
      return;
    }
    const map = differenceMap(before.doc, doc);
    const along = ({ from, to }: Span) => ({ from: map.map(from, -1), to: map.map(to, 1) });
    this.#suspects = this.#suspects.map(along);
    this.#edited = this.#edited.map(along);
    this.#edited.push(change.now);
    this.#textChanged = true;
    this.#behind = true;
    this.#updating = true;
    if (cameThroughYjs(view.state).remote) {
      this.#suspects.push(change.now);
      this.#settleLater();
    } else this.#mender?.edited(before, view.state, change);
    this.#updating = false;
    if (!isWithinOneBlock(before.doc, change.old) || !isWithinOneBlock(doc, change.now)) this.#whole = true;
    this.#soon();
  };

  /**
   * Before this person's next edit: what is waiting to be read is read while it still can be, since the edit is carried
   * over from where claims are drawn, and Yjs may take out the letters an anchor holds on to.
   */
  prepare(): void {
    if (this.#again.size > 0 || this.#suspects.length > 0) this.refresh();
  }

  /** Looks at every claim again before the next frame is painted. */
  schedule(): void {
    this.#whole = true;
    this.#soon();
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#view?.composing) this.#soon();
      else if (this.#whole || this.#everything || this.#again.size > 0 || !this.#lookAround()) this.refresh();
    });
  }

  /**
   * Draws what a change within a block has made stale, or no longer is, and leaves all else until the text rests: the
   * decorations have gone along with the text, and a key costs the same however many claims there are. False when
   * that is not enough.
   */
  #lookAround(): boolean {
    const view = this.#view;
    if (!view) return true;
    const { doc } = view.state;
    const gone: Decoration[] = [];
    const fresh: Decoration[] = [];
    const seen = new Set<string>();
    for (const span of this.#edited) {
      const { from, to } = wholeBlocks(doc, span);
      for (const decoration of drawnClaims(view.state).find(from, to)) {
        const mark = this.#byId.get(drawnBy(decoration).claim);
        if (!mark || mark.attachment.kind === 'detached') return false;
        if (seen.has(mark.claim.id)) continue;
        seen.add(mark.claim.id);
        const words = doc.textBetween(decoration.from, decoration.to, '\n');
        const { stale } = words === mark.attachment.words ? mark : placed(mark.claim, { ...mark.attachment, words });
        const wanted = this.#decorationOf({ ...mark, stale }, decoration);
        if (drawnBy(wanted).look === drawnBy(decoration).look) continue;
        gone.push(decoration);
        fresh.push(wanted);
      }
    }
    this.#edited = [];
    if (gone.length > 0) redraw(view, { gone, fresh });
    const now = performance.now();
    if (this.#restBy === 0) this.#restBy = now + REST_AT_MOST;
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#catchUp(), Math.min(REST, this.#restBy - now));
    return true;
  }

  /** After this person's undo or redo: puts claims back where they were before the step. */
  restore(words: WordsBefore): void {
    this.refresh();
    this.#mender?.restore(words, this.#marks);
    this.refresh();
  }

  /** Writes the quotes that have been waiting for the words to come to rest. */
  writeQuotes(): void {
    if (!this.#mender?.waiting) return;
    if (this.#frame !== 0) this.refresh();
    this.#catchUp();
    this.#mender.writeQuotes();
  }

  /** Reads what has to be read, and draws what has to be drawn. */
  refresh(): void {
    const view = this.#view;
    if (!view) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { doc } = view.state;
    if (!agree(this.ground().article, blocksOf(doc))) {
      if (this.#tries++ < TRIES) this.schedule();
      return;
    }
    this.#tries = 0;
    clearTimeout(this.#restTimer);
    this.#restBy = 0;
    this.#whole = false;
    this.#behind = false;
    this.#edited = [];
    const set = drawnClaims(view.state);
    const drawn = new Map(set.find().map((decoration) => [drawnBy(decoration).claim, decoration]));
    const marks = numbered(this.#read(set, drawn, doc).sort(inTextOrder), this.#byId);
    const changed = marks.length !== this.#marks.length || marks.some((mark, index) => mark !== this.#marks[index]);
    if (changed) {
      this.#marks = marks;
      this.#byId = new Map(marks.map((mark) => [mark.claim.id, mark]));
    }
    this.#draw(view, drawn);
    if (changed) this.#options.changed();
  }

  #textObserved = (): void => {
    this.#ground = null;
  };

  #claimsObserved = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const { path, keys, target } of events) {
      if (target === (claimsRoot(this.#doc) as unknown)) for (const id of keys.keys()) this.#again.add(id);
      else if (typeof path[0] === 'string') this.#again.add(path[0]);
    }
    this.schedule();
  };

  #isSuspect(span: Span): boolean {
    const doc = this.#view?.state.doc;
    return this.#suspects.some((suspect) => {
      const { from, to } = doc ? wholeBlocks(doc, suspect) : suspect;
      return span.from <= to && span.to >= from;
    });
  }

  #settleLater(): void {
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => {
      this.writeQuotes();
      this.#everything = true;
      this.refresh();
    }, SETTLE_AFTER);
  }

  #read(set: DecorationSet, drawn: ReadonlyMap<string, Decoration>, doc: Node): UnnumberedMark[] {
    const ground = this.ground();
    const again = this.#toRead(set, doc);
    const marks: UnnumberedMark[] = [];
    for (const id of new Set([...this.#byId.keys(), ...again])) {
      const known = this.#byId.get(id);
      const decoration = drawn.get(id);
      if (known && !again.has(id) && (decoration || known.attachment.kind === 'detached')) {
        marks.push(decoration && this.#textChanged ? moved(known, decoration, doc, ground.article.text) : known);
        continue;
      }
      const claim = readClaim(claimsRoot(this.#doc).get(id));
      if (claim && !claim.removed) marks.push(placed(claim, resolve(ground, claim)));
    }
    this.#again.clear();
    this.#suspects = [];
    this.#everything = false;
    this.#textChanged = false;
    return marks;
  }

  #toRead(set: DecorationSet, doc: Node): ReadonlySet<string> {
    if (this.#everything) return new Set(claimsRoot(this.#doc).keys());
    const again = new Set(this.#again);
    for (const suspect of this.#suspects) {
      const { from, to } = wholeBlocks(doc, suspect);
      for (const decoration of set.find(from - 1, to + 1)) again.add(drawnBy(decoration).claim);
    }
    if (this.#suspects.length > 0) {
      for (const { claim, attachment } of this.#marks) if (attachment.kind !== 'exact') again.add(claim.id);
    }
    return again;
  }

  #draw(view: EditorView, drawn: ReadonlyMap<string, Decoration>): void {
    const { doc } = view.state;
    const shown = this.#marks.filter(({ attachment }) => attachment.kind !== 'detached');
    const lanes = lanesOf(shown.map(({ attachment }) => attachment as Held));
    this.#lanes = new Map(shown.map(({ claim }, index) => [claim.id, lanes[index] ?? 0]));
    const gone = new Map(drawn);
    const fresh: Decoration[] = [];
    for (const mark of shown) {
      const { start, end } = mark.attachment as Held;
      const span = { from: positionAt(doc, start), to: positionAt(doc, end) };
      const wanted = this.#decorationOf(mark, span);
      const before = drawn.get(mark.claim.id);
      const stays =
        before?.from === span.from && before.to === span.to && drawnBy(before).look === drawnBy(wanted).look;
      if (stays) gone.delete(mark.claim.id);
      else if (span.from < span.to) fresh.push(wanted);
    }
    if (gone.size > 0 || fresh.length > 0) redraw(view, { gone: [...gone.values()], fresh });
  }

  #decorationOf(mark: PlacedMark, { from, to }: Span): Decoration {
    const attributes = this.#options.look(mark, this.#lanes.get(mark.claim.id) ?? 0);
    return Decoration.inline(from, to, attributes, { claim: mark.claim.id, look: JSON.stringify(attributes) });
  }

  destroy(): void {
    this.writeQuotes();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#restTimer);
    textRoot(this.#doc).unobserveDeep(this.#textObserved);
    claimsRoot(this.#doc).unobserveDeep(this.#claimsObserved);
    this.#view = null;
  }
}
