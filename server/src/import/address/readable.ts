import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** What is read on a page. */
export interface Readable {
  /** As HTML. */
  readonly content: string;
  readonly text: string;
  /** Who wrote it, as it stands by the text; '' for nobody. */
  readonly byline: string;
}

/** As much of an element as this file needs: the server knows no DOM. */
interface Element {
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly childNodes: Iterable<unknown>;
  readonly ownerDocument: { createElement(name: string): Element };
  closest(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  append(...nodes: unknown[]): void;
  replaceWith(element: Element): void;
  remove(): void;
}

/** Finds what is read on a page by its body; null where nothing is. Nothing of it runs, nothing is loaded. */
export function readableOf(body: string): Readable | null {
  const { document } = parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`);
  // What the page says of itself is read elsewhere, and more of it.
  const found = new Readability(document, { disableJSONLD: true, serializer: articleOf }).parse();
  if (!found?.content || !found.textContent?.trim()) return null;
  return { content: found.content, text: found.textContent, byline: found.byline ?? '' };
}

function articleOf(found: unknown): string {
  const article = found as Element;
  removeAsides(article);
  unframe(article);
  return article.innerHTML;
}

/** What stands between the paragraphs of an article and is none: the label of an advertisement, a link to another article. */
const LABEL = /^(?:[إا]علان(?:ات)?(?: مم[وّ]+ل)?|advertisements?|sponsored|ad)$/iu;
const ELSEWHERE =
  /^(?:[إا]قر[أا] (?:[أا]يض[اًا]+|المزيد)|شاهد [أا]يض[اًا]+|طالع [أا]يض[اًا]+|(?:مواضيع|مقالات|أخبار) ذات صلة|read (?:more|also)|see also|related)(?![\p{L}\p{M}])/iu;
/** The most letters that such a line has. */
const LINE = 200;

function removeAsides(article: Element): void {
  for (const block of [...article.querySelectorAll('p, div, span, h2, h3, h4, strong')]) {
    const words = block.textContent?.trim() ?? '';
    if (words.length > LINE) continue;
    const linked = [...block.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent?.length ?? 0), 0);
    if (LABEL.test(words) || (ELSEWHERE.test(words) && linked > words.length / 2)) block.remove();
  }
}

/** Pages of old set their text in tables: a cell of several paragraphs is a part of the page, and its row no line of a table. */
function unframe(article: Element): void {
  const cells = [...article.querySelectorAll('td, th')];
  const framing = cells.filter(
    (cell) => [...cell.querySelectorAll('p, br, ul, ol, blockquote, h2, h3, h4')].length > 1,
  );
  if (framing.length === 0) return;
  // Looking for the article can take the table away and leave its rows.
  const tableOf = (part: Element) => part.closest('table') ?? article;
  const tables = new Set(framing.map(tableOf));
  const parts = [...article.querySelectorAll('table, tbody, thead, tfoot, tr, td, th')];
  for (const part of parts.filter((each) => tables.has(tableOf(each))).reverse()) {
    const block = part.ownerDocument.createElement('div');
    block.append(...part.childNodes);
    part.replaceWith(block);
  }
}
