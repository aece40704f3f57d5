import { Events } from '@sanad/server/events/events';
import { SealedVerdicts } from '@sanad/server/sealed/sealed-verdicts';
import type { SealedTable } from '@sanad/server/store/sealed-table';
import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mark } from '../shared/desk-article.ts';
import { until } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

const WORDS = 'تخدم 3 آلاف أسرة';
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

let ground: Ground;
let events: Events;
let place: { article: string; claim: string };
let minute: number;

beforeEach(async () => {
  ground = await Ground.open();
  events = new Events(ground.store.people, () => new Date(), quiet);
  ground.rooms.ask('blind');
  minute = 0;
  const article = await ground.article('محطة الطاقة', `قال الوزير إن المحطة ${WORDS}.`);
  const claim = await ground.rooms.change(article, { id: 'basem', role: 'checker' }, (doc) =>
    mark(doc, WORDS, null, 'basem'),
  );
  place = { article, claim };
});
afterEach(async () => {
  events.close();
  await ground.close();
});

/** The server's side of sealed verdicts, with a store that may fail in places. Each is one run of the server. */
function run(failing: Partial<SealedTable> = {}, rooms: Partial<Ground['rooms']> = {}): SealedVerdicts {
  const over = <T extends object>(whole: T, parts: Partial<T>): T =>
    new Proxy(whole, {
      get: (target, key) => {
        const of = key in parts ? parts : target;
        const value = Reflect.get(of, key, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
  return new SealedVerdicts({
    table: over(ground.store.sealed, failing),
    people: ground.store.people,
    rooms: over(ground.rooms, rooms),
    events,
    logger: quiet,
    now: () => new Date(Date.UTC(2026, 2, 1, 10, minute++)),
  });
}
const give = (sealed: SealedVerdicts, id: Name, verdict: 'verified' | 'disputed') =>
  sealed.give(place, { id, role: 'checker' }, { verdict, note: '', quote: WORDS });
const judged = async () => {
  const claim = readClaim(claimsRoot(await ground.stored(place.article)).get(place.claim));
  return claim?.judgements.map(({ by, verdict }) => `${by}: ${verdict}`);
};
const died = async () => {
  throw new Error('the server died here');
};
const BOTH = ['basem: verified', 'clara: disputed'];

describe('a server that dies while two verdicts are opened', () => {
  test.each<[string, () => SealedVerdicts, number]>([
    ['before it is marked that they are', () => run({ open: died }), 0],
    ['when that is marked', () => run({}, { change: died }), 0],
    [
      'when the first of them is in the article',
      () =>
        run(
          {},
          {
            change: (article, actor, act, asked) =>
              actor.id === 'clara' ? died() : ground.rooms.change(article, actor, act, asked),
          },
        ),
      1,
    ],
    ['when both are in the article, and not forgotten yet', () => run({ drop: died }), 2],
  ])('%s, opens them when it is there again: each once', async (_, dying, there) => {
    await give(run(), 'basem', 'verified');
    await expect(give(dying(), 'clara', 'disputed')).rejects.toThrow('died here');
    expect(await judged()).toEqual(BOTH.slice(0, there));

    await run().resume();
    await until('all is forgotten', async () => (await ground.store.sealed.of(place.article)).length === 0);
    expect(await judged()).toEqual(BOTH);
    await run().resume();
    expect(await judged()).toEqual(BOTH);
  });

  test('leaves neither giver a way to change theirs after the other’s could be seen', async () => {
    const alone = {
      change: (...[article, actor, act, asked]: Parameters<Ground['rooms']['change']>) =>
        actor.id === 'clara' ? died() : ground.rooms.change(article, actor, act, asked),
    };
    await give(run(), 'basem', 'verified');
    await expect(give(run({}, alone as Partial<Ground['rooms']>), 'clara', 'disputed')).rejects.toThrow();
    expect(await judged()).toEqual(['basem: verified']);
    const again = run();
    expect(await again.withdraw(place, 'clara')).toBe(false);
    await give(again, 'clara', 'verified');
    // What she gave blind comes first; what she says having seen his is a change of mind that everybody sees.
    expect(await judged()).toEqual([...BOTH, 'clara: verified']);
  });

  test('opens them when whoever is there asks who has given one', async () => {
    await give(run(), 'basem', 'verified');
    await expect(give(run({}, { change: died }), 'clara', 'disputed')).rejects.toThrow();
    expect(await run().list(place.article, 'rima')).toHaveLength(2);
    await until('all is forgotten', async () => (await ground.store.sealed.of(place.article)).length === 0);
    expect(await judged()).toEqual(BOTH);
  });

  test('and an article that was signed off meanwhile keeps them sealed until it is reopened', async () => {
    await give(run(), 'basem', 'verified');
    await expect(give(run({}, { change: died }), 'clara', 'disputed')).rejects.toThrow();
    await ground.freeze(place.article, '2026-03-01T12:00:00.000Z');
    const sealed = run();
    await sealed.resume();
    await sealed.withdraw(place, 'nobody'); // in turn: what was resumed is through
    expect(await judged()).toEqual([]);
    expect(await ground.store.sealed.of(place.article)).toHaveLength(2);
    await ground.freeze(place.article, null);
    await sealed.list(place.article, 'rima');
    await until('all is forgotten', async () => (await ground.store.sealed.of(place.article)).length === 0);
    expect(await judged()).toEqual(BOTH);
  });
});

test('a lone one is not opened by a start', async () => {
  await give(run(), 'basem', 'verified');
  const sealed = run();
  await sealed.resume();
  await sealed.withdraw(place, 'nobody');
  expect(await judged()).toEqual([]);
  expect(await ground.store.sealed.of(place.article)).toHaveLength(1);
});
