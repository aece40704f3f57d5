import type { claimant as english } from '../en/claimant.ts';

export const claimant: Record<keyof typeof english, string> = {
  'claimant.ask': 'من قال هذا؟',
  'claimant.is': 'القائل: {name}',
  'claimant.where': 'أين قاله',
  'claimant.name': 'الاسم',
  'claimant.kind': 'شخص أم جهة',
  'claimant.kind.person': 'شخص',
  'claimant.kind.organization': 'جهة أو مؤسسة',
  'claimant.address': 'عنوان قوله على الشبكة (اختياري)',
  'claimant.nameless': 'اكتب اسم من قاله.',
  'claimant.nobody': 'احذفه',
  'claimant.save': 'احفظ',
  'claimant.keys.name': 'سمِّ القائل',
  'claimant.toast.named': 'صار قائل الادّعاء {number}: {name}',
  'claimant.toast.nobody': 'لم يعد للادّعاء {number} قائل مسمّى',
};
