/** What waits for its turn, and whose it is. */
export interface Turn {
  readonly person: string;
}

/** How many reports one person may have made at a time, waiting and in the making, and how many may wait in all. */
export const REPORT_LIMITS = { ofPerson: 4, waiting: 40 };

/**
 * Whose report is made next. Nobody waits behind another person's second one: first comes who has the fewest in the
 * making, among those who was served longest ago, and of one person's what was asked for first.
 */
export class ReportQueue<T extends Turn> {
  readonly #waiting: T[] = [];
  readonly #running = new Map<string, number>();
  /** Person -> the number of the last turn they were given. */
  readonly #served = new Map<string, number>();
  #turns = 0;

  /** How many wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** How many of a person's wait or are in the making. */
  of(person: string): number {
    return this.#waiting.filter((turn) => turn.person === person).length + (this.#running.get(person) ?? 0);
  }

  /** How many are in front of one that waits, as things are now. */
  before(turn: T): number {
    return this.#waiting.filter((other) => other !== turn && this.#order(other, turn) < 0).length;
  }

  /** Everything that waits, in no order. */
  all(): readonly T[] {
    return [...this.#waiting];
  }

  add(turn: T): void {
    this.#waiting.push(turn);
  }

  /** Takes one out that waits; false when it does not. */
  remove(turn: T): boolean {
    const at = this.#waiting.indexOf(turn);
    if (at === -1) return false;
    this.#waiting.splice(at, 1);
    return true;
  }

  /** Takes out what is made next; null when nothing waits. `done` has to be called for it once. */
  next(): T | null {
    let first: T | null = null;
    for (const turn of this.#waiting) if (first === null || this.#order(turn, first) < 0) first = turn;
    if (first === null) return null;
    this.remove(first);
    this.#running.set(first.person, (this.#running.get(first.person) ?? 0) + 1);
    this.#served.set(first.person, ++this.#turns);
    return first;
  }

  /** Says that one taken out by `next` is no longer in the making. */
  done({ person }: T): void {
    const left = (this.#running.get(person) ?? 1) - 1;
    if (left > 0) this.#running.set(person, left);
    else this.#running.delete(person);
    if (this.of(person) === 0 && this.#waiting.length === 0) this.#served.clear(); // nobody waits: all are equal again
  }

  #order(a: T, b: T): number {
    const running = (this.#running.get(a.person) ?? 0) - (this.#running.get(b.person) ?? 0);
    if (running !== 0) return running;
    const served = (this.#served.get(a.person) ?? 0) - (this.#served.get(b.person) ?? 0);
    return served !== 0 ? served : this.#waiting.indexOf(a) - this.#waiting.indexOf(b);
  }
}
