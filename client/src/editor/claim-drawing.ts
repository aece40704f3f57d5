import type { Attachment } from '@sanad/shared/anchor';
import type { Node } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { type Beginning, BlockSketch } from './block-sketch.ts';
import styles from './claim-drawing.module.css';
import type { Look } from './claim-look.ts';
import { ClaimPrinting } from './claim-printing.ts';
import { DrawnBand, elementOf } from './drawn-band.ts';
import { hatches } from './hatches.ts';
import { LetterSettings } from './letter-setting.ts';
import { doneMeasuring } from './measuring.ts';
import { Rest } from './rest.ts';
import { blocksOf } from './text-positions.ts';

/** With more claims than this to be drawn anew every block is looked at, and not each claim asked where it is. */
const MANY = 64;

/** How long letters must rest (ms) before a block in which only some were measured is measured whole. */
const REST = 700;

/** What the drawing needs of the editor around it. */
export interface DrawingOptions {
  /** The claims in text order. */
  readonly marks: () => readonly PlacedMark[];
  readonly count: () => number;
  /** The claim with an id, where it does not matter where it stands, and where it does. */
  readonly markOf: (id: string) => PlacedMark | null;
  readonly placeOf: (id: string) => Attachment | null;
  readonly look: (mark: PlacedMark) => Look;
  /** Claims that are drawn begin elsewhere than before, or are drawn only now. */
  readonly begun: (beginnings: readonly Beginning[]) => void;
}

/**
 * Draws the claims in and around the window: lines and grounds in a layer behind the text, where the letters of their words
 * are. The text itself holds nothing of them, so that a key costs the browser what it costs in a text without claims.
 *
 * Whatever moves letters is answered before the next frame is painted: a change of the page in the text, of the text's
 * size, of its fonts.
 */
export class ClaimDrawing {
  readonly #options: DrawingOptions;
  readonly #band: DrawnBand;
  readonly #settings = new LetterSettings();
  readonly #printing: ClaimPrinting;
  readonly #layer = document.createElement('div');
  readonly #sketches = new Map<HTMLElement, BlockSketch>();
  readonly #mutations = new MutationObserver((records) => this.#mutated(records));
  readonly #sizes = new ResizeObserver(() => this.#resized());
  /** Observing an element anew is answered once the next frame has been laid out: measuring costs no layout of its own then. */
  readonly #frames = new ResizeObserver(() => this.#draw());
  #view: EditorView | null = null;
  /** The text that the sketches are of. */
  #doc: Node | null = null;
  /** Claims that have to be drawn anew. */
  readonly #again = new Set<string>();
  #placeAgain = true;
  #rearranged = true;
  #scrolled = false;
  #asked = false;
  #stepping = 0;
  readonly #sure = new Rest(() => this.#makeSure());

  constructor(options: DrawingOptions) {
    this.#options = options;
    this.#band = new DrawnBand(options.marks);
    this.#printing = new ClaimPrinting({ marks: options.marks, look: options.look });
    this.#layer.className = styles.layer ?? '';
    this.#layer.setAttribute('aria-hidden', 'true');
    this.#layer.append(hatches());
  }

  /** Begins to draw behind the text of `view`. */
  attach(view: EditorView): void {
    this.#view = view;
    view.dom.before(this.#layer);
    this.#printing.attach(view);
    this.#mutations.observe(view.dom, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['dir'],
    });
    this.#sizes.observe(view.dom);
    window.addEventListener('scroll', this.look, { passive: true, capture: true });
    window.addEventListener('resize', this.look, { passive: true });
    document.fonts?.addEventListener('loadingdone', this.#fontsLoaded);
  }

  /** Looks, before the next frame is painted, whether the window has come near the edge of what is drawn. */
  look = (): void => {
    this.#scrolled = true;
    this.#soon();
  };

