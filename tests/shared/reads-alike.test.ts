import { foldedEqual, readsAlike } from '@sanad/shared/fold';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const SIGNS = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];

test('a direction sign put into words, or taken out of them, makes them other words', () => {
  const words = fc.string({ unit: fc.constantFrom(...'قتل مُab 31–.٣', ...SIGNS), maxLength: 30 });
  fc.assert(
    fc.property(words, fc.nat(30), fc.constantFrom(...SIGNS), (text, at, sign) => {
      const turned = text.slice(0, at) + sign + text.slice(at);
      expect(readsAlike(text, turned)).toBe(false);
      expect(readsAlike(turned, text)).toBe(false);
      expect(readsAlike(turned, turned)).toBe(true);
    }),
  );
});

test('words with the same signs in the same places read alike in whatever form', () => {
  expect(readsAlike('\u2067«العدد ٣»\u2069 مُحمّد', '\u2067"العدد 3"\u2069  محمد')).toBe(true);
  expect(readsAlike('مُحمّد', 'محمد')).toBe(true);
});

test('words are still found again whatever direction signs stand in them', () => {
  expect(foldedEqual('Iran 3 – 1', 'Iran \u20673 – 1\u2069')).toBe(true);
});
