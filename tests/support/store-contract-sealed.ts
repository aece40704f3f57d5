import type { Store } from '@sanad/server/store/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StorePlace } from './store-contract.ts';

const PLACE = { article: 'a', claim: 'c' };
const row = (person: string, minute: number, more: object = {}) => ({
  ...PLACE,
  person,
  verdict: 'disputed' as const,
  note: 'لماذا',
  quote: 'الكلمات',
  at: `2026-03-01T10:0${minute}:00.000Z`,
  ...more,
});

/** What every store promises of sealed verdicts. `make` gives an empty place each time. */
export function sealedContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps sealed verdicts`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await make();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    test('by age, each article’s by itself, also when the store was closed', async () => {
      expect(await store.sealed.put(row('late', 2))).toBe(true);
      expect(await store.sealed.put(row('early', 1))).toBe(true);
      await store.sealed.put(row('early', 1, { article: 'b' }));
      await store.close();
      store = await place.open();
      expect(await store.sealed.of('a')).toEqual([
        { ...row('early', 1), opening: false },
        { ...row('late', 2), opening: false },
      ]);
      expect(await store.sealed.of('nowhere')).toEqual([]);
    });

    test('one of each person on each claim: given again it takes the place of the one before', async () => {
      await store.sealed.put(row('p', 1));
      await store.sealed.put(row('p', 2, { verdict: 'verified', note: '', quote: 'غيرها' }));
      await store.sealed.put(row('p', 3, { claim: 'd' }));
      expect(await store.sealed.of('a')).toMatchObject([
        row('p', 2, { verdict: 'verified', note: '', quote: 'غيرها' }),
        row('p', 3, { claim: 'd' }),
      ]);
    });

    test('are taken back by their giver alone, and once', async () => {
      await store.sealed.put(row('p', 1));
      expect(await store.sealed.withdraw(PLACE, 'other')).toBe(false);
      expect(await store.sealed.withdraw({ ...PLACE, claim: 'd' }, 'p')).toBe(false);
      expect(await store.sealed.withdraw(PLACE, 'p')).toBe(true);
      expect(await store.sealed.withdraw(PLACE, 'p')).toBe(false);
      expect(await store.sealed.of('a')).toEqual([]);
    });

    test('while they are opened they are neither changed nor taken back', async () => {
      await store.sealed.put(row('p', 1));
      await store.sealed.put(row('other', 2));
      await store.sealed.put(row('third', 3));
      await store.sealed.open(PLACE, ['p', 'other']);
      expect(await store.sealed.put(row('p', 4, { verdict: 'verified' }))).toBe(false);
      expect(await store.sealed.withdraw(PLACE, 'p')).toBe(false);
      expect(await store.sealed.put(row('third', 5))).toBe(true);
      expect(
        (await store.sealed.of('a')).map(({ person, at, opening }) => [person, at.slice(15, 16), opening]),
      ).toEqual([
        ['p', '1', true],
        ['other', '2', true],
        ['third', '5', false],
      ]);
    });

    test('are forgotten as they were given: what was given later stays', async () => {
      await store.sealed.put(row('p', 1));
      await store.sealed.put(row('p', 2));
      await store.sealed.drop(row('p', 1));
      expect(await store.sealed.of('a')).toHaveLength(1);
      await store.sealed.drop(row('p', 2));
      expect(await store.sealed.of('a')).toEqual([]);
    });

    test('those that a crash may have cut off are found: two on a claim, or being opened', async () => {
      await store.sealed.put(row('p', 1));
      expect(await store.sealed.due()).toEqual([]);
      await store.sealed.put(row('other', 1));
      await store.sealed.put(row('p', 1, { article: 'b' }));
      await store.sealed.open({ ...PLACE, article: 'b' }, ['p']);
      await store.sealed.put(row('p', 1, { claim: 'alone' }));
      expect(await store.sealed.due()).toEqual([PLACE, { ...PLACE, article: 'b' }]);
    });
  });
}
