import type { PlacedMark } from './article-editor.ts';

/** So many changes are remembered at least. */
const KEPT = 1_000;

interface Entry {
  readonly version: number;
  readonly id: string;
  readonly before: PlacedMark | null;
}

/** Which claims became others lately, and how they were: who follows them need not look at all of them each time. */
export class MarksLog {
  readonly #entries: Entry[] = [];
  /** Of what led up to this version not all is known any more. */
  #forgotten = 0;

  /** A claim is another with `version` than it was `before`; null: it was not there. Versions never fall. */
  add(version: number, id: string, before: PlacedMark | null): void {
    this.#entries.push({ version, id, before });
    if (this.#entries.length <= 2 * KEPT) return;
    const gone = this.#entries.splice(0, this.#entries.length - KEPT);
    this.#forgotten = gone.at(-1)?.version ?? this.#forgotten;
  }

  /** The claims that changed after `version`, as they were then; null when that is too long ago. */
  since(version: number): ReadonlyMap<string, PlacedMark | null> | null {
    if (version < this.#forgotten) return null;
    const changed = new Map<string, PlacedMark | null>();
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const { version: of, id, before } = this.#entries[index] as Entry;
      if (of <= version) break;
      changed.set(id, before); // the earliest holds
    }
    return changed;
  }

  /** A claim as it was before it last changed; null when it was not there, or that is too long ago. */
  before(id: string): PlacedMark | null {
    return this.#entries.findLast((entry) => entry.id === id)?.before ?? null;
  }
}
