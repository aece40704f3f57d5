import { directionOfBlock, type Direction } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import type { ReportWords } from '../words.ts';
import type { Ink, Inked } from './ink.ts';
import type { PaperWords } from './words.ts';

/** What the parts of a report on paper share. */
export interface Paper {
  readonly report: Report;
  readonly words: ReportWords;
  readonly own: PaperWords;
  readonly ink: Ink;
}

/** Words with a direction of their own. */
export interface Voiced {
  readonly text: Inked;
  readonly dir: Direction;
  /** Short enough to stand in a line without being broken, so that it turns nothing around it. */
  readonly short: boolean;
}

const SHORT = 40;

/** Words in their own direction; those without letters run as `otherwise` does. */
export function voiced(text: string, otherwise: Direction, { ink }: Paper): Voiced {
  const short = text.length <= SHORT && !text.includes('\n');
  return { text: short ? ink.whole(text) : ink.broken(text), dir: directionOfBlock(text, otherwise), short };
}

/** A moment in UTC, in the report's own language; what is no moment is shown as it is. */
export function momentOf(iso: string, paper: Paper, style: 'long' | 'short' = 'short'): string {
  const format = new Intl.DateTimeFormat(paper.words.locale, {
    day: 'numeric',
    month: style,
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return formatted(iso, format, style === 'long' ? ' UTC' : '', paper);
}

/** A day, the same wherever it is read. */
export function dayOf(iso: string, paper: Paper): string {
  const format = new Intl.DateTimeFormat(paper.words.locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return formatted(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00Z` : iso, format, '', paper);
}

function formatted(iso: string, format: Intl.DateTimeFormat, zone: string, { ink }: Paper): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? ink.whole(iso) : ink.whole(format.format(date) + zone);
}
