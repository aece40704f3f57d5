import { findQuote, haystack, quoteAt } from '@sanad/shared/quote';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const TEXT = [
  'وزير المياه يعلن افتتاح محطة جديدة',
  'قال الوزير إن المحطة تخدم 3 آلاف أسرة. وأضاف أن الكلفة بلغت 12 مليون دولار.',
  'وقال مصدر في البلدية إن المحطة تخدم 3 آلاف أسرة فقط في المرحلة الأولى.',
  'وأكدت «هيئة المياه» أن العمل انتهى في 24 نوفمبر/تشرين الثاني.',
].join('\n');

const find = (exact: string, prefix = '', suffix = '', text = TEXT) => {
  const match = findQuote(haystack(text), { exact, prefix, suffix });
  return match && { words: text.slice(match.start, match.end), how: match.how, start: match.start };
};

describe('a quote is found', () => {
  test('by its very words', () => {
    expect(find('الكلفة بلغت 12 مليون دولار')).toMatchObject({ how: 'exact', words: 'الكلفة بلغت 12 مليون دولار' });
  });
  test('when it is written with vowel marks, other digits and other quotation marks', () => {
    expect(find('وأكّدت "هيئة المياه" أنَّ العمل انتهى في ٢٤ نوفمبر')).toMatchObject({
      how: 'folded',
      words: 'وأكدت «هيئة المياه» أن العمل انتهى في 24 نوفمبر',
    });
  });
  test('when a few of its letters were corrected since', () => {
    expect(find('وأكدت «هيئه المياة» ان الأعمال انتهت في 24 نوفمبر')).toMatchObject({ how: 'fuzzy' });
  });
  test('up to where it ended, though its last words were changed most', () => {
    const before =
      'افتتحت البلدية ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل دام شهرين.';
    const start = before.indexOf('ثلاث');
    const quote = quoteAt(before, start, before.indexOf('، وقالت'));
    const after = before.replace('مليوني', 'ثلاثة ملايين');
    const match = findQuote(haystack(after), quote);
    expect(match?.how).toBe('fuzzy');
    expect(after.slice(match?.start, match?.end)).toBe(quote.exact.replace('مليوني', 'ثلاثة ملايين'));
  });
  test('at the right one of two places when its context tells them apart', () => {
    const second = find('المحطة تخدم 3 آلاف أسرة', 'وقال مصدر في البلدية إن ', ' فقط في المرحلة');
    expect(second?.start).toBe(TEXT.lastIndexOf('المحطة تخدم'));
    const first = find('المحطة تخدم 3 آلاف أسرة', 'قال الوزير إن ', '. وأضاف');
    expect(first?.start).toBe(TEXT.indexOf('المحطة تخدم'));
  });
});

describe('a quote is not found', () => {
  test('at either of two places that nothing tells apart', () => {
    const twice = 'قتل ثلاثة جنود في الهجوم.\nنص آخر.\nقتل ثلاثة جنود في الهجوم.\nنص آخر.';
    expect(find('قتل ثلاثة جنود في الهجوم', '', '', twice)).toBeNull();
    expect(find('قتل ثلاثة جنود في الهجوم', 'xyz', 'uvw', twice)).toBeNull();
  });
  test('at the better of two places that are both alike, one letter apart, in one paragraph', () => {
    const quote = 'قتل ثلاثة جنود في الهجوم على الحافلة';
    const nearer = 'قتل ثلاثة جنود في الهجوم على حافلة';
    const near = 'قتل ثلاثه جنود في هجوم على حافلة';
    expect(find(quote, '', '', `${nearer}.`)).toMatchObject({ how: 'fuzzy', words: nearer });
    const around = ['بيان أنه ', ' مساء'] as const;
    expect(find(quote, ...around, `وأفاد بيان أنه ${nearer}.`)).toMatchObject({ how: 'fuzzy', words: nearer });
    expect(find(quote, ...around, `وأفاد بيان أنه ${nearer}. وأضاف بيان أنه ${near}.`)).toBeNull();
  });
  test('in a sentence that is merely built alike', () => {
    expect(find('وأضاف أن الإيرادات بلغت 95 مليون يورو')).toBeNull();
  });
  test('in a look-alike of the sentence that was deleted', () => {
    const other = 'قتل 5 جنود في هجوم على حافلة قرب حمص مساء السبت';
    expect(
      find('قتل 3 جنود في هجوم على حافلة قرب تدمر مساء السبت', 'وأفادت الوكالة أنه ', '، بحسب بيان', other),
    ).toBeNull();
  });
  test('by a name alone that stands in another sentence', () => {
    const other = 'رحب دونالد ترامب بالضيوف في حفل أقيم أمس.';
    expect(find('دونالد ترامب', 'قال الرئيس الأميركي ', ' إن الولايات المتحدة سترد', other)).toBeNull();
  });
  test('when it is short and differs', () => {
    expect(find('14 مليون')).toBeNull();
  });
  test('when it folds to nothing', () => {
    expect(find('\u200f\u200e')).toBeNull();
  });
});

test('context is cut at whole code points', () => {
  const text = `${'😀'.repeat(40)}قال${'😀'.repeat(40)}`;
  const start = text.indexOf('قال');
  const quote = quoteAt(text, start, start + 3);
  expect(quote.prefix.isWellFormed()).toBe(true);
  expect(quote.suffix.isWellFormed()).toBe(true);
});

test('whatever is cut from a text with its context is found where it was cut, or nowhere, never elsewhere', () => {
  const words = fc.constantFrom('قتل', 'ثلاثة', 'جنود', 'في', 'تدمر', 'أمس', 'said', '3', '«لا»', '😀');
  fc.assert(
    fc.property(fc.array(words, { minLength: 3, maxLength: 60 }), fc.nat(), fc.nat(), (parts, a, b) => {
      const text = parts.join(' ');
      const start = a % (text.length - 1);
      const end = start + 1 + (b % (text.length - start));
      const quote = quoteAt(text, start, end);
      const match = findQuote(haystack(text), quote);
      if (match) expect(text.slice(match.start, match.end)).toBe(quote.exact);
      if (match?.start !== start && match) {
        const again = quoteAt(text, match.start, match.end);
        expect([again.prefix, again.suffix]).toEqual([quote.prefix, quote.suffix]);
      }
    }),
    { numRuns: 500 },
  );
});
