import type { library as english } from '../en/library.ts';

export const library: Record<keyof typeof english, string> = {
  'library.new': 'مقال جديد',
  'library.more': 'اعرض الأقدم',
  'library.untitled': 'بلا عنوان',
  'library.drop': 'أفلت الملف هنا لتُنشئ منه مقالًا',
  'library.claims':
    '{count, plural, zero {لا ادّعاءات بعد} one {ادّعاء واحد} two {ادّعاءان} few {# ادّعاءات} many {# ادّعاءً} other {# ادّعاء}}',
  'library.claims.none': 'لا ادّعاءات بعد',
  'library.claims.sentence':
    '{total, plural, zero {لا ادّعاءات} one {ادّعاء واحد} two {ادّعاءان} few {# ادّعاءات} many {# ادّعاءً} other {# ادّعاء}}: مؤكَّد {verified}، متنازَع عليه {disputed}، بلا مصدر {unsourced}، لم يُفحص {unchecked}',
  'library.disputes':
    '{count, plural, zero {لا متنازَع عليه} one {واحد متنازَع عليه} two {اثنان متنازَع عليهما} few {# متنازَع عليها} many {# متنازَعًا عليها} other {# متنازَع عليها}}',
  'library.stale':
    '{count, plural, zero {لا حاجة إلى مراجعة} one {واحد يحتاج إلى مراجعة} two {اثنان يحتاجان إلى مراجعة} few {# تحتاج إلى مراجعة} many {# تحتاج إلى مراجعة} other {# تحتاج إلى مراجعة}}',
  'library.present':
    '{count, plural, zero {لا أحد فيه الآن} one {شخص واحد فيه الآن} two {شخصان فيه الآن} few {# أشخاص فيه الآن} many {# شخصًا فيه الآن} other {# شخص فيه الآن}}',
  'library.empty': 'لا مقالات بعد',
  'library.empty.do':
    'الصق نصّ مادتك، أو أفلت ملف ‎.txt‎ أو ‎.md‎ في أي موضع من هذه الصفحة. وإن أردت أن ترى أولًا كيف يجري التدقيق فافتح عيّنة: خبر قصير متخيَّل عُلِّمت فيه ادّعاءات قليلة.',
  'library.empty.wait': 'إضافة المقالات للمحرّرين والمديرين. متى أُضيف مقال ظهر هنا من تلقاء نفسه.',
  'library.sample.ar': 'افتح العيّنة العربية',
  'library.sample.en': 'افتح العيّنة الإنجليزية',
  'library.sample.failed': 'تعذّر إنشاء العيّنة',
  'library.new.text': 'النص',
  'library.new.text.hint': 'الصق النص هنا. يصير سطره الأول عنوانًا.',
  'library.new.file': 'اختر ملفًا…',
  'library.new.file.hint': '‎.docx‎ أو ‎.html‎ أو ‎.md‎ أو ‎.txt‎، أو تقرير ‎.json‎',
  'library.new.other-file': 'اترك هذا الملف',
  'library.new.title': 'العنوان',
  'library.new.language': 'اللغة',
  'library.new.guessed': '{language}، بحسب حروفه',
  'library.new.make': 'أنشئ المقال',
  'library.new.making': 'يُنشأ المقال…',
  'library.unfit.nothing-made': 'لم يُنشأ أي مقال.',
};
