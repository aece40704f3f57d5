import type { ImportRemark } from '@sanad/shared/import';
import { type Source, sourceShape } from '@sanad/shared/source';

/** What a Markdown text says of itself before it begins. */
export interface FrontMatter {
  /** The text behind it. */
  readonly text: string;
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly source: Partial<Source>;
  readonly remarks: readonly ImportRemark[];
}

/** The most lines that it has; a ruler far below is none of its ends. */
const LINES = 100;

/**
 * Reads the front matter of a Markdown text: lines of `name: value` between two rulers at its very beginning, of which
 * title, author, date, language and address are taken. A text without any is answered as it is.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.split('\n', LINES);
  const end = /^---\s*$/.test(lines[0] ?? '')
    ? lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line))
    : -1;
  const fields = end === -1 ? null : fieldsOf(lines.slice(1, end));
  if (!fields) return { text, title: undefined, language: undefined, source: {}, remarks: [] };
  const first = (...names: readonly string[]) => names.map((name) => fields.get(name)).find((value) => value) ?? '';
  const language = first('lang', 'language', 'locale').replaceAll('_', '-');
  const date = first('date', 'published', 'publishdate', 'pubdate');
  const found = {
    address: first('canonical', 'canonical_url', 'canonicalurl', 'url', 'source', 'link'),
    byline: first('author', 'authors', 'byline', 'by'),
    site: first('site', 'publisher', 'publication'),
    publishedAt: /^\d{4}-\d\d-\d\d/.exec(date)?.[0] === date ? date : date.replace(' ', 'T'),
  };
  const fits = (key: keyof typeof found) => found[key] !== '' && sourceShape.shape[key].safeParse(found[key]).success;
  const day = /^\d{4}-\d\d-\d\d/.exec(date)?.[0] ?? '';
  return {
    text: text
      .split('\n')
      .slice(end + 1)
      .join('\n'),
    title: first('title', 'headline') || undefined,
    language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined,
    source: {
      ...(fits('address') && { address: found.address }),
      ...(fits('byline') && { byline: found.byline }),
      ...(fits('site') && { site: found.site }),
      ...(fits('publishedAt')
        ? { publishedAt: found.publishedAt }
        : sourceShape.shape.publishedAt.safeParse(day).success && day !== '' && { publishedAt: day }),
    },
    remarks: [{ kind: 'front-matter', count: 1 }],
  };
}

/** The fields by their names in small letters, a list's values with commas between; null where the lines are no such fields. */
function fieldsOf(lines: readonly string[]): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of lines) {
    const [, key, value = ''] = /^([\p{L}_][\p{L}\p{N}_ -]{0,60}):(?:\s+(.*))?$/u.exec(line) ?? [];
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (key !== undefined) {
      name = key.trim().toLowerCase();
      if (!fields.has(name)) fields.set(name, plain(value));
    } else if (item !== undefined && name) {
      fields.set(name, [fields.get(name), plain(item)].filter(Boolean).join(', '));
    } else if (!/^\s*(#.*)?$/.test(line) && !/^\s+\S/.test(line)) return null;
  }
  return fields.size > 0 ? fields : null;
}

/** A value without its quotation marks, or the values of a list in brackets. */
function plain(written: string): string {
  const value = written.trim();
  const list = /^\[(.*)\]$/.exec(value)?.[1];
  if (list !== undefined) return list.split(',').map(plain).filter(Boolean).join(', ');
  const quoted =
    /^"(.*)"$/.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1') ?? /^'(.*)'$/.exec(value)?.[1]?.replaceAll("''", "'");
  return (quoted ?? value.replace(/\s+#.*$/, '')).trim();
}
