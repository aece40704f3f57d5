import { isolated } from '@sanad/client/i18n/isolation.ts';
import { describe, expect, test } from 'vitest';

describe('a value in a sentence of the interface', () => {
  test('is isolated where its letters run the other way, or it would take the sentence apart', () => {
    expect(isolated('سلمى', 'ltr')).toBe('\u2068سلمى\u2069');
    expect(isolated('Omar', 'rtl')).toBe('\u2068Omar\u2069');
    expect(isolated('وكالة Reuters', 'rtl')).toBe('\u2068وكالة Reuters\u2069');
    expect(isolated('Palmyra (تدمر)', 'ltr')).toBe('\u2068Palmyra (تدمر)\u2069');
    expect(isolated('דנה', 'ltr')).toBe('\u2068דנה\u2069');
  });

  test('is left as it is where it runs with the sentence, and where it is a number', () => {
    expect(isolated('Omar', 'ltr')).toBe('Omar');
    expect(isolated('سلمى النجّار', 'rtl')).toBe('سلمى النجّار');
    expect(isolated('1, 2', 'rtl')).toBe('1, 2');
    expect(isolated('', 'rtl')).toBe('');
    expect(isolated(12, 'rtl')).toBe(12);
  });

  test('is not isolated as a whole where each of its parts is', () => {
    const names = '\u2068Omar\u2069, \u2068سلمى\u2069';
    expect(isolated(names, 'rtl')).toBe(names);
    expect(isolated(names, 'ltr')).toBe(names);
  });
});
