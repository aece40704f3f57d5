import type { article as english } from '../en/article.ts';

export const article: Record<keyof typeof english, string> = {
  'article.back': 'كل المقالات',
  'article.untitled': 'بلا عنوان',
  'article.loading': 'يُفتح المقال',
  'article.text': 'النص',

  'article.people': 'هنا الآن',
  'article.person.here': '{name} هنا الآن',
  'article.person.you': '{name} (أنت)',
  'article.person.reading': '{name}: عند الفقرة {paragraph}',
  'article.person.holding': '{name}: على الادّعاء {numbers}',

  'article.saved': 'محفوظ',
  'article.saving': 'يُحفظ…',
  'article.offline': 'بلا اتصال',
  'article.offline.unsaved':
    'بلا اتصال · {count, plural, one {تعديل واحد محفوظ هنا} two {تعديلان محفوظان هنا} few {# تعديلات محفوظة هنا} many {# تعديلًا محفوظًا هنا} other {# تعديل محفوظ هنا}}',
  'article.offline.short': 'بلا اتصال',
  'article.offline.detail': 'انقطع الاتصال. واصِل عملك: كل شيء محفوظ في هذا المتصفّح، ويُرسَل متى عاد الاتصال.',
  'article.offline.only-here':
    'بلا اتصال · {count, plural, one {تعديل واحد في هذه الصفحة وحدها} two {تعديلان في هذه الصفحة وحدها} few {# تعديلات في هذه الصفحة وحدها} many {# تعديلًا في هذه الصفحة وحدها} other {# تعديل في هذه الصفحة وحدها}}',
  'article.offline.only-here.detail':
    'انقطع الاتصال ولم يحفظ المتصفّح شيئًا بعد. أبقِ هذه الصفحة مفتوحة حتى يعود الاتصال.',
  'article.not-saving': 'لم يُحفظ على الخادم',
  'article.not-saving.unsaved':
    'لم يُحفظ على الخادم · {count, plural, one {تعديل واحد محفوظ هنا} two {تعديلان محفوظان هنا} few {# تعديلات محفوظة هنا} many {# تعديلًا محفوظًا هنا} other {# تعديل محفوظ هنا}}',
  'article.not-saving.short': 'لم يُحفظ',
  'article.not-saving.detail': 'يتعذّر الحفظ على الخادم الآن. ما زال يحاول، ولم يضع شيء.',
  'article.not-saving.only-here':
    'لم يُحفظ على الخادم · {count, plural, one {تعديل واحد في هذه الصفحة وحدها} two {تعديلان في هذه الصفحة وحدها} few {# تعديلات في هذه الصفحة وحدها} many {# تعديلًا في هذه الصفحة وحدها} other {# تعديل في هذه الصفحة وحدها}}',
  'article.not-saving.only-here.detail':
    'يتعذّر الحفظ على الخادم الآن، ولم يحفظ المتصفّح شيئًا بعد. أبقِ هذه الصفحة مفتوحة.',
  'article.waiting.short': 'بالانتظار',
  'article.waiting': 'بانتظار الخادم',
  'article.waiting.unsaved':
    'بانتظار الخادم · {count, plural, one {تعديل واحد محفوظ هنا} two {تعديلان محفوظان هنا} few {# تعديلات محفوظة هنا} many {# تعديلًا محفوظًا هنا} other {# تعديل محفوظ هنا}}',
  'article.waiting.only-here':
    'بانتظار الخادم · {count, plural, one {تعديل واحد في هذه الصفحة وحدها} two {تعديلان في هذه الصفحة وحدها} few {# تعديلات في هذه الصفحة وحدها} many {# تعديلًا في هذه الصفحة وحدها} other {# تعديل في هذه الصفحة وحدها}}',

  'article.hindrance.not-saving': 'يتعذّر الحفظ على الخادم الآن',
  'article.hindrance.not-saving.safe':
    'ما زال الخادم يحاول. واصِل عملك: كل شيء محفوظ في هذا المتصفّح، ويراه الزملاء متى حُفظ. إن طال الأمر فأخبر المسؤول عن الخادم، فقد يكون قرصه امتلأ.',
  'article.hindrance.not-saving.only-here':
    'ما زال الخادم يحاول. ما تعمله الآن في هذه الصفحة وحدها: أبقِها مفتوحة حتى تقرأ فيها «محفوظ»، وأخبر المسؤول عن الخادم، فقد يكون قرصه امتلأ.',
  'article.hindrance.not-saving.loading':
    'يظهر المقال من تلقاء نفسه متى أمكن. إن طال الأمر فأخبر المسؤول عن الخادم، فقد يكون قرصه امتلأ.',
  'article.hindrance.refused': 'رُفضت تغييرات كثيرة',
  'article.hindrance.refused.do': 'يقبل الخادم هذه الصفحة من جديد خلال دقيقة. إن تكرر ذلك فأخبر مشرفًا.',
  'article.hindrance.too-many': 'الصفحات المفتوحة أكثر من اللازم',
  'article.hindrance.too-many.do':
    'لديك صفحات مفتوحة أكثر مما يسمح به الخادم، أو في هذا المقال أناس أكثر مما يتّسع له. أغلق ما لا تحتاج إليه، وستعيد هذه الصفحة المحاولة من تلقاء نفسها.',
  'article.hindrance.too-slow': 'الاتصال أبطأ من أن يلحق بالمقال',
  'article.hindrance.too-slow.do':
    'أرسل الخادم أكثر مما استطاعت هذه الصفحة أن تستقبله فقطع الاتصال، وسيعود من تلقاء نفسه. إن كانت الشبكة بطيئة فأغلق صفحات أخرى.',
  'article.hindrance.not-loaded': 'يتعذّر على الخادم فتح المقال الآن',
  'article.hindrance.not-loaded.do': 'تعيد هذه الصفحة المحاولة من تلقاء نفسها. إن طال الأمر فأخبر المسؤول عن الخادم.',
  'article.hindrance.kept': 'واصِل عملك: كل شيء محفوظ في هذا المتصفّح، ويُرسَل متى أمكن.',
  'article.hindrance.only-here': 'ما تعمله الآن في هذه الصفحة وحدها: أبقِها مفتوحة.',

  'article.saved.detail': 'كل شيء محفوظ على الخادم.',
  'article.saving.detail':
    '{count, plural, one {تعديل واحد في طريقه} two {تعديلان في طريقهما} few {# تعديلات في طريقها} many {# تعديلًا في طريقها} other {# تعديل في طريقها}} إلى الخادم.',
  'article.refused': 'لم يُقبل',

  'article.refused.title': 'لم يُقبل تعديل',
  'article.refused.text-needs-editor': 'تغيير النص للمحرّرين، ودورك لا يسمح به.',
  'article.refused.claims-need-checker': 'تعليم الادّعاءات والحكم عليها للمدقّقين، ودورك لا يسمح به.',
  'article.refused.in-another-name': 'أُعطي حكمٌ باسم شخص آخر.',
  'article.refused.another-persons-claim': 'لا يحذف الادّعاءَ إلا من علّمه أو محرّر.',
  'article.refused.another-persons-comment': 'لا يعدّل التعليقَ ولا يحذفه إلا صاحبه.',
  'article.refused.another-persons-evidence': 'لا يغيّر الدليلَ إلا من أضافه أو محرّر.',
  'article.refused.settling-needs-editor': 'حسمُ الادّعاءات وإعادةُ فتحها للمحرّرين وحدهم.',
  'article.refused.blind-verdicts': 'الأحكام في هذا المكتب مختومة حتى يحكم شخصان؛ احكم من جديد وأنت متّصل، فيُختم حكمك.',
  'article.refused.frozen.title': 'اعتُمد المقال وأنت تكتب',
  'article.refused.frozen': 'اعتُمد المقال وأُغلق: ما تراه هو ما اعتُمد، وآخر ما كتبته ليس منه. أدخِله متى أعاد محرّر فتحه.',
  'article.refused.malformed': 'لم يستطع الخادم قراءة التعديل.',
  'article.refused.too-big': 'أكبر مما يُرسل دفعة واحدة، أي نحو مليون حرف: أدخله مقالًا قائمًا بذاته أو على أجزاء.',
  'article.refused.out-of-step': 'تباعدت نسخة هذا المتصفّح عن نسخة الخادم فجُلبت من جديد.',
  'article.refused.safe': 'المقال على الخادم سليم، وما تراه الآن هو نصّه. أما ما لم يُقبل ففي نسخة الإنقاذ.',
  'article.refused.safe.no-copy': 'المقال على الخادم سليم، وما تراه الآن هو نصّه.',
  'article.refused.download': 'نزِّل نسخة الإنقاذ',
  'article.refused.dismiss': 'اطّلعتُ على ذلك',

  'article.export': 'تصدير',

  'article.legend': 'دليل العلامات',
  'article.keys': 'المفاتيح',
  'article.keys.anywhere': 'في كل مكان',
  'article.keys.text': 'في النص',
  'article.keys.claims': 'بين الادّعاءات',
  'article.keys.open': 'قائمة المفاتيح هذه',
  'article.keys.history': 'من فعل ماذا ومتى',
  'article.keys.switch': 'من النص إلى الادّعاءات وبالعكس',
  'article.keys.verified': 'مؤكَّد',
  'article.keys.disputed': 'متنازَع عليه',
  'article.keys.unsourced': 'بلا مصدر',
  'article.keys.leave': 'اترك التحديد أو الادّعاء',
  'article.keys.undo': 'تراجع',
  'article.keys.redo': 'أعِد',
  'article.keys.bold': 'غليظ',
  'article.keys.italic': 'مائل',
  'article.keys.next': 'الادّعاء التالي',
  'article.keys.previous': 'الادّعاء السابق',
  'article.keys.choose': 'اختر الادّعاء أو أغلقه',
  'article.keys.note': 'اكتب ملاحظة',
  'article.keys.save-note': 'احفظ الملاحظة',
  'article.keys.remove': 'احذف الادّعاء',
  'article.keys.first': 'أول ادّعاء',
  'article.keys.last': 'آخر ادّعاء',

  'article.ended.sign-in': 'لم تعد داخلًا',
  'article.ended.sign-in.detail': 'ما حُفظ سليم. لتواصل افتح رابط دخول؛ ويستطيع مدير المكتب أن ينشئ لك واحدًا.',
  'article.ended.not-allowed': 'هذا المقال مغلق أمامك',
  'article.ended.not-allowed.detail': 'تغيّر دخولك إلى هذا المكتب. اسأل أحد المديرين، فبيده تغييره.',
  'article.ended.no-such-article': 'لا مقال هنا',
  'article.ended.no-such-article.detail': 'ربما أُزيل، أو أن الرابط ناقص.',
  'article.ended.newer-schema': 'هذه الصفحة أقدم من المقال',
  'article.ended.newer-schema.detail':
    'في المقال ما لا تعرف هذه النسخة عرضه. لم يضع شيء؛ حدِّث الصفحة لتأتيك النسخة الجديدة.',
  'article.undo.unsafe': 'أعاد أحد الزملاء بناء هذا المقطع بعدك، والتراجع يُضيع كلمات منه، فتُرك كما هو.',
  'article.undo.overtaken': 'تغيّر بعدك ما فعلته آخرًا، فتُرك كما هو.',
};
