import { addressFault } from '@sanad/shared/evidence';
import { fold } from '@sanad/shared/fold';
import type { ImportRemark } from '@sanad/shared/import';
import { type Source, sourceShape } from '@sanad/shared/source';
import { articleOfHtml } from '../html.ts';
import { momentOf } from '../html-head.ts';
import type { About, Imported } from '../imported.ts';
import { Unimportable } from '../unimportable.ts';
import { type LinkedArticle, linkedArticle } from './linked-data.ts';
import type { FetchedPage } from './page-fetch.ts';
import { outlineOf, type PageOutline } from './page-outline.ts';
import { textOfPage } from './page-text.ts';
import { readableOf } from './readable.ts';

/** The fewest letters of an article; a notice of what happened just now has twice as many. */
const SHORTEST = 80;
/** Below as many letters a page that asks for something in return is the asking, and not the article. */
const WALL = 700;
/** The share of a text from which it is a list of links. */
const LINKED = 0.6;
/** Below as many letters an article that is for subscribers is a taste of it. */
const TASTE = 1500;

/** What pages say that show something else in place of an article. */
const WALLS =
  /subscri(?:be|ption)|sign (?:in|up)|log ?in|register (?:to|now|for)|cookies?\b|consent|enable javascript|javascript is (?:disabled|required)|captcha|are you (?:a )?(?:human|robot)|just a moment|access denied|page not found|ملفات (?:تعريف )?الارتباط|الكوكيز|اشترك|الاشتراك|للمشتركين|تسجيل الدخول|سج[ّ]?ل (?:الدخول|دخولك)|جافا ?سكر[يب]+ت|لست (?:روبوتا?|برنامجا)|الصفحة غير موجودة/giu;

/** Makes an article of a page as it came. */
export function articleOfFetchedPage(page: FetchedPage, about: About): Imported {
  const { text, isGuessed } = textOfPage(page.bytes, page.charset);
  const made = articleOfPage(text, page.address, about);
  const guessed: ImportRemark[] = isGuessed ? [{ kind: 'encoding-guessed', count: 1 }] : [];
  return { ...made, remarks: [...guessed, ...(made.remarks ?? [])] };
}

/**
 * Makes an article of the web page that stands at `address`: of what is read on it, without what stands around. Its
 * title, byline, date, site and canonical address are what the page says of itself. Nothing runs, nothing is loaded.
 * @throws Unimportable 'no-page' when there is no article on it, 'too-large'; TooManyBlocks.
 */
export function articleOfPage(html: string, address: string, about: About): Imported {
  const outline = outlineOf(html, address);
  const own = outline.head.sourceBy((href) => URL.parse(href, address)?.href ?? null);
  const canonical = sameSite(own.address ?? '', address) ? (own.address ?? '') : address;
  const data = linkedArticle(outline.data, [canonical, address]);
  const found = readableOf(outline.body);
  if (!found) throw new Unimportable('no-page');
  const title = titleOf(outline, data);
  const made = articleOf(found.content, {
    title: about.title ?? (title || undefined),
    language: about.language ?? outline.head.languageOf(found.text),
    direction: about.direction,
    address,
  });
  if (isWall(found.text, made, outline, data)) throw new Unimportable('no-page');
  const cut: ImportRemark[] = data?.isForSubscribers ? [{ kind: 'for-subscribers', count: 1 }] : [];
  return { ...made, source: sourceOf(own, canonical, data, found.byline), remarks: [...cut, ...(made.remarks ?? [])] };
}

function articleOf(html: string, about: Parameters<typeof articleOfHtml>[1]): Imported {
  try {
    return articleOfHtml(html, about);
  } catch (error) {
    if (error instanceof RangeError) throw new Unimportable('no-page');
    throw error;
  }
}

/** The title as the page shows it: a heading that says what the page says of itself, else the latter. */
function titleOf({ head, headings }: PageOutline, data: LinkedArticle | null): string {
  const said = [data?.headline ?? '', head.title].filter((title) => title !== '');
  const folded = said.map((title) => fold(title).text);
  const alone = headings.length === 1;
  const shown = headings.filter((heading) => {
    const words = fold(heading).text;
    // A page's own title is cut, too: its only heading is then the whole of it.
    return folded.some((title) => title.includes(words) || (alone && words.includes(title)));
  });
  return shown.sort((one, other) => other.length - one.length)[0] ?? said[0] ?? headings[0] ?? '';
}

/** Whether what was found asks for something, says that there is nothing, or leads to articles, in place of being one. */
function isWall(words: string, { content, title }: Imported, page: PageOutline, data: LinkedArticle | null): boolean {
  let [length, linked] = [-title.length, 0];
  content.descendants((node) => {
    length += node.text?.length ?? 0;
    if (node.marks.some((mark) => mark.type.name === 'link')) linked += node.text?.length ?? 0;
  });
  if (length < SHORTEST || linked > length * LINKED) return true;
  if (data?.isForSubscribers && length < TASTE) return true;
  if (length >= WALL) return false;
  return page.asksPassword || new Set(words.toLowerCase().match(WALLS)).size >= 2;
}

function sourceOf(own: Partial<Source>, address: string, data: LinkedArticle | null, byline: string): Partial<Source> {
  const host = new URL(address).hostname.replace(/^www\./, '');
  const given = data?.publishedAt ?? '';
  const published = /^\d{4}-\d\d-\d\d$/.test(given) ? given : momentOf(given);
  const found: Partial<Source> = {
    address,
    site: own.site || data?.site || host,
    byline: lineOf(data?.byline || own.byline || byline).replace(/^(?:by|بقلم|كتب(?:ه|ت|ته)?)\s*[:：]?\s+/iu, ''),
    publishedAt: published || (own.publishedAt ?? ''),
  };
  const kept = Object.entries(found).map(([key, value]) => [key, value.slice(0, LIMITS[key])] as const);
  return Object.fromEntries(
    kept.filter(([key, value]) => sourceShape.partial().safeParse({ [key]: value }).success && value !== ''),
  );
}

const LIMITS: Readonly<Record<string, number>> = { site: 200, byline: 300 };

/**
 * Whether `canonical` may stand for the address that a page was found at: a public address of the same site. Any page
 * can name any other; only its own site is believed.
 */
function sameSite(canonical: string, address: string): boolean {
  if (canonical === '' || addressFault(canonical) !== null || !URL.canParse(canonical)) return false;
  const site = ({ hostname, port }: URL) => `${hostname.replace(/^(?:www|m|mobile|amp)\./, '')}:${port}`;
  return site(new URL(canonical)) === site(new URL(address));
}

function lineOf(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
