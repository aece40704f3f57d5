import type { Direction } from '@sanad/shared/direction';
import type { EvidenceKind, Stance } from '@sanad/shared/evidence';
import type { SettlementHow } from '@sanad/shared/thread';
import type { Verdict } from '@sanad/shared/verdict';

/** The languages a report's own words come in. */
export const REPORT_LANGUAGES = ['ar', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** Everything a report says of itself, in one language. */
export interface ReportWords {
  readonly direction: Direction;
  /** For `Intl`: Gregorian, with Latin digits in either language. */
  readonly locale: string;
  readonly brand: string;
  readonly report: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly summary: string;
  readonly total: string;
  readonly stale: string;
  readonly detached: string;
  readonly coverage: string;
  readonly touched: string;
  readonly setAside: string;
  readonly untouched: string;
  readonly sentences: string;
  readonly text: string;
  readonly claims: string;
  readonly noClaims: string;
  readonly number: string;
  readonly words: string;
  readonly verdict: string;
  readonly note: string;
  readonly by: string;
  readonly when: string;
  readonly markedOnly: string;
  readonly tagStale: string;
  readonly tagRecovered: string;
  readonly tagDetached: string;
  readonly judgedWords: string;
  readonly originalWords: string;
  /** Of a count: claims that were settled. */
  readonly settled: string;
  readonly settlements: Readonly<Record<SettlementHow, string>>;
  readonly newWording: string;
  readonly evidence: string;
  /** Of a count: pieces of evidence. */
  readonly evidencePieces: string;
  readonly stances: Readonly<Record<Stance, string>>;
  readonly kinds: Readonly<Record<EvidenceKind, string>>;
  readonly accessed: string;
  readonly archived: string;
  readonly confidential: string;
  readonly holdsConfidential: (pieces: number) => string;
  readonly language: string;
  readonly created: string;
  readonly changed: string;
  readonly exported: string;
  readonly exportedBy: string;
  readonly articleId: string;
  readonly untitled: string;
  readonly guide: string;
  readonly claimLink: (number: number, verdict: string) => string;
  readonly textLink: (number: number) => string;
}

const ar: ReportWords = {
  direction: 'rtl',
  locale: 'ar-u-nu-latn-ca-gregory',
  brand: 'سند',
  report: 'تقرير التدقيق',
  verdicts: { unchecked: 'لم يُفحص', verified: 'مؤكَّد', disputed: 'متنازَع عليه', unsourced: 'بلا مصدر' },
  summary: 'الخلاصة',
  total: 'مجموع الادّعاءات',
  stale: 'تغيّر نصّه بعد الحكم',
  detached: 'لم يعد في النص',
  coverage: 'التغطية',
  touched: 'جُمل عليها ادّعاء',
  setAside: 'جُمل لا شيء فيها يُفحص',
  untouched: 'جُمل لم يُنظر فيها بعد',
  sentences: 'مجموع الجُمل',
  text: 'نص المقال',
  claims: 'الادّعاءات',
  noClaims: 'لم يُعلَّم أي ادّعاء في هذا المقال بعد.',
  number: 'الرقم',
  words: 'العبارة',
  verdict: 'الحكم',
  note: 'ملاحظة المدقّق',
  by: 'المدقّق',
  when: 'الوقت (UTC)',
  markedOnly: 'علّمه',
  tagStale: 'تغيّر النص بعد الحكم',
  tagRecovered: 'عُثر على موضعه بكلماته؛ فليُراجَع',
  tagDetached: 'لم تعد هذه الكلمات في النص',
  judgedWords: 'صدر الحكم على',
  settled: 'ادّعاءات حُسمت',
  settlements: {
    corrected: 'حُسم بالتصحيح',
    attributed: 'حُسم بنسبته إلى قائله',
    removed: 'حُسم بحذفه',
    stands: 'حُسم بإبقائه',
  },
  newWording: 'والنص بعد الحسم',
  evidence: 'الأدلة',
  evidencePieces: 'أدلة مرفقة',
  stances: { supports: 'يؤيّده', contradicts: 'ينقضه', context: 'للسياق' },
  kinds: { primary: 'مصدر أصلي', secondary: 'مصدر ناقل' },
  accessed: 'اطُّلع عليه',
  archived: 'نسخة محفوظة',
  confidential: 'أدلة سرّية',
  holdsConfidential: (pieces) =>
    `سرّي. في هذا التقرير ما لا يجوز أن يطّلع عليه كل أحد، وعدد الأدلة السرّية فيه: ${pieces}.`,
  originalWords: 'وكان النص عند تعليمه',
  language: 'اللغة',
  created: 'أُضيف',
  changed: 'آخر تعديل',
  exported: 'صدر التقرير',
  exportedBy: 'أصدره',
  articleId: 'معرّف المقال',
  untitled: 'مقال بلا عنوان',
  guide: 'الرقم بعد كل عبارة في النص هو رقمها في جدول الادّعاءات. الأوقات كلها بالتوقيت العالمي UTC.',
  claimLink: (number, verdict) => `الادّعاء ${number}: ${verdict}`,
  textLink: (number) => `الادّعاء ${number}: إلى موضعه في النص`,
};

const en: ReportWords = {
  direction: 'ltr',
  locale: 'en-GB-u-nu-latn-ca-gregory',
  brand: 'Sanad',
  report: 'Checking report',
  verdicts: { unchecked: 'Unchecked', verified: 'Verified', disputed: 'Disputed', unsourced: 'Unsourced' },
  summary: 'Summary',
  total: 'Claims in all',
  stale: 'Reworded since judged',
  detached: 'No longer in the text',
  coverage: 'Coverage',
  touched: 'Sentences with a claim',
  setAside: 'Nothing to check',
  untouched: 'Not looked at yet',
  sentences: 'Sentences in all',
  text: 'The article',
  claims: 'Claims',
  noClaims: 'No claim has been marked in this article yet.',
  number: 'No.',
  words: 'Words',
  verdict: 'Verdict',
  note: 'Checker’s note',
  by: 'By',
  when: 'When (UTC)',
  markedOnly: 'Marked by',
  tagStale: 'Reworded since this verdict',
  tagRecovered: 'Place found again by its words; check it',
  tagDetached: 'These words are no longer in the text',
  judgedWords: 'The verdict was given for',
  settled: 'Claims settled',
  settlements: {
    corrected: 'Settled: corrected',
    attributed: 'Settled: attributed',
    removed: 'Settled: removed',
    stands: 'Settled: it stands',
  },
  newWording: 'The words since then',
  evidence: 'Evidence',
  evidencePieces: 'Pieces of evidence',
  stances: { supports: 'Supports', contradicts: 'Contradicts', context: 'Context' },
  kinds: { primary: 'Primary source', secondary: 'Secondary source' },
  accessed: 'seen',
  archived: 'Archived copy',
  confidential: 'Confidential evidence',
  holdsConfidential: (pieces) =>
    `Confidential. This report holds what not everybody may read; pieces of confidential evidence in it: ${pieces}.`,
  originalWords: 'When marked, the text read',
  language: 'Language',
  created: 'Added',
  changed: 'Last change',
  exported: 'Exported',
  exportedBy: 'Exported by',
  articleId: 'Article id',
  untitled: 'Untitled article',
  guide: 'The number behind each span is its number in the table of claims. All times are UTC.',
  claimLink: (number, verdict) => `Claim ${number}: ${verdict}`,
  textLink: (number) => `Claim ${number}: to its place in the text`,
};

/** The words of a report in each of its languages. */
export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { ar, en };
