import type { assignment as english } from '../en/assignment.ts';

export const assignment: Record<keyof typeof english, string> = {
  'assignment.assign': 'أسنِد',
  'assignment.is': 'مُسنَد إلى {name}',
  'assignment.me': '{name} (أنت)',
  'assignment.nobody': 'لا أحد',
  'assignment.people': 'من يتولّى الادّعاء',
  'assignment.search': 'ابحث عن اسم',
  'assignment.none-match': 'لا أحد هنا بهذا الاسم',
  'assignment.filter.me': 'ما أُسند إليّ',
  'assignment.filter.nobody': 'بلا مسؤول',
  'assignment.pick': 'اختر الادّعاء {number}',
  'assignment.picked':
    '{count, plural, one {اختير ادّعاء واحد} two {اختير ادّعاءان} few {اختيرت # ادّعاءات} many {اختير # ادّعاءً} other {اختير # ادّعاء}}',
  'assignment.clear': 'ألغِ الاختيار',
  'assignment.toast.to':
    '{count, plural, one {أُسند ادّعاء} two {أُسند ادّعاءان} few {أُسندت # ادّعاءات} many {أُسند # ادّعاءً} other {أُسند # ادّعاء}} إلى {name}',
  'assignment.toast.nobody':
    '{count, plural, one {صار ادّعاء} two {صار ادّعاءان} few {صارت # ادّعاءات} many {صار # ادّعاءً} other {صار # ادّعاء}} بلا مسؤول',
  'assignment.keys.assign': 'أسنِد الادّعاء أو ما اخترته',
  'assignment.keys.pick': 'اختر الادّعاء',
  'assignment.keys.extend': 'اختر واحدًا بعد آخر',
};
