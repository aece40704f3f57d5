import type { Verdict } from '@sanad/shared/claim';
import type { SecondLook } from '@sanad/shared/second-look';
import type { PlacedMark } from './article-editor.ts';

/** How long a colleague's new mark is washed in (ms). */
const ARRIVES_FOR = 1_200;

/** How the words of a claim look: by what is said of it, and by what this person does with it. */
export interface Look {
  readonly verdict: Verdict;
  /** Which of the lines under each other is its own, from 0. */
  readonly lane: number;
  readonly stale: boolean;
  readonly settled: boolean;
  /** Whose work it is, as the reader of the page sees it. */
  readonly assigned: 'me' | 'nobody' | 'others';
  readonly recovered: boolean;
  readonly second: SecondLook;
  readonly chosen: boolean;
  readonly hovered: boolean;
  readonly arriving: boolean;
}

const STATES = ['stale', 'settled', 'recovered', 'chosen', 'hovered', 'arriving'] as const;

/** A look as the attributes that the style sheet knows. */
export function attributesOf(look: Look): Record<string, string> {
  const attributes: Record<string, string> = {
    'data-verdict': look.verdict,
    'data-lane': String(look.lane),
    'data-assigned': look.assigned,
    'data-look': look.second,
  };
  for (const state of STATES) if (look[state]) attributes[`data-${state}`] = '';
  return attributes;
}

/** Whether two looks are the same. */
export function looksAlike(a: Look, b: Look): boolean {
  return (
    a.verdict === b.verdict &&
    a.lane === b.lane &&
    a.assigned === b.assigned &&
    a.second === b.second &&
    STATES.every((state) => a[state] === b[state])
  );
}

/** How claims look in the text. */
export class ClaimLook {
  chosen: string | null = null;
  hovered: string | null = null;
  readonly #arriving = new Set<string>();
  readonly #redraw: (ids: readonly string[]) => void;

  readonly #me: string;

  /** `redraw` hears of claims whose look changed by itself; `me` is the person at the page. */
  constructor(redraw: (ids: readonly string[]) => void, me: string) {
    this.#me = me;
    this.#redraw = redraw;
  }

  /** How a claim looks whose line is drawn in `lane`. */
  of({ claim: { id, assignee }, verdict, stale, settled, look, attachment }: PlacedMark, lane: number): Look {
    return {
      verdict,
      lane,
      stale,
      settled: settled !== null,
      assigned: assignee === null ? 'nobody' : assignee === this.#me ? 'me' : 'others',
      second: settled === null ? look : 'none',
      recovered: attachment.kind === 'recovered',
      chosen: id === this.chosen,
      hovered: id === this.hovered,
      arriving: this.#arriving.has(id),
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
