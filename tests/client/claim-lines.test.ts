import { type Fragment, fragmentsOf, isOn, lineAt, linesOf } from '@sanad/client/editor/claim-lines.ts';
import { describe, expect, test } from 'vitest';

const setting = { em: 20, descent: 0.25, line: '40px', evenly: false, rtl: false };
const box = (left: number, right: number, top = 0): Fragment => ({ left, right, top, bottom: top + 32 });

describe('the pieces of a claim’s words', () => {
  test('are one where letters touch, whichever way they are read', () => {
    expect(fragmentsOf([box(50, 90), box(20, 50.2)])).toEqual([box(20, 90)]);
    expect(fragmentsOf([box(20, 50), box(50.4, 90)])).toEqual([box(20, 90)]);
  });

  test('are apart on two lines, and where a number stands between Arabic words', () => {
    expect(fragmentsOf([box(0, 90), box(0, 40, 40)])).toHaveLength(2);
    expect(fragmentsOf([box(60, 90), box(0, 20)])).toHaveLength(2);
  });

  test('are none where there is nothing to see: a joiner, a space that hangs', () => {
    expect(fragmentsOf([box(10, 10), box(10, 30), box(30, 30)])).toEqual([box(10, 30)]);
  });

  test('of a heading’s bold word in other letters are one with their neighbours though their boxes differ', () => {
    expect(fragmentsOf([box(0, 20), { left: 20, right: 40, top: 2, bottom: 30 }])).toEqual([box(0, 40)]);
  });
});

describe('the lines', () => {
  test('lie under the letters, each lane below the last', () => {
    const at = [0, 1, 2, 3].map((lane) => lineAt(box(0, 10), lane, setting));
    expect(at[0]).toBeGreaterThan(32 * 0.75);
    expect(at.every((y, lane) => lane === 0 || y > (at[lane - 1] as number))).toBe(true);
    // Before the letters of the next line begin, 40 px further on.
    expect(at[3]).toBeLessThanOrEqual(32 + 20);
  });

  test('are two for a disputed claim and one for the others, for each piece', () => {
    const pieces = [box(0, 90), box(0, 40, 40)];
    expect(linesOf(pieces, 'disputed', 0, setting).strokes).toHaveLength(4);
    expect(linesOf(pieces, 'verified', 0, setting).strokes).toHaveLength(2);
    expect(linesOf(pieces, 'verified', 0, setting).grounds).toHaveLength(2);
  });
});

test('a claim is pointed at on its words and on the line under them, and not beside them', () => {
  const pieces = [box(20, 90)];
  expect(isOn(pieces, 0, setting, 50, 10)).toBe(true);
  expect(isOn(pieces, 3, setting, 50, lineAt(box(20, 90), 3, setting))).toBe(true);
  expect(isOn(pieces, 0, setting, 10, 10)).toBe(false);
  expect(isOn(pieces, 0, setting, 50, 60)).toBe(false);
});
