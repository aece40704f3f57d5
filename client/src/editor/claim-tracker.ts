import { anchorRange, type Ground, groundOf, resolve } from '@sanad/shared/anchor';
import { claimsRoot, type PlacedBlock } from '@sanad/shared/article';
import { ArticleReader } from '@sanad/shared/article-reader';
import type { Claim, Quote } from '@sanad/shared/claim';
import { momentOf } from '@sanad/shared/fresh-letters';
import { quoteAt } from '@sanad/shared/quote';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type * as Y from 'yjs';
import type { ClaimList, PlacedMark } from './article-editor.ts';
import type { Beginning } from './block-sketch.ts';
import { ClaimDrawing } from './claim-drawing.ts';
import type { Look } from './claim-look.ts';
import { ClaimMender, type HeldBefore } from './claim-mender.ts';
import { cameThroughYjs, claimOf, type Edit, editOf, heldIn, holdClaims, type Swap } from './claims-plugin.ts';
import { swapHeld } from './held-claims.ts';
import type { Turned, WordsBefore } from './history.ts';
import { MarksInOrder } from './marks-in-order.ts';
import { agree, changedText, placed, type UnnumberedMark } from './placed-marks.ts';
import { ReadingList } from './reading-list.ts';
import { Settling } from './settling.ts';
import { TellingAtRest } from './telling-at-rest.ts';
import {
  blocksOf,
  changedLetters,
  differenceMap,
  newBlocks,
  offsetAt,
  positionAt,
  type Span,
  wholeBlocks,
} from './text-positions.ts';

/** How long (ms) the places of claims may be behind a text that was changed where none of them is. */
const WHEN_NEEDED = 250;
/** Frames to wait for the view and the document to agree on the text before giving up until the next change. */
const TRIES = 30;

/** What the tracker needs of the editor around it. */
export interface TrackerOptions {
  /** The article's document, whatever the view is bound to. */
  readonly doc: Y.Doc;
  readonly mayMend: boolean;
  readonly look: (mark: PlacedMark, lane: number) => Look;
  /** Claims that are drawn begin elsewhere on screen than before. */
  readonly begun: (beginnings: readonly Beginning[]) => void;
  /** Claims, their words or their order changed. */
  readonly changed: () => void;
  /** Whether it is known already where a claim was before this person's last step. */
  readonly remembers: (claim: string) => boolean;
  /** A step of this person's own moved these claims' words. */
  readonly remember: (words: WordsBefore) => void;
}

const spanOf = ({ from, node }: PlacedBlock): Span => ({ from, to: from + node.content.size });

/** Whether a change of the text is in or right beside the words of a claim. */
function isAtClaims(before: EditorState, after: EditorState, { old, now }: Edit): boolean {
  const touches = (state: EditorState, span: Span) => heldIn(state, span).length > 0;
  return touches(before, old) || touches(after, now);
}

/**
 * Knows where every claim is. The decorations that the editor's state holds are the truth while this person types; where
 * somebody else changed the text, anchors are read again, once a frame and for the changed blocks alone.
 */
