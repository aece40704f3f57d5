import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import type { Beginning } from './block-sketch.ts';
import styles from './margin-numbers.module.css';

/** How far outside the window numbers are kept ready (px). */
const AROUND = 400;
/** The sign of each verdict, of one whose words have changed, and of one that is settled. */
const SIGNS = { verified: '✓', disputed: '✗', unsourced: '?', unchecked: '○' } as const;
const STALE = '↻';
const SETTLED = '■';

/** Moves rows down that would stand on the row above them, where more claims begin on a line than find room beside it. */
function spread(rows: readonly HTMLElement[]): void {
  const boxes = rows.map((row) => row.getBoundingClientRect());
  const downs = rows.map((row) => Number.parseFloat(row.style.getPropertyValue('--down') || '0'));
  const top = (index: number) => (boxes[index]?.top ?? 0) - (downs[index] ?? 0);
  const order = rows.map((_, index) => index).sort((a, b) => top(a) - top(b));
  let free = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const down = Math.max(0, free - top(index));
    if (down !== downs[index]) rows[index]?.style.setProperty('--down', `${down}px`);
    free = top(index) + (boxes[index]?.height ?? 0) + down + 1;
  }
}

/** The numbers that stand beside one line. */
interface Line {
  /** Its middle, in pixels from the layer's upper edge. */
  readonly middle: number;
  readonly marks: PlacedMark[];
}

const signOf = ({ stale, settled, attachment, verdict }: PlacedMark) => {
  if (stale || attachment.kind === 'recovered') return STALE;
  return settled ? SETTLED : SIGNS[verdict];
};

/** What a second person said, beside the sign: nothing yet, the same, or something else. */
const SECONDS = { none: '', awaiting: '·', confirmed: ':', conflict: '≠' } as const;
const secondOf = ({ look, settled, attachment }: PlacedMark) =>
  settled || attachment.kind !== 'exact' ? '' : SECONDS[look];

const nameOf = (mark: PlacedMark) => `${mark.claim.id} ${mark.number}${mark.verdict}${signOf(mark)}${secondOf(mark)}`;

function rowOf({ marks }: Line, second: boolean): HTMLElement {
  const row = document.createElement('div');
  row.className = styles.numberRow ?? '';
  row.dataset.count = String(marks.length);
  for (const mark of marks) {
    const each = document.createElement('span');
    each.className = styles.number ?? '';
    each.dataset.number = mark.claim.id;
    each.dataset.verdict = mark.verdict;
    if (mark.stale) each.dataset.stale = '';
    const sign = document.createElement('span');
    sign.className = styles.numberSign ?? '';
    sign.textContent = signOf(mark);
    each.append(String(mark.number), sign);
    if (second && secondOf(mark) !== '') {
      const look = document.createElement('span');
      look.className = styles.numberSign ?? '';
      look.dataset.second = mark.look;
      look.textContent = secondOf(mark);
      each.append(look);
    }
    row.append(each);
  }
  return row;
}

/** What the numbers need of the editor. */
export interface NumbersOptions {
  readonly layer: HTMLElement;
  readonly view: EditorView;
  /** How many claims there are whose words are in the text. */
  readonly attached: () => number;
  readonly markOf: (id: string) => PlacedMark | null;
  /** Where the claims around the window begin, and the upper edge of what that is counted from, in viewport coordinates. */
  readonly beginnings: () => readonly Beginning[];
  readonly origin: () => number;
  readonly chosen: () => string | null;
  readonly choose: (id: string) => void;
  readonly hover: (id: string | null) => void;
}

/**
 * The claims' numbers in the margin at the start of the line each claim begins on, with the sign of its verdict. They
 * stand outside the text: nothing is put between its letters. Only those near the window are there.
 */
export class MarginNumbers {
  readonly #options: NumbersOptions;
  readonly #resized: ResizeObserver;
  #frame = 0;
  #scrollFrame = 0;
  /** Where the layer was in the window when its numbers were placed (px from the window's upper edge). */
  #placedAt = Number.POSITIVE_INFINITY;
  /** What is shown, in a word: the same is not put there again. */
  #shown = '';
  /** The rows that are there, by the numbers in them. */
  #rows = new Map<string, { readonly row: HTMLElement; readonly middle: number | null }>();
  #second = false;

