import { type Node, Schema } from 'prosemirror-model';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';
import type { Direction } from './direction.ts';

/**
 * Grows by one whenever a node, a mark or a key of the claim record is added that an older client does not know.
 * It is part of the handshake: a client older than the server is turned away before its editor mounts.
 */
export const SCHEMA_VERSION = 2;

const dirAttribute = { dir: { default: null as Direction | null } };
/** As much of an HTMLElement as parsing needs: this package knows no DOM. */
interface ParsedElement {
  getAttribute(name: string): string | null;
  readonly style: { readonly fontWeight: string };
}
const dirOf = (dom: ParsedElement) => {
  const dir = dom.getAttribute('dir');
  return { dir: dir === 'rtl' || dir === 'ltr' ? dir : null };
};
const dirTo = (node: Node): Record<string, string> => (node.attrs.dir ? { dir: node.attrs.dir as string } : {});

/** Whether an address may stand in a link: http, https and mailto, nothing that could run. */
export function isSafeAddress(href: string): boolean {
  return /^(https?:\/\/|mailto:)\S+$/i.test(href.trim());
}

/**
 * The article's schema. Content expressions are loose on purpose (a title is an ordinary block that happens to come
 * first): y-prosemirror deletes what does not fit, and two people's concurrent edits can leave any order of blocks.
 */
export const articleSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    title: {
      content: 'text*',
      group: 'block',
      marks: '',
      defining: true,
      attrs: dirAttribute,
      parseDOM: [{ tag: 'h1[data-title]', getAttrs: dirOf }],
      toDOM: (node) => ['h1', { 'data-title': '', ...dirTo(node) }, 0],
    },
    paragraph: {
      content: 'text*',
      group: 'block',
      attrs: dirAttribute,
      parseDOM: [{ tag: 'p', getAttrs: dirOf }],
      toDOM: (node) => ['p', dirTo(node), 0],
    },
    heading: {
      content: 'text*',
      group: 'block',
      defining: true,
      attrs: { level: { default: 2 }, ...dirAttribute },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        getAttrs: (dom: ParsedElement) => ({ level: Math.min(Math.max(level, 2), 4), ...dirOf(dom) }),
      })),
      toDOM: (node) => [`h${node.attrs.level as number}`, dirTo(node), 0],
    },
    blockquote: {
      content: 'block+',
      group: 'block',
      defining: true,
      parseDOM: [{ tag: 'blockquote' }],
      toDOM: () => ['blockquote', 0],
    },
    bullet_list: {
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ul' }],
      toDOM: () => ['ul', 0],
    },
    ordered_list: {
      content: 'list_item+',
      group: 'block',
      attrs: { order: { default: 1 } },
      parseDOM: [
        { tag: 'ol', getAttrs: (dom: ParsedElement) => ({ order: Number(dom.getAttribute('start') ?? 1) || 1 }) },
      ],
      toDOM: (node) => (node.attrs.order === 1 ? ['ol', 0] : ['ol', { start: String(node.attrs.order) }, 0]),
    },
    list_item: {
      content: 'block+',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    text: {},
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (dom: ParsedElement) => {
            const href = dom.getAttribute('href') ?? '';
            return isSafeAddress(href) ? { href } : false;
          },
        },
      ],
      toDOM: (mark) => ['a', { href: mark.attrs.href as string, rel: 'noopener noreferrer nofollow' }, 0],
    },
    em: {
      parseDOM: [{ tag: 'i' }, { tag: 'em' }, { style: 'font-style=italic' }],
      toDOM: () => ['em', 0],
    },
    strong: {
      parseDOM: [
        { tag: 'strong' },
        { tag: 'b', getAttrs: (dom: ParsedElement) => dom.style.fontWeight !== 'normal' && null },
        {
          style: 'font-weight',
          getAttrs: (value: string) => /^(bold(er)?|[5-9]\d{2,})$/.test(value) && null,
        },
      ],
      toDOM: () => ['strong', 0],
    },
  },
});

/** The article's text in its Y.Doc. */
export function textRoot(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('text');
}

/** The claims of the article in its Y.Doc: claim id -> claim record (see `claim.ts`). */
export function claimsRoot(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap('claims');
}

/** The names of the two roots an article has; anything else in its Y.Doc was put there by somebody who may not. */
export const ROOT_NAMES: ReadonlySet<string> = new Set(['text', 'claims']);

/**
 * Writes a ProseMirror document into an article that has no text yet.
 * @throws RangeError when the article already has text: writing would repeat it.
 */
