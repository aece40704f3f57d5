import { type Node, Schema } from 'prosemirror-model';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';
import type { Direction } from './direction.ts';

/**
 * Grows by one whenever a node, a mark or a key of the claim record is added that an older client does not know.
 * It is part of the handshake: a client older than the server is turned away before its editor mounts.
 */
export const SCHEMA_VERSION = 4;

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
  // Of the text alone: the claims of a long article weigh many times as much.
  const blocks = textRoot(doc).toArray();
  textRoot(copy).insert(
    0,
    blocks.map((block) => block.clone() as Y.XmlElement | Y.XmlText),
  );
  const node = yXmlFragmentToProseMirrorRootNode(textRoot(copy), articleSchema);
  copy.destroy();
  return node;
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

/** Whether blocks of this name hold text themselves. */
export function isTextBlock(name: string): boolean {
  return articleSchema.nodes[name]?.isTextblock ?? false;
}
