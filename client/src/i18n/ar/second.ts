import type { second as english } from '../en/second.ts';

export const second: Record<keyof typeof english, string> = {
  'second.language': 'ar',
  'second.awaiting': 'بانتظار شخص ثانٍ؛ الحكم الأول من {name}.',
  'second.awaiting.own': 'بانتظار شخص ثانٍ؛ الحكم الأول حكمُك.',
  'second.confirmed': 'اتّفق عليه {names}',
  'second.conflict': 'موضع خلاف بين {names}',
  'second.conflict.agreed': 'اختلفت الأحكام هنا من قبل، وحكم {names} الآن:',
  'second.blind.first': 'الأحكام هنا مختومة: لا يرى حكمَك أحدٌ قبل أن يحكم شخص ثانٍ.',
  'second.blind.second': 'احكم أنت أيضًا دون أن تعرفه، ثم يُفتح الحكمان معًا.',
  'second.blind.reader': 'الأحكام هنا مختومة حتى يحكم شخصان.',
  'second.sealed.own': 'حكمك ({verdict}) مختوم حتى يحكم شخص ثانٍ.',
  'second.sealed.void': 'تغيّرت الكلمات فسقط حكمك المختوم ({verdict}). احكم على هذه الكلمات من جديد.',
  'second.sealed.others':
    '{count, plural, one {حكمٌ مختوم من {names}.} two {حكمان مختومان من {names}.} few {أحكام مختومة من {names}.} many {أحكام مختومة من {names}.} other {أحكام مختومة من {names}.}}',
  'second.sealed.withdraw': 'اسحبه',
  'second.sign.awaiting': 'بانتظار شخص ثانٍ',
  'second.sign.confirmed': 'أكّده شخص ثانٍ',
  'second.sign.conflict': 'موضع خلاف',
  'second.sign.sealed': 'عليه حكم مختوم',
  'second.not-sealed': 'عُلِّم الادّعاء ولم يُختم حكمك. أعد المحاولة.',
  'second.not-sealed.offline': 'لا يُختم حكمٌ بلا اتصال. عُلِّم الادّعاء، فاحكم عليه حين تعود متّصلًا.',
  'second.not-sealed.words': 'غيّر أحد الزملاء هذه الكلمات للتوّ. اقرأها ثم احكم عليها.',
  'second.opened': 'صار حكمك مفتوحًا: حكم شخص ثانٍ.',
};
