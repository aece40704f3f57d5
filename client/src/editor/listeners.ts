/** Those who want to hear of something. */
export class Listeners<T = void> {
  readonly #all = new Set<(value: T) => void>();

  /** Begins to listen; the answer ends it. Handed over unbound, as `useSyncExternalStore` takes it. */
  readonly add = (listener: (value: T) => void): (() => void) => {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  };

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}
