import type { thread as english } from '../en/thread.ts';

export const thread: Record<keyof typeof english, string> = {
  'thread.title': 'النقاش',
  'thread.count':
    '{count, plural, =0 {لا تعليقات} one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}}',
  'thread.new': '{count, plural, one {جديد} two {جديدان} few {# جديدة} many {# جديدًا} other {# جديد}}',
  'thread.earlier':
    '{count, plural, one {أظهر ما قبله} two {أظهر اثنين قبلهما} few {أظهر # قبلها} many {أظهر # قبلها} other {أظهر # قبلها}}',
  'thread.begin': 'علِّق',
  'thread.placeholder': 'اكتب تعليقك، و@ لذكر زميل',
  'thread.write.new': 'تعليق',
  'thread.write.reply': 'ردّ',
  'thread.write.edit': 'عدِّل التعليق',
  'thread.send': 'أرسِل',
  'thread.save': 'احفظ',
  'thread.reply': 'رُدّ',
  'thread.reply.go-on': 'أكمِل ردّك',
  'thread.edit': 'عدِّل',
  'thread.edit.go-on': 'أكمِل التعديل',
  'thread.edited': 'عُدِّل',
  'thread.delete': 'احذف',
  'thread.deleted': 'تعليق لـ{name} حُذف',
  'thread.failed': 'لم يُرسَل تعليقك، وهو باقٍ هنا.',
  'thread.delete.failed': 'لم يُحذف التعليق',
  'thread.people': 'من تذكُره',
  'thread.people.count':
    '{count, plural, one {اسم واحد} two {اسمان} few {# أسماء} many {# اسمًا} other {# اسم}}، اختر بالأسهم',
  'thread.keys.comment': 'علِّق على الادّعاء',
};