  constructor(options: NumbersOptions) {
    this.#options = options;
    options.layer.addEventListener('click', this.#clicked);
    options.layer.addEventListener('pointerover', this.#pointed);
    options.layer.addEventListener('pointerout', this.#left);
    window.addEventListener('scroll', this.#scrolled, { passive: true, capture: true });
    window.addEventListener('resize', this.schedule, { passive: true });
    // Rows are measured when they have been laid out anyway, before they are painted.
    this.#resized = new ResizeObserver(() => spread([...options.layer.children] as HTMLElement[]));
  }

  /** Whether to show what a second person said. */
  tellSecond(second: boolean): void {
    this.#second = second;
    this.#shown = '';
    // What is in a row is another thing now.
    this.#rows.clear();
    this.#options.layer.replaceChildren();
    this.schedule();
  }

  schedule = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#place());
  };

  /** Numbers scroll with the text: they are placed anew when those of the next lines are soon to come into sight. */
  #scrolled = (): void => {
    this.#scrollFrame ||= requestAnimationFrame(() => {
      this.#scrollFrame = 0;
      const { top } = this.#options.layer.getBoundingClientRect();
      if (Math.abs(top - this.#placedAt) > AROUND / 2) this.#place();
    });
  };

  #place(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { layer, view, attached } = this.#options;
    if (view.isDestroyed) return;
    const lines = this.#lines();
    const shown = lines.map((line) => `${line.middle}:${line.marks.map(nameOf).join()}`).join(';');
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#show(lines);
    }
    const digits = String(String(attached()).length);
    const page = layer.parentElement;
    if (page && page.dataset.digits !== digits) page.dataset.digits = digits;
    this.pick();
  }

  /** Shows the numbers of these lines. Rows that are there already only move: most do when a line is broken elsewhere. */
  #show(lines: readonly Line[]): void {
    const { layer } = this.#options;
    const before = this.#rows;
    this.#rows = new Map();
    for (const line of lines) {
      const name = line.marks.map(nameOf).join();
      const known = before.get(name);
      before.delete(name);
      const shown = known ?? { row: rowOf(line, this.#second), middle: null };
      if (shown.middle !== line.middle) shown.row.style.setProperty('--line', `${line.middle}px`);
      this.#rows.set(name, { row: shown.row, middle: line.middle });
    }
    for (const { row } of before.values()) row.remove();
    let next = layer.firstChild;
    for (const { row } of this.#rows.values()) {
      if (row === next) next = row.nextSibling;
      else layer.insertBefore(row, next);
    }
    this.#resized.disconnect();
    if (lines.some((line) => line.marks.length > 1))
      for (const { row } of this.#rows.values()) this.#resized.observe(row);
  }

  /** Marks the number of the chosen claim. */
  pick(): void {
    const { layer, chosen } = this.#options;
    const before = layer.querySelector<HTMLElement>('[data-chosen]');
    const now = chosen();
    if (before?.dataset.number === (now ?? undefined)) return;
    before?.removeAttribute('data-chosen');
    if (now) layer.querySelector(`[data-number="${now}"]`)?.setAttribute('data-chosen', '');
  }

  /** The lines near the window on which claims begin. */
  #lines(): readonly Line[] {
    const { layer, markOf, beginnings, origin } = this.#options;
    const { top } = layer.getBoundingClientRect();
    const upper = origin();
    this.#placedAt = top;
    const isNear = (place: Beginning) =>
      upper + place.bottom >= -AROUND && upper + place.top <= window.innerHeight + AROUND;
    const near = beginnings()
      .filter(isNear)
      .map((place) => ({ mark: markOf(place.claim), middle: Math.round((place.top + place.bottom) / 2 + upper - top) }))
      .sort((a, b) => (a.mark?.number ?? 0) - (b.mark?.number ?? 0));
    const lines: Line[] = [];
    for (const { mark, middle } of near) {
      if (!mark) continue;
      const line = lines.findLast((each) => Math.abs(each.middle - middle) < 8);
      if (line) line.marks.push(mark);
      else lines.push({ middle, marks: [mark] });
    }
    return lines;
  }

  #claimUnder(event: Event): string | null {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-number]') : null;
    return target?.dataset.number ?? null;
  }

  #clicked = (event: Event): void => {
    const id = this.#claimUnder(event);
    if (id) this.#options.choose(id);
  };

  #pointed = (event: Event): void => this.#options.hover(this.#claimUnder(event));

  #left = (): void => this.#options.hover(null);

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    window.removeEventListener('scroll', this.#scrolled, { capture: true });
    cancelAnimationFrame(this.#scrollFrame);
    window.removeEventListener('resize', this.schedule);
    this.#options.layer.replaceChildren();
  }
}
