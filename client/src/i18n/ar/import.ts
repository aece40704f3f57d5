import type { imports as english } from '../en/import.ts';

export const imports: Record<keyof typeof english, string> = {
  'import.continue': 'متابعة',
  'import.back': 'رجوع',
  'import.address': 'عنوان الصفحة',
  'import.address.hint': 'عنوان صفحة فيها مقال واحد، مثل ‎https://example.org/story‎.',
  'import.address.choose': 'من صفحة على الشبكة…',
  'import.address.leave': 'اترك هذا العنوان',
  'import.rich': 'تبقى العناوين والقوائم والروابط كما لُصقت.',
  'import.rich.plain': 'خذ النص وحده',
  'import.phase.received': 'النص في الطريق…',
  'import.phase.fetching': 'تُجلب الصفحة…',
  'import.phase.unpacking': 'يُفكّ الملف…',
  'import.phase.reading': 'يُقرأ النص…',
  'import.phase.laying-out': 'تُرتَّب الفقرات…',
  'import.phase.safe': 'لا يُنشأ شيء قبل أن تراه.',
  'import.understood': 'هكذا قُرئ النص. صحّح هنا ما لم يُفهم كما ينبغي.',
  'import.direction': 'الاتجاه',
  'import.direction.rtl': 'من اليمين إلى اليسار',
  'import.direction.ltr': 'من اليسار إلى اليمين',
  'import.encoding': 'الترميز',
  'import.encoding.hint': 'إن بدت الحروف أدناه مشوَّهة فجرّب ترميزًا آخر.',
  'import.encoding.failed': 'لا يُقرأ الملف بهذا الترميز',
  'import.encoding.utf-8': 'يونيكود ‎(UTF-8)‎',
  'import.encoding.utf-16le': 'يونيكود ‎(UTF-16 LE)‎',
  'import.encoding.utf-16be': 'يونيكود ‎(UTF-16 BE)‎',
  'import.encoding.windows-1256': 'عربي ‎(Windows-1256)‎',
  'import.encoding.iso-8859-6': 'عربي ‎(ISO 8859-6)‎',
  'import.encoding.windows-1252': 'أوروبا الغربية ‎(Windows-1252)‎',
  'import.counts':
    '{words, plural, zero {لا كلمات} one {كلمة واحدة} two {كلمتان} few {# كلمات} many {# كلمة} other {# كلمة}} في {paragraphs, plural, zero {لا فقرة} one {فقرة واحدة} two {فقرتين} few {# فقرات} many {# فقرة} other {# فقرة}}',
  'import.counts.claims':
    '{count, plural, zero {بلا ادّعاءات} one {ومعه ادّعاء واحد} two {ومعه ادّعاءان} few {ومعه # ادّعاءات} many {ومعه # ادّعاءً} other {ومعه # ادّعاء}}',
  'import.source': 'من أين جاء',
  'import.source.file': 'الملف',
  'import.source.site': 'الموقع',
  'import.source.byline': 'بقلم',
  'import.source.published': 'نُشر',
  'import.source.address': 'العنوان',
  'import.remarks': 'يحسن أن تعرف',
  'import.remark.tracked-changes':
    '{count, plural, zero {لا تعديلات متتبَّعة.} one {عُدّ تعديل متتبَّع واحد مقبولًا.} two {عُدّ تعديلان متتبَّعان مقبولين.} few {عُدّت # تعديلات متتبَّعة مقبولة.} many {عُدّ # تعديلًا متتبَّعًا مقبولًا.} other {عُدّ # تعديل متتبَّع مقبولًا.}}',
  'import.remark.footnotes':
    '{count, plural, zero {لا حواشيَ.} one {وُضعت حاشية واحدة في آخر النص.} two {وُضعت حاشيتان في آخر النص.} few {وُضعت # حواشٍ في آخر النص.} many {وُضعت # حاشية في آخر النص.} other {وُضعت # حاشية في آخر النص.}}',
  'import.remark.comments':
    '{count, plural, zero {لا تعليقات.} one {صار تعليق واحد ادّعاءً.} two {صار تعليقان ادّعاءين.} few {صارت # تعليقات ادّعاءات.} many {صار # تعليقًا ادّعاءات.} other {صار # تعليق ادّعاءات.}}',
  'import.remark.comments-cut':
    '{count, plural, zero {لم يُقصَّر تعليق.} one {طال تعليق واحد فقُصِّر.} two {طال تعليقان فقُصِّرا.} few {طالت # تعليقات فقُصِّرت.} many {طال # تعليقًا فقُصِّرت.} other {طال # تعليق فقُصِّرت.}}',
  'import.remark.comments-without-place':
    '{count, plural, zero {لكل تعليق كلمات.} one {تعليق واحد لا يقع على كلمات، فتُرك.} two {تعليقان لا يقعان على كلمات، فتُركا.} few {# تعليقات لا تقع على كلمات، فتُركت.} many {# تعليقًا لا تقع على كلمات، فتُركت.} other {# تعليق لا تقع على كلمات، فتُركت.}}',
  'import.remark.claims':
    '{count, plural, zero {بلا ادّعاءات.} one {معه ادّعاء واحد وما قيل فيه.} two {معه ادّعاءان وما قيل فيهما.} few {معه # ادّعاءات وما قيل فيها.} many {معه # ادّعاءً وما قيل فيها.} other {معه # ادّعاء وما قيل فيها.}}',
  'import.remark.pictures':
    '{count, plural, zero {لا صور.} one {تُركت صورة واحدة.} two {تُركت صورتان.} few {تُركت # صور.} many {تُركت # صورة.} other {تُركت # صورة.}}',
  'import.remark.tables':
    '{count, plural, zero {لا جداول.} one {صار جدول واحد فقرات، صفًّا صفًّا.} two {صار جدولان فقرات، صفًّا صفًّا.} few {صارت # جداول فقرات، صفًّا صفًّا.} many {صار # جدولًا فقرات، صفًّا صفًّا.} other {صار # جدول فقرات، صفًّا صفًّا.}}',
  'import.remark.hidden-text':
    '{count, plural, zero {لا نصّ مخفيًّا.} one {تُرك نصّ مخفيّ في موضع واحد.} two {تُرك نصّ مخفيّ في موضعين.} few {تُرك نصّ مخفيّ في # مواضع.} many {تُرك نصّ مخفيّ في # موضعًا.} other {تُرك نصّ مخفيّ في # موضع.}}',
  'import.remark.hidden-signs':
    '{count, plural, zero {لا علامات خفيّة.} one {فيه علامة خفيّة واحدة.} two {فيه علامتان خفيّتان.} few {فيه # علامات خفيّة.} many {فيه # علامة خفيّة.} other {فيه # علامة خفيّة.}}',
  'import.remark.links-unsafe':
    '{count, plural, zero {كل الروابط آمنة.} one {رابط واحد لا يؤمَن، فبقيت كلماته دونه.} two {رابطان لا يؤمَنان، فبقيت كلماتهما دونهما.} few {# روابط لا تؤمَن، فبقيت كلماتها دونها.} many {# رابطًا لا تؤمَن، فبقيت كلماتها دونها.} other {# رابط لا تؤمَن، فبقيت كلماتها دونها.}}',
  'import.remark.scripts':
    '{count, plural, zero {لا برامج فيه.} one {تُركت قطعة برنامج واحدة.} two {تُركت قطعتا برنامج.} few {تُركت # قطع برامج.} many {تُركت # قطعة برامج.} other {تُركت # قطعة برامج.}}',
  'import.remark.encoding-guessed': 'خُمِّن الترميز من الحروف.',
  'import.remark.front-matter': 'تُركت البيانات التي في رأس الملف خارج النص.',
  'import.remark.confidential-left-out':
    '{count, plural, zero {لم يُترك دليل سرّي.} one {تُرك دليل سرّي واحد.} two {تُرك دليلان سرّيّان.} few {تُركت # أدلة سرّية.} many {تُرك # دليلًا سرّيًّا.} other {تُرك # دليل سرّي.}}',
  'import.remark.comments-shortened':
    '{count, plural, zero {لم يُقصَّر تعليق.} one {طال تعليق واحد فقُصِّر.} two {طال تعليقان فقُصِّرا.} few {طالت # تعليقات فقُصِّرت.} many {طال # تعليقًا فقُصِّرت.} other {طال # تعليق فقُصِّرت.}}',
  'import.remark.comments-resolved':
    '{count, plural, zero {لا تعليق محسومًا.} one {تعليق واحد كان محسومًا، فادّعاؤه محسوم.} two {تعليقان كانا محسومين، فادّعاءاهما محسومان.} few {# تعليقات كانت محسومة، فادّعاءاتها محسومة.} many {# تعليقًا كانت محسومة، فادّعاءاتها محسومة.} other {# تعليق كانت محسومة، فادّعاءاتها محسومة.}}',
  'import.remark.comments-left-out':
    '{count, plural, zero {لم يُترك تعليق.} one {تُرك تعليق واحد.} two {تُرك تعليقان.} few {تُركت # تعليقات.} many {تُرك # تعليقًا.} other {تُرك # تعليق.}}',
  'import.remark.page-parts':
    '{count, plural, zero {الصفحة كلها مقال.} one {تُرك من الصفحة جزء ليس من المقال.} two {تُرك من الصفحة جزءان ليسا من المقال.} few {تُركت من الصفحة # أجزاء ليست من المقال.} many {تُرك من الصفحة # جزءًا ليست من المقال.} other {تُرك من الصفحة # جزء ليست من المقال.}}',
  'import.remark.report-left-out': 'تُرك ما يقوله التقرير حول نصّه.',
  'import.remark.for-subscribers': 'تقول الصفحة إنها للمشتركين، وقد يكون النصّ مقتطعًا.',
  'import.hidden':
    '{count, plural, zero {لا علامات خفيّة في النص} one {في النص علامة خفيّة واحدة} two {في النص علامتان خفيّتان} few {في النص # علامات خفيّة} many {في النص # علامة خفيّة} other {في النص # علامة خفيّة}}',
  'import.hidden.why': 'علامات كهذه قد تُخفي كلمات أو تقلب ترتيبها: {signs}.',
  'import.hidden.remove': 'انزعها من النص',
  'import.preview': 'معاينة',
  'import.preview.more':
    '{count, plural, zero {ولا شيء بعدها} one {وفقرة أخرى} two {وفقرتان أخريان} few {و# فقرات أخرى} many {و# فقرة أخرى} other {و# فقرة أخرى}}',
  'import.expired': 'لم يعد النص محفوظًا هنا',
  'import.expired.safe': 'ما أدخلته ما زال هنا: ارجع ثم تابع.',
  'import.full': 'نصوص كثيرة تنتظر هنا من يأخذها',
  'import.full.safe': 'لم يُنشأ شيء. حاول بعد دقائق.',
  'import.unread': 'تعذّرت قراءة النص',
  'import.unread.safe': 'لم يُنشأ شيء، وما أدخلته ما زال هنا.',
  'import.uncertain': 'ما أدخلته ما زال هنا. تحقّق من الاتصال ثم حاول مجددًا.',
  'reimport.open': 'أدخل نصًّا مصحَّحًا…',
  'reimport.title': 'نصّ مصحَّح',
  'reimport.text.hint': 'الصق هنا النص المصحَّح كاملًا.',
  'reimport.explain': 'ترى ما سيتغيّر قبل أن يتغيّر. والادّعاءات تبقى مع كلماتها.',
  'reimport.apply': 'غيّر النص',
  'reimport.applying': 'يُغيَّر النص…',
  'reimport.same': 'هذا نصّ المقال نفسه: لن يتغيّر شيء.',
  'reimport.done': 'تغيّر النص',
  'reimport.undone': 'عاد النص كما كان',
  'reimport.undo-failed': 'لم يُعَد النص السابق: تغيّر النص بعده أو لم يعد محفوظًا هنا. بقي النص كما هو الآن',
  'reimport.changed-meanwhile': 'تغيّر النص في هذه الأثناء',
  'reimport.changed-meanwhile.safe': 'لم تغيّر أنت شيئًا بعد. وأدناه ما سيتغيّر الآن.',
  'reimport.failed': 'لم يتغيّر النص',
  'reimport.summary':
    '{changed, plural, zero {لا فقرة تُعاد صياغتها} one {تُعاد صياغة فقرة واحدة} two {تُعاد صياغة فقرتين} few {تُعاد صياغة # فقرات} many {تُعاد صياغة # فقرة} other {تُعاد صياغة # فقرة}}، ويُضاف {added}، ويُحذف {removed}، ويُنقل {moved}.',
  'reimport.reshaped':
    '{count, plural, zero {لا فقرة يتغيّر شكلها.} one {فقرة واحدة يتغيّر شكلها وحده.} two {فقرتان يتغيّر شكلهما وحده.} few {# فقرات يتغيّر شكلها وحده.} many {# فقرة يتغيّر شكلها وحده.} other {# فقرة يتغيّر شكلها وحده.}}',
  'reimport.shape': 'لا يتغيّر إلا شكل الفقرات.',
  'reimport.kept':
    '{count, plural, zero {لا يبقى ادّعاء كما هو} one {يبقى ادّعاء واحد كما هو} two {يبقى ادّعاءان كما هما} few {تبقى # ادّعاءات كما هي} many {يبقى # ادّعاءً كما هي} other {يبقى # ادّعاء كما هي}}',
  'reimport.touched':
    '{count, plural, zero {لا يتأثّر ادّعاء} one {يتأثّر ادّعاء واحد} two {يتأثّر ادّعاءان} few {تتأثّر # ادّعاءات} many {يتأثّر # ادّعاءً} other {يتأثّر # ادّعاء}}',
  'reimport.becomes.stale': 'يحتاج إلى مراجعة',
  'reimport.becomes.detached': 'زالت كلماته: ينتظر في الدرج',
  'reimport.becomes.recovered': 'وُجد بكلماته، ويبقى أن يُؤكَّد موضعه',
  'reimport.becomes.restored': 'عادت إليه كلماته',
  'reimport.changes': 'ما يتغيّر',
  'reimport.row.added': 'جديد',
  'reimport.row.removed': 'محذوف',
  'reimport.row.changed': 'أُعيدت صياغته',
  'reimport.row.moved': 'منقول',
  'reimport.row.reshaped': 'تغيّر شكله',
  'reimport.row.same':
    '{count, plural, zero {لا فقرة تبقى} one {فقرة واحدة تبقى} two {فقرتان تبقيان} few {# فقرات تبقى} many {# فقرة تبقى} other {# فقرة تبقى}}',
  'reimport.row.more':
    '{count, plural, zero {ولا غيرها} one {وواحدة أخرى} two {واثنتان أخريان} few {و# أخرى} many {و# أخرى} other {و# أخرى}}',
  'library.refused.empty': 'لا نصّ فيه',
  'library.refused.binary': 'هذا ليس ملفًا نصّيًا.',
  'library.refused.damaged-file': 'هذا الملف تالف. افتحه في البرنامج الذي أنشأه، واحفظه من جديد.',
  'library.refused.damaged': 'بعض حروف الملف تالفة، ومن الأسلم ألا يُخمَّن ما كانت. احفظ الملف مجددًا بترميز ‎UTF-8‎.',
  'library.refused.too-large': 'هو أكبر مما يُقرأ: النصوص حتى 2 ميغابايت، وسائر الملفات حتى 20. اقسمه أجزاءً.',
  'library.refused.unpacks-too-large': 'إذا فُكّ صار أكبر بكثير من أن يكون مقالًا. احفظ النص وحده في ملف جديد.',
  'library.refused.too-many-paragraphs': 'فيه أكثر من 20,000 فقرة. اقسمه أجزاءً.',
  'library.refused.file-kind':
    'ملف من هذا النوع لا يصير مقالًا. احفظه أولًا بصيغة ‎.docx‎ أو ‎.html‎ أو ‎.md‎ أو ‎.txt‎، أو الصق نصّه.',
  'library.refused.disguised': 'ليس هذا الملف كما يقول اسمه. احفظه من جديد من البرنامج الذي أنشأه.',
  'library.refused.encrypted': 'الملف مقفل بكلمة سرّ. احفظه دونها أولًا.',
  'library.refused.forbidden-xml': 'في الملف تعريفات خاصة به لا تُقرأ هنا أبدًا. احفظه من جديد من البرنامج الذي أنشأه.',
  'library.refused.no-report': 'ليس هذا الملف تقريرًا من سند. اختر الملف الذي حُفظ فيه تقرير.',
  'library.refused.newer-report': 'هذا التقرير من إصدار أحدث من سند هذا.',
  'library.refused.no-address': 'ليس هذا عنوان صفحة. العنوان يبدأ بـ ‎https://‎ أو ‎http://‎.',
  'library.refused.address-refused': 'لا يصلح هذا العنوان: تُجلب الصفحات العامة وحدها، دون اسم أو كلمة سرّ في العنوان.',
  'library.refused.private-address': 'يقود هذا العنوان إلى شبكة خاصة، ولا يُجلب منها شيء. احفظ الصفحة ملفًا ثم اختره.',
  'library.refused.too-many-redirects': 'تُحيل الصفحة من عنوان إلى آخر بلا نهاية. ضع العنوان الأخير.',
  'library.refused.unreachable': 'لا يمكن الوصول إلى الصفحة، أو أن موقعها لا يعطيها. تحقّق من العنوان.',
  'library.refused.timed-out': 'تأخّر الموقع في الجواب. حاول مجددًا، أو احفظ الصفحة ملفًا.',
  'library.refused.page-missing': 'لم تعد في هذا العنوان صفحة. تحقّق من العنوان.',
  'library.refused.page-closed': 'لا يتيح الموقع هذه الصفحة للجميع. احفظها ملفًا ثم اختره.',
  'library.refused.site-trouble': 'في الموقع عطل ولم يعطِ الصفحة. حاول لاحقًا.',
  'library.refused.insecure-redirect': 'تُحيل الصفحة إلى عنوان غير مشفَّر. أدخل ذلك العنوان بنفسك إن كنت تثق به.',
  'library.refused.addresses-off': 'لا تُجلب الصفحات هنا. احفظ الصفحة ملفًا ثم اختره.',
  'library.refused.no-page': 'ليس في هذا العنوان مقال يمكن قراءته. احفظ الصفحة ملفًا ثم اختره.',
};
