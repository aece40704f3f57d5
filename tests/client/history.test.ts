import { kindsOf, type Pages, SUBJECTS, withNews } from '@sanad/client/history/history-queries.ts';
import { type Told, tellingsOf } from '@sanad/client/history/telling.ts';
import { DEED_KINDS } from '@sanad/shared/deed';
import type { Doer, HistoryPage, HistoryRow } from '@sanad/shared/protocol';
import { describe, expect, test } from 'vitest';

const HUDA: Doer = { id: 'huda', name: 'هدى', colour: 'teal' };
const OMAR: Doer = { id: 'omar', name: 'Omar', colour: 'red' };

type Written = readonly [number, Doer, string, string | null, Readonly<Record<string, unknown>>?];

/** Rows in the order they were written: seconds of the hour, who, what, of which claim. Given newest first. */
function rows(...written: readonly Written[]): HistoryRow[] {
  return written
    .map(([second, actor, kind, claim, detail = {}], index) => ({
      row: index + 1,
      seq: index + 1,
      at: new Date(Date.UTC(2026, 2, 1, 9, 0, second)).toISOString(),
      actor,
      kind,
      claim,
      detail,
    }))
    .reverse();
}
const given = (verdict: string, note = '', by = 'huda') => ({ by, verdict, note });
const by = { by: 'huda' };
const createdBy = { createdBy: 'huda' };
const whats = (told: readonly Told[]) => told.map(({ what }) => what);

describe('what rows tell', () => {
  test('a mark that was drafted, shown and judged is one act, though a colleague acted in between', () => {
    const told = tellingsOf(
      rows(
        [0, HUDA, 'claim-made', 'c1', by],
        [0, OMAR, 'text-edited', null, { inserted: 1, deleted: 0 }],
        [1, HUDA, 'claim-restored', 'c1', createdBy],
        [1, HUDA, 'verdict-given', 'c1', given('disputed', 'why')],
      ),
    );
    expect(whats(told)).toEqual([
      { kind: 'text-edited', inserted: 1, deleted: 0, claims: [] },
      { kind: 'claim-made', claim: 'c1', verdict: 'disputed', note: 'why' },
    ]);
    expect(told.map(({ row }) => row)).toEqual([2, 1]);
  });

  test('a verdict given later, or by a colleague, is an act of its own; so is bringing a claim back', () => {
    const told = tellingsOf(
      rows(
        [0, HUDA, 'claim-made', 'c1', by],
        [1, OMAR, 'verdict-given', 'c1', given('verified', '', 'omar')],
        [2, HUDA, 'verdict-given', 'c1', given('disputed')],
        [30, HUDA, 'claim-removed', 'c1', createdBy],
        [31, HUDA, 'claim-restored', 'c1', createdBy],
      ),
    );
    expect(whats(told).map(({ kind }) => kind)).toEqual([
      'claim-restored',
      'claim-removed',
      'verdict-given',
      'verdict-given',
      'claim-made',
    ]);
    expect(told.at(-1)?.what).toMatchObject({ verdict: null });
  });

  test('a note that is written gives its verdict again: it is told as the note', () => {
    const told = tellingsOf(
      rows(
        [0, HUDA, 'verdict-withdrawn', 'c1', { by: 'huda', verdict: 'verified' }],
        [0, HUDA, 'verdict-given', 'c1', given('verified', 'page 3')],
        [9, HUDA, 'verdict-withdrawn', 'c1', { by: 'huda', verdict: 'verified' }],
        [10, HUDA, 'verdict-given', 'c1', given('disputed')],
      ),
    );
    expect(whats(told)).toEqual([
      { kind: 'verdict-given', claim: 'c1', verdict: 'disputed', note: '' },
      { kind: 'verdict-withdrawn', claim: 'c1', verdict: 'verified' },
      { kind: 'note-written', claim: 'c1', verdict: 'verified', note: 'page 3' },
    ]);
  });

  test('places of claims that follow an edit are told with it, those that the server found by themselves', () => {
    const told = tellingsOf(
      rows(
        [0, HUDA, 'text-edited', null, { inserted: 9, deleted: 2, until: '2026-03-01T09:00:20.000Z' }],
        [1, HUDA, 'claim-moved', 'c1'],
        [2, HUDA, 'claim-moved', 'c2'],
        [3, HUDA, 'claim-moved', 'c1'],
        [8, 'server', 'claim-moved', 'c3'],
        [8, 'server', 'claim-moved', 'c4'],
        [59, HUDA, 'claim-moved', 'c1'],
      ),
    );
    expect(told.map(({ actor, what }) => [actor, what])).toEqual([
      [HUDA, { kind: 'claim-moved', claims: ['c1'] }],
      ['server', { kind: 'claim-moved', claims: ['c3', 'c4'] }],
      [HUDA, { kind: 'text-edited', inserted: 9, deleted: 2, claims: ['c1', 'c2'] }],
    ]);
  });

  test('a settlement brings the claim to the words it was settled on: one act', () => {
    const settled = { by: 'huda', settlement: 's1', how: 'corrected', reason: 'البيان' };
    const told = tellingsOf(
      rows(
        [0, HUDA, 'claim-moved', 'c1'],
        [0, HUDA, 'claim-settled', 'c1', settled],
        [1, HUDA, 'claim-moved', 'c1'],
        [30, HUDA, 'claim-reopened', 'c1', { by: 'huda', settlement: 's1', reason: 'بيان آخر' }],
      ),
    );
    expect(whats(told)).toEqual([
      { kind: 'claim-reopened', claim: 'c1', about: 'بيان آخر' },
      { kind: 'claim-settled', claim: 'c1', how: 'corrected', about: 'البيان' },
    ]);
  });

  test('a mark that undo takes back with its verdict, and redo brings again, is told as the mark', () => {
    const undone = rows(
      [0, HUDA, 'verdict-withdrawn', 'c1', { by: 'huda', verdict: 'verified' }],
      [0, HUDA, 'claim-removed', 'c1', createdBy],
      [9, HUDA, 'verdict-given', 'c1', given('verified')],
      [9, HUDA, 'claim-restored', 'c1', createdBy],
    );
    const asUpdates = undone.map((row) => ({ ...row, seq: row.row > 2 ? 2 : 1 }));
    expect(whats(tellingsOf(asUpdates))).toEqual([
      { kind: 'claim-restored', claim: 'c1' },
      { kind: 'claim-removed', claim: 'c1' },
    ]);
    expect(tellingsOf(undone)).toHaveLength(4); // in updates of their own they are acts of their own
  });

  test('what this version does not know is told as that, and never left out', () => {
    const told = tellingsOf(
      rows(
        [0, HUDA, 'signed-off', null],
        [1, HUDA, 'verdict-given', 'c1', { verdict: 'proven' }],
        [2, HUDA, 'aside-made', 'a1', by],
        [3, HUDA, 'aside-restored', 'a1', createdBy],
      ),
    );
    expect(whats(told)).toEqual([
      { kind: 'aside-made', claim: 'a1' },
      { kind: 'unknown', claim: 'c1' },
      { kind: 'unknown', claim: null },
    ]);
  });

  test('every kind there is belongs to one subject, and can be asked for', () => {
    expect(SUBJECTS.flatMap(kindsOf).sort()).toEqual([...DEED_KINDS].sort());
  });
});