export class ClaimTracker {
  readonly #doc: Y.Doc;
  readonly #mender: ClaimMender | null;
  /** What is drawn of the claims. */
  readonly drawing: ClaimDrawing;
  readonly #reader: ArticleReader;
  readonly #telling: TellingAtRest;
  readonly #settling = new Settling(
    () => this.writeQuotes(),
    (from, end) => this.#lookAgain(from, end),
  );
  #view: EditorView | null = null;
  #ground: Ground | null = null;
  readonly #marks = new MarksInOrder();
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
  /** Whether Yjs took something out since the view was last changed by it. */
  #isThinned = false;
  #updating = false;
  #frame = 0;
  #tries = 0;
  #laterTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackerOptions) {
    this.#doc = options.doc;
    this.#reader = new ArticleReader(options.doc);
    this.#telling = new TellingAtRest(options.changed);
    this.#again = new ReadingList(options.doc, () => this.refresh());
    this.drawing = new ClaimDrawing({
      marks: () => this.#marks.live,
      count: () => this.#marks.listed.length,
      markOf: (id) => this.#marks.peek(id),
      placeOf: (id) => this.#marks.get(id)?.attachment ?? null,
      look: (mark) => options.look(mark, this.#marks.laneOf(mark.claim.id)),
      begun: options.begun,
    });
    this.#mender = options.mayMend
      ? new ClaimMender({
          doc: options.doc,
          ground: () => this.ground(),
          markOf: (id) => this.markOf(id),
          claimOf: (id) => this.#claimOf(id),
          isUnsure: (id, span) => this.#isUnsure(id, span),
          isFound: (id) => this.#marks.peek(id)?.attachment.kind === 'recovered',
          isStale: (id) => this.#marks.peek(id)?.stale ?? false,
          readAgain: (id) => this.#unplaced.add(id),
          remembers: options.remembers,
          remember: options.remember,
        })
      : null;
    claimsRoot(this.#doc).observeDeep(this.#claimsObserved);
    this.#doc.on('beforeObserverCalls', this.#thinned);
  }

  /** Begins to draw in `view`. */
  attach(view: EditorView): void {
    this.#view = view;
    this.drawing.attach(view);
    this.#again.begin();
  }

  /** The claims in text order; another array only when something other than their places changed. */
  marks(): readonly PlacedMark[] {
    return this.#marks.all;
  }

  /** The claims as they are now. */
  marksNow(): readonly PlacedMark[] {
    this.#catchUp();
    return this.#marks.all;
  }

  /** The claims for who lists them. */
  get list(): ClaimList {
    return this.#marks;
  }

  /** Another number whenever claims came, went or changed their order. */
  get order(): number {
    return this.#marks.order;
  }

  /** Whether there is a claim in sight with this id, as far as has been read. */
  knows(id: string): boolean {
    return this.#marks.peek(id) !== null;
  }

  /** The marks that came since the last time; at first all of them. */
  takeCome(): readonly PlacedMark[] {
    return this.#marks.takeCome();
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
    return this.#marks.get(id);
  }

  #claimOf(id: string): Claim | null {
    return this.#again.has(id) ? this.#again.read(id) : (this.#marks.peek(id)?.claim ?? this.#again.read(id));
  }

  /** The text as it is in the document. */
  ground(): Ground {
    const article = this.#reader.read();
    if (this.#ground?.article !== article) this.#ground = groundOf(this.#doc, article);
    return this.#ground;
  }

  /** Where a claim's words are in the view; null when it is detached. */
  spanOf(id: string): Span | null {
    this.#catchUp();
    const held = this.#marks.get(id)?.attachment;
    if (!this.#view || !held || held.kind === 'detached') return null;
    const { doc } = this.#view.state;
    return { from: positionAt(doc, held.start), to: positionAt(doc, held.end) };
  }

  /** The words of a claim with what is around them; null when it is detached, or only found again. */
  quoteOf(id: string): Quote | null {
    this.#catchUp();
    const held = this.#marks.get(id)?.attachment;
    if (held?.kind !== 'exact') return null;
    return quoteAt(this.ground().article, held.start, held.end);
  }

  /** Draws these claims anew, where their look alone changed. */
  redraw(ids: Iterable<string | null>): void {
    this.drawing.redraw([...ids].filter((id) => id !== null));
  }

  /** The view has changed; y-prosemirror has written it to the document already. */
  updated = (view: EditorView, before: EditorState): void => {
    const { doc } = view.state;
    if (before.doc === doc) return;
    const { remote } = cameThroughYjs(view.state);
    const change = editOf(view.state);
    // Words that were taken out and put in again are other letters to Yjs, and the same to the view.
    const anew = remote && this.#isThinned ? newBlocks(before.doc, doc).map(spanOf) : [];
    this.#isThinned = false;
    if (!change || anew.length > 0 || isAtClaims(before, view.state, change)) this.#soon();
    else this.#whenNeeded();
    if (!change) {
      this.#suspects.push(...anew);
      if (anew.length > 0) this.#settling.later();
      return;
    }
    const map = differenceMap(before.doc, doc);
    const along = ({ from, to }: Span) => ({ from: map.map(from, -1), to: map.map(to, 1) });
    this.#suspects = this.#suspects.map(along);
    const possible = changedLetters(before.doc, doc, change);
    this.#edited = [...this.#edited.map(along), possible ?? wholeBlocks(doc, change.now)];
    this.#updating = true;
    if (remote) this.#suspects.push(possible ?? wholeBlocks(doc, change.now), ...anew);
    else this.#mender?.edited(before, view.state, change);
    this.#updating = false;
    // Words that come or go may decide for a claim elsewhere which of two like places is its own.
    this.#settling.later();
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

  /** No claim is touched: their places are brought up to the text when somebody asks, or a moment later. */
  #whenNeeded(): void {
    this.#laterTimer ??= setTimeout(() => this.#soon(), WHEN_NEEDED);
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#view?.composing) this.#soon();
      // Nothing is in its place until all are: the list says when.
      else if (!this.#again.isReading) this.refresh();
    });
  }

  /** What `restore` has to know of the moment before this person's undo or redo. */
  held(): HeldBefore {
    this.#catchUp();
    const exact = this.#marks.live.filter(({ attachment }) => attachment.kind === 'exact');
    return { moment: momentOf(this.#doc), anchors: new Map(exact.map(({ claim }) => [claim.id, claim.anchor])) };
  }

  /** After this person's undo or redo: puts claims back where they were before the step. */
  restore(turned: Turned, before: HeldBefore): void {
    this.refresh();
    this.#mender?.restore(turned, before, this.#marks.live);
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
    clearTimeout(this.#laterTimer);
    this.#laterTimer = undefined;
    this.#frame = 0;
    const { doc } = view.state;
    if (!agree(this.ground().article, blocksOf(doc))) {
      if (this.#tries++ < TRIES) this.#soon();
      // y-prosemirror may write later what the view has, and the view does not change by that.
      else this.#doc.once('afterTransaction', this.#tryAgain);
      return;
    }
    this.#tries = 0;
    const { version } = this.#marks;
    const typed = this.#follow(view);
    const read = this.#readAgain(view);
    const otherLanes = read.moved ? this.#marks.giveLanes() : [];
    holdClaims(view, read.held);
    this.drawing.redraw([...typed, ...read.drawn, ...otherLanes]);
    if (this.#marks.version === version) return;
    if (read.changed) this.#telling.now();
    else this.#telling.atRest();
  }

  readonly #tryAgain = (): void => {
    this.#tries = 0;
    this.#soon();
  };

  /** Moves the marks along with the text. Answers with the claims whose words are others now. */
  #follow(view: EditorView): ReadonlySet<string> {
    const { doc } = view.state;
    const blocks = blocksOf(doc);
    const edited = this.#edited;
    this.#edited = [];
    const change = changedText(
      this.#blocks,
      blocks,
      edited.map(({ from, to }) => ({ start: offsetAt(doc, from), end: offsetAt(doc, to) })),
    );
    this.#blocks = blocks;
    if (!change) return new Set();
    const { start, end } = change.now;
    const around = heldIn(view.state, {
      from: positionAt(doc, Math.min(start, end)),
      to: positionAt(doc, Math.max(start, end)),
    });
    const held = new Map(
      around.map((each) => [claimOf(each), { start: offsetAt(doc, each.from), end: offsetAt(doc, each.to) }]),
    );
    const { reworded, turned, lost } = this.#marks.follow(change, this.ground().article, (id) => held.get(id) ?? null);
    for (const id of lost) this.#unplaced.add(id);
    if (turned) this.#telling.turned();
    return reworded;
  }

  /** Reads the claims that are waiting to be read, and puts them where they are. */
  #readAgain(view: EditorView): { changed: boolean; drawn: ReadonlySet<string>; held: Swap; moved: boolean } {
    for (const { from, to } of this.#suspects) {
      for (const decoration of heldIn(view.state, { from: from - 1, to: to + 1 }))
        this.#unplaced.add(claimOf(decoration));
    }
    this.#suspects = [];
    const claims = this.#again.take();
    for (const id of this.#unplaced) if (!claims.has(id)) claims.set(id, this.#marks.peek(id)?.claim ?? null);
    this.#unplaced.clear();
    const read = new Map<string, UnnumberedMark | null>();
    for (const [id, claim] of claims) {
      read.set(id, claim && !claim.removed ? placed(claim, resolve(this.ground(), claim)) : null);
    }
    const held = swapHeld(view.state, this.#marks, read);
    const differing = this.#marks.differing(read);
    const changed = differing.size > 0;
    const moved = changed && this.#marks.put(differing);
    const drawn = new Set([...differing.keys(), ...[...held.gone, ...held.fresh].map(claimOf)]);
    return { changed, drawn, held, moved };
  }

  #claimsObserved = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const { path, keys, target } of events) {
      if (target === (claimsRoot(this.#doc) as unknown)) for (const id of keys.keys()) this.#again.add(id);
      else if (typeof path[0] === 'string') this.#again.add(path[0]);
    }
    this.#soon();
  };

  readonly #thinned = ({ deleteSet }: Y.Transaction): void => {
    if (deleteSet.clients.size > 0) this.#isThinned = true;
  };

  #isUnsure(id: string, span: Span): boolean {
    if (this.#again.has(id) || this.#unplaced.has(id)) return true;
    return this.#suspects.some(({ from, to }) => span.from <= to && span.to >= from);
  }

  /** Looks at some claims again: an anchor that others have written, or words that are back. Whether there are more. */
  #lookAgain(from: number, end: number): boolean {
    const ground = this.ground();
    for (const { claim, attachment } of this.#marks.live.slice(from, end)) {
      const held = anchorRange(ground, claim.anchor);
      const stays = attachment.kind === 'exact' && held?.start === attachment.start && held.end === attachment.end;
      if (!stays) this.#unplaced.add(claim.id);
    }
    const more = end < this.#marks.live.length;
    if (!more && this.#unplaced.size > 0) this.#soon();
    return more;
  }

  destroy(): void {
    this.writeQuotes();
    cancelAnimationFrame(this.#frame);
    this.#settling.destroy();
    this.#telling.destroy();
    clearTimeout(this.#laterTimer);
    claimsRoot(this.#doc).unobserveDeep(this.#claimsObserved);
    this.#doc.off('beforeObserverCalls', this.#thinned);
    this.#doc.off('afterTransaction', this.#tryAgain);
    this.#again.destroy();
    this.#reader.destroy();
    this.drawing.destroy();
    this.#view = null;
  }
}
