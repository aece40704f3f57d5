import type { ConfidentialRow } from '@sanad/server/store/confidential-table';
import type { Store } from '@sanad/server/store/store';
import { evidenceShape } from '@sanad/shared/evidence';
import { expect, test } from 'vitest';

/** What every store promises of confidential evidence. `article` makes one; `reopen` closes the store and opens it again. */
export function confidentialContract(
  store: () => Store,
  article: (id: string) => Promise<void>,
  reopen: () => Promise<void>,
): void {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
  const row = (id: string, version: number, minute: number, more: object = {}): ConfidentialRow => ({
    article: 'a',
    claim: 'claim-1',
    id,
    version,
    writer: 'p2',
    writtenAt: at(minute),
    evidence: evidenceShape.parse({ by: 'p1', at: at(minute - version), title: `مصدر ${id}`, ...more }),
  });
  const table = () => store().confidential;

  test('a piece stands as it was written last, the oldest first, also after the store was closed', async () => {
    await article('a');
    const second = row('piece-2', 1, 5, { address: 'https://example.org/أ', stance: 'context', note: 'سرّ' });
    expect(await table().write(second, 9)).toBe('written');
    expect(await table().write(row('piece-1', 1, 3), 9)).toBe('written');
    const changed = row('piece-1', 2, 4, { title: 'مصدر آخر' });
    expect(await table().write(changed, 9)).toBe('written');
    await reopen();
    expect(await table().standing('a')).toEqual([changed, second]);
    expect(await table().standing('b')).toEqual([]);
  });

  test('every version stays, also of what was taken away', async () => {
    await article('a');
    const versions = [row('piece-1', 1, 1), row('piece-1', 2, 2, { removed: true })];
    for (const version of versions) await table().write(version, 9);
    expect(await table().standing('a')).toEqual([]);
    expect(await table().versions('a', 'claim-1', 'piece-1')).toEqual(versions);
    expect(await table().versions('a', 'claim-2', 'piece-1')).toEqual([]);
  });

  test('of two who write on one version at once, one is told that they were overtaken', async () => {
    await article('a');
    await table().write(row('piece-1', 1, 1), 9);
    const both = await Promise.all(['x', 'y'].map((title) => table().write(row('piece-1', 2, 2, { title }), 9)));
    expect(both.sort()).toEqual(['overtaken', 'written']);
    expect(await table().versions('a', 'claim-1', 'piece-1')).toHaveLength(2);
    expect(await table().write(row('piece-1', 4, 3), 9)).toBe('overtaken');
  });

  test('a claim takes no more pieces than it may, and goes on taking versions of those it has', async () => {
    await article('a');
    await table().write(row('piece-1', 1, 1), 1);
    expect(await table().write(row('piece-2', 1, 2), 1)).toBe('full');
    expect(await table().write(row('piece-1', 2, 3), 1)).toBe('written');
    expect(await table().write({ ...row('piece-2', 1, 4), claim: 'claim-2' }, 1)).toBe('written');
  });

  test('an article that is frozen, or is not there, takes none', async () => {
    await article('a');
    await store().articles.freeze('a', at(1));
    expect(await table().write(row('piece-1', 1, 2), 9)).toBe('frozen');
    await store().articles.freeze('a', null);
    expect(await table().write(row('piece-1', 1, 3), 9)).toBe('written');
    expect(await table().write({ ...row('piece-1', 1, 3), article: 'b' }, 9)).toBe('no-such-article');
  });
}
