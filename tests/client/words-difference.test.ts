import { wordsDifference } from '@sanad/client/editor/words-difference.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** The difference in one line: what went in brackets, what came in braces. */
const shown = (judged: string, now: string) =>
  wordsDifference(judged, now)
    .map((part) => {
      if (part.same) return part.now;
      return (part.judged ? `[${part.judged}]` : '') + (part.now ? `{${part.now}}` : '');
    })
    .join('');

describe('the words judged and the words now', () => {
  test('differ by whole words', () => {
    expect(shown('تخدم 3 آلاف أسرة في المدينة', 'تخدم 4 آلاف أسرة في المدينة')).toBe(
      'تخدم [3]{4} آلاف أسرة في المدينة',
    );
    expect(shown('بلغت الكلفة 12.5 مليون', 'بلغت الكلفة 12.7 مليون')).toBe('بلغت الكلفة [12.5]{12.7} مليون');
    expect(shown('said Reuters, on Monday', 'said AFP, on Monday')).toBe('said [Reuters]{AFP}, on Monday');
  });
  test('differ by what was taken out and what was put in', () => {
    expect(shown('قتل ثلاثة جنود', 'قتل جنود')).toBe('قتل [ثلاثة ]جنود');
    expect(shown('قتل جنود', 'قتل ثلاثة جنود أمس')).toBe('قتل {ثلاثة }جنود{ أمس}');
  });
  test('show changes that follow one another as one phrase', () => {
    expect(shown('افتتحت ثلاث مكتبات عامة', 'افتتحت خمس حدائق عامة')).toBe('افتتحت [ثلاث مكتبات]{خمس حدائق} عامة');
  });
  test('keep the space behind a change out of it', () => {
    expect(shown('بلغت مليوني دينار', 'بلغت ثلاثة ملايين دينار')).toBe('بلغت [مليوني]{ثلاثة ملايين} دينار');
  });
  test('do not differ in white space, vowel marks, digits or quotation marks', () => {
    expect(wordsDifference('«العدد ٣» مُحمّد\nهنا', '"العدد 3"  محمد هنا').every(({ same }) => same)).toBe(true);
  });
  test('are both whole in the parts, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('قتل', ' ', '\n', '12', '«', '»', 'مُحمّد', 'Reuters', '👩‍🚒', '،', 'e\u0301'))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (judged, now) => {
        const parts = wordsDifference(judged, now);
        expect(parts.map((part) => part.judged).join('')).toBe(judged);
        expect(parts.map((part) => part.now).join('')).toBe(now);
        for (const part of parts) if (!part.same) expect(part.judged + part.now).not.toBe('');
      }),
    );
  });
});
