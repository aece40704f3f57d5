import type { Verdict } from '@sanad/shared/claim';
import type { PlacedMark } from './article-editor.ts';

/** How long a colleague's new mark is washed in (ms). */
const ARRIVES_FOR = 1_200;

/** How claims look in the text: by what is said of them, and by what this person does with them. */
export class ClaimLook {
  chosen: string | null = null;
  hovered: string | null = null;
  readonly #arriving = new Set<string>();
  readonly #describe: (verdict: Verdict, stale: boolean) => string;
  readonly #redraw: (ids: readonly string[]) => void;

  /** `describe`: a verdict in words. `redraw` hears of claims whose look changed by itself. */
  constructor(describe: (verdict: Verdict, stale: boolean) => string, redraw: (ids: readonly string[]) => void) {
    this.#describe = describe;
    this.#redraw = redraw;
  }

  /** The attributes a claim's words get; its line is drawn in `lane`. */
  of(mark: PlacedMark, lane: number): Record<string, string> {
    const { id } = mark.claim;
    return {
      nodeName: 'span',
      role: 'mark',
      'aria-description': this.#describe(mark.verdict, mark.stale),
      'data-claim': id,
      'data-verdict': mark.verdict,
      'data-lane': String(lane),
      ...(mark.stale ? { 'data-stale': '' } : {}),
      ...(mark.attachment.kind === 'recovered' ? { 'data-recovered': '' } : {}),
      ...(id === this.chosen ? { 'data-chosen': '' } : {}),
      ...(id === this.hovered ? { 'data-hovered': '' } : {}),
      ...(this.#arriving.has(id) ? { 'data-arriving': '' } : {}),
    };
  }

  /** Washes colleagues' new marks in. */
  washIn(ids: readonly string[]): void {
    for (const id of ids) this.#arriving.add(id);
    this.#redraw(ids);
    setTimeout(() => {
      for (const id of ids) this.#arriving.delete(id);
      this.#redraw(ids);
    }, ARRIVES_FOR);
  }
}
