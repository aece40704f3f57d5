import { fold, foldedEqual, foldedText, readsAlike, sourceRange } from '@sanad/shared/fold';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('folding takes for the same', () => {
  test.each([
    ['vowel marks', 'هُجُومًا', 'هجوما'],
    ['tatweel', 'الـــخبر', 'الخبر'],
    ['hamza over and under alef', 'أإآٱ', 'اااا'],
    ['hamza on waw and ya', 'مؤتمر رئيس', 'موتمر ريىس'],
    ['alef maksura and ya', 'مستشفى', 'مستشفي'],
    ['ta marbuta and ha', 'مدينة', 'مدينه'],
    ['Persian ya and kaf', 'كتابی ک', 'كتابي ك'],
    ['Persian joiners', 'می\u200cخواهم', 'میخواهم'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['presentation forms', 'ﻻ ﷲ', 'لا الله'],
    ['Arabic-Indic and Persian digits', '٣ آلاف و۴', '3 آلاف و4'],
    ['quotation marks', '«قال» “said” „so‟', '"قال" "said" "so"'],
    ['dashes and hyphens', 'a–b—c‑d', 'a-b-c-d'],
    ['case', 'CENTCOM', 'centcom'],
    ['runs of white space of any kind', 'a \u00a0\n\t b', 'a b'],
    ['direction marks', '\u200fقال\u200e \u2067x\u2069', 'قال x'],
    ['composed and decomposed letters', 'é', 'e\u0301'],
    ['Arabic punctuation', 'نعم، لا؟', 'نعم, لا?'],
  ])('%s', (_what, a, b) => {
    expect(foldedText(a)).toBe(foldedText(b));
  });
});

describe('folding keeps apart', () => {
  test.each([
    ['numbers', '3 قتلى', '4 قتلى'],
    ['a power and its digits', '10²', '102'],
    ['fractions', '½', '12'],
    ['accents that make another word', 'pâté', 'pate'],
    ['negation', 'لا يملك', 'يملك'],
    ['spelling variants', 'الأمريكية', 'الأميركية'],
    ['a word and its plural', 'جندي', 'جنود'],
  ])('%s', (_what, a, b) => {
    expect(foldedEqual(a, b)).toBe(false);
  });
});

const letters = fc.string({
  unit: fc.constantFrom(...'ابتثجأإآةىيكـًٌَُِّْ 0٣۴«»"aB é\n\u200c\u200f😀👨‍👩‍👧ﻻשָׁ'),
  maxLength: 60,
});

test('folding is idempotent', () => {
  fc.assert(fc.property(letters, (text) => foldedText(foldedText(text)) === foldedText(text)));
});

test('offsets always rise and stay inside the source', () => {
  fc.assert(
    fc.property(letters, (text) => {
      const folded = fold(text);
      expect(folded.starts.length).toBe(folded.text.length);
      for (let i = 0; i < folded.starts.length; i++) {
        const start = folded.starts[i] as number;
        expect(start).toBeLessThan(text.length);
        if (i > 0) expect(start).toBeGreaterThanOrEqual(folded.starts[i - 1] as number);
      }
    }),
  );
});

test('the source range of a folded range folds to that range again', () => {
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(), (text, a, b) => {
      const folded = fold(text);
      fc.pre(folded.text.length > 0);
      const start = a % folded.text.length;
      const end = start + 1 + (b % (folded.text.length - start));
      const range = sourceRange(folded, text, start, end);
      expect(range.end).toBeGreaterThan(range.start);
      // A code point may fold to several letters; the range then takes the whole of it, never less than was asked.
      expect(fold(text.slice(range.start, range.end)).text).toContain(folded.text.slice(start, end));
    }),
  );
});

test('a range ends behind the vowel marks of its last letter', () => {
  const text = 'هجومًا مباغتًا';
  const folded = fold(text);
  const range = sourceRange(folded, text, 0, 4);
  expect(text.slice(range.start, range.end)).toBe('هجومً');
});

test('an empty or outlying range is a mistake of the caller', () => {
  const folded = fold('سند');
  expect(() => sourceRange(folded, 'سند', 1, 1)).toThrow(RangeError);
  expect(() => sourceRange(folded, 'سند', 0, 9)).toThrow(RangeError);
});

describe('what a verdict was given for reads the same', () => {
  test('in forms that fold alike, and with the same direction signs in the same places', () => {
    expect(readsAlike('قُتل  ١٧', 'قتل 17')).toBe(true);
    expect(readsAlike('فازت \u20673 – 1\u2069', 'فازت \u2067٣ – ١\u2069')).toBe(true);
  });

  test('and not where a direction sign came, went or moved: a score may read the other way round', () => {
    expect(readsAlike('3 – 1', '\u20673 – 1\u2069')).toBe(false);
    expect(readsAlike('فازت \u200f3 – 1', 'فازت 3 – 1')).toBe(false);
    expect(readsAlike('3 \u200e– 1', '3 –\u200e 1')).toBe(false);
    for (const sign of [
      '\u061c',
      '\u200e',
      '\u200f',
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202d',
      '\u202e',
      '\u2066',
      '\u2068',
    ])
      expect(readsAlike('في 1948', `في ${sign}1948`)).toBe(false);
  });
});
