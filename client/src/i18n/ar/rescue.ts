import type { rescue as english } from '../en/rescue.ts';

export const rescue: Readonly<Record<keyof typeof english, string>> = {
  'rescue.words': 'الكلام الذي لم يُقبل',
  'rescue.no-words': 'ليس فيه كلام من النص، بل علامات أو أحكام أو ملاحظات فقط.',
  'rescue.more':
    'في نسخة الإنقاذ {count, plural, one {فقرة أخرى} two {فقرتان أخريان} few {# فقرات أخرى} many {# فقرة أخرى} other {# فقرة أخرى}}.',
  'rescue.copy': 'انسخ الكلام',
  'rescue.copied': 'نُسخ',
  'rescue.unsent.again':
    'لم {count, plural, one {يُرسل تعديل واحد} two {يُرسل تعديلان} few {تُرسل # تعديلات} many {يُرسل # تعديلًا} other {يُرسل # تعديل}} بعد. كل ذلك محفوظ في هذا المتصفّح، ويُرسل حين تدخل منه مجددًا.',
  'rescue.unsent.reload':
    'لم {count, plural, one {يُرسل تعديل واحد} two {يُرسل تعديلان} few {تُرسل # تعديلات} many {يُرسل # تعديلًا} other {يُرسل # تعديل}} بعد. كل ذلك محفوظ في هذا المتصفّح، ويُرسل حين تحدِّث الصفحة.',
  'rescue.unsent.kept':
    'لم {count, plural, one {يُرسل تعديل واحد} two {يُرسل تعديلان} few {تُرسل # تعديلات} many {يُرسل # تعديلًا} other {يُرسل # تعديل}}. كل ذلك محفوظ في هذا المتصفّح.',
  'rescue.unsent.only-here':
    'لم {count, plural, one {يُرسل تعديل واحد} two {يُرسل تعديلان} few {تُرسل # تعديلات} many {يُرسل # تعديلًا} other {يُرسل # تعديل}}، وتعذّر حفظ ذلك في هذا المتصفّح.',
};
