import type { provider as english } from '../en/provider.ts';

export const provider: Record<keyof typeof english, string> = {
  'provider.unnamed': 'جهة الدخول',
  'provider.sign-in': 'الدخول بحساب {provider}',
  'provider.sign-in.title': 'الدخول إلى سند',
  'provider.sign-in.linked': 'تدخل بحسابك في {provider} متى كان مربوطًا باسمك في هذا المكتب.',
  'provider.sign-in.admits': 'تدخل بحسابك في {provider}.',
  'provider.sign-in.else':
    'لا حساب لك هناك، أو لم يُربط بعد؟ يرسل إليك أحد مديري المكتب رابط دعوة؛ افتحه في هذا المتصفّح.',
  'provider.join': 'ادخل بحساب {provider}',
  'provider.join.hint': 'يؤخذ اسمك من هناك، ولا تحتاج إلى رابط في المرة القادمة.',
  'provider.join.back': 'العودة إلى الدعوة',
  'provider.or': 'أو',
  'provider.failed': 'تعذّر الانتقال إلى {provider}',
  'provider.joined': 'دخلت باسم {name}.',
  'provider.linked': 'رُبط حسابك في {provider}. لك أن تدخل به من الآن.',
  'provider.not-in': 'لم تدخل بعد',
  'provider.unreachable': 'تعذّر الوصول إلى {provider}. حاول مجددًا بعد قليل.',
  'provider.denied': 'رُفض الدخول عند {provider} أو قُطع. لم يتغيّر شيء هنا.',
  'provider.expired': 'طال هذا الدخول، أو تمّ من قبل، أو بدأ في متصفّح آخر. ابدأ من جديد.',
  'provider.mismatch':
    'جواب {provider} لا يخصّ الدخول الذي بدأ هنا، فلم يُقبل. ابدأ من جديد؛ فإن تكرّر ذلك فأخبر من يدير الخادم.',
  'provider.too-many': 'فشلت محاولات دخول كثيرة من هنا. انتظر دقيقة ثم حاول مجددًا.',
  'provider.unknown':
    'حسابك في {provider} غير مربوط بأحد في هذا المكتب. اطلب من أحد المديرين رابط دعوة: حيث يقودك تستطيع الدخول بحساب {provider}.',
  'provider.removed': 'لم تعد في هذا المكتب. إن كان ذلك خطأ فاسأل أحد المديرين.',
  'provider.nameless': 'لم تذكر {provider} اسمًا لك. افتح الدعوة واكتب اسمك فيها؛ ولك أن تربط الحساب بعدها.',
  'provider.link-unusable': 'الدعوة استُعملت أو سُحبت أو انتهت مدتها. اطلب من أحد مديري المكتب غيرها.',
  'provider.taken': 'هذا الحساب في {provider} لشخص آخر في هذا المكتب. استعمل حسابًا آخر هناك.',
  'provider.signed-out': 'سُجّل خروجك هنا في هذه الأثناء، فلم يُربط الحساب. ادخل ثم اربطه من جديد.',
  'provider.broken':
    'حدث خلل بين هذا المكتب و{provider}. لم يتغيّر شيء هنا؛ حاول مجددًا، وأخبر من يدير الخادم إن بقي الأمر كذلك.',
  'provider.account': 'الحساب في {provider}',
  'provider.account.linked': 'رُبط',
  'provider.account.use': 'تدخل به من أي متصفّح بلا رابط.',
  'provider.account.none': 'اربطه، ثم ادخل به من أي متصفّح بلا رابط.',
  'provider.account.none-of': 'غير مربوط.',
  'provider.account.link': 'اربط حسابي',
  'provider.account.unlink': 'فكّ الربط',
  'provider.account.unlink.sure': 'أتفكّ ربط الحساب في {provider}؟',
  'provider.account.unlink.detail': 'لا يُدخل أحدًا هنا بعد ذلك. وما هو مفتوح من الدخول يبقى مفتوحًا.',
};
