import { strFromU8, unzipSync } from 'fflate';
import { childrenOf, elementsIn, readXml, type XmlElement } from './xml-element.ts';

/** A comment as a reader of the document meets it. */
export interface ReadComment {
  readonly id: number;
  readonly author: string;
  readonly initials: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
  /** Id of the comment it replies to; null for the first of a thread. */
  readonly parent: number | null;
  readonly resolved: boolean;
  /** The words of its range; paragraphs joined by a line feed. */
  readonly words: string;
  /** Where the words begin in `text`, in UTF-16 units; -1 for a comment outside of the article. */
  readonly start: number;
}

/** A document as Word reads it: by the ECMA-376 schemas and nothing that the export knows. */
export interface WordDocument {
  readonly parts: ReadonlyMap<string, string>;
  readonly comments: readonly ReadComment[];
  /** The text of the article: its paragraphs, joined by a line feed. */
  readonly text: string;
  /** The paragraphs that are the report's own. */
  readonly own: readonly string[];
}

/** The parts of a package, by path, as text; in the order they are packed in. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
}

/** Reads a document. @throws SyntaxError, RangeError for what Word would call damaged. */
export function readWord(bytes: Uint8Array): WordDocument {
  const parts = partsOf(bytes);
  const read = (path: string): XmlElement | null => {
    const source = parts.get(path);
    return source === undefined ? null : readXml(source);
  };
  const document = read('word/document.xml');
  if (!document) throw new RangeError('no document');
  const { text, own, ranges } = readBody(document);
  const extended = new Map(
    [...(read('word/commentsExtended.xml')?.children ?? [])]
      .filter((child) => typeof child !== 'string')
      .map((child) => [child.attributes.get('w15:paraId'), child.attributes] as const),
  );
  const listed = childrenOf(read('word/comments.xml') ?? EMPTY);
  const byParagraph = new Map(listed.map((comment) => [paragraphIdOf(comment), idOf(comment)]));
  const comments = listed.map((comment): ReadComment => {
    const about = extended.get(paragraphIdOf(comment));
    if (!about) throw new RangeError(`comment ${idOf(comment)} is not in commentsExtended`);
    const range = ranges.get(idOf(comment));
    if (!range) throw new RangeError(`comment ${idOf(comment)} hangs on nothing`);
    const parent = about.get('w15:paraIdParent');
    return {
      id: idOf(comment),
      author: comment.attributes.get('w:author') ?? '',
      initials: comment.attributes.get('w:initials') ?? '',
      date: comment.attributes.get('w:date') ?? '',
      paragraphs: childrenOf(comment).map(lettersOf),
      parent: parent === undefined ? null : (byParagraph.get(parent) ?? Number.NaN),
      resolved: about.get('w15:done') === '1',
      ...range,
    };
  });
  if (comments.length !== ranges.size) throw new RangeError('a range without a comment');
  return { parts, comments, text, own };
}

const EMPTY: XmlElement = { name: '', attributes: new Map(), children: [] };

const idOf = (element: XmlElement) => Number(element.attributes.get('w:id'));

/** Word knows a comment by its last paragraph. */
function paragraphIdOf(comment: XmlElement): string | undefined {
  return childrenOf(comment).at(-1)?.attributes.get('w14:paraId');
}

/** The letters of a paragraph. */
function lettersOf(paragraph: XmlElement): string {
  return [...elementsIn(paragraph)].map(letterOf).join('');
}

function letterOf({ name, children }: XmlElement): string {
  if (name === 'w:t') return children.filter((child) => typeof child === 'string').join('');
  if (name === 'w:tab') return '\t';
  return name === 'w:br' ? '\n' : '';
}

interface Range {
  words: string;
  readonly start: number;
}

/** Article paragraphs, the report's own, and what each comment's range holds. */
function readBody(document: XmlElement): { text: string; own: string[]; ranges: Map<number, Range> } {
  const article: string[] = [];
  const own: string[] = [];
  const ranges = new Map<number, Range>();
  const open = new Set<number>();
  const referred = new Set<number>();
  let length = 0;
  for (const paragraph of elementsIn(document)) {
    if (paragraph.name !== 'w:p') continue;
    const isOwn = styleOf(paragraph).startsWith('SanadReport');
    if (!isOwn && article.length > 0) {
      length++;
      for (const id of open) (ranges.get(id) as Range).words += '\n';
    }
    let letters = '';
    for (const element of elementsIn(paragraph)) {
      const id = idOf(element);
      if (element.name === 'w:commentRangeStart') {
        if (ranges.has(id)) throw new RangeError(`range ${id} begins twice`);
        ranges.set(id, { words: '', start: isOwn ? -1 : length + letters.length });
        open.add(id);
      } else if (element.name === 'w:commentRangeEnd') {
        if (!open.delete(id)) throw new RangeError(`range ${id} ends before it begins`);
      } else if (element.name === 'w:commentReference') {
        if (open.has(id) || !ranges.has(id) || referred.has(id)) throw new RangeError(`a stray mark of comment ${id}`);
        referred.add(id);
      }
      const letter = letterOf(element);
      letters += letter;
      for (const held of open) (ranges.get(held) as Range).words += letter;
    }
    (isOwn ? own : article).push(letters);
    if (!isOwn) length += letters.length;
  }
  if (open.size > 0 || referred.size !== ranges.size) throw new RangeError('a range that does not end, or has no mark');
  return { text: article.join('\n'), own, ranges };
}

function styleOf(paragraph: XmlElement): string {
  const [properties] = childrenOf(paragraph);
  const style = properties && childrenOf(properties).find(({ name }) => name === 'w:pStyle');
  return style?.attributes.get('w:val') ?? '';
}

/** The parts of a package as one text to compare by eye: a line for each paragraph, row, comment and relationship. */
export function printed(bytes: Uint8Array): string {
  return [...partsOf(bytes)]
    .filter(([path]) => !path.startsWith('word/theme/'))
    .map(([path, source]) => `== ${path}\n${source.replace(LINES, '\n$&')}\n`)
    .join('\n');
}

const LINES =
  /<(?:w:p|w:r|w:tr|w:tbl|w:comment|w:style|w:abstractNum|w:lvl|w:num|w:hyperlink|w15:\w+|w16c\w+:\w+|Relationship|Override|Default|dc:\w+|dcterms:\w+)[ >]|(?<=[[,])\{"/g;
