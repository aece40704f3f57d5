import type { ReportLanguage } from '../words.ts';

/** What the document for Word says besides `ReportWords`. */
export interface DocxWords {
  readonly site: string;
  readonly byline: string;
  readonly publishedAt: string;
  readonly sourceAddress: string;
  readonly file: string;
  readonly deskAddress: string;
  readonly version: string;
  readonly signedAt: string;
  readonly signedBy: string;
  readonly hash: string;
  readonly narrowed: string;
  readonly withoutThreads: string;
  readonly guide: string;
  readonly index: string;
  readonly setAside: string;
  readonly setAsideBy: string;
  readonly ledger: string;
  readonly initials: string;
  readonly name: string;
  readonly judged: string;
  readonly from: string;
  readonly until: string;
  readonly fromFile: string;
  readonly confidentialBanner: string;
  readonly page: string;
  /** Between numbers. */
  readonly comma: string;
}

const ar: DocxWords = {
  site: 'الموقع',
  byline: 'الكاتب',
  publishedAt: 'نُشر في',
  sourceAddress: 'عنوان المقال المنشور',
  file: 'الملف',
  deskAddress: 'المقال في سند',
  version: 'النسخة المعتمدة',
  signedAt: 'اعتُمدت',
  signedBy: 'اعتمدها',
  hash: 'بصمتها SHA-256',
  narrowed: 'في هذا التقرير بعض الادّعاءات لا كلّها',
  withoutThreads: 'هذا التقرير بلا نقاش الادّعاءات.',
  guide:
    'لكل ادّعاء تعليق على كلماته، وفي الردود عليه أدلته ونقاشه وحسمه. ويدلّ الخط تحت الكلمات مع لونها على الحكم، وحيث تتداخل الادّعاءات يظهر حكم أضيقها. الأوقات كلها بالتوقيت العالمي UTC.',
  index: 'فهرس الادّعاءات',
  setAside: 'جُمل لا شيء فيها يُفحص',
  setAsideBy: 'قرّره',
  ledger: 'من دقّق وماذا ومتى',
  initials: 'الأحرف الأولى',
  name: 'الاسم',
  judged: 'الادّعاءات التي حكم فيها',
  from: 'من (UTC)',
  until: 'إلى (UTC)',
  fromFile: 'من الملف',
  confidentialBanner: 'سرّي: في هذا الملف أدلة لا يجوز أن يطّلع عليها كل أحد',
  page: 'صفحة',
  comma: '، ',
};

const en: DocxWords = {
  site: 'Site',
  byline: 'Byline',
  publishedAt: 'Published',
  sourceAddress: 'Published at',
  file: 'File',
  deskAddress: 'The article in Sanad',
  version: 'Signed version',
  signedAt: 'Signed off',
  signedBy: 'Signed off by',
  hash: 'Its SHA-256',
  narrowed: 'This report holds some of the claims, not all',
  withoutThreads: 'This report is without the threads of its claims.',
  guide:
    'Every claim is a comment on its words; the replies hold its evidence, its thread and how it was settled. The line under the words and their tint tell the verdict; where claims overlap, that of the innermost. All times are UTC.',
  index: 'Index of claims',
  setAside: 'Sentences with nothing to check',
  setAsideBy: 'Set aside by',
  ledger: 'Who checked what, and when',
  initials: 'Initials',
  name: 'Name',
  judged: 'Claims judged',
  from: 'From (UTC)',
  until: 'Until (UTC)',
  fromFile: 'from the file',
  confidentialBanner: 'CONFIDENTIAL: this file holds evidence that not everybody may read',
  page: 'Page',
  comma: ', ',
};

/** These words in each language of a report. */
export const DOCX_WORDS: Readonly<Record<ReportLanguage, DocxWords>> = { ar, en };
