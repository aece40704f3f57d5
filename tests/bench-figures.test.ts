import { ArticleText } from '@sanad/shared/article-text';
import { describe, expect, it } from 'vitest';
import { MEASURE, SCALES, Values } from './bench/editor-measures.ts';
import { isMet, type Measure, percentile, ratio, rowsOf, tableOf } from './bench/figures.ts';
import { claimRanges, seeded, story } from './bench/long-article.ts';

describe('a percentile', () => {
  it('is a value that was measured, the smallest that so many do not exceed', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(percentile([7], 0.95)).toBe(7);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        0.95,
      ),
    ).toBe(95);
  });

  it('is not made of nothing, nor of what is no number', () => {
    expect(() => percentile([], 0.95)).toThrow(RangeError);
    expect(() => percentile([1, Number.NaN], 0.95)).toThrow(RangeError);
    expect(() => percentile([1], 95)).toThrow(RangeError);
  });
});

describe('a ratio', () => {
  it('says how many times the base a value is', () => {
    expect(ratio(3, 2)).toBe(1.5);
  });

  it('is not taken to an act that did not happen', () => {
    expect(() => ratio(3, 0)).toThrow(RangeError);
    expect(() => ratio(3, Number.NaN)).toThrow(RangeError);
    expect(() => ratio(Number.NaN, 3)).toThrow(RangeError);
  });
});

describe('the rows of a benchmark', () => {
  const typing: Measure = { name: 'typing', unit: '×', targets: new Map([[1_000, 1.15]]) };
  const values = (...entries: readonly [Measure, number, number][]) => {
    const measured = new Values();
    for (const entry of entries) measured.set(...entry);
    return measured.all();
  };

  it('say what was measured against what it had to reach', () => {
    const rows = rowsOf([typing], values([typing, 1_000, 1.4]));
    expect(rows).toEqual([{ measure: 'typing', scale: 1_000, value: 1.4, unit: '×', target: 1.15, better: 'lower' }]);
    expect(rows.map(isMet)).toEqual([false]);
    expect(tableOf(rows)).toContain('1.40 × (≤ 1.15) ✗');
  });

  it('are not told while a figure is missing, is no number or was never asked for', () => {
    expect(() => rowsOf([typing], new Map())).toThrow('not measured at 1000');
    expect(() => rowsOf([typing], values([typing, 5_000, 1]))).toThrow('not measured at 1000');
    expect(() => rowsOf([typing], values([typing, 1_000, Number.NaN]))).toThrow('not measured at 1000');
    expect(() => rowsOf([], values([typing, 1_000, 1]))).toThrow('nobody asked');
  });

  it('of the editor cover every scale of every measure that has targets', () => {
    const all = Object.values(MEASURE);
    const measured = all.flatMap((measure) =>
      [...measure.targets.keys()].map((scale): [Measure, number, number] => [measure, scale, 1]),
    );
    const rows = rowsOf(all, values(...measured));
    expect(rows).toHaveLength(measured.length);
    for (const { name } of [MEASURE.local, MEASURE.remote, MEASURE.mark, MEASURE.open, MEASURE.anchors]) {
      expect(rows.filter(({ measure, target }) => measure === name && target !== null)).toHaveLength(SCALES.length);
    }
  });
});

describe('the long article', () => {
  const paragraphs = story(2_000, 7);
  const wordsOf = (text: string) => text.split(' ').length;

  it('is the same for the same seed, and another for another', () => {
    expect(story(2_000, 7)).toEqual(paragraphs);
    expect(story(2_000, 8)).not.toEqual(paragraphs);
    expect(seeded(1)()).toBe(seeded(1)());
  });

  it('has as many words as were asked for, in paragraphs of at most 120', () => {
    expect(paragraphs.reduce((sum, text) => sum + wordsOf(text), 0)).toBe(2_000);
    expect(Math.max(...paragraphs.map(wordsOf))).toBeLessThanOrEqual(120);
    expect(Math.min(...paragraphs.slice(0, -1).map(wordsOf))).toBeGreaterThanOrEqual(40);
  });

  it('has claims of 2 to 25 whole words of one paragraph, no two on the same letters, some over and inside others', () => {
    const blocks = paragraphs.map((text, index) => ({
      kind: 'paragraph',
      text,
      start: paragraphs.slice(0, index).reduce((sum, before) => sum + before.length + 1, 0),
      runs: [],
    }));
    const text = paragraphs.join('\n');
    const ranges = claimRanges(new ArticleText(blocks), 500, 7);
    const words = ranges.map(({ start, end }) => text.slice(start, end));
    expect(new Set(ranges.map(({ start, end }) => `${start}-${end}`)).size).toBe(500);
    for (const each of words) {
      expect(each).not.toMatch(/^\s|\s$|\n/);
      expect(wordsOf(each)).toBeGreaterThanOrEqual(2);
      expect(wordsOf(each)).toBeLessThanOrEqual(25);
    }
    const pairs = ranges.flatMap((a) => ranges.map((b) => [a, b] as const)).filter(([a, b]) => a !== b);
    expect(pairs.some(([a, b]) => a.start < b.start && b.start < a.end && a.end < b.end)).toBe(true);
    expect(pairs.some(([a, b]) => a.start <= b.start && b.end <= a.end)).toBe(true);
  });
});
