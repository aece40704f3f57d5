import type { ExportRequest } from '@sanad/shared/export';
import { REPORT_FORMATS, type ReportFormatName } from '@sanad/shared/report-format';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';
import { z } from 'zod';
import { readStored, writeStored } from '../ui/stored.ts';

/** What somebody wants in a report, and how. */
export interface ExportChoice {
  readonly format: ReportFormatName;
  readonly verdicts: readonly Verdict[];
  readonly threads: boolean;
  readonly confidential: boolean;
  /** Of the report's own words; `own`: the article's. */
  readonly language: 'ar' | 'en' | 'own';
}

/** Every format, in the order they are offered. */
export const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormatName[];

/** The format that is the report as it is: it has no words of its own. */
const IN_NO_LANGUAGE: ReadonlySet<ReportFormatName> = new Set(['json']);
/** Formats that are previewed as themselves; all others as the page that says the same. */
const SHOWN_AS_TEXT: ReadonlySet<ReportFormatName> = new Set(['csv', 'md', 'json', 'jsonld', 'claimreview']);

/** Whether a format has words of its own, which come in a language. */
export const hasLanguage = (format: ReportFormatName): boolean => !IN_NO_LANGUAGE.has(format);
/** Whether a preview of a format is its first lines. */
export const isText = (format: ReportFormatName): boolean => SHOWN_AS_TEXT.has(format);
/** Whether a format can hold what is not for everybody: ClaimReview is for the public alone. */
export const mayBeConfidential = (format: ReportFormatName): boolean => format !== 'claimreview';
/** Whether a format can hold what was said of the claims. */
export const hasThreads = (format: ReportFormatName): boolean => format !== 'claimreview';

const KEY = 'sanad-export';
const rememberedShape = z.object({
  format: z.enum(FORMATS as [ReportFormatName, ...ReportFormatName[]]),
  verdicts: z.array(z.enum(VERDICTS)).min(1),
  threads: z.boolean(),
  language: z.enum(['ar', 'en', 'own']),
});

/** What was chosen in this browser the last time; before that the whole report as a page, in the interface's language. */
export function rememberedChoice(language: 'ar' | 'en'): ExportChoice {
  const first = { format: 'html', verdicts: VERDICTS, threads: true, language, confidential: false } as const;
  const stored = readStored(KEY);
  if (stored === null) return first;
  try {
    const read = rememberedShape.safeParse(JSON.parse(stored));
    return read.success ? { ...read.data, confidential: false } : first;
  } catch {
    return first; // somebody else wrote there
  }
}

/** Keeps a choice for the next time, but for what is confidential: that is asked for each time. */
export function rememberChoice({ confidential: _, ...choice }: ExportChoice): void {
  writeStored(KEY, JSON.stringify(choice));
}

/** A choice as the server is asked for it. */
export function requestOf(choice: ExportChoice, version: number | null, format = choice.format): ExportRequest {
  const { verdicts, threads, confidential, language } = choice;
  return {
    format,
    ...(language === 'own' ? {} : { language }),
    ...(verdicts.length === VERDICTS.length ? {} : { verdicts: VERDICTS.filter((each) => verdicts.includes(each)) }),
    ...(threads ? {} : { threads: false }),
    ...(confidential && mayBeConfidential(choice.format) ? { confidential: true } : {}),
    ...(version === null ? {} : { version }),
  };
}

/** The address where the report stands as a page, with what was chosen. */
export function pageAddress(article: string, choice: ExportChoice, version: number | null): string {
  const { format: _, version: __, verdicts, ...rest } = requestOf(choice, version, 'html');
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  if (verdicts) query.set('verdicts', verdicts.join(','));
  const of = version === null ? '' : `/versions/${version}`;
  const asked = query.toString();
  return `/api/articles/${encodeURIComponent(article)}${of}/report.html${asked ? `?${asked}` : ''}`;
}
