/** An element of XML, or a text. Attributes and tags by their names as they are written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(.*?)(;|$)/g, (_, name: string) => {
    const held = ENTITIES[name];
    if (held === undefined) throw new SyntaxError(`no such entity: ${name}`);
    return held;
  });
}

/** What XML 1.0 lets stand in a document: https://www.w3.org/TR/xml/#charsets, and no control signs beside. */
const FORBIDDEN = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/u;
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y;

/**
 * Reads a document of XML, strictly: no declarations of types, comments, processing instructions or character references.
 * @throws SyntaxError for what is not well-formed or holds signs that XML 1.0 does not know.
 */
export function readXml(source: string): XmlElement {
  const forbidden = FORBIDDEN.exec(source);
  if (forbidden) throw new SyntaxError(`U+${forbidden[0].charCodeAt(0).toString(16)} at ${forbidden.index}`);
  const head = /^<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>/.exec(source);
  let at = head ? head[0].length : 0;
  const root = { name: '', attributes: new Map<string, string>(), children: [] as (XmlElement | string)[] };
  const open: (typeof root)[] = [root];
  while (at < source.length) {
    const parent = open.at(-1) as typeof root;
    const next = source.indexOf('<', at);
    if (next !== at) {
      const text = source.slice(at, next === -1 ? undefined : next);
      if (parent === root && text.trim() !== '') throw new SyntaxError('a text outside of everything');
      parent.children.push(unescaped(text));
      if (next === -1) break;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(source);
    if (!tag) throw new SyntaxError(`no tag at ${source.slice(next, next + 60)}`);
    const [whole, closes, name = '', listed = '', isEmpty] = tag;
    at = next + whole.length;
    if (closes) {
      if (parent.name !== name || open.length === 1) throw new SyntaxError(`</${name}> closes <${parent.name}>`);
      open.pop();
      continue;
    }
    const element: typeof root = { name, attributes: new Map<string, string>(), children: [] };
    for (const [, key = '', value = ''] of listed.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
      if (element.attributes.has(key)) throw new SyntaxError(`${key} twice in <${name}>`);
      element.attributes.set(key, unescaped(value));
    }
    parent.children.push(element);
    if (!isEmpty) open.push(element);
  }
  const only = root.children.filter((child) => typeof child !== 'string');
  if (open.length !== 1 || only.length !== 1) throw new SyntaxError('not one element');
  return only[0] as XmlElement;
}

/** The elements in it, in the order of the text, itself first. */
export function* elementsIn(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsIn(child);
}

/** The elements right in it. */
export function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** All text in it. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
