import type { source as english } from '../en/source.ts';

export const source: Record<keyof typeof english, string> = {
  'source.title': 'عن هذا المقال',
  'source.address': 'عنوانه المنشور',
  'source.address.detail': 'حيث يجده القرّاء. تحتاج إليه بيانات التدقيق التي تقرأها محرّكات البحث.',
  'source.site': 'الصحيفة أو الموقع',
  'source.byline': 'بقلم',
  'source.published': 'تاريخ النشر',
  'source.published.wrong': 'اكتب التاريخ هكذا: 2026-11-28.',
  'source.too-long': 'لا يزيد على {most} حرف.',
  'source.file': 'استُورد من',
  'source.added': 'أُضيف',
  'source.language': 'اللغة',
  'source.none': 'لم يُكتب عنه شيء بعد.',
  'source.save': 'احفظ',
  'source.failed': 'تعذّر حفظ ما كتبته، وهو باقٍ هنا.',
  'source.frozen': 'المقال معتمَد. يمكن تغيير هذا الآن أيضًا، وتبقى النسخة المعتمدة كما هي.',
};
