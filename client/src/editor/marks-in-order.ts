import { inTextOrder } from '@sanad/shared/report';
import type { PlacedMark } from './article-editor.ts';
import { type changedText, isSamePlace, numbered, placed, same, shift, type UnnumberedMark } from './placed-marks.ts';

/** Where a claim is held now, in the plain text; null where nothing holds it any more. */
type HeldAt = (id: string) => { readonly start: number; readonly end: number } | null;

/** The claims of an article in the order of its text, each with its number. */
export class MarksInOrder {
  #all: readonly PlacedMark[] = [];
  readonly #byId = new Map<string, PlacedMark>();

  /** Another array only when something other than the marks' places changed. */
  get all(): readonly PlacedMark[] {
    return this.#all;
  }

  get(id: string): PlacedMark | null {
    return this.#byId.get(id) ?? null;
  }

  /**
   * Moves the marks along with a change of the text: only those in the changed part are looked at. Answers with those that
   * say something else than before, and with those that nothing holds any more.
   */
  follow(
    { old, by }: NonNullable<ReturnType<typeof changedText>>,
    text: string,
    heldAt: HeldAt,
  ): { readonly reworded: ReadonlySet<string>; readonly lost: ReadonlySet<string> } {
    const reworded: PlacedMark[] = [];
    const lost = new Set<string>();
    for (const mark of this.#all) {
      const { attachment } = mark;
      if (attachment.kind === 'detached' || attachment.end < old.start) continue;
      if (attachment.start > old.end) {
        shift(mark, attachment.start + by, attachment.end + by);
        continue;
      }
      const held = heldAt(mark.claim.id);
      const words = held && text.slice(held.start, held.end);
      if (!held || words === null) lost.add(mark.claim.id);
      else if (words === attachment.words) shift(mark, held.start, held.end);
      else reworded.push({ ...placed(mark.claim, { kind: attachment.kind, ...held, words }), number: mark.number });
    }
    this.#replace(reworded);
    return { reworded: new Set(reworded.map(({ claim }) => claim.id)), lost };
  }

  /** Which of the claims that were read anew say something else than their marks. */
  differing(read: ReadonlyMap<string, UnnumberedMark | null>): Map<string, UnnumberedMark | null> {
    return new Map(
      [...read].filter(([id, mark]) => {
        const known = this.#byId.get(id);
        return known ? !mark || !same(known, mark) : mark;
      }),
    );
  }

  /** Takes marks in; whether any of them, or what stands behind it, is elsewhere than before. */
  put(read: ReadonlyMap<string, UnnumberedMark | null>): boolean {
    const stay: PlacedMark[] = [];
    for (const [id, mark] of read) {
      const known = this.#byId.get(id);
      if (known && mark && isSamePlace(known, mark)) stay.push({ ...mark, number: known.number });
    }
    if (stay.length === read.size) {
      this.#replace(stay);
      return false;
    }
    const others = this.#all.filter(({ claim }) => !read.has(claim.id));
    const fresh = [...read.values()].filter((mark) => mark !== null);
    this.#all = numbered([...others, ...fresh].sort(inTextOrder), this.#byId);
    for (const id of read.keys()) this.#byId.delete(id);
    for (const mark of this.#all) this.#byId.set(mark.claim.id, mark);
    return true;
  }

  #replace(marks: readonly PlacedMark[]): void {
    if (marks.length === 0) return;
    const all = [...this.#all];
    for (const mark of marks) {
      all[mark.number - 1] = mark;
      this.#byId.set(mark.claim.id, mark);
    }
    this.#all = all;
  }
}
