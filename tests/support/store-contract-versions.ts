import type { Store } from '@sanad/server/store/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StorePlace } from './store-contract.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();

/** What every store promises of versions. `make` gives an empty place each time. */
export function versionContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps the versions`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await make();
      store = await place.open();
      const first = { article: 'a', at: at(0), actor: 'p1', bytes: Uint8Array.of(1), history: [], clients: [] };
      await store.articles.create({ id: 'a', title: 'T', language: 'ar', createdAt: at(0), createdBy: null }, first);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const version = (minute: number, more = {}) => ({
      signedAt: at(minute),
      signedBy: 'p1',
      hash: String(minute % 10).repeat(64),
      report: `{"a":"نصّ ${minute}"}`,
      state: Uint8Array.of(0, 255, minute),
      html: { ar: Uint8Array.of(1, minute), en: Uint8Array.of(2, minute) },
      confidential: '[]',
      ...more,
    });
    const told = async () =>
      (await store.log.history('a', 0, 10)).map(({ row: _, ...entry }) => ({ ...entry, at: entry.at.slice(11, 16) }));

    test('signing off keeps the version, freezes the article and tells it, also after the store was closed', async () => {
      expect(await store.versions.sign('a', version(5))).toBe(1);
      await store.close();
      store = await place.open();
      const signed = { number: 1, signedAt: at(5), signedBy: 'p1', hash: '5'.repeat(64) };
      const row = { ...signed, article: 'a', reopenedAt: null, reopenedBy: null, reason: null };
      expect(await store.versions.list('a')).toEqual([row]);
      expect(await store.versions.get('a', 1)).toEqual(row);
      expect(await store.versions.get('a', 2)).toBeNull();
      expect(await store.versions.list('b')).toEqual([]);
      const { report, state, html, confidential } = version(5);
      expect(await store.versions.part('a', 1, 'report')).toBe(report);
      expect(await store.versions.part('a', 1, 'confidential')).toBe(confidential);
      expect([...((await store.versions.part('a', 1, 'state')) ?? [])]).toEqual([...state]);
      const kept = await store.versions.part('a', 1, 'html');
      expect([...(kept?.ar ?? []), ...(kept?.en ?? [])]).toEqual([...html.ar, ...html.en]);
      expect(await store.versions.part('a', 2, 'report')).toBeNull();
      expect(await store.articles.get('a')).toMatchObject({ frozenAt: at(5), signed });
      expect((await store.articles.page(10))[0]).toMatchObject({ frozenAt: at(5), signed });
      expect(await told()).toEqual([
        {
          seq: 1,
          at: '08:05',
          actor: 'p1',
          kind: 'signed-off',
          claim: null,
          detail: { version: 1, hash: '5'.repeat(64) },
        },
      ]);
    });

    test('reopening says why, lets the article be changed, and the next version has the next number', async () => {
      expect(await store.versions.reopen('a', at(1), 'p2', 'why')).toBeNull();
      await store.versions.sign('a', version(5));
      const first = await store.versions.reopen('a', at(6), 'p2', 'a name was wrong');
      expect(first).toMatchObject({ number: 1, reopenedAt: at(6), reopenedBy: 'p2', reason: 'a name was wrong' });
      expect(await store.articles.get('a')).toMatchObject({ frozenAt: null, signed: null });
      expect(await store.versions.reopen('a', at(7), 'p2', 'again')).toBeNull();
      expect(await store.versions.sign('a', version(8))).toBe(2);
      expect((await store.versions.list('a')).map(({ number, reason }) => [number, reason])).toEqual([
        [2, null],
        [1, 'a name was wrong'],
      ]);
      expect((await store.articles.get('a'))?.signed?.number).toBe(2);
      expect((await told()).map(({ kind, detail }) => [kind, detail.version, detail.reason])).toEqual([
        ['signed-off', 1, undefined],
        ['reopened', 1, 'a name was wrong'],
        ['signed-off', 2, undefined],
      ]);
    });

    test('what is signed off is not signed off again: of many at once, one is', async () => {
      const numbers = await Promise.all([1, 2, 3, 4].map((minute) => store.versions.sign('a', version(minute))));
      expect(numbers.filter((number) => number !== null)).toEqual([1]);
      expect(await store.versions.list('a')).toHaveLength(1);
      expect(await told()).toHaveLength(1);
    });

    test('of a signing that fails nothing is left', async () => {
      await expect(store.versions.sign('none', version(1))).rejects.toThrow(RangeError);
      await expect(store.versions.sign('a', version(1, { hash: 'short' }))).rejects.toThrow();
      expect(await store.versions.list('a')).toEqual([]);
      expect(await store.articles.get('a')).toMatchObject({ frozenAt: null, signed: null });
      expect(await told()).toEqual([]);
    });
  });
}
