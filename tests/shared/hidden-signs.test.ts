import { countOf, hiddenSignsIn, withoutHiddenSigns } from '@sanad/shared/hidden-signs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const told = (text: string) => hiddenSignsIn(text).map(({ kind, turns }) => (turns ? `${kind}!` : kind));

describe('hidden signs', () => {
  test('are found where they stand, by kind', () => {
    const text = 'ا\u200eب\u202eج\u202c\u00ad\u2060\ufeff\u{e0041}د\u061c';
    expect(hiddenSignsIn(text).map(({ start, end }) => text.slice(start, end).codePointAt(0)?.toString(16))).toEqual([
      '200e',
      '202e',
      '202c',
      'ad',
      '2060',
      'feff',
      'e0041',
      '61c',
    ]);
    expect(told(text)).toEqual(['mark', 'override!', 'end', 'hyphen', 'space', 'space', 'tag', 'mark']);
    expect(countOf(hiddenSignsIn(text))).toEqual({ all: 8, turning: 1 });
  });

  test('are not the joiners of Persian and of emoji, nor the letters of a flag', () => {
    expect(
      hiddenSignsIn('می\u200cخواهم 👨\u200d👩\u200d👧 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'),
    ).toEqual([]);
  });

  test.each([
    ['an embedding that ends', '\u202babc\u202c', ['embedding', 'end']],
    ['an isolate that ends', '\u2067abc\u2069', ['isolate', 'end']],
    ['a beginning without an end', 'a\u202bb', ['embedding!']],
    ['an end in the next paragraph', '\u2068a\n\u2069', ['isolate!', 'end']],
    ['an embedding that its isolate ends', '\u2067a\u202bb\u2069', ['isolate', 'embedding', 'end']],
    ['an end of the wrong kind', '\u2067a\u202c', ['isolate!', 'end']],
    ['an end of nothing', 'a\u202c\u2069', ['end', 'end']],
    ['an override, even where it ends', '\u202da\u202c', ['override!', 'end']],
  ])('can turn words only where nothing ends them, or force them: %s', (_name, text, kinds) => {
    expect(told(text)).toEqual(kinds);
  });

  test('go without anything else, and every letter is found again', () => {
    const piece = fc.constantFrom(
      'ا',
      'b',
      '😀',
      '\n',
      '\u202e',
      '\u200f',
      '\u{e0041}',
      '\u00ad',
      '\u200d',
      '\u2069',
      '🏴',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const signs = hiddenSignsIn(text);
        const { text: cleared, placeOf } = withoutHiddenSigns(text);
        expect(hiddenSignsIn(cleared)).toEqual([]);
        expect(cleared.length).toBe(text.length - signs.reduce((sum, { start, end }) => sum + end - start, 0));
        let before = 0;
        for (let at = 0; at <= text.length; at++) {
          expect(placeOf(at)).toBeGreaterThanOrEqual(before);
          before = placeOf(at);
          const isSign = signs.some(({ start, end }) => start <= at && at < end);
          if (!isSign && at < text.length) expect(cleared[placeOf(at)]).toBe(text[at]);
        }
        expect(placeOf(text.length)).toBe(cleared.length);
      }),
    );
  });

  test('are found in a long text of nothing else at once', () => {
    expect(
      hiddenSignsIn('\u2067'.repeat(200_000) + '\u2069'.repeat(100_000)).filter(({ turns }) => turns),
    ).toHaveLength(100_000);
  });
});
