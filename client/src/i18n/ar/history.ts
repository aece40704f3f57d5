import type { history as english } from '../en/history.ts';

export const history: Record<keyof typeof english, string> = {
  'history.title': 'السجل',
  'history.open': 'السجل: من فعل ماذا ومتى',
  'history.list': 'ما جرى، الأحدث أولًا',
  'history.day': 'ما جرى يوم {day}',
  'history.filter.person': 'مَن',
  'history.filter.everybody': 'الجميع',
  'history.filter.subject': 'ماذا',
  'history.filter.all': 'كل شيء',
  'history.filter.text': 'النص',
  'history.filter.marks': 'تعليم الادّعاءات وحذفها',
  'history.filter.verdicts': 'الأحكام والملاحظات',
  'history.filter.places': 'مواضع الادّعاءات',
  'history.filter.asides': 'ما لا شيء فيه يُفحص',
  'history.clear': 'أظهر كل شيء',
  'history.none': 'لم يجرِ شيء من هذا',
  'history.none.detail': 'كل ما يجري في هذا المقال يُدوَّن هنا بتوقيت الخادم.',
  'history.older': 'أظهر الأقدم',
  'history.beginning': 'من هنا البداية.',
  'history.newest': 'إلى الأحدث',
  'history.stopped': 'تعذّر الوصول إلى الخادم. ما يلي هو ما كان معلومًا من قبل، ويأتي الجديد متى عاد الاتصال.',
  'history.server': 'سند',
  'history.to-claim': 'إلى الادّعاء',
  'history.removed': 'محذوف',

  'history.article-made': 'أُدخل المقال على يد {name}',
  'history.text-edited': 'تحرير في النص بقلم {name}: {letters}',
  'history.letters.both':
    '{inserted, plural, one {أُضيف حرف واحد} two {أُضيف حرفان} few {أُضيفت # أحرف} many {أُضيف # حرفًا} other {أُضيف # حرف}} و{deleted, plural, one {حُذف حرف واحد} two {حُذف حرفان} few {حُذفت # أحرف} many {حُذف # حرفًا} other {حُذف # حرف}}',
  'history.letters.inserted':
    '{inserted, plural, one {أُضيف حرف واحد} two {أُضيف حرفان} few {أُضيفت # أحرف} many {أُضيف # حرفًا} other {أُضيف # حرف}}',
  'history.letters.deleted':
    '{deleted, plural, one {حُذف حرف واحد} two {حُذف حرفان} few {حُذفت # أحرف} many {حُذف # حرفًا} other {حُذف # حرف}}',
  'history.letters.none': 'في شكله دون حروفه',
  'history.followed':
    'وتبعه {count, plural, one {موضع ادّعاء واحد} two {موضعا ادّعاءين} few {مواضع # ادّعاءات} many {مواضع # ادّعاءً} other {مواضع # ادّعاء}}.',
  'history.claim-made': 'ادّعاء جديد من {name}',
  'history.claim-made.judged': 'ادّعاء جديد من {name}: {verdict}',
  'history.claim-removed': 'حُذف ادّعاء على يد {name}',
  'history.claim-restored': 'أُعيد ادّعاء على يد {name}',
  'history.claim-moved':
    'دُوِّن {count, plural, one {موضع ادّعاء} two {موضعا ادّعاءين} few {مواضع # ادّعاءات} many {مواضع # ادّعاءً} other {مواضع # ادّعاء}} على يد {name}',
  'history.claim-healed':
    'عثر {name} من تلقاء نفسه على {count, plural, one {ادّعاء بكلماته فردّه إليها} two {ادّعاءين بكلماتهما فردّهما إليها} few {# ادّعاءات بكلماتها فردّها إليها} many {# ادّعاءً بكلماتها فردّها إليها} other {# ادّعاء بكلماتها فردّها إليها}}',
  'history.verdict-given': 'حُكم من {name}: {verdict}',
  'history.note-written': 'ملاحظة من {name} على حُكم: {verdict}',
  'history.note-cleared': 'حُذفت ملاحظة {name} على حُكم: {verdict}',
  'history.verdict-withdrawn': 'تراجُعٌ من {name} عن حُكم: {verdict}',
  'history.aside-made': 'جملةٌ لا شيء فيها يُفحص، برأي {name}',
  'history.aside-removed': 'جملةٌ عادت إلى ما يُفحص، برأي {name}',
  'history.aside-restored': 'جملةٌ لا شيء فيها يُفحص من جديد، برأي {name}',
  'history.unknown': 'شيءٌ من {name} لا تعرفه هذه النسخة من الصفحة',
  'history.unreachable': 'يتعذّر الآن الوصول إلى سجل الخادم، وهذه الأحكام كما في المقال.',
};
