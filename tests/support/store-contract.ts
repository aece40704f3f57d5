import type { HistoryQuery, NewUpdate, PersonRow, Store, StoredHistory } from '@sanad/server/store/store';
import { NO_SOURCE } from '@sanad/shared/source';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, claimRow as claim, NO_CLAIMS as NONE } from './claim-rows.ts';
import { confidentialContract } from './store-contract-confidential.ts';

/** A place a store can be opened in again and again; `remove` takes it away with everything in it. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

const bytes = (...values: number[]) => Uint8Array.from(values);

function update(article: string, value: number, more: Partial<NewUpdate> = {}): NewUpdate {
  return { article, at: at(value), actor: 'p1', bytes: bytes(value), history: [], clients: [], ...more };
}

/** What every store promises. `make` gives an empty place each time. */
export function storeContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps the store's contract`, () => {
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

    const reopen = async () => {
      await store.close();
      store = await place.open();
    };
    const article = async (id: string, minute = 0) => {
      const createdAt = at(minute);
      await store.articles.create(
        { id, title: `Title of ${id}`, language: 'ar', createdAt, createdBy: null },
        update(id, 100, { at: createdAt, history: [{ kind: 'article-made', claim: null, detail: {} }] }),
      );
    };
    const queue = async () => (await store.claims.page({ order: 'newest', limit: 2000 })).map((each) => each.claim);
    const person = async (id: string, more: Partial<PersonRow> = {}): Promise<PersonRow> => {
      const row = { id, name: `Name of ${id}`, role: 'editor', colour: '#123456', createdAt: at(0), ...more } as const;
      await store.people.add(row);
      return row;
    };

    describe('the log', () => {
      test('an article that is not there has no document', async () => {
        expect(await store.log.load('nothing')).toBeNull();
      });

      test('updates come back in order, byte for byte, also after the store was closed', async () => {
        await article('a');
        expect(await store.log.append(update('a', 1))).toBe(2);
        expect(await store.log.append(update('a', 2, { bytes: bytes(0, 255, 10) }))).toBe(3);
        await reopen();
        const stored = await store.log.load('a');
        expect(stored?.snapshot).toBeNull();
        expect(stored?.updates.map(({ seq, bytes: each }) => [seq, ...each])).toEqual([
          [1, 100],
          [2, 1],
          [3, 0, 255, 10],
        ]);
        expect(stored?.updates[1]).toMatchObject({ at: at(1), actor: 'p1' });
      });

      test('updates handed over in one turn are numbered as they came, article by article', async () => {
        await article('a');
        await article('b');
        const seqs = await Promise.all([
          store.log.append(update('a', 1)),
          store.log.append(update('b', 2)),
          store.log.append(update('a', 3)),
          store.log.append(update('b', 4)),
          store.log.append(update('a', 5)),
        ]);
        expect(seqs).toEqual([2, 2, 3, 3, 4]);
        expect((await store.log.load('a'))?.updates.map((each) => each.bytes[0])).toEqual([100, 1, 3, 5]);
        expect((await store.log.load('b'))?.updates.map((each) => each.bytes[0])).toEqual([100, 2, 4]);
      });

      test('more updates than one statement holds are kept', async () => {
        await article('a');
        const history = [{ kind: 'text-edited', claim: null, detail: {} }];
        const seqs = await Promise.all(
          Array.from({ length: 1234 }, (_, index) => store.log.append(update('a', index % 200, { history }))),
        );
        expect(seqs).toEqual(Array.from({ length: 1234 }, (_, index) => index + 2));
        expect((await store.log.load('a'))?.updates).toHaveLength(1235);
      });

      test('an update that fails takes down what came behind it in its article, and nothing else', async () => {
        await article('a');
        await article('b');
        await store.log.append(update('a', 1, { clients: [7], actor: 'p1' }));
        const ended = await Promise.allSettled([
          store.log.append(update('a', 2)),
          store.log.append(update('nowhere', 3)),
          store.log.append(update('b', 4)),
          store.log.append(update('a', 5, { clients: [7], actor: 'p2' })),
          store.log.append(update('b', 6)),
          store.log.append(update('a', 8)),
        ]);
        expect(ended.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, false, true, false]);
        expect((await store.log.load('a'))?.updates.map((each) => each.bytes[0])).toEqual([100, 1, 2]);
        expect((await store.log.load('b'))?.updates.map((each) => each.bytes[0])).toEqual([100, 4, 6]);
        expect(await store.log.append(update('a', 9))).toBe(4);
      });

      test('closing waits for what was handed over', async () => {
        await article('a');
        const appended = [store.log.append(update('a', 1)), store.log.append(update('a', 2))];
        await reopen();
        expect(await Promise.all(appended)).toEqual([2, 3]);
        expect((await store.log.load('a'))?.updates).toHaveLength(3);
      });

      test('a Yjs client id belongs to the person who first wrote with it', async () => {
        await article('a');
        await store.log.append(update('a', 1, { clients: [11, 4_294_967_295], actor: 'p1' }));
        await store.log.append(update('a', 2, { clients: [12], actor: 'p2' }));
        await expect(store.log.append(update('a', 3, { clients: [12], actor: 'p1' }))).rejects.toThrow(RangeError);
        await reopen();
        expect((await store.log.load('a'))?.clients).toEqual(
          new Map([
            [11, 'p1'],
            [4_294_967_295, 'p1'],
            [12, 'p2'],
          ]),
        );
      });

      test('a snapshot replaces the updates before it; the history stays', async () => {
        await article('a');
        for (const value of [1, 2, 3]) {
          await store.log.append(update('a', value, { history: [{ kind: 'text-edited', claim: null, detail: {} }] }));
        }
        await store.log.compact('a', 3, bytes(42));
        await store.log.compact('a', 2, bytes(41));
        await reopen();
        const stored = await store.log.load('a');
        expect([...(stored?.snapshot ?? [])]).toEqual([42]);
        expect(stored?.snapshotSeq).toBe(3);
        expect(stored?.updates.map(({ seq }) => seq)).toEqual([4]);
        expect(await store.log.append(update('a', 4))).toBe(5);
        expect((await store.log.history('a', 0, 100)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        await expect(store.log.compact('a', 99, bytes(1))).rejects.toThrow(RangeError);
      });

      test('history is written with its update, and read from behind a row', async () => {
        await article('a');
        const detail = { verdict: 'disputed', note: 'لا مصدر', many: [1, { deep: null }] };
        await store.log.append(
          update('a', 1, {
            history: [
              { kind: 'claim-made', claim: 'c1', detail: {} },
              { kind: 'verdict-given', claim: 'c1', detail },
            ],
          }),
        );
        const all = await store.log.history('a', 0, 100);
        expect(all.map(({ kind, claim: of, seq }) => [kind, of, seq])).toEqual([
          ['article-made', null, 1],
          ['claim-made', 'c1', 2],
          ['verdict-given', 'c1', 2],
        ]);
        expect(all[2]).toMatchObject({ detail, at: at(1), actor: 'p1' });
        expect(await store.log.history('a', all[1]?.row ?? 0, 100)).toEqual([all[2]]);
        expect(await store.log.history('a', 0, 1)).toEqual([all[0]]);
        const refused = update('a', 2, { clients: [1, 1.5], history: [{ kind: 'text-edited', claim: null, detail }] });
        await expect(store.log.append(refused)).rejects.toThrow();
        expect(await store.log.history('a', 0, 100)).toEqual(all);
      });
    });

    describe('the history', () => {
      const did = (kind: string, of: string | null = null, detail = {}) => ({ kind, claim: of, detail });
      const edit = (inserted: number, deleted = 0) => did('text-edited', null, { inserted, deleted });
      /** Every row of a query, page by page, newest first. */
      const walk = async (query: Omit<HistoryQuery, 'limit' | 'before'>, limit: number) => {
        const seen: StoredHistory[] = [];
        for (let before: number | undefined; ; before = seen.at(-1)?.row) {
          const page = await store.history.page({ ...query, limit, ...(before === undefined ? {} : { before }) });
          seen.push(...page);
          if (page.length < limit) return seen;
        }
      };

      test('pages run from the newest row, and neither repeat nor skip while rows come in', async () => {
        await article('a');
        await article('b');
        for (let value = 1; value <= 7; value++) {
          await store.log.append(update('a', value, { history: [did('claim-made', `c${value}`)] }));
          await store.log.append(update('b', value, { history: [did('claim-made', `d${value}`)] }));
        }
        const first = await store.history.page({ article: 'a', limit: 3 });
        expect(first.map(({ claim: of }) => of)).toEqual(['c7', 'c6', 'c5']);
        await store.log.append(update('a', 8, { history: [did('claim-made', 'c8')] }));
        const second = await store.history.page({ article: 'a', limit: 3, before: first[2]?.row ?? 0 });
        expect(second.map(({ claim: of }) => of)).toEqual(['c4', 'c3', 'c2']);
        const newer = await store.history.page({ article: 'a', limit: 2, after: second[0]?.row ?? 0 });
        expect(newer.map(({ claim: of }) => of)).toEqual(['c6', 'c5']);
        expect((await walk({ article: 'a' }, 2)).map(({ seq }) => seq)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
        expect(await store.history.page({ article: 'nothing', limit: 5 })).toEqual([]);
      });

      test('it is filtered by claim, by person and by kinds, page by page', async () => {
        await article('a');
        const people = ['p1', 'p2', 'p3'];
        const kinds = ['claim-made', 'verdict-given', 'claim-moved'];
        for (let value = 0; value < 36; value++) {
          const history = [did(kinds[value % 3] as string, `c${value % 4}`)];
          await store.log.append(update('a', value, { history, actor: people[(value >> 1) % 3] as string }));
        }
        await reopen();
        const all = await walk({ article: 'a' }, 200);
        expect(all).toHaveLength(37);
        const queries: readonly Omit<HistoryQuery, 'limit'>[] = [
          { article: 'a', claim: 'c1' },
          { article: 'a', actor: 'p2' },
          { article: 'a', kinds: ['verdict-given'] },
          { article: 'a', kinds: ['verdict-given', 'article-made', 'verdict-given'] },
          { article: 'a', claim: 'c3', actor: 'p1', kinds: ['claim-made', 'verdict-given'] },
          { article: 'a', kinds: [] },
        ];
        for (const query of queries) {
          const wanted = all.filter(
            (row) =>
              (query.claim === undefined || row.claim === query.claim) &&
              (query.actor === undefined || row.actor === query.actor) &&
              (!query.kinds?.length || query.kinds.includes(row.kind)),
          );
          expect([query, wanted.length > 1]).toEqual([query, true]);
          for (const limit of [1, 4, 50]) expect([query, await walk(query, limit)]).toEqual([query, wanted]);
          const [second, oldest] = [wanted.at(-2), wanted.at(-1)];
          expect(await store.history.page({ ...query, after: oldest?.row ?? 0, limit: 1 })).toEqual([second]);
        }
      });

      test('letters that go on with an edit are counted with its row, each person’s with their own', async () => {
        await article('a');
        await store.log.append(update('a', 1, { history: [edit(5, 1)] }));
        await store.log.append(update('a', 2, { history: [edit(7)], actor: 'p2' }));
        await store.log.append(update('a', 3, { continued: { inserted: 2, deleted: 3 } }));
        await store.log.append(update('a', 4, { continued: { inserted: 1, deleted: 0 }, actor: 'p2' }));
        await store.log.append(update('a', 6, { continued: { inserted: 4, deleted: 0 } }));
        await reopen();
        const rows = await store.history.page({ article: 'a', kinds: ['text-edited'], limit: 9 });
        expect(rows.map(({ actor, detail }) => [actor, detail])).toEqual([
          ['p2', { inserted: 8, deleted: 0, until: at(4) }],
          ['p1', { inserted: 11, deleted: 4, until: at(6) }],
        ]);
        expect((await store.log.history('a', 0, 9)).map(({ detail }) => detail.inserted)).toEqual([undefined, 11, 8]);
      });

      test('of letters handed over in one turn none is lost, and none is counted with another row', async () => {
        await article('a');
        const letter = { continued: { inserted: 1, deleted: 0 } };
        // With no row to go on with.
        await Promise.all([store.log.append(update('a', 1, letter)), store.log.append(update('a', 2, letter))]);
        await Promise.all([
          store.log.append(update('a', 3, { history: [edit(10)] })),
          store.log.append(update('a', 4, letter)),
          store.log.append(update('a', 5, { ...letter, actor: 'p2' })),
          store.log.append(update('a', 6, { history: [edit(20)] })),
          store.log.append(update('a', 7, letter)),
          store.log.append(update('a', 8, letter)),
        ]);
        const rows = await store.history.page({ article: 'a', kinds: ['text-edited'], limit: 9 });
        const counted = rows.map(({ actor, detail }) => `${actor} ${detail.inserted}`).sort();
        expect(counted).toEqual(['p1 11', 'p1 2', 'p1 22', 'p2 1']);
      });

      test('a clock that is set back takes no letters back and stops nothing', async () => {
        await article('a');
        await store.log.append(update('a', 5, { history: [edit(1)] }));
        await store.log.append(update('a', 7, { continued: { inserted: 1, deleted: 0 } }));
        await store.log.append(update('a', 2, { continued: { inserted: 1, deleted: 0 } }));
        const [row] = await store.history.page({ article: 'a', limit: 1 });
        expect(row?.detail).toEqual({ inserted: 3, deleted: 0, until: at(7) });
      });

      test('letters are stored with their update or not at all', async () => {
        await article('a');
        await store.log.append(update('a', 1, { history: [edit(1)] }));
        const refused = update('a', 2, { clients: [0.5], continued: { inserted: 9, deleted: 9 } });
        await expect(store.log.append(refused)).rejects.toThrow();
        const [row] = await store.history.page({ article: 'a', limit: 1 });
        expect(row?.detail).toEqual({ inserted: 1, deleted: 0 });
      });

      test('a snapshot takes nothing from it', async () => {
        await article('a');
        await store.log.append(update('a', 1, { history: [edit(1)] }));
        await store.log.append(update('a', 2, { continued: { inserted: 2, deleted: 0 } }));
        const before = await walk({ article: 'a' }, 50);
        await store.log.compact('a', 3, bytes(42));
        await reopen();
        expect(await walk({ article: 'a' }, 50)).toEqual(before);
      });

      test('the last of fifty thousand rows come as fast as the first, whatever is asked for', async () => {
        await article('a');
        await article('b');
        const kinds = ['claim-made', 'verdict-given', 'claim-moved', 'text-edited'];
        const rows = (from: string, count: number) =>
          Array.from({ length: count }, (_, index) => did(kinds[index % 4] as string, `${from}${index % 50}`));
        // What is rare stands at the beginning, behind all the rest.
        await store.log.append(update('a', 0, { history: [did('aside-made', 'rare'), did('aside-removed', 'rare')] }));
        for (let part = 0; part < 25; part++) {
          const actor = part % 2 === 0 ? 'p1' : 'p2';
          await store.log.append(update('a', part, { actor, history: rows('c', 2000) }));
          await store.log.append(update('b', part, { actor, history: rows('d', 200) }));
        }
        const took = async (query: Omit<HistoryQuery, 'article' | 'limit'>) => {
          const times: number[] = [];
          for (let turn = 0; turn < 9; turn++) {
            const start = performance.now();
            await store.history.page({ article: 'a', limit: 51, ...query });
            times.push(performance.now() - start);
          }
          return Math.min(...times);
        };
        const [oldest] = await store.log.history('a', 0, 1);
        const end = { before: (oldest?.row ?? 0) + 60 };
        // Walking through all rows, or sorting them, takes forty times as long.
        const quick = 10 * (await took({}));
        expect(await took(end)).toBeLessThan(quick);
        expect(await took({ ...end, claim: 'c7' })).toBeLessThan(quick);
        expect(await took({ claim: 'rare' })).toBeLessThan(quick);
        expect(await took({ kinds: ['aside-made', 'aside-removed', 'aside-restored'] })).toBeLessThan(quick);
        expect(await took({ actor: 'p1', kinds: ['verdict-given', 'aside-made', 'verdict-withdrawn'] })).toBeLessThan(
          quick,
        );
        expect(await took({ actor: 'nobody' })).toBeLessThan(quick);
        expect(await took({ ...end, actor: 'p2' })).toBeLessThan(quick);
      });
    });

    describe('articles', () => {
      test('an article is made whole or not at all', async () => {
        const row = { id: 'a', title: 'T', language: 'ar', createdAt: at(0), createdBy: 'p1' };
        await expect(store.articles.create(row, update('a', 1, { clients: [0.5] }))).rejects.toThrow();
        expect(await store.articles.get('a')).toBeNull();
        await store.articles.create(row, update('a', 1));
        expect(await store.articles.get('a')).toEqual({
          ...row,
          changedAt: at(0),
          frozenAt: null,
          source: NO_SOURCE,
          signed: null,
          counts: NONE,
        });
        await expect(store.articles.create(row, update('a', 2))).rejects.toThrow();
        expect((await store.log.load('a'))?.updates).toHaveLength(1);
      });

      test('an article is frozen, and let again, and nothing else of it changes', async () => {
        await article('a');
        const row = await store.articles.get('a');
        expect(row?.frozenAt).toBeNull();
        expect(await store.articles.freeze('a', at(5))).toBe(true);
        expect(await store.articles.get('a')).toEqual({ ...row, frozenAt: at(5) });
        expect(await store.articles.freeze('a', null)).toBe(true);
        expect(await store.articles.get('a')).toEqual(row);
        expect(await store.articles.freeze('none', at(5))).toBe(false);
      });

      test('pages run from the newest change and neither repeat nor skip, also at equal times', async () => {
        for (const [id, minute] of [
          ['a', 1],
          ['b', 3],
          ['c', 3],
          ['d', 3],
          ['e', 2],
        ] as const) {
          await article(id, minute);
        }
        const seen: string[] = [];
        let after: { changedAt: string; id: string } | undefined;
        for (;;) {
          const page = await store.articles.page(2, after);
          seen.push(...page.map(({ id }) => id));
          const last = page.at(-1);
          if (!last) break;
          after = { changedAt: last.changedAt, id: last.id };
        }
        expect(seen).toEqual(['d', 'c', 'b', 'e', 'a']);
      });

      test('a projection replaces the one before, and a late one is not believed', async () => {
        await article('a');
        const counts = { ...NONE, disputed: 2 };
        await store.articles.project('a', 5, { title: 'New', changedAt: at(5), counts }, [
          claim('a', 'c1', 1),
          claim('a', 'c2', 2),
        ]);
        await store.articles.project('a', 4, { title: 'Old', changedAt: at(4), counts: NONE }, []);
        expect(await store.articles.get('a')).toMatchObject({ title: 'New', changedAt: at(5), counts });
        expect((await queue()).map(({ id }) => id)).toEqual(['c2', 'c1']);
        await store.articles.project('a', 6, { title: 'Newer', changedAt: at(6), counts }, [
          claim('a', 'c2', 2, { verdict: 'verified', stale: true }),
          claim('a', 'c3', 3),
        ]);
        await reopen();
        const claims = await queue();
        expect(claims.map(({ id, verdict, articleTitle }) => [id, verdict, articleTitle])).toEqual([
          ['c3', 'disputed', 'Newer'],
          ['c2', 'verified', 'Newer'],
        ]);
        expect(claims[1]).toMatchObject(claim('a', 'c2', 2, { verdict: 'verified', stale: true }).view);
      });

      test('a projection says which claims lost their words by it, and which have them again', async () => {
        await article('a');
        const row = { title: 'T', changedAt: at(9), counts: NONE };
        const project = async (seq: number, ...claims: Parameters<typeof store.articles.project>[3]) =>
          (await store.articles.project('a', seq, row, claims)).turned;
        const stale = { stale: true };
        const gone = { attachment: 'detached', start: null, end: null } as const;
        const noted = { note: '"attachment":"detached"' };
        expect(await project(2, claim('a', 'c1', 1), claim('a', 'c2', 2, noted), claim('a', 'c3', 3, stale))).toEqual(
          [],
        );
        await reopen();
        expect(await project(3, claim('a', 'c1', 1, stale), claim('a', 'c2', 2, gone), claim('a', 'c3', 3))).toEqual([
          { claim: 'c1', astray: true },
          { claim: 'c2', astray: true },
          { claim: 'c3', astray: false },
        ]);
        expect(await project(2, claim('a', 'c1', 1))).toEqual([]); // too late: it changed nothing
        expect(await project(4, claim('a', 'c1', 1, gone), claim('a', 'c2', 2))).toEqual([
          { claim: 'c2', astray: false },
        ]);
        expect(await project(5, claim('a', 'c2', 2))).toEqual([{ claim: 'c1', astray: false }]);
      });

      test('more claims than one statement holds are kept, changed and taken away', async () => {
        await article('a');
        const row = { title: 'T', changedAt: at(9), counts: NONE };
        const many = Array.from({ length: 1234 }, (_, index) => claim('a', `c${index}`, index));
        await store.articles.project('a', 2, row, many);
        expect(await queue()).toHaveLength(1234);
        await store.articles.project(
          'a',
          3,
          row,
          many.map(({ view }) => claim('a', view.id, 0, { stale: true })),
        );
        expect((await queue()).filter(({ stale }) => stale)).toHaveLength(1234);
        await store.articles.project('a', 4, row, [claim('a', 'c7', 7)]);
        expect((await queue()).map(({ id }) => id)).toEqual(['c7']);
      });
    });

    describe('people', () => {
      test('a person stays known after leaving the desk', async () => {
        const row = await person('p1');
        await store.people.setRole('p1', null, at(2));
        await reopen();
        expect(await store.people.get('p1')).toEqual({ ...row, role: null });
        expect(await store.people.list()).toEqual([{ ...row, role: null }]);
        expect(await store.people.get('p2')).toBeNull();
        await expect(store.people.setRole('p2', 'admin', at(2))).rejects.toThrow(RangeError);
      });

      test('the last admin stays admin, also when two go at once', async () => {
        await person('p1', { role: 'admin' });
        await person('p2', { role: 'admin' });
        const ended = await Promise.all([
          store.people.setRole('p1', null, at(2)),
          store.people.setRole('p2', 'editor', at(2)),
        ]);
        expect(ended.filter(Boolean)).toHaveLength(1);
        expect((await store.people.list()).filter(({ role }) => role === 'admin')).toHaveLength(1);
      });

      test('nobody is there until somebody has signed in; a token is nobody', async () => {
        await person('p1');
        expect(await store.people.any()).toBe(false);
        const session = { person: 'p1', createdAt: at(0), expiresAt: null, device: null };
        await store.people.openSession({ ...session, id: 't', kind: 'token', secretHash: 'ht' });
        expect(await store.people.any()).toBe(false);
        await store.people.openSession({ ...session, id: 's', kind: 'session', secretHash: 'hs' });
        expect(await store.people.any()).toBe(true);
        await store.people.closeSession('s');
        expect(await store.people.any()).toBe(true);
        await store.people.setRole('p1', null, at(2));
        expect(await store.people.any()).toBe(false);
      });

      test('who is no admin any more leaves no door open', async () => {
        await person('p1', { role: 'admin' });
        await person('p2', { role: 'admin' });
        const open = { role: 'admin', createdAt: at(0), expiresAt: at(10), person: null } as const;
        await store.people.invite({ ...open, id: 'theirs', createdBy: 'p2' }, 'h1');
        await store.people.invite({ ...open, id: 'other', createdBy: 'p1' }, 'h2');
        await store.people.invite({ ...open, id: 'back', createdBy: 'p1', person: 'p2' }, 'h3');
        const left = async () => (await store.people.invitations(at(1))).map(({ id }) => id).sort();
        await store.people.setRole('p2', 'editor', at(1));
        expect(await left()).toEqual(['back', 'other']);
        await store.people.setRole('p2', null, at(1));
        expect(await left()).toEqual(['other']);
        expect(await store.people.useInvitation('theirs', at(1))).toBe(false);
      });

      test('of two who use an invitation at once, one gets in', async () => {
        const invitation = {
          id: 'i1',
          role: 'checker',
          createdAt: at(0),
          createdBy: null,
          expiresAt: at(10),
          person: null,
        } as const;
        await store.people.invite(invitation, 'h1');
        expect(await store.people.invitationBySecret('h1', at(1))).toEqual(invitation);
        expect(await store.people.invitations(at(1))).toEqual([invitation]);
        const used = await Promise.all([1, 2, 3].map(() => store.people.useInvitation('i1', at(1))));
        expect(used.filter(Boolean)).toHaveLength(1);
        expect(await store.people.useInvitation('i1', at(2))).toBe(false);
        expect(await store.people.invitationBySecret('h1', at(1))).toBeNull();
        expect(await store.people.invitations(at(1))).toEqual([]);
        expect(await store.people.withdrawInvitation('i1')).toBe(false);
      });

      test('an invitation that expired or was withdrawn lets nobody in', async () => {
        const invitation = {
          id: 'i1',
          role: 'admin',
          createdAt: at(0),
          createdBy: null,
          expiresAt: at(10),
          person: null,
        } as const;
        await store.people.invite(invitation, 'h1');
        await store.people.invite({ ...invitation, id: 'i2' }, 'h2');
        expect(await store.people.invitationBySecret('h1', at(10))).toBeNull();
        expect(await store.people.useInvitation('i1', at(10))).toBe(false);
        expect(await store.people.withdrawInvitation('i2')).toBe(true);
        expect(await store.people.invitationBySecret('h2', at(1))).toBeNull();
        expect(await store.people.useInvitation('i2', at(1))).toBe(false);
      });

      test('a session leads to its person until it ends, is closed, or is extended', async () => {
        const row = await person('p1');
        const session = { person: 'p1', kind: 'session', createdAt: at(0), expiresAt: at(10), device: null } as const;
        await store.people.openSession({ ...session, id: 's1', secretHash: 'h1' });
        await store.people.openSession({ ...session, id: 's2', secretHash: 'h2' });
        await store.people.openSession({ ...session, id: 't1', kind: 'token', secretHash: 'h3', expiresAt: null });
        await reopen();
        const found = { id: 's1', kind: 'session', person: row, expiresAt: at(10), usedAt: null };
        expect(await store.people.sessionBySecret('h1', at(9))).toEqual(found);
        expect(await store.people.sessionBySecret('h1', at(10))).toBeNull();
        expect(await store.people.sessionBySecret('unknown', at(1))).toBeNull();
        await store.people.extendSession('s1', at(20));
        expect(await store.people.sessionBySecret('h1', at(19))).toEqual({ ...found, expiresAt: at(20) });
        await store.people.closeSession('s1');
        expect(await store.people.sessionBySecret('h1', at(1))).toBeNull();
        expect([await store.people.everOpened('h1'), await store.people.everOpened('unknown')]).toEqual([true, false]);
        expect(await store.people.sessionBySecret('h3', at(59))).toMatchObject({ kind: 'token', expiresAt: null });
        expect([...(await store.people.closeSessionsOf('p1'))].sort()).toEqual(['s2', 't1']);
        expect(await store.people.closeSessionsOf('p1')).toEqual([]);
        expect(await store.people.sessionBySecret('h2', at(1))).toBeNull();
        expect(await store.people.sessionBySecret('h3', at(1))).toBeNull();
      });

      test('the sessions of a person are those still open, last used first, each with its device', async () => {
        await person('p1');
        await person('p2');
        const open = (id: string, more: object = {}) =>
          store.people.openSession({
            ...{ id, person: 'p1', kind: 'session', secretHash: `h-${id}`, createdAt: at(1), expiresAt: at(50) },
            ...{ device: 'Firefox · Linux', ...more },
          });
        await open('never-used');
        await open('used');
        await open('ended', { expiresAt: at(9) });
        await open('closed');
        await open('other', { person: 'p2' });
        await open('script', { kind: 'token', createdAt: at(0), expiresAt: null, device: null });
        await store.people.closeSession('closed');
        await store.people.useSession('used', at(5), 'Safari · iPhone');
        await store.people.useSession('script', at(3), null);
        await store.people.useSession('never-used', at(4), null);
        await store.people.useSession('never-used', at(2), null);
        await reopen();
        const common = { person: 'p1', kind: 'session', createdAt: at(1), expiresAt: at(50) };
        const script = { id: 'script', person: 'p1', kind: 'token', createdAt: at(0), expiresAt: null };
        expect(await store.people.sessionsOf('p1', at(9))).toEqual([
          { ...common, id: 'used', usedAt: at(5), device: 'Safari · iPhone' },
          { ...script, usedAt: at(3), device: null },
          { ...common, id: 'never-used', usedAt: at(2), device: 'Firefox · Linux' },
        ]);
        expect((await store.people.sessionBySecret('h-used', at(9)))?.usedAt).toBe(at(5));
        expect((await store.people.tokens(at(9))).map(({ id }) => id)).toEqual(['script']);
        await store.people.closeSessionsOf('p1', 'used');
        expect((await store.people.sessionsOf('p1', at(9))).map(({ id }) => id)).toEqual(['used']);
        expect((await store.people.sessionsOf('p2', at(9))).map(({ id }) => id)).toEqual(['other']);
        expect(await store.people.tokens(at(9))).toEqual([]);
      });

      test('of sessions asked for by id, those stand that are open and whose person has a role', async () => {
        await person('p1', { role: 'admin' });
        await person('p2', { role: 'reader' });
        const session = { kind: 'session', createdAt: at(0), expiresAt: at(10), device: null } as const;
        for (const [id, who] of Object.entries({ a: 'p1', b: 'p1', c: 'p2', d: 'p2' })) {
          await store.people.openSession({ ...session, id, person: who, secretHash: `h-${id}` });
        }
        await store.people.closeSession('b');
        const standing = async (minute: number) =>
          Object.fromEntries(await store.people.standing(['a', 'b', 'c', 'nothing'], at(minute)));
        expect(await standing(1)).toEqual({ a: 'admin', c: 'reader' });
        await store.people.setRole('p2', 'editor', at(1));
        expect(await standing(1)).toEqual({ a: 'admin', c: 'editor' });
        await store.people.setRole('p2', null, at(1));
        expect(await standing(1)).toEqual({ a: 'admin' });
        expect(await standing(10)).toEqual({});
        expect(await store.people.standing([], at(1))).toEqual(new Map());
      });
    });

    describe('confidential evidence', () => confidentialContract(() => store, article, reopen));

    describe('identities', () => {
      const issuer = 'https://id.example.org';
      const layla = { issuer, subject: 'layla' };

      test('lead to their person, also when they left and after the store was closed', async () => {
        const row = await person('p1');
        expect(await store.identities.personOf(layla)).toBeNull();
        expect(await store.identities.link('p1', layla, at(1))).toBe(true);
        await reopen();
        expect(await store.identities.personOf(layla)).toEqual(row);
        expect(await store.identities.linkedAt('p1', issuer)).toBe(at(1));
        await store.people.setRole('p1', null, at(2));
        expect(await store.identities.personOf(layla)).toEqual({ ...row, role: null });
        expect(await store.identities.personOf({ ...layla, issuer: 'https://elsewhere.example.org' })).toBeNull();
        expect(await store.identities.linkedAt('p1', 'https://elsewhere.example.org')).toBeNull();
        await store.identities.unlink('p1', issuer);
        expect(await store.identities.personOf(layla)).toBeNull();
        expect(await store.identities.linkedAt('p1', issuer)).toBeNull();
      });

      test('belong to one person, who has one of an issuer', async () => {
        await person('p1');
        await person('p2');
        expect(await store.identities.link('p1', layla, at(1))).toBe(true);
        expect(await store.identities.link('p1', layla, at(2))).toBe(true);
        expect(await store.identities.link('p2', layla, at(3))).toBe(false);
        expect(await store.identities.linkedAt('p2', issuer)).toBeNull();
        expect(await store.identities.link('p1', { issuer, subject: 'other' }, at(4))).toBe(true);
        expect(await store.identities.personOf(layla)).toBeNull();
        expect(await store.identities.link('p2', layla, at(5))).toBe(true);
      });

      test('of two who come with one identity at once, one is added', async () => {
        const row = (id: string) =>
          ({ id, name: id, role: 'reader', colour: '#123456', createdAt: at(0) }) satisfies PersonRow;
        const added = await Promise.all(['a', 'b', 'c'].map((id) => store.identities.addPerson(row(id), layla)));
        expect(added.filter(Boolean)).toHaveLength(1);
        const people = await store.people.list();
        expect(people).toHaveLength(1);
        expect(await store.identities.personOf(layla)).toEqual(people[0]);
      });
    });
  });
}
