import { claimsRoot, textRoot } from '@sanad/shared/article';
import { judgeClaim, removeClaim } from '@sanad/shared/claim';
import { makeReport, type Report } from '@sanad/shared/report';
import type { ReportBlock } from '@sanad/shared/report-blocks';
import { NO_SOURCE } from '@sanad/shared/source';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, articleOf, lettersOf, mark } from './desk-article.ts';

const NAMES: Record<string, string> = { amal: 'أمل', basem: 'باسم' };
const report = (doc: Y.Doc): Report =>
  makeReport(doc, {
    id: 'a1',
    title: 'عنوان',
    language: 'ar',
    createdAt: AT,
    changedAt: AT,
    source: NO_SOURCE,
    exportedAt: AT,
    exportedBy: 'أمل',
    nameOf: (id) => NAMES[id] ?? id,
  });
const article = () => articleOf('عنوان 😀', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'ونفى ذلك آخرون في البلدية.');

test('claims are numbered in text order, the outer before the inner, the detached last', () => {
  const doc = article();
  const gone = mark(doc, 'ونفى ذلك آخرون');
  const inner = mark(doc, '3 آلاف أسرة');
  const outer = mark(doc, 'المحطة تخدم 3 آلاف أسرة');
  const title = mark(doc, 'عنوان');
  textRoot(doc).delete(2, 1);
  const { claims, counts } = report(doc);
  expect(claims.map(({ number, id }) => [number, id])).toEqual([
    [1, title],
    [2, outer],
    [3, inner],
    [4, gone],
  ]);
  expect(counts).toMatchObject({ total: 4, verified: 4, detached: 1, stale: 0 });
  expect(claims[3]).toMatchObject({ attachment: 'detached', start: null, end: null, quote: 'ونفى ذلك آخرون' });
});

test('positions are code points of the text it carries', () => {
  const doc = article();
  mark(doc, 'المحطة تخدم');
  const { claims, article: own } = report(doc);
  const [claim] = claims;
  expect([...own.text].slice(claim?.start ?? 0, claim?.end ?? 0).join('')).toBe('المحطة تخدم');
});

test('names stand where ids stood, and the last verdict holds', () => {
  const doc = article();
  const id = mark(doc, '3 آلاف أسرة', 'verified', 'amal');
  judgeClaim(doc, id, { verdict: 'disputed', by: 'basem', at: AT, quote: '3 آلاف أسرة', note: 'البلدية تنفي' });
  expect(report(doc).claims[0]).toMatchObject({
    verdict: 'disputed',
    verdictBy: 'باسم',
    createdBy: 'أمل',
    note: 'البلدية تنفي',
  });
});

test('a verdict given for other words is stale', () => {
  const doc = article();
  mark(doc, 'تخدم 3 آلاف أسرة');
  const letters = lettersOf(doc, 1);
  const at = letters.toString().indexOf('3');
  letters.insert(at + 1, '0');
  expect(report(doc).claims[0]).toMatchObject({
    stale: true,
    quote: 'تخدم 30 آلاف أسرة',
    verdictQuote: 'تخدم 3 آلاف أسرة',
  });
  letters.delete(at + 1, 1);
  expect(report(doc).claims[0]).toMatchObject({ stale: false });
});

test('a change of vowel marks or white space makes nothing stale', () => {
  const doc = article();
  mark(doc, 'المحطة تخدم');
  const letters = lettersOf(doc, 1);
  letters.insert(letters.toString().indexOf('المحطة') + 5, 'ّ');
  letters.insert(letters.toString().indexOf(' تخدم'), ' ');
  expect(report(doc).claims[0]?.stale).toBe(false);
});

test('a removed claim is in no report, and one that is no claim hurts none', () => {
  const doc = article();
  removeClaim(doc, mark(doc, '3 آلاف أسرة'));
  claimsRoot(doc).set('broken', new Y.Map());
  expect(report(doc).claims).toEqual([]);
});

test('the blocks carry the whole text, each with its direction and place', () => {
  const doc = articleOf('عنوان', 'قال الوزير', 'We have no comment');
  const { article: own } = report(doc);
  const texts = own.blocks.map((block: ReportBlock) =>
    'runs' in block
      ? { text: block.runs.map((run) => run.text).join(''), at: block.start, dir: block.direction }
      : null,
  );
  expect(texts).toEqual([
    { text: 'عنوان', at: 0, dir: 'rtl' },
    { text: 'قال الوزير', at: 6, dir: 'rtl' },
    { text: 'We have no comment', at: 17, dir: 'ltr' },
  ]);
});

test('it is plain: what JSON keeps of it is all of it', () => {
  const doc = article();
  mark(doc, '3 آلاف أسرة');
  const value = report(doc);
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
});
