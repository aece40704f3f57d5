import { xmlAttribute } from './xml.ts';

const HYPERLINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

/** The addresses that a part of the package links to. One that is met again keeps its id. */
export class Links {
  readonly #ids = new Map<string, string>();

  /** Runs as a link. The address has been found to be safe; one that no browser could open makes no link. */
  around(inner: string, address: string): string {
    const target = written(address);
    if (!URL.canParse(target)) return inner;
    const id = this.#ids.get(target) ?? `rIdLink${this.#ids.size + 1}`;
    this.#ids.set(target, id);
    return `<w:hyperlink r:id="${id}" w:history="1">${inner}</w:hyperlink>`;
  }

  /** The relationships, for the part's .rels. */
  relationships(): string {
    return [...this.#ids]
      .map(
        ([target, id]) =>
          `<Relationship Id="${id}" Type="${HYPERLINK}" Target="${xmlAttribute(target)}" TargetMode="External"/>`,
      )
      .join('');
  }
}

/**
 * An address as a relationship may hold it: one that is no URI makes Word call the whole file damaged. Letters of other
 * scripts stand as they are; what no address holds is written as its bytes.
 */
function written(address: string): string {
  return address
    .trim()
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}"<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign))
    .replace(/%(?![0-9a-f]{2})/gi, '%25');
}
