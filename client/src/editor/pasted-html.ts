import { articleSchema, isSafeAddress } from '@sanad/shared/article';
import { RichTextReader } from '@sanad/shared/rich-text';
import { DOMSerializer, Fragment } from 'prosemirror-model';

/** Elements that the editor itself puts on the clipboard. */
const OWN = 'h1, h2, h3, h4, p, blockquote, ul, ol, li, a, em, strong, br, meta, div';

/** Whether HTML was copied from an article: all of it is then as the editor wrote it. */
function isOwn(page: Document): boolean {
  return (
    page.querySelector('[data-pm-slice]') !== null &&
    [...page.body.querySelectorAll('*')].every((element) => element.matches(OWN) && !element.hasAttribute('data-style'))
  );
}

/** What was pasted as HTML of the article's own elements; `own` when it comes from an article. */
export interface PastedHtml {
  readonly html: string;
  readonly own: boolean;
}

/**
 * Reads what was pasted, from whatever program: a list of Word's is a list, Google's bold element is none, and nothing
 * that runs, hides or loads is left. The browser's inert parser makes a page of it in which nothing is fetched. Styles and
 * handlers are renamed before even that, since the page's security policy reads them in any document made here.
 */
export function readPasted(html: string): PastedHtml {
  const quiet = html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/([\s/"'])(style|on[a-z]+)\s*=/gi, (_, before: string, name: string) =>
      name.toLowerCase() === 'style' ? `${before} data-style=` : `${before} data-off=`,
    ),
  );
  // A style sheet is read as what it is, and applied by nobody.
  const inert = quiet.replace(/<(\/?)style\b/gi, '<$1noframes');
  const page = new DOMParser().parseFromString(inert, 'text/html');
  if (isOwn(page)) return { html: page.body.innerHTML, own: true };
  const reader = new RichTextReader((href) => (isSafeAddress(href) ? href.trim() : null));
  walk(page.body, reader);
  const { blocks, inline } = reader.finish();
  const content = inline ? (blocks[0]?.content ?? Fragment.empty) : Fragment.from(blocks);
  const clean = document.implementation.createHTMLDocument();
  DOMSerializer.fromSchema(articleSchema).serializeFragment(content, { document: clean }, clean.body);
  return { html: clean.body.innerHTML, own: false };
}

/** Tells a reader the elements and words in a node, in order; not by calling itself, however deep they are. */
function walk(root: Element, reader: RichTextReader): void {
  let node: Node | null = root.firstChild;
  while (node) {
    if (node instanceof Element) reader.open(node.localName, attributesOf(node));
    else if (node.nodeType === Node.TEXT_NODE) reader.text(node.nodeValue ?? '');
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root) {
      if (node instanceof Element) reader.close(node.localName);
      if (node.nextSibling) break;
      node = node.parentNode;
    }
    if (node === root || !node) return;
    node = node.nextSibling;
  }
}

function attributesOf(element: Element): ReadonlyMap<string, string> {
  return new Map([...element.attributes].map(({ name, value }) => [name === 'data-style' ? 'style' : name, value]));
}
