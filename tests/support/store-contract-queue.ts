import type { ClaimFilter, ClaimQuery, ClaimRow, QueueKey } from '@sanad/server/store/claim-table';
import type { Store } from '@sanad/server/store/store';
import type { EvidenceView } from '@sanad/shared/evidence';
import type { QueueOrder } from '@sanad/shared/queue';
import type { ThreadEntry } from '@sanad/shared/thread';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, claimRow as claim, NO_CLAIMS } from './claim-rows.ts';
import type { StorePlace } from './store-contract.ts';

const said = { by: 'p1', at: at(1) };
const comment = (id: string, text: string): ThreadEntry => {
  return { id, kind: 'comment', ...said, text, mentions: [], replyTo: null, editedAt: null };
};
const settlement = (id: string, reason: string): ThreadEntry => {
  return {
    id,
    kind: 'settlement',
    ...said,
    how: 'stands',
    reason,
    wording: null,
    verdict: 'disputed',
    verdictBy: null,
    quote: 'words',
  };
};
const evidence = (id: string, title: string): EvidenceView => {
  const rest = { address: '', archive: '', excerpt: '', locator: '', accessed: '', note: '' };
  return { id, ...said, ...rest, title, publisher: '', kind: 'primary', stance: 'supports' };
};
const SETTLED = { settlement: 's1', comments: [settlement('s1', 'It was said so.')] };

const FILTERS: readonly (readonly [ClaimFilter, readonly string[]])[] = [
  [{ verdicts: ['disputed'] }, ['a/disputed', 'a/settled', 'a/mine', 'b/stale', 'b/again']],
  [{ verdicts: ['unsourced', 'unchecked'] }, ['a/new', 'b/gone']],
  [{ verdicts: ['disputed'], settled: false }, ['a/disputed', 'a/mine', 'b/stale', 'b/again']],
  [
    { verdicts: ['disputed'], conflictsToo: true, settled: false },
    ['a/disputed', 'a/mine', 'a/bare', 'b/stale', 'b/again'],
  ],
  [{ settled: true }, ['a/settled']],
  [{ assignee: 'p1' }, ['a/mine']],
  [{ assignee: 'nobody-there' }, []],
  [{ assignee: null, verdicts: ['disputed'], settled: false }, ['a/disputed', 'b/again']],
  [{ stale: true }, ['b/stale']],
  [{ stale: false, article: 'b' }, ['b/gone', 'b/again']],
  [{ unbacked: true }, ['a/bare']],
  [{ unbacked: false, verdicts: ['verified'] }, ['a/backed']],
  [{ detached: true }, ['b/gone']],
  [{ detached: false, article: 'b' }, ['b/stale', 'b/again']],
  [{ article: 'a', claim: 'mine' }, ['a/mine']],
  [{ article: 'b', claim: 'mine' }, []],
  [{ until: at(3) }, ['a/disputed', 'a/settled', 'a/mine']],
  [{ until: at(29), article: 'b' }, ['b/stale', 'b/gone']],
  [{ until: at(6), verdicts: ['unchecked'] }, ['a/new']],
  [{ q: 'words of mine' }, ['a/mine']],
  [{ q: 'بيان الوزاره' }, ['a/backed']],
  [{ q: 'انظر الصفحه الثالثه' }, ['b/again']],
  [{ q: 'it was said so' }, ['a/settled']],
  [{ q: '%' }, []],
  [{ q: '_' }, []],
];

