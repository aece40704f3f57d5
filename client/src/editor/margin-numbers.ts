import type { EditorView } from 'prosemirror-view';
import type { PlacedMark } from './article-editor.ts';
import { firstRect } from './claim-places.ts';
import styles from './margin-numbers.module.css';
import type { Span } from './text-positions.ts';

/** How far outside the window numbers are kept ready (px). */
const AROUND = 400;
/** The sign of each verdict, and of one whose words have changed. */
const SIGNS = { verified: '✓', disputed: '✗', unsourced: '?', unchecked: '○' } as const;
const STALE = '↻';

/** Moves rows down that would stand on the row above them, where more claims begin on a line than find room beside it. */
function spread(rows: readonly HTMLElement[]): void {
  const boxes = rows.map((row) => row.getBoundingClientRect());
  const order = rows.map((_, index) => index).sort((a, b) => (boxes[a]?.top ?? 0) - (boxes[b]?.top ?? 0));
  let free = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const [row, box] = [rows[index], boxes[index]];
    if (!row || !box) continue;
    const down = Math.max(0, free - box.top);
    if (down > 0) row.style.setProperty('--down', `${down}px`);
    free = box.bottom + down + 1;
  }
}

/** What the numbers need of the editor. */
export interface NumbersOptions {
  readonly layer: HTMLElement;
  readonly view: EditorView;
  readonly marks: () => readonly PlacedMark[];
  readonly spanOf: (id: string) => Span | null;
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
  #frame = 0;

  constructor(options: NumbersOptions) {
    this.#options = options;
    options.layer.addEventListener('click', this.#clicked);
    options.layer.addEventListener('pointerover', this.#pointed);
    options.layer.addEventListener('pointerout', this.#left);
    window.addEventListener('scroll', this.schedule, { passive: true, capture: true });
    window.addEventListener('resize', this.schedule, { passive: true });
  }

  schedule = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#place());
  };

  #place(): void {
    this.#frame = 0;
    const { layer, view, marks, spanOf, chosen } = this.#options;
    if (view.isDestroyed) return;
    const top = layer.getBoundingClientRect().top;
    const shown = marks().filter(({ attachment }) => attachment.kind !== 'detached');
    const placeOf = (mark: PlacedMark) => {
      const from = spanOf(mark.claim.id)?.from ?? 0;
      return firstRect(view, { from, to: from + 1 }) ?? view.coordsAtPos(from, 1);
    };
    let low = 0;
    let high = shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(shown[middle] as PlacedMark).bottom < -AROUND) low = middle + 1;
      else high = middle;
    }
    const lines = new Map<number, PlacedMark[]>();
    for (const mark of shown.slice(low)) {
      const place = placeOf(mark);
      if (place.top > window.innerHeight + AROUND) break;
      const line = Math.round((place.top + place.bottom) / 2 - top);
      const near = [...lines.keys()].find((other) => Math.abs(other - line) < 8) ?? line;
      lines.set(near, [...(lines.get(near) ?? []), mark]);
    }
    const rows: HTMLElement[] = [];
    for (const [line, here] of lines) {
      const row = document.createElement('div');
      row.className = styles.numberRow ?? '';
      row.style.setProperty('--line', `${line}px`);
      row.dataset.count = String(here.length);
      for (const { claim, verdict, stale, attachment, number } of here) {
        const each = document.createElement('span');
        each.className = styles.number ?? '';
        each.dataset.number = claim.id;
        each.dataset.verdict = verdict;
        if (stale) each.dataset.stale = '';
        if (claim.id === chosen()) each.dataset.chosen = '';
        const sign = document.createElement('span');
        sign.className = styles.numberSign ?? '';
        sign.textContent = stale || attachment.kind === 'recovered' ? STALE : SIGNS[verdict];
        each.append(String(number), sign);
        row.append(each);
      }
      rows.push(row);
    }
    layer.replaceChildren(...rows);
    layer.dataset.digits = String(String(shown.length).length);
    if ([...lines.values()].some((here) => here.length > 1)) spread(rows);
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
    window.removeEventListener('scroll', this.schedule, { capture: true });
    window.removeEventListener('resize', this.schedule);
    this.#options.layer.replaceChildren();
  }
}
