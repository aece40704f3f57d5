import { canonicalReport, hashOfText } from '@sanad/server/signing/canonical-report';
import type { Report } from '@sanad/shared/report';
import { expect, test } from 'vitest';
import { arabicReport } from './report-samples.ts';

const canonical = (value: unknown) => canonicalReport(value as Report);

// The examples of RFC 8785, 3.2.2 to 3.2.4.
test.each([
  [
    '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "literals": [null, true, false]}',
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  ],
  [
    String.raw`{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}`,
    String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji", "\u0080": "Control", "\u00f6": "Latin"}`,
    String.raw`{"\r":"Carriage Return","1":"One","` +
      '\u0080":"Control","ö":"Latin","€":"Euro Sign","😀":"Emoji","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
])('values are written as RFC 8785 writes them: %s', (json, expected) => {
  expect(canonical(JSON.parse(json))).toBe(expected);
});

test('a report makes the same bytes, in whatever order its parts were put together', () => {
  const report = arabicReport();
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, each]) => [key, backwards(each)]),
    );
  };
  const text = canonicalReport(report);
  expect(canonical(backwards(report))).toBe(text);
  expect(canonical(JSON.parse(text))).toBe(text);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
});

test('half of a surrogate pair does not keep an article from being signed off', () => {
  expect(canonical({ text: 'a\ud83d' })).toBe('{"text":"a\ufffd"}');
});

test('the hash is what other programs make of the file', () => {
  expect(hashOfText('سند')).toBe('0b9099121c0eac2ee406c5ec09256c401a3d24c103fbf4d55a1c3d5ea390fbbe');
});
