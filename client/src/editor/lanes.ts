import type { PlacedMark } from './article-editor.ts';
import { startingBefore } from './placed-marks.ts';
import type { Stretch } from './stretch.ts';

/** How many lines are drawn under each other before they begin again at the first. */
export const LANES = 4;

/**
 * Gives claims that overlap different lanes, so that the lines under their words lie side by side: in the order of the text,
 * the outer before the inner, each has the first that is free at its first letter. Kept up where claims changed: a lane
 * depends on nothing but the claims before that reach into its own.
 */
export class Lanes {
  /** Each claim's, before they begin again at the first. */
  readonly #lanes = new Map<string, number>();

  /** The lane a claim's line is drawn in, from 0. */
  of(id: string): number {
    return (this.#lanes.get(id) ?? 0) % LANES;
  }

  /** A claim is nowhere any more, or about to be elsewhere. */
  forget(id: string): void {
    this.#lanes.delete(id);
  }

  /**
   * Gives lanes anew where claims changed: every claim that came, went, became shorter or has another place in the order has to
   * be within `changed`, where it was and where it is. `marks` are all claims in text order, and none is longer than `longest`.
   * Answers with those whose lane is another now, the new ones among them.
   */
  give(marks: readonly PlacedMark[], changed: Stretch, longest: number): string[] {
    const first = startingBefore(marks, changed.start);
    const ends = this.#endsAt(marks, first, changed.start, longest);
    const others: string[] = [];
    let until = changed.end;
    for (let index = first; index < marks.length; index++) {
      const { claim, attachment } = marks[index] as PlacedMark;
      if (attachment.kind === 'detached' || attachment.start > until) break;
      let lane = 0;
      while ((ends[lane] ?? 0) > attachment.start) lane++;
      ends[lane] = attachment.end;
      const was = this.#lanes.get(claim.id);
      if (was === lane) continue;
      this.#lanes.set(claim.id, lane);
      // Those it reaches into may find another lane free.
      until = Math.max(until, attachment.end);
      if (was === undefined || was % LANES !== lane % LANES) others.push(claim.id);
    }
    return others;
  }

  /** Where each lane is free again, as the marks before an index leave them that reach beyond `offset`. */
  #endsAt(marks: readonly PlacedMark[], index: number, offset: number, longest: number): (number | undefined)[] {
    const ends: (number | undefined)[] = [];
    for (let at = index - 1; at >= 0; at--) {
      const { claim, attachment } = marks[at] as PlacedMark;
      if (attachment.kind === 'detached') continue;
      if (attachment.start + longest <= offset) break;
      if (attachment.end > offset) ends[this.#lanes.get(claim.id) ?? 0] = attachment.end;
    }
    return ends;
  }
}
