import { type Direction, directionOfBlock } from '@sanad/shared/direction';
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
  /** Set apart in a line, since it could turn what stands around it; never what is too long to be kept on one line. */
  readonly apart: boolean;
}

const SHORT = 48;

/** Letters and digits that run against each direction, or stand otherwise beside those that do. */
const TURNING: Readonly<Record<Direction, RegExp>> = {
  rtl: /[\p{Lu}\p{Ll}\p{N}\u200e\u2066-\u2069]/u,
  ltr: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u200f\u2066-\u2069]/u,
};

/** Words in their own direction; those without letters run as `otherwise` does. */
export function voiced(text: string, otherwise: Direction, paper: Paper): Voiced {
  return voicedAs(directionOfBlock(text, otherwise), text, paper);
}

/** Words in a direction that is known. */
export function voicedAs(dir: Direction, text: string, { ink, words }: Paper): Voiced {
  const short = text.length <= SHORT && !text.includes('\n');
  const apart = short && (dir !== words.direction || TURNING[words.direction].test(text));
  return { text: short ? ink.whole(text) : ink.broken(text), dir, apart };
}

/** A moment in UTC, in the report's own language; what is no moment is shown as it is. */
export function momentOf(iso: string, paper: Paper, style: 'long' | 'short' = 'short'): string {
  return formatted(iso, style === 'long' ? 'long' : 'short', paper) + (style === 'long' && isMoment(iso) ? ' UTC' : '');
}

/** A day, the same wherever it is read. */
export function dayOf(iso: string, paper: Paper): string {
  return formatted(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00Z` : iso, 'day', paper);
}

const day = { day: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const STYLES = {
  long: { ...day, ...minute, month: 'long' },
  short: { ...day, ...minute, month: 'short' },
  day: { ...day, month: 'long' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// Making one takes longer than all that it formats.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(locale: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const known = formats.get(`${locale} ${style}`);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, STYLES[style]);
  formats.set(`${locale} ${style}`, format);
  return format;
}

const isMoment = (iso: string) => !Number.isNaN(Date.parse(iso));

function formatted(iso: string, style: keyof typeof STYLES, { ink, words }: Paper): string {
  return ink.whole(isMoment(iso) ? formatIn(words.locale, style).format(new Date(iso)) : iso);
}
