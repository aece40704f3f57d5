import { directionOfBlock } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import { escapeHtml } from './markup.ts';
import type { PageWords } from './page-words.ts';
import type { Rendering } from './rendering.ts';
import type { HeldClaim } from './spans.ts';
import type { ReportWords } from './words.ts';

/** Everything the parts of one report share. */
export interface Page {
  readonly report: Report;
  readonly words: ReportWords;
  readonly more: PageWords;
  readonly held: readonly HeldClaim[];
  readonly lines: ReadonlyMap<string, number>;
  /** Names -> how their initials are drawn, once worked out: a desk has few people and a report many claims. */
  readonly initials: Map<string, string>;
  /** The version that was signed off, where the report is one. */
  readonly version: Rendering['version'];
}

/** Making a format takes far longer than using it, and a long report has thousands of moments. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, style: 'long' | 'short' | 'day'): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: style === 'short' ? 'short' : 'long',
      year: 'numeric',
      ...(style === 'day' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      timeZone: 'UTC',
    });
    formats.set(key, format);
  }
  return format;
}

/** A moment in UTC, in the report's own language; what is no moment is shown as it is. */
export function moment(iso: string, { locale }: ReportWords, style: 'long' | 'short' = 'long'): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return `<bdi>${escapeHtml(iso)}</bdi>`;
  const zone = style === 'long' ? ' UTC' : '';
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(formatOf(locale, style).format(date))}${zone}</time>`;
}

/** A day, the same wherever it is read; what is no day is shown as it is. */
export function day(date: string, { locale }: ReportWords): string {
  const noon = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return `<bdi>${escapeHtml(date)}</bdi>`;
  return `<time datetime="${escapeHtml(date)}">${escapeHtml(formatOf(locale, 'day').format(noon))}</time>`;
}

/** Words of the article, in its language and their own direction. */
export function quoted(quote: string, { report }: Page): string {
  const { language, direction } = report.article;
  return `<div class="quote" lang="${escapeHtml(language)}" dir="${directionOfBlock(quote, direction)}">${escapeHtml(quote)}</div>`;
}
