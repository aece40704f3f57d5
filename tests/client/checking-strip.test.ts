import { pieceOf, STRIP_PARTS, sentenceOnStrip, stripPaths } from '@sanad/client/checking/strip-shape.ts';
import { coverageOf } from '@sanad/shared/coverage';
import { expect, test } from 'vitest';

const HEIGHT = 600;
const covered = (count: number, disputed: number) => {
  const sentences = Array.from({ length: count }, (_, index) => ({
    start: index * 50,
    end: index * 50 + 49,
    words: 'x',
  }));
  const held = sentences[disputed] as { start: number; end: number };
  const attachment = { kind: 'exact', start: held.start, end: held.end, words: 'x' } as const;
  return coverageOf(sentences, [{ attachment, verdict: 'disputed', stale: false }], new Map()).sentences;
};

test('every sentence is where a click on its piece of the strip leads', () => {
  const sentences = covered(40, 3);
  sentences.forEach((_, index) => {
    const piece = pieceOf(sentences, index, HEIGHT);
    expect(sentenceOnStrip(sentences, (piece?.top ?? 0) + (piece?.height ?? 0) / 2, HEIGHT)).toBe(index);
  });
});

test('one disputed sentence among a thousand is drawn, and within the strip', () => {
  for (const at of [0, 500, 999]) {
    const { disputed } = stripPaths(covered(1_000, at), 10, HEIGHT);
    const [, top, high] = /^M0 ([\d.]+)h10v([\d.]+)h-10z$/.exec(disputed) ?? [];
    expect(Number(high)).toBeGreaterThanOrEqual(2);
    expect(Number(top) + Number(high)).toBeLessThanOrEqual(HEIGHT);
  }
});

test('what is disputed is drawn over all else', () => {
  expect(STRIP_PARTS.at(-1)).toBe('disputed');
  expect(STRIP_PARTS[0]).toBe('untouched');
});

test('an article without sentences has an empty strip that leads nowhere', () => {
  expect(Object.values(stripPaths([], 10, HEIGHT)).join('')).toBe('');
  expect(sentenceOnStrip([], 10, HEIGHT)).toBe(-1);
});
