import type { ClaimList } from '../editor/article-editor.ts';
import { addToCounts, type ClaimCounts, countClaims, type Filterable, sameCounts } from './claim-filter.ts';

/** How many claims there are of each kind, kept up by what changed. */
export class ClaimTally {
  readonly #list: ClaimList;
  readonly #me: string;
  #version = Number.NaN;
  #counts: ClaimCounts;

  /** Counts by what the person `me` could ask for. */
  constructor(list: ClaimList, me: string) {
    this.#list = list;
    this.#me = me;
    this.#counts = countClaims([], me);
  }

  /** The counts as they are now; the same object while the numbers are the same. */
  readonly counts = (): ClaimCounts => {
    const { version } = this.#list;
    if (version === this.#version) return this.#counts;
    const now = this.#counted();
    this.#version = version;
    if (!sameCounts(this.#counts, now)) this.#counts = now;
    return this.#counts;
  };

  #counted(): ClaimCounts {
    const changed = Number.isNaN(this.#version) ? null : this.#list.changedSince(this.#version);
    if (!changed) return countClaims(marksOf(this.#list), this.#me);
    const counts = { ...this.#counts };
    for (const { before, now } of changed) {
      if (before) addToCounts(counts, before, this.#me, -1);
      if (now) addToCounts(counts, now, this.#me, 1);
    }
    return counts;
  }
}

function* marksOf(list: ClaimList): Iterable<Filterable> {
  for (const id of list.inOrder.ids) {
    const mark = list.peek(id);
    if (mark) yield mark;
  }
}
