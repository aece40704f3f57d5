import type { Signed } from '@sanad/shared/version';
import type { ReportLanguage } from './words.ts';

/** What a renderer is told besides the report. The clock is the report's own `exportedAt`. */
export interface Rendering {
  /** The language of the report's own words; the article's stay as they are. */
  readonly language: ReportLanguage;
  /** The address of the article at this desk, without a slash at its end. */
  readonly url: string;
  /** The version that was signed off, where the report is one: `signedBy` is a name, `hash` of its canonical report. */
  readonly version: Signed | null;
}

/** The address of an article at the desk at `url`. */
export function addressOf(url: string, article: string): string {
  return `${url}/articles/${encodeURIComponent(article)}`;
}
