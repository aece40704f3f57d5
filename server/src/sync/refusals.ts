const MINUTE = 60_000;

/** How often each person was refused in the last minute. A refusal makes the server build a document anew. */
export class Refusals {
  readonly #now: () => Date;
  readonly #times = new Map<string, readonly number[]>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  note(person: string): void {
    this.#times.set(person, [...this.#recent(person), this.#now().getTime()]);
  }

  of(person: string): number {
    const recent = this.#recent(person);
    if (recent.length === 0) this.#times.delete(person);
    return recent.length;
  }

  #recent(person: string): readonly number[] {
    const since = this.#now().getTime() - MINUTE;
    return (this.#times.get(person) ?? []).filter((at) => at > since);
  }
}
