import { anchorRange, type Ground, groundOf, resolve } from '@sanad/shared/anchor';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { ArticleReader } from '@sanad/shared/article-reader';
import type { Claim, Quote } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import { inTextOrder } from '@sanad/shared/report';
import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { Decoration, type DecorationSet, type EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import type { PlacedMark } from './article-editor.ts';
import { ClaimDrawing } from './claim-drawing.ts';
import { ClaimMender } from './claim-mender.ts';
import {
  cameThroughYjs,
  changeClaims,
  claimOf,
  editOf,
  type HeldClaim,
  heldClaims,
  type Swap,
} from './claims-plugin.ts';
import type { WordsBefore } from './history.ts';
import { agree, changedText, isSamePlace, numbered, placed, same, shift, type UnnumberedMark } from './placed-marks.ts';
import { ReadingList } from './reading-list.ts';
import { blocksOf, differenceMap, offsetAt, positionAt, type Span, wholeBlocks } from './text-positions.ts';

/** How long the text must be quiet (ms) before every claim is looked at again. */
const SETTLE_AFTER = 1_500;
/** How long the text must rest (ms) before a change of claims' words by typing is told, and how long at most. */
const REST = 150;
const REST_AT_MOST = 1_000;
/** How many claims are looked at in one go when the text has come to rest. */
const AT_A_TIME = 500;
/** Frames to wait for the view and the document to agree on the text before giving up until the next change. */
const TRIES = 30;

/** What the tracker needs of the editor around it. */
export interface TrackerOptions {
  /** The article's document, whatever the view is bound to. */
  readonly doc: Y.Doc;
  readonly mayMend: boolean;
  /** The attributes a claim's words get. */
  readonly look: (mark: PlacedMark, lane: number) => Record<string, string>;
  /** Claims, their words or their order changed. */
  readonly changed: () => void;
  /** A step of this person's own moved these claims' words. */
  readonly remember: (words: WordsBefore) => void;
}

/**
 * Knows where every claim is. The decorations that the editor's state holds are the truth while this person types; where
 * somebody else changed the text, anchors are read again, once a frame and for the changed blocks alone.
 */
export class ClaimTracker {
  readonly #options: TrackerOptions;
  readonly #doc: Y.Doc;
  readonly #mender: ClaimMender | null;
  readonly #drawing: ClaimDrawing;
  readonly #reader: ArticleReader;
  #view: EditorView | null = null;
  #ground: Ground | null = null;
  #marks: readonly PlacedMark[] = [];
  readonly #byId = new Map<string, PlacedMark>();
  /** The text blocks that the marks' places are counted in. */
  #blocks: ReturnType<typeof blocksOf> = [];
  /** Claims whose record changed, or whose place has to be read again. */
  readonly #again: ReadingList;
  /** Claims whose record is as before and whose place has to be read again. */
  readonly #unplaced = new Set<string>();
  /** Where the text changed since the marks were last moved along: also where it is again as it was. */
  #edited: Span[] = [];
  /** What others changed in the text since claims were last read. */
  #suspects: Span[] = [];
  #updating = false;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #restBy = 0;
  #frame = 0;
  #tries = 0;
  #settleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackerOptions) {
    this.#options = options;
    this.#doc = options.doc;
    this.#reader = new ArticleReader(options.doc);
    this.#again = new ReadingList(options.doc, () => this.refresh());
    this.#drawing = new ClaimDrawing({
      marks: () => this.#marks,
      markOf: (id) => this.#byId.get(id) ?? null,
      look: options.look,
    });
    this.#mender = options.mayMend
      ? new ClaimMender({
          doc: options.doc,
          ground: () => this.ground(),
          markOf: (id) => this.markOf(id),
          claimOf: (id) => this.#claimOf(id),
          isUnsure: (id, span) => this.#again.has(id) || this.#unplaced.has(id) || this.#isSuspect(span),
          readAgain: (id) => this.#unplaced.add(id),
          remember: options.remember,
        })
      : null;
    textRoot(this.#doc).observeDeep(this.#textObserved);
    claimsRoot(this.#doc).observeDeep(this.#claimsObserved);
  }

  /** Begins to draw in `view`. */
  attach(view: EditorView): void {
    this.#view = view;
    this.#drawing.attach(view);
    this.#again.begin();
  }

  /** The claims in text order; another array only when something other than their places changed. */
  marks(): readonly PlacedMark[] {
    return this.#marks;
  }

  /** The claims as they are now. */
  marksNow(): readonly PlacedMark[] {
    this.#catchUp();
    return this.#marks;
  }

  /** Reads what is waiting to be read, and places the claims in the text as it is now. */
  #catchUp(): void {
    const view = this.#view;
    if (!view || this.#updating || view.composing) return;
    if (this.#isWaiting() || blocksOf(view.state.doc) !== this.#blocks) this.refresh();
  }

  /** The claim as it is now. */
  markOf(id: string): PlacedMark | null {
    this.#catchUp();
    return this.#byId.get(id) ?? null;
  }

  #claimOf(id: string): Claim | null {
    return this.#again.has(id) ? this.#again.read(id) : (this.#byId.get(id)?.claim ?? this.#again.read(id));
  }

  /** The text as it is in the document. */
  ground(): Ground {
    this.#ground ??= groundOf(this.#doc, this.#reader.read());
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
    const view = this.#view;
    // A frame that is about to come draws them where they will be.
    if (!view || view.composing || blocksOf(view.state.doc) !== this.#blocks) {
      for (const id of ids) if (id !== null) this.#redrawn.add(id);
      this.#soon();
    } else changeClaims(view, { drawn: this.#drawing.swapOf(new Set([...ids].filter((id) => id !== null))) });
  }

  /** Claims that have to be drawn anew with the next frame. */
  readonly #redrawn = new Set<string>();

  /** The text was laid out anew. */
  laidOut(): void {
    this.#drawing.look();
  }

  /** The view has changed; y-prosemirror has written it to the document already. */
  updated = (view: EditorView, before: EditorState): void => {
    const { doc } = view.state;
    if (before.doc === doc) return;
    const change = editOf(view.state);
    this.#soon();
    if (!change) return;
    const map = differenceMap(before.doc, doc);
    const along = ({ from, to }: Span) => ({ from: map.map(from, -1), to: map.map(to, 1) });
    this.#suspects = this.#suspects.map(along);
    this.#edited = [...this.#edited.map(along), change.now];
    this.#updating = true;
    if (cameThroughYjs(view.state).remote) {
      this.#suspects.push(change.now);
      this.#settleLater();
    } else this.#mender?.edited(before, view.state, change);
    this.#updating = false;
  };

  /**
   * Before this person's next edit: what is waiting to be read is read while it still can be, since the edit is carried
   * over from where claims are held, and Yjs may take out the letters an anchor holds on to.
   */
  prepare(): void {
    if (this.#isWaiting()) this.refresh();
  }

  #isWaiting(): boolean {
    return this.#again.size > 0 || this.#suspects.length > 0 || this.#unplaced.size > 0;
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#view?.composing) this.#soon();
      // Nothing is in its place until all are: the list says when.
      else if (!this.#again.isReading) this.refresh();
    });
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
      if (this.#tries++ < TRIES) this.#soon();
      return;
    }
    this.#tries = 0;
    const told = this.#marks;
    const typed = this.#follow(view);
    const read = this.#readAgain(view);
    const drawn = read.moved
      ? this.#drawing.swap()
      : this.#drawing.swapOf(new Set([...typed, ...read.drawn, ...this.#redrawn]));
    this.#redrawn.clear();
    changeClaims(view, { held: read.held, drawn });
    if (this.#marks === told) return;
    if (read.changed) this.#tell();
    else this.#tellAtRest();
  }

  /**
   * Moves the marks along with the text: only those of changed blocks are looked at. Answers with the claims that say
   * something else than before; those whose place was lost will be read again.
   */
  #follow(view: EditorView): ReadonlySet<string> {
    const { doc } = view.state;
    const blocks = blocksOf(doc);
    const edited = this.#edited.map((span) => wholeBlocks(doc, span));
    this.#edited = [];
    const change = changedText(
      this.#blocks,
      blocks,
      edited.map(({ from, to }) => ({ start: offsetAt(doc, from), end: offsetAt(doc, to) })),
    );
    this.#blocks = blocks;
    if (!change) return new Set();
    const { text } = this.ground().article;
    const { old, now, by } = change;
    const [from, to] = [positionAt(doc, Math.min(now.start, now.end)), positionAt(doc, Math.max(now.start, now.end))];
    const around = heldClaims(view.state).find(from, to);
    const here = new Map(around.map((each) => [claimOf(each), each]));
    const reworded: PlacedMark[] = [];
    for (const mark of this.#marks) {
      const { attachment } = mark;
      if (attachment.kind === 'detached' || attachment.end < old.start) continue;
      if (attachment.start > old.end) {
        shift(mark, attachment.start + by, attachment.end + by);
        continue;
      }
      const held = here.get(mark.claim.id);
      if (!held) {
        this.#unplaced.add(mark.claim.id);
        continue;
      }
      const [start, end] = [offsetAt(doc, held.from), offsetAt(doc, held.to)];
      const words = text.slice(start, end);
      if (words === attachment.words) shift(mark, start, end);
      else reworded.push({ ...placed(mark.claim, { kind: attachment.kind, start, end, words }), number: mark.number });
    }
    this.#replace(reworded);
    return new Set(reworded.map(({ claim }) => claim.id));
  }

  /** Puts marks in the place of those that were there under the same number. */
  #replace(marks: readonly PlacedMark[]): void {
    if (marks.length === 0) return;
    const all = [...this.#marks];
    for (const mark of marks) {
      all[mark.number - 1] = mark;
      this.#byId.set(mark.claim.id, mark);
    }
    this.#marks = all;
  }

  /** Reads the claims that are waiting to be read, and puts them where they are. */
  #readAgain(view: EditorView): { changed: boolean; drawn: ReadonlySet<string>; held: Swap; moved: boolean } {
    const set = heldClaims(view.state);
    for (const suspect of this.#suspects) {
      const { from, to } = wholeBlocks(view.state.doc, suspect);
      for (const decoration of set.find(from - 1, to + 1)) this.#unplaced.add(claimOf(decoration));
    }
    this.#suspects = [];
    const claims = this.#again.take();
    for (const id of this.#unplaced) if (!claims.has(id)) claims.set(id, this.#byId.get(id)?.claim ?? null);
    this.#unplaced.clear();
    const resolved = new Map<string, UnnumberedMark | null>();
    for (const [id, claim] of claims) {
      resolved.set(id, claim && !claim.removed ? placed(claim, resolve(this.ground(), claim)) : null);
    }
    const held = this.#swapHeld(view, resolved);
    const changed = new Map(
      [...resolved].filter(([id, mark]) => {
        const known = this.#byId.get(id);
        return known ? !mark || !same(known, mark) : mark;
      }),
    );
    const moved = changed.size > 0 && this.#put(changed);
    const drawn = new Set([...changed.keys(), ...[...held.gone, ...held.fresh].map(claimOf)]);
    return { changed: changed.size > 0, drawn, held, moved };
  }

  /** What has to be swapped so that these claims are held where they are. */
  #swapHeld(view: EditorView, resolved: ReadonlyMap<string, UnnumberedMark | null>): Swap {
    const { doc } = view.state;
    const set = heldClaims(view.state);
    const gone: Decoration[] = [];
    const fresh: Decoration[] = [];
    for (const [id, mark] of resolved) {
      const before = this.#heldOf(set, id, doc);
      const at = mark?.attachment;
      const span =
        at && at.kind !== 'detached' ? { from: positionAt(doc, at.start), to: positionAt(doc, at.end) } : null;
      if (before && before.from === span?.from && before.to === span.to) continue;
      if (before) gone.push(before);
      if (span && span.from < span.to) fresh.push(Decoration.inline(span.from, span.to, {}, { claim: id }));
    }
    return { gone, fresh };
  }

  #heldOf(set: DecorationSet, id: string, doc: Node): Decoration | undefined {
    const known = this.#byId.get(id)?.attachment;
    if (!known || known.kind === 'detached') return undefined;
    const is = ({ claim }: HeldClaim) => claim === id;
    const near = set.find(positionAt(doc, known.start), positionAt(doc, known.end), is as (spec: unknown) => boolean);
    return near[0] ?? set.find(undefined, undefined, is as (spec: unknown) => boolean)[0];
  }

  /** Takes marks into the order of the text; whether any of them, or what stands behind, is elsewhere than before. */
  #put(read: ReadonlyMap<string, UnnumberedMark | null>): boolean {
    const stay: PlacedMark[] = [];
    for (const [id, mark] of read) {
      const known = this.#byId.get(id);
      if (known && mark && isSamePlace(known, mark)) stay.push({ ...mark, number: known.number });
    }
    if (stay.length === read.size) {
      this.#replace(stay);
      return false;
    }
    const others = this.#marks.filter(({ claim }) => !read.has(claim.id));
    const fresh = [...read.values()].filter((mark) => mark !== null);
    this.#marks = numbered([...others, ...fresh].sort(inTextOrder), this.#byId);
    for (const id of read.keys()) this.#byId.delete(id);
    for (const mark of this.#marks) this.#byId.set(mark.claim.id, mark);
    this.#drawing.laneAnew();
    return true;
  }

  #tell(): void {
    clearTimeout(this.#restTimer);
    this.#restBy = 0;
    this.#options.changed();
  }

  #tellAtRest(): void {
    const now = performance.now();
    if (this.#restBy === 0) this.#restBy = now + REST_AT_MOST;
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#tell(), Math.min(REST, this.#restBy - now));
  }

  #textObserved = (): void => {
    this.#ground = null;
  };

  #claimsObserved = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const { path, keys, target } of events) {
      if (target === (claimsRoot(this.#doc) as unknown)) for (const id of keys.keys()) this.#again.add(id);
      else if (typeof path[0] === 'string') this.#again.add(path[0]);
    }
    this.#soon();
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
      this.#settle(0);
    }, SETTLE_AFTER);
  }

  /** Looks at every claim again, some at a time: an anchor that others have written, or words that are back. */
  #settle(from: number): void {
    const ground = this.ground();
    const part = this.#marks.slice(from, from + AT_A_TIME);
    for (const { claim, attachment } of part) {
      const held = anchorRange(ground, claim.anchor);
      const stays = attachment.kind === 'exact' && held?.start === attachment.start && held.end === attachment.end;
      if (!stays) this.#unplaced.add(claim.id);
    }
    if (from + AT_A_TIME < this.#marks.length) this.#settleTimer = setTimeout(() => this.#settle(from + AT_A_TIME), 0);
    else if (this.#unplaced.size > 0) this.#soon();
  }

  destroy(): void {
    this.writeQuotes();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#restTimer);
    textRoot(this.#doc).unobserveDeep(this.#textObserved);
    claimsRoot(this.#doc).unobserveDeep(this.#claimsObserved);
    this.#again.destroy();
    this.#reader.destroy();
    this.#drawing.destroy();
    this.#view = null;
  }
}
