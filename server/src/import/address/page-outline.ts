import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { type Attributes, meaningOf, VOID_ELEMENTS } from '@sanad/shared/rich-element';
import { HtmlHead } from '../html-head.ts';
import { type HtmlListener, readHtml } from '../html-tokens.ts';
import { Unimportable } from '../unimportable.ts';

/**
 * How deep elements may stand in each other. What is deeper stands beside its parent: looking for the article costs as
 * much as the depth of every element together, and nothing that people read is this deep.
 */
const DEPTH_LIMIT = 60;
/** The depths of all elements together, and the pieces of text; long pages with many comments have a quarter of it. */
const WORK_LIMIT = 400_000;
/** The most headings of the first level that may be the title. */
const HEADING_LIMIT = 50;
/** The longest description of a page in JSON, and the most of them. */
const DATA_LIMIT = 500_000;
const DATA_COUNT = 30;
/** The longest address or name that is kept of an element. */
const VALUE_LIMIT = 2000;

/** What looking for the article goes by. */
const KEPT = [
  'class',
  'id',
  'dir',
  'lang',
  'role',
  'itemprop',
  'rel',
  'datetime',
  'start',
  'alt',
  'rowspan',
  'colspan',
];
/** Elements that say nothing unless an attribute does. */
const BARE = new Set(['span', 'font', 'bdo', 'bdi', 'data', 'abbr', 'acronym', 'label', 'output']);
/** Pages show these by and by, with styles that hide them at first. */
const SHOWN = new Set(['html', 'body', 'main', 'article']);
/** What cannot stand in itself, or ends by itself: the start of one ends the one before it, within the second list. */
const ENDS: Readonly<Record<string, readonly [ended: readonly string[], within: readonly string[]]>> = {
  li: [['li'], ['ul', 'ol', 'menu']],
  dt: [['dt', 'dd'], ['dl']],
  dd: [['dt', 'dd'], ['dl']],
  tr: [['tr', 'td', 'th'], ['table']],
  td: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
  th: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
};
/** Starts of these end a paragraph. */
const BLOCKS = new Set(
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul'.split(
    ' ',
  ),
);

/** A page without what runs, is loaded, is hidden or leads around on it. */
export interface PageOutline {
  /** The body, well-formed, of few attributes. */
  readonly body: string;
  readonly head: HtmlHead;
  /** What the page says of itself in JSON, as it is written. */
  readonly data: readonly string[];
  /** The headings of the first level, as words. */
  readonly headings: readonly string[];
  /** Whether it asks for a password. */
  readonly asksPassword: boolean;
}

/**
 * Reads a page once, sign by sign. Links become whole addresses, by the page's own base or `address`.
 * @throws Unimportable 'too-large' when nobody could say in time which part of it is the article.
 */
export function outlineOf(html: string, address: string): PageOutline {
  const writer = new OutlineWriter(address);
  readHtml(html, writer);
  return writer.finish();
}

class OutlineWriter implements HtmlListener {
  readonly #address: string;
  readonly #head = new HtmlHead();
  readonly #parts: string[] = [];
  readonly #open: string[] = [];
  /** How many of each element were opened too deep, or where they say nothing, and are not closed yet. */
  readonly #passedOver = new Map<string, number>();
  #work = 0;
  #length = 0;
  /** The element that is left out with all in it, and how many of its name are open in it. */
  #left: { readonly name: string; depth: number; readonly isData: boolean } | null = null;
  readonly #data: string[] = [];
  readonly #headings: string[] = [];
  #inHeading = false;
  #asksPassword = false;

  constructor(address: string) {
    this.#address = address;
  }

