/** How many letters stand together in what is looked up. Fewer are found everywhere, more miss a word with one error. */
const GRAM = 5;
/** A run of letters that stands at more places than this says nothing about where a quote is. */
const COMMON = 256;
/** How many runs of a quote are looked up at most, spread over it: more do not make the answer better. */
const SAMPLED = 400;

/**
 * Where in a text a quote may stand with some letters changed: the stretches that share most runs of letters with it.
 * Comparing letter by letter is only done there, so that looking for a long quote in a long text takes milliseconds and
 * cannot be used to hold up everybody else. Built in one pass over the text; about four bytes a letter.
 */
export class GramIndex {
  readonly #text: string;
  readonly #mask: number;
  /** Where each hash's places begin in `#places`; one more at the end. */
  readonly #begins: Int32Array;
  readonly #places: Int32Array;

  constructor(text: string) {
    this.#text = text;
    const grams = Math.max(0, text.length - GRAM + 1);
    let size = 1024;
    while (size < grams && size < 1 << 20) size *= 2;
    this.#mask = size - 1;
    this.#begins = new Int32Array(size + 1);
    for (let at = 0; at < grams; at++) (this.#begins[this.#hash(text, at) + 1] as number)++;
    for (let hash = 0; hash < size; hash++) (this.#begins[hash + 1] as number) += this.#begins[hash] as number;
    this.#places = new Int32Array(grams);
    const next = this.#begins.slice();
    for (let at = 0; at < grams; at++) {
      const hash = this.#hash(text, at);
      this.#places[next[hash] as number] = at;
      (next[hash] as number)++;
    }
  }

  #hash(text: string, at: number): number {
    let hash = 0;
    for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(i);
    return (hash ^ (hash >>> 15)) & this.#mask;
  }

  /**
   * The stretches of the text in which `quote` most likely stands with up to `errors` letters changed, at most `most` of
   * them before overlapping ones are joined; in text order.
   */
  stretches(quote: string, errors: number, most: number): { readonly start: number; readonly end: number }[] {
    const width = errors + 1;
    const votes = new Map<number, number>();
    const step = Math.max(1, Math.ceil((quote.length - GRAM + 1) / SAMPLED));
    for (let offset = 0; offset + GRAM <= quote.length; offset += step) {
      const hash = this.#hash(quote, offset);
      const begin = this.#begins[hash] as number;
      const end = this.#begins[hash + 1] as number;
      if (end - begin > COMMON) continue;
      for (let i = begin; i < end; i++) {
        const bucket = Math.floor(((this.#places[i] as number) - offset) / width);
        votes.set(bucket, (votes.get(bucket) ?? 0) + 1);
      }
    }
    const likely = [...votes]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, most)
      .map(([bucket]) => bucket)
      .sort((a, b) => a - b);
    const stretches: { start: number; end: number }[] = [];
    for (const bucket of likely) {
      const start = Math.max(0, (bucket - 1) * width);
      const end = Math.min(this.#text.length, (bucket + 2) * width + quote.length + errors);
      const last = stretches.at(-1);
      if (last && start <= last.end) last.end = Math.max(last.end, end);
      else if (start < end) stretches.push({ start, end });
    }
    return stretches;
  }
}
