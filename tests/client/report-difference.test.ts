import { type Compared, reportDifference } from '@sanad/client/signing/report-difference.ts';
import { expect, test } from 'vitest';

const claim = (id: string, more: Partial<Compared['claims'][number]> = {}) => ({
  id,
  number: 1,
  quote: `words of ${id}`,
  verdict: 'verified' as const,
  ...more,
});
const report = (text: string, claims: Compared['claims'] = []): Compared => ({ article: { text }, claims });

test('of two that are the same nothing is told', () => {
  const one = report('عنوان\nنصّ', [claim('a')]);
  expect(reportDifference(one, structuredClone(one))).toEqual({ blocks: [], claims: [] });
});

test.each([
  ['one was changed', 'T\na b\nc', 'T\na x\nc', [['a b', 'a x']]],
  ['one came', 'T\na', 'T\na\nb', [[null, 'b']]],
  ['one went', 'T\na\nb', 'T\nb', [['a', null]]],
  [
    'two places',
    'T\na\nb\nc',
    'U\na\nb\nd',
    [
      ['T', 'U'],
      ['c', 'd'],
    ],
  ],
  [
    'one became two',
    'T\na b',
    'T\na\nb',
    [
      ['a b', 'a'],
      [null, 'b'],
    ],
  ],
])('blocks: %s', (_what, before, after, expected) => {
  const { blocks } = reportDifference(report(before), report(after));
  expect(blocks.map((block) => [block.before, block.after])).toEqual(expected);
});

test('claims: what came, went, was judged otherwise, settled, opened again or has other words', () => {
  const settlement = { how: 'stands' as const };
  const before = [
    claim('gone'),
    claim('same'),
    claim('judged'),
    claim('settled'),
    claim('open', { settlement }),
    claim('words'),
  ];
  const after = [
    claim('words', { quote: 'others', verdict: 'disputed' }),
    claim('same', { number: 7 }),
    claim('judged', { verdict: 'unsourced' }),
    claim('settled', { settlement }),
    claim('open', { settlement: null }),
    claim('new'),
  ];
  const { claims } = reportDifference(report('T', before), report('T', after));
  expect(claims.map(({ id, kinds }) => [id, ...kinds])).toEqual([
    ['words', 'judged', 'reworded'],
    ['judged', 'judged'],
    ['settled', 'settled'],
    ['open', 'unsettled'],
    ['new', 'added'],
    ['gone', 'removed'],
  ]);
});
