import type { PlacedBlock } from '@sanad/shared/article';
import type { Node } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { type Fragment, fragmentsOf, isOn, type Lines, linesOf, type Setting } from './claim-lines.ts';
import { attributesOf, type Look, looksAlike } from './claim-look.ts';
import { type Part, partsIn } from './claim-parts.ts';
import { DrawnPieces } from './drawn-pieces.ts';
import { boxesOf, type Letters, lettersOf } from './letter-boxes.ts';
import type { Span } from './text-positions.ts';
import { unmovedSince } from './unmoved.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A part of a claim as it was measured, and as it is to be drawn. */
interface Measured {
  readonly part: Part;
  readonly look: Look;
  readonly fragments: readonly Fragment[];
  readonly lines: Lines;
}

/** What is drawn of a part: pieces that look alike each. */
interface Drawn {
  readonly line: DrawnPieces;
  /** Only where there is one to be seen. */
  ground: DrawnPieces | null;
  shown: Measured | null;
}

/** Where a claim begins: the edges of the first piece of its words, in pixels from the upper edge of the layer. */
export interface Beginning {
  readonly claim: string;
  readonly top: number;
  readonly bottom: number;
}

/** Where a block is, in pixels from the upper left corner of the layer it is drawn in. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The element that a block is drawn in: grounds behind, lines before them. */
interface Sheet {
  readonly root: SVGSVGElement;
  readonly grounds: SVGGElement;
  readonly lines: SVGGElement;
  /** The height of the block's lines that was last told it. */
  line: string;
}

/**
 * What is drawn under the words of one text block: a line and a ground for each claim in it. Reading and writing are apart,
 * so that several blocks can be measured before the first of them is drawn.
 */
export class BlockSketch {
  readonly element: HTMLElement;
  readonly #layer: HTMLElement;
  /** Which block of the text it is, counted from 0. */
  index: number;
  #block: PlacedBlock | null = null;
  /** Whether letters may have moved since they were measured. */
  #moved = true;
  /** Whether nothing but letters changed since, so that only lines around the change can be broken elsewhere. */
  #lettersAlone = false;
  /** Whether what was measured last was the lines around a change alone. */
  #inPart = false;
  /** The block whose letters were measured. */
  #node: Node | null = null;
  #measured: readonly Measured[] = [];
  #drawn = new Map<string, Drawn>();
  #place: Place | null = null;
  #placed: Place | null = null;
  /** Where it was in the window when it was last measured. */
  #box: DOMRect | null = null;
  #beginnings: readonly Beginning[] = [];
  #svg: Sheet | null = null;
  #setting: Setting | null = null;
  readonly #settingOf: (element: HTMLElement) => Setting;

  constructor(layer: HTMLElement, element: HTMLElement, index: number, settingOf: (element: HTMLElement) => Setting) {
    this.#layer = layer;
    this.element = element;
    this.index = index;
    this.#settingOf = settingOf;
  }

  /** Whether a claim is drawn here. */
  has(claim: string): boolean {
    return this.#drawn.has(claim);
  }

  /** The text is another: `blocks` are those it has now. */
  follow(blocks: readonly PlacedBlock[]): void {
    this.#block = blocks[this.index] ?? null;
  }

  /** Whether a range of the plain text touches the block. */
  touches({ start, end }: { readonly start: number; readonly end: number }): boolean {
    const block = this.#block;
    return block !== null && start <= block.start + block.node.content.size && end >= block.start;
  }

  /** Whether letters may have moved since they were measured. */
  get moved(): boolean {
    return this.#moved;
  }

  /** The page changed here: letters of a text, or something else that may have moved letters. */
  change(kind: 'letters' | 'other'): void {
    this.#lettersAlone = kind === 'letters' && (this.#lettersAlone || !this.#moved);
    this.#moved = true;
  }

  /** Letters may be set otherwise: in another font, or in lines of another length. */
  reset(): void {
    this.change('other');
    this.#setting = null;
  }

