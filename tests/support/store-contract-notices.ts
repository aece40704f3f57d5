import type { NewNotice, TakenBack } from '@sanad/server/store/notice-table';
import type { Store } from '@sanad/server/store/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, claimRow, NO_CLAIMS as NONE } from './claim-rows.ts';
import type { StorePlace } from './store-contract.ts';

const PAUSE = 5 * 60_000;

/** What every store promises of notices and visits. `make` gives an empty place each time. */
export function noticesContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps the contract of notices and visits`, () => {
    let place: StorePlace;
    let store: Store;
    let made = 0;

    beforeEach(async () => {
      place = await make();
      store = await place.open();
      for (const id of ['p1', 'p2', 'p3']) {
        await store.people.add({ id, name: `Name of ${id}`, role: 'checker', colour: '#123456', createdAt: at(0) });
      }
      for (const id of ['a', 'b']) await article(id);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const article = (id: string) =>
      store.articles.create(
        { id, title: `Title of ${id}`, language: 'ar', createdAt: at(0), createdBy: null },
        { article: id, at: at(0), actor: 'p1', bytes: Uint8Array.of(1), history: [], clients: [] },
      );
    const notice = (person: string, minute: number, more: Partial<NewNotice> = {}): NewNotice => ({
      id: `n${++made}`,
      person,
      at: at(minute),
      kind: 'verdict-disputed',
      article: 'a',
      claim: 'c1',
      thing: 'p9',
      once: false,
      actor: 'p9',
      detail: { verdict: 'disputed' },
      ...more,
    });
    const taken = (more: Partial<TakenBack> = {}): TakenBack => ({
      kind: 'verdict-disputed',
      article: 'a',
      claim: 'c1',
      ...more,
    });
    const told = async (person: string) =>
      (await store.notices.page(person, 50)).map(({ id, readAt }) => (readAt === null ? id : `${id} (read)`));

    test('they come newest first, each person’s own, with the title and the words as they are', async () => {
      await store.articles.project('a', 2, { title: 'عنوان', changedAt: at(2), counts: NONE }, [
        claimRow('a', 'c1', 1, { quote: 'كلمات', verdict: 'verified' }),
      ]);
      const [first, second, others] = [
        notice('p1', 1),
        notice('p1', 2, {
          kind: 'signed-off',
          claim: null,
          thing: '3',
          article: 'b',
          actor: null,
          detail: { version: 3 },
        }),
        notice('p2', 3),
      ];
      expect([...(await store.notices.write([first, second, others], []))].sort()).toEqual(['p1', 'p2']);
      await store.close();
      store = await place.open();
      const { thing: _1, once: _2, ...kept } = first;
      const { thing: _3, once: _4, ...late } = second;
      expect(await store.notices.page('p1', 50)).toEqual([
        { ...late, readAt: null, title: 'Title of b', language: 'ar', words: null },
        { ...kept, readAt: null, title: 'عنوان', language: 'ar', words: 'كلمات' },
      ]);
      expect(await told('p2')).toEqual([others.id]);
    });

    test('pages neither repeat nor skip, also at equal times', async () => {
      const all = [1, 2, 2, 2, 3].map((minute, index) => notice('p1', minute, { thing: `t${index}` }));
      await store.notices.write(all, []);
      const seen: string[] = [];
      for (let after: { at: string; id: string } | undefined; ; ) {
        const page = await store.notices.page('p1', 2, after);
        seen.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (!last) break;
        after = last;
      }
      expect(seen).toHaveLength(5);
      expect(new Set(seen).size).toBe(5);
    });

    test('an unread one about the same thing is brought up to date; after it was read there is a new one', async () => {
      const first = notice('p1', 1);
      await store.notices.write([first], []);
      await store.notices.write([notice('p1', 2, { detail: { verdict: 'unsourced' } })], []);
      expect(await told('p1')).toEqual([first.id]);
      expect(await store.notices.page('p1', 1)).toMatchObject([{ at: at(2), detail: { verdict: 'unsourced' } }]);
      await store.notices.read('p1', [first.id], at(3));
      const again = notice('p1', 4);
      await store.notices.write([again], []);
      expect(await told('p1')).toEqual([again.id, `${first.id} (read)`]);
      // Another thing, claim, article, kind or person is another notice.
      await store.notices.write(
        [
          notice('p1', 5, { thing: 'p8' }),
          notice('p1', 5, { claim: 'c2' }),
          notice('p1', 5, { article: 'b' }),
          notice('p1', 5, { kind: 'assigned' }),
          notice('p2', 5),
        ],
        [],
      );
      expect(await store.notices.unread('p1')).toBe(5);
      expect(await store.notices.unread('p2')).toBe(1);
    });

    test('what is given once is not given again, read or not', async () => {
      const mention = (minute: number) => notice('p1', minute, { kind: 'mentioned', thing: 'm1', once: true });
      expect(await store.notices.write([mention(1)], [])).toEqual(['p1']);
      expect(await store.notices.write([mention(2)], [])).toEqual([]);
      await store.notices.read('p1', { until: at(9) }, at(9));
      expect(await store.notices.write([mention(3)], [])).toEqual([]);
      expect(await store.notices.page('p1', 9)).toMatchObject([{ at: at(1), readAt: at(9) }]);
    });

    test('whoever is no longer of the desk, or never was, is told of nothing; nobody else misses anything', async () => {
      await store.people.setRole('p2', null, at(1));
      const given = [notice('p2', 2), notice('nobody', 2), notice('p1', 2)];
      expect(await store.notices.write(given, [])).toEqual(['p1']);
      expect(await store.notices.unread('p2')).toBe(0);
    });

    test('what no longer holds is taken back while it is unread: about a thing, of a person, but for some', async () => {
      const [one, two, three] = [notice('p1', 1), notice('p2', 1), notice('p3', 1)];
      const other = notice('p1', 1, { thing: 'p8' });
      await store.notices.write([one, two, three, other], []);
      await store.notices.read('p3', [three.id], at(2));
      expect(await store.notices.write([], [taken({ thing: 'p9', except: ['p2'] })])).toEqual(['p1']);
      expect([await told('p1'), await told('p2'), await told('p3')]).toEqual([
        [other.id],
        [two.id],
        [`${three.id} (read)`],
      ]);
      expect(await store.notices.write([], [taken({ person: 'p1' })])).toEqual(['p1']);
      expect(await store.notices.write([], [taken({ claim: 'c2' }), taken({ article: 'b' })])).toEqual([]);
      // What is taken back and given in one goes in that order.
      await store.notices.write([notice('p2', 5)], [taken()]);
      expect(await store.notices.page('p2', 9)).toMatchObject([{ at: at(5) }]);
    });

    test('only one’s own are marked as read: some by their ids, or all up to a time', async () => {
      const all = [1, 2, 3].map((minute) => notice('p1', minute, { thing: `t${minute}` }));
      const others = notice('p2', 1);
      await store.notices.write([...all, others], []);
      const [first, second] = all as [NewNotice, NewNotice];
      expect(await store.notices.read('p1', [first.id, others.id], at(5))).toBe(true);
      expect([await store.notices.unread('p1'), await store.notices.unread('p2')]).toEqual([2, 1]);
      expect(await store.notices.read('p1', [first.id], at(6))).toBe(false);
      expect(await store.notices.read('p1', { until: second.at }, at(6))).toBe(true);
      expect(await store.notices.unread('p1')).toBe(1);
      expect((await store.notices.page('p1', 9)).map(({ readAt }) => readAt)).toEqual([null, at(6), at(5)]);
    });

    test('a visit goes on from where its person was when the one before ended; a short absence is none', async () => {
      let value = 1;
      const deed = async (of: string) => {
        const history = [{ kind: 'claim-moved', claim: 'c1', detail: {} }];
        const bytes = Uint8Array.of(++value);
        await store.log.append({ article: of, at: at(value), actor: 'p2', bytes, history, clients: [] });
        return (await store.log.history(of, 0, 50)).at(-1)?.row;
      };
      const first = await deed('a');
      expect(await store.visits.note('p1', 'a', at(10), PAUSE)).toBeNull();
      const whileThere = await deed('a');
      expect(await store.visits.note('p1', 'a', at(12), PAUSE)).toBe(first); // a page loaded anew
      await deed('a');
      await deed('b');
      expect(await store.visits.note('p1', 'a', at(30), PAUSE)).toBe(whileThere);
      expect(await store.visits.note('p1', 'a', at(31), PAUSE)).toBe(whileThere);
      expect(await store.visits.note('p2', 'a', at(31), PAUSE)).toBeNull();
      expect(await store.visits.note('p1', 'b', at(31), PAUSE)).toBeNull();
    });
  });
}
