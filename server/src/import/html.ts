import { articleSchema, isSafeAddress } from '@sanad/shared/article';
import { fold } from '@sanad/shared/fold';
import { RichTextReader } from '@sanad/shared/rich-text';
import type { Node } from 'prosemirror-model';
import { HtmlHead } from './html-head.ts';
import { readHtml } from './html-tokens.ts';
import { type About, cleanText, type Imported, imported } from './imported.ts';

/** What the importing person said of a page, and where it was found. */
export interface AboutPage extends About {
  /** The address that links are relative to, unless the text names another. */
  readonly address?: string | undefined;
}

/**
 * Makes an article of HTML: headings, paragraphs, lists, quotes, links, bold and italic, each block in its direction; a row
 * of a table is a paragraph. Nothing in it runs, nothing is fetched; what a reader of the page would not see is left out
 * and counted in the remarks, as are pictures and links that are not safe or lead nowhere from here.
 * @throws RangeError when there are no words; TooManyBlocks.
 */
export function articleOfHtml(html: string, about: AboutPage): Imported {
  const head = new HtmlHead();
  const reader = new RichTextReader((href) => absolute(href, head.base, about.address));
  readHtml(html, {
    open(name, attributes) {
      head.open(name, attributes);
      reader.open(name, attributes);
    },
    close(name) {
      head.close(name);
      reader.close(name);
    },
    text(words) {
      head.text(words);
      reader.text(words);
    },
  });
  const { blocks, losses } = reader.finish();
  const words = blocks.map((block) => block.textBetween(0, block.content.size, '\n')).join('\n');
  const named = titled(blocks, about.title === undefined ? cleanText(head.title) : '');
  const made = imported(named.blocks, {
    title: about.title ?? named.title,
    language: about.language ?? head.languageOf(words),
    direction: about.direction,
  });
  return {
    ...made,
    source: head.sourceBy((address) => absolute(address, head.base, about.address)),
    remarks: [...losses].map(([kind, count]) => ({ kind, count })),
  };
}

/**
 * Which heading is the title: one of the first level that the page's own title holds, else the first of them, else the
 * page's title is. Others of the first level go one down.
 */
function titled(blocks: readonly Node[], given: string): { blocks: readonly Node[]; title: string | undefined } {
  const firsts = blocks.filter((block) => block.type.name === 'heading' && block.attrs.level === 1);
  const folded = fold(given).text;
  const heading = firsts.find(({ textContent }) => folded.includes(fold(textContent).text)) ?? firsts[0];
  const lower = (block: Node) =>
    firsts.includes(block) && block !== heading
      ? articleSchema.node('heading', { ...block.attrs, level: 2 }, block.content)
      : block;
  // A title above the text that is said there again, as a paragraph or a smaller heading, is the same title.
  return { blocks: firsts.length > 1 ? blocks.map(lower) : blocks, title: heading || given === '' ? undefined : given };
}

/** The whole address of a link; null for one that is not safe, or leads nowhere from here. */
function absolute(href: string, base: string | null, address: string | undefined): string | null {
  const written = href.replace(/[\t\n\r]/g, '').trim();
  if (written === '' || written.startsWith('#')) return null;
  const whole = isSafeAddress(written) ? written : resolved(written, base, address);
  return whole === null || !isSafeAddress(whole) ? null : unwrapped(whole);
}

function resolved(href: string, base: string | null, address: string | undefined): string | null {
  const root = base === null ? address : (URL.parse(base, address)?.href ?? address);
  return URL.parse(href, root)?.href ?? null;
}

/** A published document of Google's leads every reader through its own address to the one that was meant. */
function unwrapped(address: string): string {
  if (!/^https?:\/\/(www\.)?google\.com\/url\?/i.test(address)) return address;
  const meant = URL.parse(address)?.searchParams.get('q') ?? '';
  return isSafeAddress(meant) ? meant : address;
}
