import type { ReportLanguage } from './words.ts';

/** What the report as a page says besides `ReportWords`. */
export interface PageWords {
  readonly site: string;
  readonly byline: string;
  readonly publishedAt: string;
  readonly address: string;
  readonly file: string;
  readonly version: (number: number) => string;
  readonly signedBy: string;
  readonly signedAt: string;
  readonly hash: string;
  /** Names of verdicts, one after the other: the report holds no claim with another. */
  readonly onlyVerdicts: (verdicts: string) => string;
  readonly withoutThreads: string;
  readonly ledger: string;
  readonly ledgerGuide: string;
  readonly initials: string;
  readonly name: string;
  readonly gave: string;
  readonly claimsOf: string;
  readonly first: string;
  readonly last: string;
  readonly verdicts: string;
  readonly noVerdict: string;
  /** On which words a verdict was given, where others stand there now. */
  readonly givenFor: string;
  readonly fromFile: string;
  readonly claimant: string;
  readonly thread: string;
  readonly edited: string;
  readonly deleted: string;
  readonly reopened: string;
  readonly setAside: string;
  readonly setAsideBy: string;
  /** Between the items of a list. */
  readonly comma: string;
}

const ar: PageWords = {
  site: 'الموقع',
  byline: 'الكاتب',
  publishedAt: 'نُشر في',
  address: 'عنوانه',
  file: 'الملف',
  version: (number) => `النسخة المعتمدة ${number}`,
  signedBy: 'اعتمدها',
  signedAt: 'اعتُمدت',
  hash: 'بصمتها SHA-256',
  onlyVerdicts: (verdicts) => `في هذا التقرير بعض الادّعاءات لا كلّها: ما حكمه ${verdicts}.`,
  withoutThreads: 'هذا التقرير بلا نقاش الادّعاءات.',
  ledger: 'من دقّق وماذا ومتى',
  ledgerGuide: 'لكل مدقّق الادّعاءات التي حكم فيها، بآخر حكم أعطاه في كل منها.',
  initials: 'التوقيع',
  name: 'المدقّق',
  gave: 'ما حكم به',
  claimsOf: 'في الادّعاءات',
  first: 'من (UTC)',
  last: 'إلى (UTC)',
  verdicts: 'الأحكام كما صدرت',
  noVerdict: 'لم يصدر حكم بعد.',
  givenFor: 'وكان النص حينها',
  fromFile: 'من الملف',
  claimant: 'القائل',
  thread: 'النقاش',
  edited: 'عُدّل',
  deleted: 'تعليق حُذف',
  reopened: 'أُعيد فتحه',
  setAside: 'جُمل لا شيء فيها يُفحص',
  setAsideBy: 'قرّره',
  comma: '، ',
};

const en: PageWords = {
  site: 'Site',
  byline: 'Byline',
  publishedAt: 'Published',
  address: 'Address',
  file: 'File',
  version: (number) => `Signed version ${number}`,
  signedBy: 'Signed off by',
  signedAt: 'Signed off',
  hash: 'Its SHA-256',
  onlyVerdicts: (verdicts) => `This report holds some of the claims, not all: those with the verdict ${verdicts}.`,
  withoutThreads: 'This report is without the threads of its claims.',
  ledger: 'Who checked what, and when',
  ledgerGuide: 'For each checker the claims they judged, by the last verdict they gave on each.',
  initials: 'Initials',
  name: 'Checker',
  gave: 'Verdict given',
  claimsOf: 'On claims',
  first: 'From (UTC)',
  last: 'Until (UTC)',
  verdicts: 'Verdicts as they were given',
  noVerdict: 'No verdict has been given yet.',
  givenFor: 'The words then',
  fromFile: 'from the file',
  claimant: 'Who says so',
  thread: 'Thread',
  edited: 'edited',
  deleted: 'A comment that was deleted',
  reopened: 'Reopened',
  setAside: 'Sentences with nothing to check',
  setAsideBy: 'Set aside by',
  comma: ', ',
};

/** These words in each language of a report. */
export const PAGE_WORDS: Readonly<Record<ReportLanguage, PageWords>> = { ar, en };
