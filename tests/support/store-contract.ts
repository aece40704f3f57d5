import type { ClaimRow, NewUpdate, PersonRow, Store } from '@sanad/server/store/store';
import type { ClaimView } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A place a store can be opened in again and again; `remove` takes it away with everything in it. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

const NONE = { unchecked: 0, verified: 0, disputed: 0, unsourced: 0, stale: 0, detached: 0 };
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
const bytes = (...values: number[]) => Uint8Array.from(values);

function update(article: string, value: number, more: Partial<NewUpdate> = {}): NewUpdate {
  return { article, at: at(value), actor: 'p1', bytes: bytes(value), history: [], clients: [], ...more };
}

function claim(article: string, id: string, minute: number, more: Partial<ClaimView> = {}): ClaimRow {
  const view: ClaimView = {
    id,
    articleId: article,
    quote: `words of ${id}`,
    originalQuote: `words of ${id}`,
    verdict: 'disputed',
    verdictBy: 'p1',
    verdictAt: at(minute),
    note: '',
    stale: false,
    attachment: 'exact',
    start: 0,
    end: 5,
    createdBy: 'p1',
    createdAt: at(minute),
    ...more,
  };
  return { view, folded: view.quote.toLowerCase() };
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

    describe('articles', () => {
      test('an article is made whole or not at all', async () => {
        const row = { id: 'a', title: 'T', language: 'ar', createdAt: at(0), createdBy: 'p1' };
        await expect(store.articles.create(row, update('a', 1, { clients: [0.5] }))).rejects.toThrow();
        expect(await store.articles.get('a')).toBeNull();
        await store.articles.create(row, update('a', 1));
        expect(await store.articles.get('a')).toEqual({ ...row, changedAt: at(0), counts: NONE });
        await expect(store.articles.create(row, update('a', 2))).rejects.toThrow();
        expect((await store.log.load('a'))?.updates).toHaveLength(1);
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
        expect((await store.articles.claims({ limit: 10 })).map(({ id }) => id)).toEqual(['c2', 'c1']);
        await store.articles.project('a', 6, { title: 'Newer', changedAt: at(6), counts }, [
          claim('a', 'c2', 2, { verdict: 'verified', stale: true }),
          claim('a', 'c3', 3),
        ]);
        await reopen();
        const claims = await store.articles.claims({ limit: 10 });
        expect(claims.map(({ id, verdict, articleTitle }) => [id, verdict, articleTitle])).toEqual([
          ['c3', 'disputed', 'Newer'],
          ['c2', 'verified', 'Newer'],
        ]);
        expect(claims[1]).toEqual({
          ...claim('a', 'c2', 2, { verdict: 'verified', stale: true }).view,
          articleTitle: 'Newer',
        });
      });

      test('more claims than one statement holds are kept, changed and taken away', async () => {
        await article('a');
        const row = { title: 'T', changedAt: at(9), counts: NONE };
        const many = Array.from({ length: 1234 }, (_, index) => claim('a', `c${index}`, index));
        await store.articles.project('a', 2, row, many);
        expect(await store.articles.claims({ limit: 2000 })).toHaveLength(1234);
        await store.articles.project(
          'a',
          3,
          row,
          many.map(({ view }) => claim('a', view.id, 0, { stale: true })),
        );
        expect(await store.articles.claims({ limit: 2000, stale: true })).toHaveLength(1234);
        await store.articles.project('a', 4, row, [claim('a', 'c7', 7)]);
        expect((await store.articles.claims({ limit: 2000 })).map(({ id }) => id)).toEqual(['c7']);
      });

      test('the queue is filtered by verdict, staleness, article and words', async () => {
        await article('a');
        await article('b');
        const row = { title: 'T', changedAt: at(9), counts: NONE };
        await store.articles.project('a', 2, row, [
          claim('a', 'c1', 1),
          claim('a', 'c2', 2, { verdict: 'verified', quote: '100%_sure' }),
          claim('a', 'c3', 3, { stale: true }),
        ]);
        await store.articles.project('b', 2, row, [claim('b', 'c1', 4, { quote: 'هجوم قرب تدمر' })]);
        const ids = async (query: Parameters<Store['articles']['claims']>[0]) =>
          (await store.articles.claims(query)).map(({ id, articleId }) => `${articleId}${id}`);
        expect(await ids({ limit: 10 })).toEqual(['bc1', 'ac3', 'ac2', 'ac1']);
        expect(await ids({ limit: 10, verdict: 'verified' })).toEqual(['ac2']);
        expect(await ids({ limit: 10, stale: true })).toEqual(['ac3']);
        expect(await ids({ limit: 10, stale: false, article: 'a' })).toEqual(['ac2', 'ac1']);
        expect(await ids({ limit: 10, q: 'تدمر' })).toEqual(['bc1']);
        expect(await ids({ limit: 10, q: '%_' })).toEqual(['ac2']);
        expect(await ids({ limit: 10, q: '_____' })).toEqual([]);
        expect(await ids({ limit: 2, after: { createdAt: at(3), id: 'c3' } })).toEqual(['ac2', 'ac1']);
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
