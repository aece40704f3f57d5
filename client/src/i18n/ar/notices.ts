import type { notices as english } from '../en/notices.ts';

export const notices: Record<keyof typeof english, string> = {
  'notices.title': 'التنبيهات',
  'notices.open.unread':
    'التنبيهات: {count, plural, one {واحد لم يُقرأ} two {اثنان لم يُقرآ} few {# لم تُقرأ} many {# لم يُقرأ} other {# لم يُقرأ}}',
  'notices.list': 'التنبيهات مقالًا مقالًا',
  'notices.unread': 'لم يُقرأ:',
  'notices.read': 'اجعله مقروءًا',
  'notices.read-all': 'اجعلها كلها مقروءة',
  'notices.older': 'تنبيهات أقدم',
  'notices.none': 'لا تنبيهات بعد',
  'notices.none.detail': 'يظهر هنا ما يخصّك: تعليق يذكرك، أو ادّعاء يُسند إليك، أو حكم يخالف حكمك.',
  'notices.claim-gone': 'حُذف هذا الادّعاء.',
  'notices.mentioned': 'تعليق من {name} يذكرك',
  'notices.assigned': 'أُسند إليك ادّعاء على يد {name}',
  'notices.verdict-disputed': 'حكم من {name} يخالف حكمك: {verdict}',
  'notices.verdict-stale': 'تغيّرت على يد {name} كلمات سبق لك الحكم عليها',
  'notices.verdict-stale.somebody': 'تغيّرت كلمات سبق لك الحكم عليها',
  'notices.signed-off': 'اعتُمد المقال على يد {name}',
  'notices.reopened': 'أُعيد فتح المقال على يد {name}',
};
