import type { Store } from '@sanad/server/store/store';
import { DESK_DEFAULTS } from '@sanad/shared/desk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StorePlace } from './store-contract.ts';

/** What every store promises of the desk's settings. `make` gives an empty place each time. */
export function deskContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps the desk's settings`, () => {
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

    test('what was never set is as a desk begins', async () => {
      expect(await store.settings.get()).toEqual(DESK_DEFAULTS);
    });

    test('a change leaves the others as they are, and stays when the store was closed', async () => {
      const first = { ...DESK_DEFAULTS, requireEvidence: true, coverage: 80 };
      expect(await store.settings.change({ requireEvidence: true, coverage: 80 })).toEqual(first);
      expect(await store.settings.change({ secondPerson: 'blind' })).toEqual({ ...first, secondPerson: 'blind' });
      await store.close();
      store = await place.open();
      expect(await store.settings.get()).toEqual({ ...first, secondPerson: 'blind' });
      expect(await store.settings.change({ requireEvidence: false })).toMatchObject({ requireEvidence: false });
    });
  });
}
