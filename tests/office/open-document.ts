import { readXml, type XmlElement } from '../support/xml-element.ts';

/** A comment as LibreOffice holds it, with the words that it stands on; paragraphs joined by a line feed. */
export interface Annotation {
  readonly author: string;
  /** To the second, without a zone. */
  readonly date: string;
  readonly said: string;
  readonly words: string;
  readonly resolved: boolean;
}

/** Reads the comments of a flat OpenDocument text (.fodt). @throws SyntaxError, RangeError */
export function annotationsOf(source: string): Annotation[] {
  const annotations = new Map<string, { words: string; readonly about: Omit<Annotation, 'words'> }>();
  const open = new Set<string>();
  const say = (letters: string) => {
    for (const name of open) (annotations.get(name) as { words: string }).words += letters;
  };
  const visit = (element: XmlElement): void => {
    const { name, attributes, children } = element;
    if (name === 'office:annotation') {
      const key = attributes.get('office:name') ?? `without words ${annotations.size}`;
      annotations.set(key, { words: '', about: aboutOf(element) });
      if (attributes.has('office:name')) open.add(key);
      return;
    }
    if (name === 'office:annotation-end') {
      if (!open.delete(attributes.get('office:name') ?? '')) throw new RangeError('an end without a beginning');
      return;
    }
    // What a paragraph after the first begins is a break in what began before it.
    if (isParagraph(element) && open.size > 0) say('\n');
    say(lettersOf(element));
    for (const child of children) {
      if (typeof child !== 'string') visit(child);
      else if (!NO_LETTERS.has(name)) say(child);
    }
  };
  visit(readXml(source));
  if (open.size > 0) throw new RangeError('a beginning without an end');
  return [...annotations.values()].map(({ words, about }) => ({ ...about, words: folded(words) }));
}

/** What holds other elements and no letters: line feeds in it are the file's, not the text's. */
const NO_LETTERS = new Set([
  'office:text',
  'text:list',
  'text:list-item',
  'table:table',
  'table:table-row',
  'table:table-cell',
]);

const isParagraph = ({ name }: XmlElement) => name === 'text:p' || name === 'text:h';

function lettersOf({ name, attributes }: XmlElement): string {
  if (name === 'text:s') return ' '.repeat(Number(attributes.get('text:c') ?? 1));
  if (name === 'text:tab') return '\t';
  return name === 'text:line-break' ? '\n' : '';
}

function aboutOf(annotation: XmlElement): Omit<Annotation, 'words'> {
  const parts = annotation.children.filter((child) => typeof child !== 'string');
  const field = (name: string) => parts.find((part) => part.name === name);
  return {
    author: plain(field('dc:creator')),
    date: plain(field('dc:date')).slice(0, 19),
    said: folded(parts.filter(isParagraph).map(plain).join('\n')),
    resolved: annotation.attributes.get('loext:resolved') === 'true',
  };
}

function plain(element: XmlElement | undefined): string {
  if (!element) return '';
  const inner = element.children.map((child) => (typeof child === 'string' ? child : plain(child)));
  return lettersOf(element) + inner.join('');
}

/** OpenDocument counts spaces that follow one another apart from letters: here they are one, and at an end none. */
export function folded(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .join('\n')
    .trim();
}