describe('news of a history', () => {
  const all = rows(...Array.from({ length: 12 }, (_, n): Written => [n, HUDA, 'claim-made', `c${n}`, by]));
  /** The page that ends below row `before`, of so many. */
  const page = (before: number, count: number, known = all): HistoryPage => {
    const below = known.filter(({ row }) => row < before);
    const entries = below.slice(0, count);
    const last = entries.at(-1)?.row;
    return { entries, next: below.length > count ? `before ${last}` : null, latest: String(entries[0]?.row) };
  };
  const rowsIn = ({ pages }: Pages) => pages.flatMap(({ entries }) => entries.map(({ row }) => row));

  test('come before what is known, without a gap and without a repetition', () => {
    const known: Pages = { pages: [page(9, 4), page(5, 2)], pageParams: [null, 'before 5'] };
    expect(rowsIn(known)).toEqual([8, 7, 6, 5, 4, 3]);
    const after = withNews(known, page(11, 4));
    expect(rowsIn(after)).toEqual([10, 9, 8, 7, 6, 5, 4, 3]);
    expect(after.pages.map(({ next }) => next)).toEqual(['before 5', 'before 3']);
    expect(rowsIn(withNews(after, page(13, 4)))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });

  test('that say a row anew are believed: an edit goes on counting', () => {
    const known: Pages = { pages: [page(9, 4)], pageParams: [null] };
    const counted = all.map((row) => (row.row === 8 ? { ...row, detail: { inserted: 5 } } : row));
    const after = withNews(known, page(10, 4, counted));
    expect(after.pages[0]?.entries.find(({ row }) => row === 8)?.detail).toEqual({ inserted: 5 });
    expect(rowsIn(after)).toEqual([9, 8, 7, 6, 5]);
  });

  test('of more than a page stand alone, so that nothing between is passed over', () => {
    const known: Pages = { pages: [page(5, 2), page(3, 2)], pageParams: [null, 'before 3'] };
    const after = withNews(known, page(13, 4));
    expect(rowsIn(after)).toEqual([12, 11, 10, 9]);
    expect(after.pageParams).toEqual([null]);
    expect(after.pages[0]?.next).toBe('before 9');
    expect(rowsIn(withNews({ pages: [], pageParams: [] }, page(13, 4)))).toEqual([12, 11, 10, 9]);
  });
});