export function writeArticle(doc: Y.Doc, content: Node): void {
  const root = textRoot(doc);
  if (root.length > 0) throw new RangeError('the article already has text');
  prosemirrorToYXmlFragment(content, root);
}

/**
 * The article's text as a ProseMirror document, without the blocks that the schema cannot hold: two people's concurrent
 * deletions can leave a quote or a list empty. Never writes.
 */
export function readArticle(doc: Y.Doc): Node {
  // y-prosemirror deletes what does not fit from the document it reads: it is given one of its own.
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const node = yXmlFragmentToProseMirrorRootNode(textRoot(copy), articleSchema);
  copy.destroy();
  return node;
}

/** One run of letters in the Y.Doc, and where it starts in its block (UTF-16 units). */
export interface TextRun {
  readonly type: Y.XmlText;
  readonly offset: number;
  readonly length: number;
}

/** A block that holds text itself: a title, a heading or a paragraph, wherever it is nested. */
export interface TextBlock {
  readonly kind: string;
  readonly text: string;
  /** Where the block starts in the article's plain text, in UTF-16 units. */
  readonly start: number;
  readonly runs: readonly TextRun[];
}

/**
 * The article as plain text: its text blocks in order, joined by one `\n`. Every position that Sanad stores, shows or
 * sends refers to this text: UTF-16 units inside the program, code points on the wire (see `codePoints`).
 */
export interface ArticleText {
  readonly text: string;
  readonly blocks: readonly TextBlock[];
}

const isTextBlock = (name: string) => articleSchema.nodes[name]?.isTextblock ?? false;

/** What one text block holds, wherever it stands. */
export type BlockText = Omit<TextBlock, 'start'>;

/** Reads what a text block of the Y.Doc holds. */
export function readBlock(element: Y.XmlElement): BlockText {
  const runs: TextRun[] = [];
  let text = '';
  for (const child of element.toArray()) {
    if (!(child instanceof Y.XmlText)) continue;
    // Y.XmlText's own toString writes markup; the letters alone are what Y.Text's writes.
    const letters = Y.Text.prototype.toString.call(child);
    runs.push({ type: child, offset: text.length, length: letters.length });
    text += letters;
  }
  return { kind: element.nodeName, text, runs };
}

/** Reads the plain text of an article from its Y.Doc. Formatting is left out, order is the document's. */
export function articleText(doc: Y.Doc, read: (element: Y.XmlElement) => BlockText = readBlock): ArticleText {
  const blocks: TextBlock[] = [];
  let start = 0;
  const visit = (element: Y.XmlElement) => {
    if (!isTextBlock(element.nodeName)) {
      for (const child of element.toArray()) if (child instanceof Y.XmlElement) visit(child);
      return;
    }
    const { kind, text, runs } = read(element);
    blocks.push({ kind, text, start, runs });
    start += text.length + 1;
  };
  for (const child of textRoot(doc).toArray()) if (child instanceof Y.XmlElement) visit(child);
  return { text: blocks.map((block) => block.text).join('\n'), blocks };
}

/** A text block of a ProseMirror document and where its letters start: in the document and in the plain text. */
export interface PlacedBlock {
  readonly node: Node;
  /** Position of the first letter in the ProseMirror document. */
  readonly from: number;
  /** The same letter's place in the plain text, in UTF-16 units. */
  readonly start: number;
}

/** The text blocks of a ProseMirror document, in the order and with the offsets of `articleText`. */
export function placedBlocks(content: Node): PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  let start = 0;
  content.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    blocks.push({ node, from: pos + 1, start });
    start += node.content.size + 1;
    return false;
  });
  return blocks;
}

/** The last block that starts at or before `offset` of the plain text, by bisection; null for an empty list. */
export function blockAt<B extends { readonly start: number }>(blocks: readonly B[], offset: number): B | null {
  let low = 0;
  let high = blocks.length - 1;
  let found: B | null = null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle] as B;
    if (block.start <= offset) {
      found = block;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** The title of an article: its first block when that is a title with words in it, else its first words at all. */
export function titleOf(article: ArticleText): string {
  const first = article.blocks.find((block) => block.text.trim() !== '');
  return first ? first.text.trim().slice(0, 300) : '';
}

/** How many code points the first `units` UTF-16 units of `text` hold: the wire's unit from the program's. */
export function codePoints(text: string, units: number): number {
  let count = 0;
  for (let i = 0; i < units && i < text.length; count++) {
    i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1;
  }
  return count;
}
