import { article as articleAr } from './ar/article.ts';
import { assignment as assignmentAr } from './ar/assignment.ts';
import { checking as checkingAr } from './ar/checking.ts';
import { claimant as claimantAr } from './ar/claimant.ts';
import { claims as claimsAr } from './ar/claims.ts';
import { editor as editorAr } from './ar/editor.ts';
import { evidence as evidenceAr } from './ar/evidence.ts';
import { frame as frameAr } from './ar/frame.ts';
import { history as historyAr } from './ar/history.ts';
import { imports as importsAr } from './ar/import.ts';
import { library as libraryAr } from './ar/library.ts';
import { notices as noticesAr } from './ar/notices.ts';
import { people as peopleAr } from './ar/people.ts';
import { provider as providerAr } from './ar/provider.ts';
import { report as reportAr } from './ar/report.ts';
import { rescue as rescueAr } from './ar/rescue.ts';
import { review as reviewAr } from './ar/review.ts';
import { second as secondAr } from './ar/second.ts';
import { settling as settlingAr } from './ar/settling.ts';
import { signing as signingAr } from './ar/signing.ts';
import { source as sourceAr } from './ar/source.ts';
import { thread as threadAr } from './ar/thread.ts';
import { article } from './en/article.ts';
import { assignment } from './en/assignment.ts';
import { checking } from './en/checking.ts';
import { claimant } from './en/claimant.ts';
import { claims } from './en/claims.ts';
import { editor } from './en/editor.ts';
import { evidence } from './en/evidence.ts';
import { frame } from './en/frame.ts';
import { history } from './en/history.ts';
import { imports } from './en/import.ts';
import { library } from './en/library.ts';
import { notices } from './en/notices.ts';
import { people } from './en/people.ts';
import { provider } from './en/provider.ts';
import { report } from './en/report.ts';
import { rescue } from './en/rescue.ts';
import { review } from './en/review.ts';
import { second } from './en/second.ts';
import { settling } from './en/settling.ts';
import { signing } from './en/signing.ts';
import { source } from './en/source.ts';
import { thread } from './en/thread.ts';

/** The languages the interface exists in, whole. */
export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Every text of the interface. English names the keys; the Arabic of each area is typed by them, so that a key missing
 * in either language does not compile.
 */
export const english = {
  ...frame,
  ...library,
  ...imports,
  ...people,
  ...provider,
  ...editor,
  ...article,
  ...report,
  ...rescue,
  ...claims,
  ...evidence,
  ...checking,
  ...history,
  ...review,
  ...notices,
  ...thread,
  ...assignment,
  ...claimant,
  ...source,
  ...settling,
  ...second,
  ...signing,
};
export type MessageId = keyof typeof english;

const arabic: Record<MessageId, string> = {
  ...frameAr,
  ...libraryAr,
  ...importsAr,
  ...peopleAr,
  ...providerAr,
  ...editorAr,
  ...articleAr,
  ...reportAr,
  ...rescueAr,
  ...claimsAr,
  ...evidenceAr,
  ...checkingAr,
  ...historyAr,
  ...reviewAr,
  ...noticesAr,
  ...threadAr,
  ...assignmentAr,
  ...claimantAr,
  ...sourceAr,
  ...settlingAr,
  ...secondAr,
  ...signingAr,
};

export const messages: Readonly<Record<Language, Readonly<Record<MessageId, string>>>> = { ar: arabic, en: english };

/** The locale each language is formatted in: Latin digits and the Gregorian calendar in both. */
export const LOCALES = { ar: 'ar-u-ca-gregory-nu-latn', en: 'en-GB' } as const satisfies Record<Language, string>;

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