  /** Has everything measured again where the last time only a part was; whether that was so. */
  makeSure(): boolean {
    if (!this.#inPart) return false;
    this.change('other');
    return true;
  }

  /**
   * Measures where the block is; whether it is larger or smaller than before. `layer`: the layer's box in the window; null
   * when the block is where it was if it is as large as it was.
   */
  readPlace(layer: DOMRect | null): boolean {
    const before = this.#place;
    this.#box = this.element.getBoundingClientRect();
    const { left, top, width, height } = this.#box;
    const isOther = width !== before?.width || height !== before.height;
    if (layer) this.#place = { left: left - layer.left, top: top - layer.top, width, height };
    return isOther;
  }

  /** Whether it was never measured where the block is. */
  get isNew(): boolean {
    return this.#place === null;
  }

  /** Measures what is to be drawn, when it is known where the block is. `lookOf`: null for a claim that is not to be seen. */
  read(view: EditorView, lookOf: (claim: string) => Look | null): void {
    const block = this.#block;
    const parts = block ? partsIn(view.state, block) : [];
    const origin = this.#box;
    if (!origin) return;
    const setting = this.#setting ?? this.#settingOf(this.element);
    this.#setting = setting;
    let letters: readonly Letters[] | null = null;
    const measure = (span: Span): Fragment[] => {
      letters ??= lettersOf(view, this.element, block?.from ?? 0);
      return fragmentsOf(boxesOf(letters, span, origin));
    };
    const unmoved = block && this.#lettersAlone ? unmovedSince(this.#node, block.node, setting, measure) : null;
    const measured: Measured[] = [];
    for (const part of parts) {
      const look = lookOf(part.claim);
      if (!look) continue;
      const known = this.#drawn.get(part.claim)?.shown ?? null;
      const isSame = known?.part.from === part.from && known.part.to === part.to;
      if (!this.#moved && known && isSame && looksAlike(known.look, look)) {
        measured.push(known);
        continue;
      }
      const kept = this.#moved ? known && unmoved?.placeOf(known, part) : isSame ? known.fragments : null;
      const fragments = kept ?? measure(part);
      if (!kept && known) unmoved?.measured(known.fragments, part, fragments);
      const lines =
        known?.fragments === fragments && looksAlike(known.look, look)
          ? known.lines
          : linesOf(fragments, look.verdict, look.lane, setting);
      measured.push({ part, look, fragments, lines });
    }
    this.#measured = measured;
    if (this.#moved) this.#inPart = unmoved !== null;
    this.#node = block?.node ?? null;
    this.#moved = false;
    this.#lettersAlone = false;
  }

  /** Where the claims that begin in this block do, as drawn. */
  get beginnings(): readonly Beginning[] {
    return this.#beginnings;
  }

  /** Draws what was measured; whether claims begin elsewhere, or others do. */
  write(): boolean {
    const gone = new Map(this.#drawn);
    for (const measured of this.#measured) {
      gone.delete(measured.part.claim);
      this.#show(measured);
    }
    for (const [claim, { line, ground }] of gone) {
      line.root.remove();
      ground?.root.remove();
      this.#drawn.delete(claim);
    }
    if (this.#svg && this.#setting && this.#setting.line !== this.#svg.line) {
      this.#svg.line = this.#setting.line;
      this.#svg.root.style.lineHeight = this.#setting.line;
    }
    if (this.#svg && this.#place && this.#place !== this.#placed) {
      const { left, top, width, height } = this.#place;
      const { style } = this.#svg.root;
      if (left !== this.#placed?.left || top !== this.#placed.top) style.transform = `translate(${left}px, ${top}px)`;
      if (width !== this.#placed?.width) style.width = `${width}px`;
      if (height !== this.#placed?.height) style.height = `${height}px`;
      this.#placed = this.#place;
    }
    const before = this.#beginnings;
    this.#beginnings = this.#begin();
    return (
      before.length !== this.#beginnings.length ||
      this.#beginnings.some(({ claim, top }, index) => claim !== before[index]?.claim || top !== before[index].top)
    );
  }

  #begin(): Beginning[] {
    const beginnings: Beginning[] = [];
    const upper = this.#place?.top ?? 0;
    for (const { part, fragments } of this.#measured) {
      const [first] = fragments;
      if (part.begins && first)
        beginnings.push({ claim: part.claim, top: upper + first.top, bottom: upper + first.bottom });
    }
    return beginnings;
  }

  #show(measured: Measured): void {
    const { part, look, lines } = measured;
    const drawn = this.#drawn.get(part.claim) ?? this.#make(part.claim);
    const { shown } = drawn;
    if (shown === measured) return;
    drawn.shown = measured;
    // The same lines are drawn there, in the same look.
    if (shown?.lines === lines) return;
    drawn.line.draw(lines.strokes);
    setLook(drawn.line.root, look, shown?.look ?? null);
    if (!hasGround(look)) {
      drawn.ground?.root.remove();
      drawn.ground = null;
      return;
    }
    const known = drawn.ground === null ? null : shown;
    drawn.ground ??= this.#makeGround(part.claim);
    drawn.ground.draw(lines.grounds);
    setLook(drawn.ground.root, look, known?.look ?? null);
    // What a person looks at lies over the grounds of the others.
    const isLookedAt = ({ chosen, hovered }: Look) => chosen || hovered;
    if (isLookedAt(look) && !(known && isLookedAt(known.look))) this.#sheet().grounds.append(drawn.ground.root);
  }

  #make(claim: string): Drawn {
    const line = new DrawnPieces('polyline', 'data-claim', claim);
    this.#sheet().lines.append(line.root);
    const drawn: Drawn = { line, ground: null, shown: null };
    this.#drawn.set(claim, drawn);
    return drawn;
  }

  #makeGround(claim: string): DrawnPieces {
    const ground = new DrawnPieces('polygon', 'data-ground', claim);
    this.#sheet().grounds.append(ground.root);
    return ground;
  }

  #sheet(): Sheet {
    this.#svg ??= this.#makeSheet();
    return this.#svg;
  }

  #makeSheet(): Sheet {
    const root = document.createElementNS(SVG, 'svg');
    const [grounds, lines] = [document.createElementNS(SVG, 'g'), document.createElementNS(SVG, 'g')];
    root.append(grounds, lines);
    this.#layer.append(root);
    return { root, grounds, lines, line: '' };
  }

  /** The claims drawn at a point, in pixels from the upper left corner of the layer. */
  at(x: number, y: number): string[] {
    const place = this.#place;
    const setting = this.#setting;
    if (!place || !setting || y < place.top - setting.em || y > place.top + place.height + setting.em) return [];
    return this.#measured
      .filter(({ fragments, look }) => isOn(fragments, look.lane, setting, x - place.left, y - place.top))
      .map(({ part }) => part.claim);
  }

  remove(): void {
    this.#svg?.root.remove();
    this.#svg = null;
    this.#drawn.clear();
  }
}

/** Whether a claim has a ground: the outermost at its words, and one that something is to be seen of. */
function hasGround({ lane, stale, recovered, chosen, hovered, arriving }: Look): boolean {
  return lane === 0 || stale || recovered || chosen || hovered || arriving;
}

function setLook(group: SVGGElement, look: Look, before: Look | null): void {
  if (before && looksAlike(before, look)) return;
  const attributes = attributesOf(look);
  const known = before ? attributesOf(before) : {};
  for (const name of Object.keys(known)) if (!(name in attributes)) group.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) if (known[name] !== value) group.setAttribute(name, value);
}