  /** These claims are drawn anew with the next frame. */
  redraw(ids: Iterable<string>): void {
    for (const id of ids) this.#again.add(id);
    if (this.#again.size > 0) this.#soon();
  }

  /** The upper edge of the layer, in viewport coordinates. */
  get origin(): number {
    return this.#layer.getBoundingClientRect().top;
  }

  /** Where the claims in and around the window begin. */
  beginnings(): readonly Beginning[] {
    return [...this.#sketches.values()].flatMap((sketch) => sketch.beginnings);
  }

  /** The claims drawn at a point of the window. */
  at(x: number, y: number): string[] {
    const { left, top } = this.#layer.getBoundingClientRect();
    return [...this.#sketches.values()].flatMap((sketch) => sketch.at(x - left, y - top));
  }

  /** Draws with the next frame, when it has been laid out and before it is painted. */
  #soon(): void {
    if (this.#asked || !this.#view) return;
    this.#asked = true;
    this.#frames.unobserve(this.#layer);
    this.#frames.observe(this.#layer);
  }

  #draw(): void {
    this.#asked = false;
    const view = this.#view;
    if (!view || (this.#options.count() === 0 && this.#sketches.size === 0)) return;
    const { doc } = view.state;
    const isBehind = this.#scrolled ? this.#band.isBehind(view) : !this.#band.isOf(view);
    this.#scrolled = false;
    if (isBehind && !this.#band.step(view)) this.#stepping ||= requestAnimationFrame(this.#goOn);
    if (isBehind || this.#rearranged) this.#gather(view);
    this.#rearranged = false;
    const blocks = blocksOf(doc);
    if (doc !== this.#doc) for (const sketch of this.#sketches.values()) sketch.follow(blocks);
    this.#doc = doc;
    const { placed, dirty } = this.#findPlaces();
    this.#again.clear();
    this.#placeAgain = false;
    for (const sketch of dirty) sketch.read(view, this.#lookOf);
    this.#sure.later(REST);
    doneMeasuring();
    // What has to be drawn anew is among what was placed.
    const begun = placed.filter((sketch) => sketch.write());
    if (begun.length > 0) this.#options.begun(begun.flatMap(({ beginnings }) => beginnings));
  }

  /** Finds out where the blocks are that have to be drawn anew, and where any of them became larger, all. Answers with those. */
  #findPlaces(): { readonly placed: readonly BlockSketch[]; readonly dirty: readonly BlockSketch[] } {
    const dirty = this.#dirty();
    const find = (sketches: readonly BlockSketch[], layer: DOMRect | null): boolean => {
      const larger = sketches.filter((sketch) => sketch.readPlace(layer));
      // Its lines are broken elsewhere, or its letters are larger.
      for (const sketch of larger) sketch.reset();
      return larger.length > 0;
    };
    const isMoved = this.#placeAgain || dirty.some(({ isNew }) => isNew);
    if (!isMoved && !find(dirty, null)) return { placed: dirty, dirty };
    const all = [...this.#sketches.values()];
    find(all, this.#layer.getBoundingClientRect());
    return { placed: all, dirty: this.#dirty() };
  }

  #makeSure(): void {
    const unsure = [...this.#sketches.values()].filter((sketch) => sketch.makeSure());
    if (unsure.length > 0) this.#soon();
  }

  readonly #goOn = (): void => {
    this.#stepping = 0;
    this.look();
  };

  /** Has a sketch for each block of the band, and for no other. */
  #gather(view: EditorView): void {
    const { first, end } = this.#band.range ?? { first: 0, end: 0 };
    const gone = new Set(this.#sketches.keys());
    for (let index = first; index < end; index++) {
      const element = elementOf(view, index);
      if (!element) continue;
      gone.delete(element);
      const known = this.#sketches.get(element);
      if (known) known.index = index;
      else this.#sketches.set(element, new BlockSketch(this.#layer, element, index, this.#settings.of));
    }
    this.#placeAgain = true;
    this.#doc = null;
    for (const element of gone) {
      this.#sketches.get(element)?.remove();
      this.#sketches.delete(element);
    }
  }

  /** The blocks in which letters may have moved, or claims have to be drawn anew. */
  #dirty(): BlockSketch[] {
    const sketches = [...this.#sketches.values()];
    if (this.#again.size > MANY) return sketches;
    const places = [...this.#again].map((id) => ({ id, at: this.#options.placeOf(id) }));
    return sketches.filter(
      (sketch) =>
        sketch.moved ||
        places.some(({ id, at }) => sketch.has(id) || (at && at.kind !== 'detached' && sketch.touches(at))),
    );
  }

  readonly #lookOf = (claim: string): Look | null => {
    const mark = this.#options.markOf(claim);
    return mark && this.#options.look(mark);
  };

  #mutated(records: readonly MutationRecord[]): void {
    const text = this.#view?.dom;
    for (const { target, type } of records) {
      let element = target instanceof HTMLElement ? target : target.parentElement;
      while (element && element !== text && !this.#sketches.has(element)) element = element.parentElement;
      const sketch = element && this.#sketches.get(element);
      if (sketch && type === 'attributes') sketch.reset();
      else if (sketch) sketch.change(type === 'characterData' ? 'letters' : 'other');
      // Blocks may have come, gone or changed places.
      else if (type === 'childList') this.#rearranged = true;
      // One that is not drawn may have become higher or lower.
      else this.#placeAgain = true;
    }
    this.#soon();
  }

  /** The browser says so between laying the page out and painting it. */
  #resized(): void {
    this.#placeAgain = true;
    this.#scrolled = true;
    this.#draw();
  }

  readonly #fontsLoaded = (): void => {
    this.#settings.forget();
    for (const sketch of this.#sketches.values()) sketch.reset();
    this.#placeAgain = true;
    this.#soon();
  };

  destroy(): void {
    cancelAnimationFrame(this.#stepping);
    this.#sure.forget();
    this.#frames.disconnect();
    this.#printing.destroy();
    this.#mutations.disconnect();
    this.#sizes.disconnect();
    window.removeEventListener('scroll', this.look, { capture: true });
    window.removeEventListener('resize', this.look);
    document.fonts?.removeEventListener('loadingdone', this.#fontsLoaded);
    this.#layer.remove();
    this.#sketches.clear();
    this.#view = null;
  }
}
