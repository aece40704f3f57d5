import { connect, type Socket } from 'node:net';
import { Allowance } from '@sanad/server/sync/allowance';
import type { Limits } from '@sanad/server/sync/limits';
import { MESSAGE } from '@sanad/shared/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

let ground: Ground | null = null;
let desk: TestDesk | null = null;
afterEach(async () => {
  await ground?.close();
  await desk?.close();
  ground = null;
  desk = null;
});

async function groundWith(limits: Partial<Limits>): Promise<{ ground: Ground; article: string }> {
  ground = await Ground.open({ limits });
  return { ground, article: await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.') };
}

describe('connections', () => {
  test('a person has so many and no more; the next one is asked to come later, and may once one has gone', async () => {
    const { ground, article } = await groundWith({ connectionsOfPerson: 2 });
    const first = ground.raw('basem', article);
    await first.hears(MESSAGE.sync);
    await (await ground.raw('basem', article).opened()).hears(MESSAGE.sync);
    expect(await ground.raw('basem', article).ended()).toEqual({ code: 1013, reason: 'too many connections' });
    await ground.raw('clara', article).hears(MESSAGE.sync);
    first.close();
    await until('another one is let in', async () => {
      const next = await ground.raw('basem', article).opened();
      await until('it is heard, or told', () => next.over || next.heard.length > 0);
      return !next.over;
    });
  });

  test('an article has so many and no more, whoever they belong to', async () => {
    const { ground, article } = await groundWith({ connectionsInArticle: 2 });
    await ground.raw('basem', article).hears(MESSAGE.sync);
    await ground.raw('clara', article).hears(MESSAGE.sync);
    expect(await ground.raw('rima', article).ended()).toEqual({ code: 1013, reason: 'too many connections' });
    const other = await ground.article('خبر آخر', 'جملة.');
    await ground.raw('rima', other).hears(MESSAGE.sync);
  });
});

test('who is refused again and again is let in again only after a minute, and nobody else waits', async () => {
  let now = Date.parse('2026-03-01T10:00:00.000Z');
  ground = await Ground.open({ limits: { refusals: 3 }, now: () => new Date(now) });
  const article = await ground.article('محطة الطاقة', 'جملة.');
  for (let time = 0; time < 3; time++) {
    const raw = await ground.raw('basem', article).opened();
    raw.socket.send(Uint8Array.from([0x80]));
    expect((await raw.ended()).code).toBe(4403);
  }
  expect(await ground.raw('basem', article).ended()).toEqual({ code: 1013, reason: 'refused too often' });
  await ground.raw('clara', article).hears(MESSAGE.sync);
  now += 61_000;
  await ground.raw('basem', article).hears(MESSAGE.sync);
});

describe('what is sent too fast', () => {
  test('is used up by messages and by bytes, and fills up again by the second', () => {
    let now = 0;
    const allowance = new Allowance({ messages: 10, bytes: 1000 }, () => now);
    for (let sent = 0; sent < 100; sent++) expect(allowance.use(1)).toBe(0);
    expect(allowance.use(1)).toBe(100); // a message is a tenth of a second
    expect(allowance.use(1)).toBe(200);
    now = 10_000;
    expect(allowance.use(1)).toBe(0);
    now = 60_000;
    expect(allowance.use(10_000)).toBe(0);
    expect(allowance.use(2000)).toBe(2000);
    now = 3_600_000;
    expect(allowance.use(10_001)).toBe(1); // ten seconds' worth at once, however long it was quiet
  });

  test('waits with its sender, is lost nowhere, and keeps nobody else waiting', async () => {
    const { ground, article } = await groundWith({ messages: 100 });
    const edith = await ground.peer('edith', article).synced();
    const hasty = await ground.raw('basem', article).opened();
    const counters = () => hasty.heard.filter(([kind]) => kind === MESSAGE.saved).length;
    for (let sent = 0; sent < 1200; sent++) hasty.say(MESSAGE.saved, 1);
    await until('it is heard', () => counters() > 1000);
    hasty.say(MESSAGE.saved, 2);
    lettersOf(edith.doc, 1).insert(0, 'و');
    await edith.acked();
    expect(counters()).toBeLessThanOrEqual(1200); // it is still made to wait
    await until('the last is heard', () => counters() === 1201);
    expect([edith.ends, hasty.over]).toEqual([[], false]);
  });

  test('counts over all connections of a person', async () => {
    const { ground, article } = await groundWith({ messages: 20 }); // 80 a second and 800 at once for the person
    const hasty = await Promise.all(Array.from({ length: 5 }, () => ground.raw('basem', article).opened()));
    for (const one of hasty) for (let sent = 0; sent < 190; sent++) one.say(MESSAGE.saved, 1);
    const all = () => hasty.flatMap(({ heard }) => heard).filter(([kind]) => kind === MESSAGE.saved).length;
    await until('all of it is heard', () => all() === 950); // each alone was below its own
    for (const one of hasty) one.say(MESSAGE.saved, 2);
    const edith = await ground.peer('edith', article).synced();
    await edith.acked();
    expect(all()).toBeLessThan(955);
    await until('the rest is heard', () => all() === 955);
  });
});

describe('strangers', () => {
  /** Opens a bare connection to the desk and says `words`; gives what it hears until it is closed. */
  function stranger(port: number, words: string): { readonly socket: Socket; readonly over: Promise<string> } {
    const socket = connect(port, '127.0.0.1', () => socket.write(words));
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString('latin1');
    });
    socket.on('error', () => {});
    return { socket, over: new Promise((resolve) => socket.once('close', () => resolve(heard))) };
  }

  test('who does not say what they want is not waited for', async () => {
    desk = await openTestDesk();
    const since = performance.now();
    const answer = await stranger(desk.desk.port, 'GET /sync/x HTTP/1.1\r\nHost: desk\r\nUpgrade: webso').over;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - since).toBeLessThan(20_000); // five seconds on a machine that is not busy
  });

  test('who says too much before they are known is cut off', async () => {
    desk = await openTestDesk();
    const answer = await stranger(desk.desk.port, `GET / HTTP/1.1\r\nHost: desk\r\nX: ${'x'.repeat(70_000)}`).over;
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  const handshake = (port: number) =>
    ['GET /sync/x HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: websocket']
      .concat('Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: c2FuYWQgc2FuYWQgc2FuYQ==', '', '')
      .join('\r\n');

  test.each<[string, Buffer]>([
    ['goes on talking nonsense', Buffer.alloc(2000, 0xff)],
    ['begins a message of a megabyte', Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 1, 2, 3, 4])],
    ['never says goodbye', Buffer.alloc(0)],
  ])('who is told to sign in and %s is let go, and hurts nobody', async (_what, more) => {
    desk = await openTestDesk();
    const { port } = desk.desk;
    const { socket, over } = stranger(port, handshake(port));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(more);
    const heard = await over;
    expect(heard).toMatch(/^HTTP\/1\.1 101 /);
    expect(heard).toContain('sign in');
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });
});