/** What every store promises of the queue. `make` gives an empty place each time. */
export function queueContract(name: string, make: () => Promise<StorePlace>): void {
  describe(`${name} keeps the queue's contract`, () => {
    let place: StorePlace;
    let store: Store;
    let seq = 1;

    beforeEach(async () => {
      place = await make();
      store = await place.open();
      seq = 1;
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const article = (id: string, minute = 0) =>
      store.articles.create(
        { id, title: `Title of ${id}`, language: 'ar', createdAt: at(minute), createdBy: null },
        { article: id, at: at(minute), actor: 'p1', bytes: Uint8Array.of(1), history: [], clients: [] },
      );
    const project = (id: string, claims: readonly ClaimRow[]) =>
      store.articles.project(id, ++seq, { title: `Title of ${id}`, changedAt: at(9), counts: NO_CLAIMS }, claims);
    const page = (query: Partial<ClaimQuery> = {}) => store.claims.page({ order: 'oldest', limit: 50, ...query });
    const ids = async (query: Partial<ClaimQuery> = {}) =>
      (await page(query)).map(({ claim: { id, articleId } }) => `${articleId}/${id}`);

    test('a claim comes back as it was written, with its place, its paragraph and its article', async () => {
      await article('a');
      const row = claim('a', 'c1', 1, { start: 7, end: 12, assignee: 'p2' }, { before: 'قال ', direction: 'rtl' });
      await project('a', [row]);
      const [found] = await page();
      expect(found).toEqual({
        claim: {
          ...row.view,
          articleTitle: 'Title of a',
          language: 'ar',
          direction: 'rtl',
          context: { before: 'قال ', after: ' after.', direction: 'rtl', decided: 'words' },
        },
        key: [at(1), 'c1', 'a'],
      });
    });

    describe('each filter lets through what it says, alone and with others', () => {
      beforeEach(async () => {
        await article('a');
        await article('b');
        await project('a', [
          claim('a', 'disputed', 1),
          claim('a', 'settled', 2, SETTLED),
          claim('a', 'mine', 3, { assignee: 'p1' }),
          claim('a', 'bare', 4, { verdict: 'verified', secondLook: 'conflict' }),
          claim('a', 'backed', 5, { verdict: 'verified', evidence: [evidence('e1', 'بيان الوزارة')] }),
          claim('a', 'new', 6, { verdict: 'unchecked', verdictBy: null, verdictAt: null }),
        ]);
        await project('b', [
          claim('b', 'stale', 7, { stale: true, assignee: 'p2' }),
          claim('b', 'gone', 8, { verdict: 'unsourced', attachment: 'detached', start: null, end: null }),
          claim('b', 'again', 9, { verdictAt: at(30), comments: [comment('m1', 'انظر الصفحة الثالثة')] }),
        ]);
      });

      test('every one of them, oldest or newest first, and counted', async () => {
        for (const [filter, expected] of FILTERS) {
          const told = async (query: Partial<ClaimQuery> = {}) => [filter, await ids({ ...filter, ...query })];
          expect(await told()).toEqual([filter, expected]);
          expect(await told({ order: 'newest' })).toEqual([filter, expected.toReversed()]);
          expect(await store.claims.count(filter, 100)).toBe(expected.length);
          expect(await store.claims.count(filter, 2)).toBe(Math.min(2, expected.length));
        }
      });

      test('words that are no longer there are not found any more', async () => {
        await project('a', [claim('a', 'disputed', 1, { quote: 'other words' })]);
        expect(await ids({ q: 'words of disputed' })).toEqual(['a/disputed']); // the words it was made on
        await project('a', [claim('a', 'disputed', 1, { quote: 'other words', originalQuote: 'other words' })]);
        expect(await ids({ q: 'words of disputed' })).toEqual([]);
      });
    });

    describe('orders and pages', () => {
      const walk = async (order: QueueOrder, between: (page: number) => Promise<unknown> = async () => undefined) => {
        const seen: string[] = [];
        let after: QueueKey | undefined;
        for (let turn = 0; ; turn++) {
          const rows = await page({ order, limit: 3, ...(after ? { after } : {}) });
          seen.push(...rows.map(({ claim: { id, articleId } }) => `${articleId}/${id}`));
          after = rows.at(-1)?.key;
          if (!after) return seen;
          await between(turn);
        }
      };
      const rowsOf = (id: string, minutes: readonly number[]) =>
        minutes.map((minute, index) => claim(id, `c${index}`, minute));

      beforeEach(async () => {
        await article('late', 5);
        await article('early', 1);
        // Equal times, and equal ids in two articles.
        await project('late', rowsOf('late', [2, 2, 1, 7]));
        await project('early', rowsOf('early', [2, 9, 2, 1]));
      });
      const OLDEST = ['late/c2', 'early/c3', 'early/c0', 'late/c0', 'late/c1', 'early/c2', 'late/c3', 'early/c1'];

      test('pages neither repeat nor skip, in every order, also at equal times', async () => {
        expect(await walk('oldest')).toEqual(OLDEST);
        expect(await walk('newest')).toEqual(OLDEST.toReversed());
        expect(await walk('article')).toEqual([
          ...['early/c3', 'early/c0', 'early/c2', 'early/c1'],
          ...['late/c2', 'late/c0', 'late/c1', 'late/c3'],
        ]);
      });

      test.each(['oldest', 'newest', 'article'] as const)(
        'nor by %s while rows are judged, come and go',
        async (order) => {
          const still = await walk(order);
          const seen = await walk(order, async (turn) => {
            const verdict = turn % 2 === 0 ? 'verified' : 'unsourced';
            const judged = rowsOf('late', [2, 2, 1, 7]).map(({ view, context }) => {
              return { view: { ...view, verdict, verdictAt: at(40 + turn), note: `turn ${turn}` } as const, context };
            });
            await project('late', [...judged, claim('late', `new${turn}`, 3 + turn)]);
          });
          expect(seen.filter((id) => !id.includes('new'))).toEqual(still);
          expect(new Set(seen).size).toBe(seen.length);
        },
      );

      test('a page can be read again as what it is by then', async () => {
        const first = await page({ limit: 3 });
        const through = first.at(-1)?.key ?? [];
        await project('early', [...rowsOf('early', [2, 9, 2]), claim('early', 'late-comer', 1)]);
        expect(await ids({ through, limit: 50 })).toEqual(['late/c2', 'early/late-comer', 'early/c0']);
        expect(await ids({ after: through, limit: 2 })).toEqual(['late/c0', 'late/c1']);
        expect(await ids({ after: first[0]?.key ?? [], through, limit: 50 })).toEqual(['early/late-comer', 'early/c0']);
      });

      test('a key of another order is a mistake', async () => {
        await expect(page({ order: 'article', after: [at(1), 'c1', 'a'] })).rejects.toThrow(RangeError);
      });
    });

    describe('rows', () => {
      test('tell whether anything but a place is other than it was', async () => {
        await article('a');
        const rows = [claim('a', 'c1', 1), claim('a', 'c2', 2)] as const;
        expect(await project('a', rows)).toEqual({ turned: [], changed: true });
        expect(await project('a', rows)).toEqual({ turned: [], changed: false });
        const moved = rows.map(({ view, context }) => ({ view: { ...view, start: 3, end: 8 }, context }));
        expect(await project('a', moved)).toEqual({ turned: [], changed: false });
        expect((await page()).map(({ claim: { start, end } }) => [start, end])).toEqual([
          [3, 8],
          [3, 8],
        ]);
        expect((await project('a', [rows[0], claim('a', 'c2', 2, {}, { after: ' otherwise' })])).changed).toBe(true);
        expect((await page())[1]?.claim.context.after).toBe(' otherwise');
        expect((await project('a', [rows[0]])).changed).toBe(true);
      });

      test('a claim that lost its place says so, and has it again when it is back', async () => {
        await article('a');
        await project('a', [claim('a', 'c1', 1, { start: 4, end: 9 })]);
        await project('a', [claim('a', 'c1', 1, { attachment: 'detached', start: null, end: null })]);
        expect((await page())[0]?.claim).toMatchObject({ attachment: 'detached', start: null, end: null });
        await project('a', [claim('a', 'c1', 1, { start: 5, end: 10 })]);
        expect((await page())[0]?.claim).toMatchObject({ attachment: 'exact', start: 5, end: 10 });
      });

      test('of articles whose rows are up to date none is to be made anew', async () => {
        await article('a');
        await project('a', [claim('a', 'c1', 1)]);
        expect(await store.claims.outdated('', 10)).toEqual([]);
      });
    });
  });
}