  open(name: string, attributes: Attributes): void {
    this.#head.open(name, attributes);
    if (this.#left) {
      if (name === this.#left.name && !VOID_ELEMENTS.has(name)) this.#left.depth++;
      return;
    }
    if (name === 'input' && attributes.get('type')?.toLowerCase() === 'password') this.#asksPassword = true;
    if (name === 'html' || name === 'body' || name === 'head') return;
    const meaning = meaningOf(name, attributes);
    const isPicture = name === 'img';
    if (meaning.dropped && !isPicture && !(SHOWN.has(name) && meaning.dropped === 'hidden-text')) {
      this.#leave(name, attributes);
      return;
    }
    if (VOID_ELEMENTS.has(name)) {
      if (isPicture || name === 'br' || name === 'hr') this.#write(name, attributes);
      return;
    }
    if (name === 'h1' && this.#headings.length < HEADING_LIMIT) {
      this.#inHeading = true;
      this.#headings.push('');
    }
    this.#endBefore(name);
    const shown = meaning.strong && name !== 'b' ? 'strong' : meaning.em && name !== 'i' ? 'em' : name;
    const isBare = BARE.has(shown) && !KEPT.some((key) => attributes.has(key));
    if (isBare || this.#open.length >= DEPTH_LIMIT) {
      this.#passedOver.set(name, (this.#passedOver.get(name) ?? 0) + 1);
      if (BLOCKS.has(name)) this.#parts.push('<br>');
      return;
    }
    // A `span` that is bold closes as the span it is.
    this.#open.push(shown === name ? name : `${name} ${shown}`);
    this.#write(shown, attributes);
  }

  close(name: string): void {
    this.#head.close(name);
    if (this.#left) {
      if (name === this.#left.name && --this.#left.depth === 0) this.#left = null;
      return;
    }
    if (name === 'h1') this.#inHeading = false;
    const over = this.#passedOver.get(name) ?? 0;
    if (over > 0) {
      this.#passedOver.set(name, over - 1);
      return;
    }
    const place = this.#open.findLastIndex((each) => each === name || each.startsWith(`${name} `));
    if (place >= 0) this.#closeDownTo(place);
  }

  text(words: string): void {
    this.#head.text(words);
    if (this.#left) {
      const last = this.#data.length - 1;
      if (this.#left.isData && (this.#data[last]?.length ?? 0) < DATA_LIMIT) this.#data[last] += words;
      return;
    }
    const heading = this.#headings.length - 1;
    if (this.#inHeading && (this.#headings[heading]?.length ?? 0) < 1000) this.#headings[heading] += words;
    const written = escaped(words);
    this.#length += words.length;
    if (this.#length > IMPORT_LIMIT) throw new Unimportable('too-large');
    // Each sign that is written by a name becomes a piece of text of its own.
    this.#cost(1 + written.length - words.length);
    this.#parts.push(written);
  }

  finish(): PageOutline {
    this.#closeDownTo(0);
    return {
      body: this.#parts.join(''),
      head: this.#head,
      data: this.#data,
      headings: this.#headings
        .map((heading) => heading.replace(/\s+/g, ' ').trim())
        .filter((heading) => heading !== ''),
      asksPassword: this.#asksPassword,
    };
  }

  #cost(work: number): void {
    this.#work += work;
    if (this.#work > WORK_LIMIT) throw new Unimportable('too-large');
  }

  #leave(name: string, attributes: Attributes): void {
    if (VOID_ELEMENTS.has(name)) return;
    const type = attributes.get('type')?.trim().toLowerCase() ?? '';
    const isData = name === 'script' && type.startsWith('application/ld+json') && this.#data.length < DATA_COUNT;
    if (isData) this.#data.push('');
    this.#left = { name, depth: 1, isData };
  }

  #endBefore(name: string): void {
    if (BLOCKS.has(name) && this.#open.at(-1) === 'p') this.#closeDownTo(this.#open.length - 1);
    const [ended = [], within = []] = ENDS[name] ?? [];
    const place = this.#open.findLastIndex((each) => ended.includes(each) || within.includes(each));
    const found = this.#open[place];
    if (found === undefined || within.includes(found)) return;
    this.#closeDownTo(place);
    if (name === 'tr' && found !== 'tr') this.#endBefore(name);
  }

  #closeDownTo(place: number): void {
    for (let last = this.#open.pop(); last !== undefined; last = this.#open.pop()) {
      this.#parts.push(`</${last.split(' ').at(-1)}>`);
      if (this.#open.length <= place) break;
    }
  }

  #write(name: string, attributes: Attributes): void {
    this.#cost(this.#open.length + 1);
    const kept = KEPT.flatMap((key) => {
      const value = attributes.get(key);
      return value === undefined ? [] : [` ${key}="${escaped(value.slice(0, VALUE_LIMIT))}"`];
    });
    const link = name === 'a' ? 'href' : name === 'img' ? 'src' : null;
    const href = link && this.#whole(attributes.get(link)?.trim() ?? '');
    this.#parts.push(`<${name}${kept.join('')}${href ? ` ${link}="${escaped(href)}"` : ''}>`);
  }

  /** A link as a whole address; '' for one that leads nowhere from here. */
  #whole(href: string): string {
    if (href === '' || href.length > VALUE_LIMIT || href.startsWith('#')) return '';
    const { base } = this.#head;
    const root = base === null ? this.#address : (URL.parse(base, this.#address)?.href ?? this.#address);
    return URL.parse(href, root)?.href ?? '';
  }
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
