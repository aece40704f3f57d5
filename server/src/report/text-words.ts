import type { ReportLanguage } from './words.ts';

/** What the formats without a page of their own (tables, Markdown, JSON-LD) say besides `ReportWords`. */
export interface TextWords {
  readonly state: string;
  /** Of a claim whose words are where they were and as they were judged. */
  readonly inPlace: string;
  readonly start: string;
  readonly end: string;
  readonly settlement: string;
  readonly settledBy: string;
  readonly settledAt: string;
  readonly reason: string;
  readonly claimant: string;
  readonly claimantAddress: string;
  readonly thread: string;
  readonly ledger: string;
  readonly noLedger: string;
  readonly assignee: string;
  readonly markedBy: string;
  readonly markedAt: string;
  readonly claimId: string;
  readonly verdictName: string;
  readonly reopened: string;
  readonly deleted: string;
  /** Of a name that stands in a file which was imported. */
  readonly fromFile: string;
  readonly gone: string;
  readonly publishedAt: string;
  /** Which signed version this is: its number, its moment, who signed, and its hash. */
  readonly versionOf: (number: number, at: string, by: string, hash: string) => string;
  readonly narrowed: string;
  /** Somebody's words in quotation marks. */
  readonly quoted: (words: string) => string;
  readonly leftOut: string;
}

const ar: TextWords = {
  state: 'الحال',
  inPlace: 'في موضعه',
  start: 'البداية',
  end: 'النهاية',
  settlement: 'الحسم',
  settledBy: 'حسمه',
  settledAt: 'وقت الحسم (UTC)',
  reason: 'سبب الحسم',
  claimant: 'القائل',
  claimantAddress: 'عنوان قوله',
  thread: 'النقاش',
  ledger: 'سجلّ الأحكام',
  noLedger: 'لم يصدر حكم بعد.',
  assignee: 'المكلّف به',
  markedBy: 'علّمه',
  markedAt: 'وقت تعليمه (UTC)',
  claimId: 'معرّف الادّعاء',
  verdictName: 'رمز الحكم',
  reopened: 'أُعيد فتحه',
  deleted: 'تعليق حُذف',
  fromFile: 'من الملف',
  gone: 'ادّعاءات لم تعد في النص',
  publishedAt: 'نُشر في',
  versionOf: (number, at, by, hash) => `النسخة المعتمدة ${number}، اعتمدها ${by} في ${at}، SHA-256: ${hash}`,
  narrowed: 'في هذا التقرير بعض الادّعاءات لا كلّها.',
  quoted: (words) => `«${words}»`,
  leftOut: 'ادّعاءات لم تُدرَج',
};

const en: TextWords = {
  state: 'State',
  inPlace: 'In place',
  start: 'Start',
  end: 'End',
  settlement: 'Settlement',
  settledBy: 'Settled by',
  settledAt: 'Settled (UTC)',
  reason: 'Reason',
  claimant: 'Claimant',
  claimantAddress: 'Where it was said',
  thread: 'Thread',
  ledger: 'Ledger of verdicts',
  noLedger: 'No verdict has been given yet.',
  assignee: 'Assigned to',
  markedBy: 'Marked by',
  markedAt: 'Marked (UTC)',
  claimId: 'Claim id',
  verdictName: 'Verdict code',
  reopened: 'Reopened',
  deleted: 'A comment that was deleted',
  fromFile: 'from the file',
  gone: 'Claims no longer in the text',
  publishedAt: 'Published at',
  versionOf: (number, at, by, hash) => `Signed version ${number}, signed off by ${by} on ${at}, SHA-256: ${hash}`,
  narrowed: 'This report holds some of the claims, not all.',
  quoted: (words) => `“${words}”`,
  leftOut: 'Claims left out',
};

/** These words in each language of a report. */
export const TEXT_WORDS: Readonly<Record<ReportLanguage, TextWords>> = { ar, en };
