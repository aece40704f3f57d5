import { GramIndex } from '@sanad/shared/gram-index';
import { findQuote, haystack, quoteAt } from '@sanad/shared/quote';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const WORDS =
  'قال مصدر أمني إن القوات تعرضت لإطلاق نار قرب مدينة تدمر أثناء جولة ميدانية بحسب بيان صدر مساء السبت'.split(' ');

const article = fc
  .array(fc.constantFrom(...WORDS), { minLength: 60, maxLength: 300 })
  .map((words) => words.map((word, at) => (at % 7 === 3 ? `${word}${at}` : word)).join(' '));

test('a quote with a few letters changed lies in one of its likeliest stretches', () => {
  fc.assert(
    fc.property(article, fc.nat(), fc.integer({ min: 40, max: 120 }), fc.nat(), (text, a, length, b) => {
      const start = a % Math.max(1, text.length - length);
      const changed = [...text.slice(start, start + length)];
      for (let i = 0; i < length / 15; i++) changed[(b + i * 13) % changed.length] = 'ظ';
      const stretches = new GramIndex(text).stretches(changed.join(''), Math.floor(length / 5), 8);
      expect(stretches.some((stretch) => stretch.start <= start && stretch.end >= start + length)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('stretches are in order, apart and inside the text', () => {
  fc.assert(
    fc.property(article, fc.string({ unit: fc.constantFrom(...'قالمصدر '), maxLength: 60 }), (text, quote) => {
      let end = -1;
      for (const stretch of new GramIndex(text).stretches(quote, 10, 8)) {
        expect(stretch.start).toBeGreaterThan(end);
        expect(stretch.end).toBeGreaterThan(stretch.start);
        expect(stretch.end).toBeLessThanOrEqual(text.length);
        end = stretch.end;
      }
    }),
  );
});

test('a corrected sentence is found in a long article, and its place is the one it had', () => {
  const filler = Array.from({ length: 3000 }, (_, at) => `${WORDS[at % WORDS.length]}${at % 97}`).join(' ');
  const sentence = 'وأعلنت الهيئة أن الجسر الجديد كلف اثني عشر مليون دولار دفعت البلدية نصفها';
  const text = `${filler} ${sentence} ${filler}`;
  const quote = quoteAt(text, filler.length + 1, filler.length + 1 + sentence.length);
  const corrected = text.replace('اثني عشر', 'إحدى عشرة');
  const match = findQuote(haystack(corrected), quote);
  expect(match?.how).toBe('fuzzy');
  expect(corrected.slice(match?.start, match?.end)).toContain('الجسر الجديد كلف إحدى عشرة مليون');
});

test('a text shorter than a run of letters, and a quote shorter than one, have no stretches', () => {
  expect(new GramIndex('قال').stretches('قال الوزير', 2, 8)).toEqual([]);
  expect(new GramIndex('قال الوزير').stretches('قال', 1, 8)).toEqual([]);
});
