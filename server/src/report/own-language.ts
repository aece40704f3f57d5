import type { Report } from '@sanad/shared/report';
import { REPORT_LANGUAGES, type ReportLanguage } from './words.ts';

/** The language a report's own words come in where none is asked for: the article's, or one that runs as it does. */
export function ownLanguage({ article }: Report): ReportLanguage {
  const primary = article.language.toLowerCase().split('-')[0];
  return REPORT_LANGUAGES.find((language) => language === primary) ?? (article.direction === 'rtl' ? 'ar' : 'en');
}
