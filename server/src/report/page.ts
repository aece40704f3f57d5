import { directionOfBlock } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import { escapeHtml } from './markup.ts';
import type { HeldClaim } from './spans.ts';
import type { ReportWords } from './words.ts';

/** Everything the parts of one report share. */
export interface Page {
  readonly report: Report;
  readonly words: ReportWords;
  readonly held: readonly HeldClaim[];
  readonly lines: ReadonlyMap<string, number>;
}

/** A moment in UTC, in the report's own language; what is no moment is shown as it is. */
export function moment(iso: string, { locale }: ReportWords, style: 'long' | 'short' = 'long'): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return `<bdi>${escapeHtml(iso)}</bdi>`;
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: style === 'long' ? 'long' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const zone = style === 'long' ? ' UTC' : '';
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(format.format(date))}${zone}</time>`;
}

/** Words of the article, in its language and their own direction. */
export function quoted(quote: string, { report }: Page): string {
  const { language, direction } = report.article;
  return `<div class="quote" lang="${escapeHtml(language)}" dir="${directionOfBlock(quote, direction)}">${escapeHtml(quote)}</div>`;
}
