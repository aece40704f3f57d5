/** The finest difference that is told, in milliseconds. */
const STEP = 0.02;
/** Up to here delays are told apart by STEP; above, in hundredths of themselves. */
const FINE = 40;
const FINE_BINS = FINE / STEP;
const GROWTH = Math.log(1.01);
const BINS = FINE_BINS + 1000;

/** Delays in milliseconds, counted in bins: a million of them a second take no room and hardly any time. */
export class Delays {
  readonly #bins: Float64Array;
  #count = 0;

  constructor(bins: ArrayLike<number> = []) {
    this.#bins = new Float64Array(BINS);
    this.#bins.set(bins);
    for (const count of this.#bins) this.#count += count;
  }

  get count(): number {
    return this.#count;
  }

  add(delay: number): void {
    const bin =
      delay < FINE ? Math.max(0, Math.floor(delay / STEP)) : FINE_BINS + Math.floor(Math.log(delay / FINE) / GROWTH);
    const at = Math.min(bin, BINS - 1);
    this.#bins[at] = (this.#bins[at] as number) + 1;
    this.#count++;
  }

  merge(other: readonly number[]): void {
    for (const [bin, count] of other.entries()) {
      this.#bins[bin] = (this.#bins[bin] as number) + count;
      this.#count += count;
    }
  }

  bins(): number[] {
    return [...this.#bins];
  }

  /**
   * The delay that `share` of what was expected did not exceed; what never came took forever.
   * @throws RangeError when nothing was expected.
   */
  percentile(share: number, expected = this.#count): number {
    if (!(expected > 0)) throw new RangeError('nothing was expected');
    let left = Math.ceil(share * Math.max(expected, this.#count));
    for (const [bin, count] of this.#bins.entries()) {
      left -= count;
      if (left > 0) continue;
      return bin < FINE_BINS ? (bin + 1) * STEP : FINE * Math.exp((bin - FINE_BINS + 1) * GROWTH);
    }
    return Number.POSITIVE_INFINITY;
  }
}
