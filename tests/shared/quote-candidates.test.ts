import { candidatesFor, certainPlace, findQuote, haystack, quoteAt } from '@sanad/shared/quote';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const SAME = 'قتل ثلاثة جنود في الهجوم';
const TWICE = [
  'أفادت الوكالة أنه',
  SAME,
  'قرب المدينة مساء السبت.\nوقالت القيادة إنه',
  SAME,
  'على الجسر فجر الأحد.',
].join(' ');

describe('the places offered for a quote', () => {
  test('are all that look alike, where nothing may choose between them', () => {
    const quote = { exact: SAME, prefix: 'وذكر مصدر أنه ', suffix: ' يوم أمس' };
    expect(findQuote(haystack(TWICE), quote)).toBeNull();
    const places = candidatesFor(haystack(TWICE), quote);
    expect(places.map(({ start }) => start).sort((a, b) => a - b)).toEqual([
      TWICE.indexOf(SAME),
      TWICE.lastIndexOf(SAME),
    ]);
    expect(places.every(({ how }) => how === 'exact')).toBe(true);
  });
  test('come with the likeliest first: its surroundings before other surroundings, its words before similar words', () => {
    const second = quoteAt(TWICE, TWICE.lastIndexOf(SAME), TWICE.lastIndexOf(SAME) + SAME.length);
    const places = candidatesFor(haystack(`${TWICE}\nقتل ثلاثون جنديًا في هجوم آخر.`), second);
    expect(places[0]?.start).toBe(TWICE.lastIndexOf(SAME));
    expect(places.map(({ score }) => score)).toEqual(places.map(({ score }) => score).sort((a, b) => b - a));
    expect(places.length).toBeGreaterThanOrEqual(2);
  });
  test('are words that were rewritten, in whole words, though no program may take them for the same', () => {
    const text = 'عنوان\nأعلنت القيادة أن أربعة جنود قتلوا في الهجوم على الحافلة.\nنص آخر لا علاقة له.';
    const quote = { exact: 'أعلنت القيادة مقتل أربعة جنود في الهجوم', prefix: '', suffix: '' };
    const [place] = candidatesFor(haystack(text), quote);
    expect(place?.how).toBe('fuzzy');
    const words = text.slice(place?.start, place?.end);
    expect(words).toContain('أربعة جنود');
    expect(words).toMatch(/^\S.*\S$/);
    expect(text.slice(0, place?.start)).toMatch(/(^|\s)$/);
  });
  test('are none for words that are nowhere, and none for what folds to nothing', () => {
    expect(candidatesFor(haystack('نص قصير'), { exact: 'كلام لا وجود له هنا البتة', prefix: '', suffix: '' })).toEqual(
      [],
    );
    expect(candidatesFor(haystack('نص قصير'), { exact: '\u064b\u064c', prefix: '', suffix: '' })).toEqual([]);
  });
  test('never lie over one another, and hold the place of every quote taken from the text', () => {
    const letters = fc.array(fc.constantFrom('قتل', 'جندي', '«أمس»', 'في', 'تدمر', '12', 'مُحمّد', '\n', 'Reuters'), {
      minLength: 4,
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (words, a, b) => {
        const text = words.join(' ');
        const [start, end] = [a % text.length, b % text.length].sort((p, q) => p - q) as [number, number];
        const exact = text.slice(start, end + 1).trim();
        if (exact.trim() === '' || /^[\u064b-\u0652\s]*$/.test(exact)) return;
        const from = text.indexOf(exact, start);
        const places = candidatesFor(haystack(text), quoteAt(text, from, from + exact.length), 500);
        const sorted = [...places].sort((p, q) => p.start - q.start);
        for (let at = 1; at < sorted.length; at++) {
          expect(sorted[at]?.start).toBeGreaterThanOrEqual(sorted[at - 1]?.end ?? 0);
        }
        expect(sorted.some((place) => place.start < from + exact.length && place.end > from)).toBe(true);
      }),
    );
  });
});

describe('a place is certain', () => {
  const quote = quoteAt(TWICE, TWICE.indexOf('قرب المدينة'), TWICE.indexOf('قرب المدينة') + 'قرب المدينة'.length);
  test('when its words stand once, among what stood around them, also in another form', () => {
    const place = certainPlace(haystack(TWICE.replace('قرب المدينة', 'قُربَ المدينه')), quote);
    expect(place?.start).toBe(TWICE.indexOf('قرب المدينة'));
  });
  test('but not when they stand twice, whatever stands around them', () => {
    expect(certainPlace(haystack(`${TWICE} قرب المدينة`), quote)).toBeNull();
  });
  test('nor when they stand among others, or came without surroundings, or differ in a letter', () => {
    expect(certainPlace(haystack('نزل الضيوف قرب المدينة في فندق جديد.'), quote)).toBeNull();
    expect(certainPlace(haystack(TWICE), { ...quote, prefix: '', suffix: '' })).toBeNull();
    expect(certainPlace(haystack(TWICE.replace('قرب المدينة', 'قرب المدن')), quote)).toBeNull();
  });
});
