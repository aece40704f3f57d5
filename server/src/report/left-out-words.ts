import type { ReportLanguage } from './words.ts';

/** Why a claim is not told as a ClaimReview. The first that holds is given. */
export const LEFT_OUT_REASONS = [
  'no-address',
  'not-decided',
  'no-verdict',
  'not-in-text',
  'place-unsure',
  'stale',
  'no-claimant',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** Each reason in one sentence. */
export const LEFT_OUT_WORDS: Readonly<Record<ReportLanguage, Readonly<Record<LeftOutReason, string>>>> = {
  ar: {
    'no-address': 'ليس للمقال عنوان منشور بعد.',
    'not-decided': 'لم يُؤكَّد الادّعاء ولم يُحسم.',
    'no-verdict': 'لم يصدر فيه حكم.',
    'not-in-text': 'لم تعد كلماته في المقال.',
    'place-unsure': 'عُثر على موضعه بكلماته ولم يُراجعه أحد.',
    stale: 'تغيّر نصّه بعد الحكم عليه.',
    'no-claimant': 'لم يُذكر من قاله.',
  },
  en: {
    'no-address': 'The article has no public address yet.',
    'not-decided': 'The claim is neither verified nor settled.',
    'no-verdict': 'No verdict was given on it.',
    'not-in-text': 'Its words are no longer in the article.',
    'place-unsure': 'Its place was found by its words, and nobody has confirmed it.',
    stale: 'It was reworded since its verdict.',
    'no-claimant': 'Nobody is named who says it.',
  },
};
