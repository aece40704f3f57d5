import { z } from 'zod';

/** What a page says of its article in JSON-LD, '' where it says nothing. */
export interface LinkedArticle {
  readonly headline: string;
  readonly byline: string;
  readonly publishedAt: string;
  readonly site: string;
  /** Whether it says that only subscribers are shown all of it. */
  readonly isForSubscribers: boolean;
}

/** How deep things are looked for in each other, and how many in all. */
const DEPTH_LIMIT = 6;
const THING_LIMIT = 5000;

type Thing = Readonly<Record<string, unknown>>;
const thingShape = z.record(z.string(), z.unknown());

/** NewsArticle, ReportageNewsArticle, BlogPosting and the like, also by their whole addresses. */
const ARTICLE = /(?:Article|Posting|Report|Review)$/;

/**
 * The article that descriptions in JSON-LD tell of: the one that names one of `addresses` as its own, else the first that
 * has a headline. What is no JSON is passed over. Null when they tell of none.
 */
export function linkedArticle(data: readonly string[], addresses: readonly string[]): LinkedArticle | null {
  const things = data.flatMap(readData);
  const byId = new Map(things.flatMap((thing) => (wordsOf(thing.name) ? [[wordsOf(thing['@id']), thing]] : [])));
  const articles = things.filter((thing) => typesOf(thing).some((type) => ARTICLE.test(type)));
  const own = articles.find((article) => addressesOf(article).some((address) => addresses.includes(address)));
  const article = own ?? articles.find((each) => wordsOf(each.headline) !== '') ?? articles[0];
  if (!article) return null;
  return {
    headline: wordsOf(article.headline) || wordsOf(article.name),
    byline: namesOf(article.author ?? article.creator, byId).join('، '),
    publishedAt: wordsOf(article.datePublished),
    site: namesOf(article.publisher, byId)[0] ?? '',
    isForSubscribers: /^false$/i.test(String(article.isAccessibleForFree)),
  };
}

/** Every thing that a description holds, from the outside in. */
function readData(text: string): Thing[] {
  const things: Thing[] = [];
  let around = [parsed(text)];
  for (let depth = 0; depth < DEPTH_LIMIT && around.length > 0; depth++) {
    const inside: unknown[] = [];
    for (const value of around) {
      if (Array.isArray(value)) inside.push(...value.slice(0, THING_LIMIT));
      const thing = Array.isArray(value) ? undefined : thingShape.safeParse(value).data;
      if (!thing) continue;
      if (things.push(thing) > THING_LIMIT) return things;
      inside.push(...Object.values(thing).filter((each) => typeof each === 'object' && each !== null));
    }
    around = inside;
  }
  return things;
}

function parsed(text: string): unknown {
  const json = text.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/g,
    '',
  );
  for (const attempt of [json, json.replace(/\p{Cc}/gu, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // Line ends within strings are a mistake that many sites make: without them it may be JSON.
    }
  }
  return null;
}

function typesOf(thing: Thing): string[] {
  return [thing['@type']].flat().map(String);
}

function addressesOf({ url, mainEntityOfPage, '@id': id }: Thing): string[] {
  const page = thingShape.safeParse(mainEntityOfPage).data;
  return [url, mainEntityOfPage, page?.['@id'], page?.url, id].map((each) => (typeof each === 'string' ? each : ''));
}

/** The names of persons and organizations, given as words, as things, or by what they are called elsewhere. */
function namesOf(given: unknown, byId: ReadonlyMap<string, Thing>): string[] {
  const names = [given].flat().map((each) => {
    const thing = thingShape.safeParse(each).data;
    if (!thing) return wordsOf(each);
    return wordsOf(thing.name) || wordsOf(byId.get(wordsOf(thing['@id']))?.name);
  });
  return [...new Set(names.filter((name) => name !== '' && !/^https?:/i.test(name)))];
}

/** A value's words, of several the first's, in one line. */
function wordsOf(value: unknown): string {
  const [first] = [value].flat();
  if (typeof first !== 'string') return '';
  return first
    .slice(0, 2000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
