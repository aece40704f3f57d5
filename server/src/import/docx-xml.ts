import { SaxesParser } from 'saxes';
import { Unimportable } from './unimportable.ts';

/** An element, with everything named by the prefixes of `PREFIXES` whatever the file calls them. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Xml | string)[];
}

/** Deeper than any program nests: tables in tables in tables stay below a hundred. */
const DEPTH_LIMIT = 256;
/** The most elements of a package: some 150,000 words with every word formatted by itself. */
export const ELEMENT_LIMIT = 1_000_000;

/** How many elements may still be read. */
export interface ElementBudget {
  left: number;
}

const OFFICE = ['http://schemas.openxmlformats.org/', 'http://purl.oclc.org/ooxml/'] as const;
const PREFIXES: Readonly<Record<string, string>> = {
  [`${OFFICE[0]}wordprocessingml/2006/main`]: 'w',
  [`${OFFICE[1]}wordprocessingml/main`]: 'w',
  [`${OFFICE[0]}officeDocument/2006/relationships`]: 'r',
  [`${OFFICE[1]}officeDocument/relationships`]: 'r',
  [`${OFFICE[0]}officeDocument/2006/math`]: 'm',
  [`${OFFICE[1]}officeDocument/math`]: 'm',
  [`${OFFICE[0]}markup-compatibility/2006`]: 'mc',
  [`${OFFICE[0]}package/2006/content-types`]: 'types',
  [`${OFFICE[0]}package/2006/relationships`]: 'rels',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  'http://schemas.microsoft.com/office/word/2016/wordml/cid': 'w16cid',
  'http://schemas.microsoft.com/office/word/2018/wordml/cex': 'w16cex',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'urn:sanad:claims': 'sanad',
};

/**
 * Reads a part of a package. Nothing outside of it is ever looked at, and it may not declare anything.
 * @throws Unimportable: `forbidden-xml` for a document type or an entity of its own, `damaged` for what is not well
 * formed or nests without end, `unpacks-too-large` for more elements than the budget has left.
 */
export function readXml(bytes: Uint8Array, budget: ElementBudget): Xml {
  const text = decoded(bytes);
  // Before anything is read of it: everything else that begins so in XML is a comment or plain characters.
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new Unimportable('forbidden-xml');
  const top: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [top];
  const parser = new SaxesParser({ xmlns: true, position: false });
  const inner = () => open[open.length - 1] as Node;
  parser.on('error', () => {
    throw new Unimportable(/&(?!#|(?:amp|lt|gt|quot|apos);)[\w.-]+;/.test(text) ? 'forbidden-xml' : 'damaged-file');
  });
  parser.on('doctype', () => {
    throw new Unimportable('forbidden-xml');
  });
  parser.on('opentag', ({ uri, local, attributes, isSelfClosing }) => {
    if (open.length > DEPTH_LIMIT) throw new Unimportable('damaged-file');
    if (--budget.left < 0) throw new Unimportable('unpacks-too-large');
    const node: Node = { name: named(uri, local), attributes: attributesOf(attributes), children: NO_CHILDREN };
    const parent = inner();
    if (parent.children === NO_CHILDREN) parent.children = [node];
    else parent.children.push(node);
    if (!isSelfClosing) open.push(node);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (!isSelfClosing) open.pop();
  });
  const write = (words: string) => {
    const parent = inner();
    if (parent.children === NO_CHILDREN) parent.children = [words];
    else parent.children.push(words);
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.write(text).close();
  const root = top.children.find((child) => typeof child !== 'string');
  if (!root) throw new Unimportable('damaged-file');
  return root;
}

interface Node extends Xml {
  children: (Node | string)[];
}

// Most elements have no children: they share one list.
const NO_CHILDREN: (Node | string)[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

/** UTF-8, or UTF-16 by its mark: what a part of a package may be in. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Unimportable('damaged-file');
  }
}

function named(uri: string, local: string): string {
  return uri === '' ? local : `${PREFIXES[uri] ?? '?'}:${local}`;
}

type Attributes = Readonly<Record<string, { readonly uri: string; readonly local: string; readonly value: string }>>;

function attributesOf(attributes: Attributes): Readonly<Record<string, string>> {
  let read: Record<string, string> | null = null;
  for (const name in attributes) {
    const attribute = attributes[name];
    // Which session of editing wrote what is half of what a document holds, and nobody reads it.
    if (!attribute || attribute.local.startsWith('rsid') || attribute.uri === 'http://www.w3.org/2000/xmlns/') continue;
    read ??= Object.create(null) as Record<string, string>;
    read[named(attribute.uri, attribute.local)] = attribute.value;
  }
  return read ?? NO_ATTRIBUTES;
}

/** The child elements of an element. */
export function* elementsOf(xml: Xml | null | undefined): Generator<Xml> {
  for (const child of xml?.children ?? []) if (typeof child !== 'string') yield child;
}

/** The first child element of this name. */
export function childOf(xml: Xml | null | undefined, name: string): Xml | null {
  for (const child of xml?.children ?? []) if (typeof child !== 'string' && child.name === name) return child;
  return null;
}

/** `w:val` of the first child element of this name; null without. */
export function settingOf(xml: Xml | null | undefined, name: string): string | null {
  return childOf(xml, name)?.attributes['w:val'] ?? null;
}

/** Whether a property is on: `<w:b/>` and `<w:b w:val="1"/>` are, `<w:b w:val="0"/>` is not; null where nothing is said. */
export function switchOf(xml: Xml | null | undefined, name: string): boolean | null {
  const child = childOf(xml, name);
  if (!child) return null;
  const value = child.attributes['w:val'];
  return value === undefined || !/^(0|false|off|none)$/i.test(value);
}

/** The text that stands in an element itself. */
export function ownText(xml: Xml): string {
  let text = '';
  for (const child of xml.children) if (typeof child === 'string') text += child;
  return text;
}
