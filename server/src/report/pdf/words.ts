import type { ReportLanguage } from '../words.ts';

/** What only a report on paper says of itself, in one language. */
export interface PaperWords {
  readonly contents: string;
  readonly guide: string;
  readonly source: string;
  readonly byline: string;
  readonly published: string;
  readonly file: string;
  readonly address: string;
  readonly atDesk: string;
  readonly version: (number: number) => string;
  readonly signed: string;
  readonly hash: string;
  readonly narrowed: (verdicts: string | null, threads: boolean) => string;
  readonly unprintable: (letters: number) => string;
  readonly secret: string;
  readonly claimant: string;
  readonly assignee: string;
  readonly fromFile: string;
  readonly thread: string;
  readonly deleted: string;
  readonly edited: string;
  readonly reopened: string;
  readonly verdictsGiven: string;
  readonly ledger: string;
  readonly ledgerGuide: string;
  readonly ledgerEmpty: string;
  readonly day: string;
  readonly initials: string;
  readonly act: string;
  readonly claimNumbers: string;
  readonly setAsideBy: string;
}

const ar: PaperWords = {
  contents: 'المحتويات',
  guide:
    'الرقم بعد كل عبارة في النص هو رقم ادّعائها، ومنه إلى خبره في باب الادّعاءات، ومن الرقم هناك إلى موضعه في النص. الأوقات كلها بالتوقيت العالمي UTC.',
  source: 'المصدر',
  byline: 'الكاتب',
  published: 'نُشر',
  file: 'الملف',
  address: 'عنوانه',
  atDesk: 'موضعه في سند',
  version: (number) => `النسخة المعتمَدة ${number}`,
  signed: 'اعتمدها',
  hash: 'بصمتها (SHA-256)',
  narrowed: (verdicts, threads) =>
    [
      'ليس في هذا التقرير كل شيء.',
      ...(verdicts === null ? [] : [`فيه من الادّعاءات ما حُكم عليه بـ: ${verdicts}.`]),
      ...(threads ? [] : ['وليس فيه ما دار من نقاش.']),
    ].join(' '),
  unprintable: (letters) => `حروف ليس لها رسم في خطوط التقرير، ومكان كل منها □: ${letters}.`,
  secret: 'سرّي',
  claimant: 'قائله',
  assignee: 'في عهدة',
  fromFile: 'كما في الملف',
  thread: 'النقاش',
  deleted: 'حُذف هذا التعليق.',
  edited: 'عُدّل',
  reopened: 'أُعيد فتحه',
  verdictsGiven: 'الأحكام التي صدرت',
  ledger: 'سجلّ المدقّقين',
  ledgerGuide: 'من دقّق ماذا ومتى، بالترتيب.',
  ledgerEmpty: 'لم يصدر حكم بعد.',
  day: 'اليوم',
  initials: 'التوقيع',
  act: 'ما فعل',
  claimNumbers: 'الادّعاءات',
  setAsideBy: 'استبعد جُملًا لا شيء فيها يُفحص',
};

const en: PaperWords = {
  contents: 'Contents',
  guide:
    'The number behind each span is the number of its claim and leads to its entry; the number there leads back to its place in the text. All times are UTC.',
  source: 'Source',
  byline: 'Byline',
  published: 'Published',
  file: 'File',
  address: 'Address',
  atDesk: 'At this desk',
  version: (number) => `Version ${number}, signed off`,
  signed: 'Signed off by',
  hash: 'Its hash (SHA-256)',
  narrowed: (verdicts, threads) =>
    [
      'This report does not hold everything.',
      ...(verdicts === null ? [] : [`Of the claims it holds those judged: ${verdicts}.`]),
      ...(threads ? [] : ['What was said of them is left out.']),
    ].join(' '),
  unprintable: (letters) => `Letters that the report’s fonts have no shape for, □ in the place of each: ${letters}.`,
  secret: 'Confidential',
  claimant: 'Said by',
  assignee: 'Assigned to',
  fromFile: 'from the file',
  thread: 'Thread',
  deleted: 'This comment was deleted.',
  edited: 'edited',
  reopened: 'Reopened',
  verdictsGiven: 'Verdicts given',
  ledger: 'Who checked what',
  ledgerGuide: 'Who checked what, and when, in order.',
  ledgerEmpty: 'No verdict has been given yet.',
  day: 'Day',
  initials: 'Initials',
  act: 'What was done',
  claimNumbers: 'Claims',
  setAsideBy: 'Set aside sentences with nothing to check',
};

/** The words of a report on paper in each of its languages. */
export const PAPER_WORDS: Readonly<Record<ReportLanguage, PaperWords>> = { ar, en };
