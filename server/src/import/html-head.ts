import { directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import type { Attributes } from '@sanad/shared/rich-element';
import { type Source, sourceShape } from '@sanad/shared/source';

/** What an HTML text says of itself, gathered while it is read. */
export class HtmlHead {
  readonly #meta = new Map<string, string>();
  #canonical = '';
  #published = '';
  #title = '';
  #inTitle = false;
  #language = '';
  /** The address that others are relative to, as it is written. */
  base: string | null = null;

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'title':
        this.#inTitle = this.#title === '';
        break;
      case 'base':
        this.base ??= attributes.get('href')?.trim() ?? null;
        break;
      case 'html':
      case 'body':
      case 'article':
        this.#language ||= attributes.get('lang') ?? attributes.get('xml:lang') ?? '';
        break;
      case 'link':
        if (/(?:^|\s)canonical(?:\s|$)/i.test(attributes.get('rel') ?? '')) {
          this.#canonical ||= attributes.get('href')?.trim() ?? '';
        }
        break;
      case 'time':
        if (attributes.has('pubdate') || attributes.get('itemprop') === 'datePublished') {
          this.#published ||= attributes.get('datetime')?.trim() ?? '';
        }
        break;
      case 'meta':
        this.#openMeta(attributes);
        break;
    }
  }

  close(name: string): void {
    if (name === 'title') this.#inTitle = false;
  }

  text(words: string): void {
    if (this.#inTitle && this.#title.length < 1000) this.#title += words;
  }

  /** The title that the page gives the article: without the name of its site. '' where it has none. */
  get title(): string {
    const given = this.#first('og:title', 'twitter:title', 'dc.title', 'headline');
    if (given) return given;
    const title = lineOf(this.#title);
    const site = this.#first('og:site_name', 'application-name');
    // Pages put the name of their site behind or before the title, with a line between.
    const parts = title.split(/\s+[|–—•·»:-]\s+/u);
    const others = parts.filter((part) => part !== site);
    return site && others.length < parts.length && others.length === 1 ? (others[0] ?? title) : title;
  }

  /** The language that the text names, where its letters do not speak against it; undefined otherwise. */
  languageOf(words: string): string | undefined {
    const named = [this.#language, this.#first('content-language', 'og:locale', 'dc.language', 'language')]
      .map((tag) => tag.trim().replaceAll('_', '-'))
      .find((tag) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag));
    if (!named) return undefined;
    const tag = named.replace(/^[A-Za-z]+/, (primary) => primary.toLowerCase());
    // Word processors say English of every text.
    return directionOfLanguage(tag) === directionOfLanguage(guessLanguage(words)) ? tag : undefined;
  }

  /** What the text says of where it comes from; `resolve` makes whole addresses. */
  sourceBy(resolve: (address: string) => string | null): Partial<Source> {
    const address = [this.#canonical, this.#first('og:url', 'twitter:url')].flatMap((each) => resolve(each) ?? []);
    const published = this.#published || this.#first(...PUBLISHED);
    const found = {
      address: address[0] ?? '',
      site: this.#first('og:site_name', 'application-name', 'dc.publisher').slice(0, 200),
      byline: this.#first(...BYLINES).slice(0, 300),
      publishedAt: /^\d{4}-\d\d-\d\d$/.test(published) ? published : momentOf(published),
    };
    const fits = (key: keyof typeof found) => found[key] !== '' && sourceShape.shape[key].safeParse(found[key]).success;
    return {
      ...(fits('address') && { address: found.address }),
      ...(fits('site') && { site: found.site }),
      ...(fits('byline') && { byline: found.byline }),
      ...(fits('publishedAt') && { publishedAt: found.publishedAt }),
    };
  }

  #openMeta(attributes: Attributes): void {
    const content = lineOf(attributes.get('content') ?? '');
    if (content === '' || this.#meta.size > 200) return;
    for (const by of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = attributes.get(by)?.trim().toLowerCase();
      if (name && !this.#meta.has(name)) this.#meta.set(name, content);
    }
  }

  #first(...names: readonly string[]): string {
    return names.map((name) => this.#meta.get(name) ?? '').find((value) => value !== '') ?? '';
  }
}

const BYLINES = [
  'author',
  'article:author_name',
  'byl',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
];
const PUBLISHED = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'parsely-pub-date',
  'publish-date',
  'pubdate',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'date',
];

/** A moment as ISO 8601 has it, with seconds and a zone; '' for what is none. */
export function momentOf(written: string): string {
  const [, day, clock = '', seconds = ':00', hours, minutes] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(?:Z|([+-]\d\d):?(\d\d)?)?$/i.exec(written) ?? [];
  if (!day) return '';
  // Without a zone nobody knows which moment it is: the day is sure.
  if (hours === undefined && !/z$/i.test(written)) return day;
  return `${day}T${clock}${seconds}${hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`}`;
}

function lineOf(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 1000);
}
