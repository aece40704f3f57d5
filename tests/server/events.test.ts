import { Events } from '@sanad/server/events/events';
import { afterEach, describe, expect, test } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type EventStream, openEvents } from '../support/event-stream.ts';

describe('the events of the desk', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  const openDesk = async (): Promise<TestDesk> => {
    const desk = await openTestDesk({ client: '/nowhere' });
    open.push(desk);
    return desk;
  };
  const streamOf = async (desk: TestDesk, member: Member): Promise<EventStream> => {
    const stream = await openEvents(desk.url, member);
    open.push(stream);
    await expect.poll(() => stream.raw).toContain('retry: ');
    return stream;
  };

  test('reach whom they concern: one person in every tab, a role and those above it, everybody', async () => {
    const desk = await openDesk();
    const [reader, checker, admin] = [await desk.join('reader'), await desk.join('checker'), await desk.join('admin')];
    const read = await streamOf(desk, reader);
    const check = [await streamOf(desk, checker), await streamOf(desk, checker)];
    const rule = await streamOf(desk, admin);
    const { events } = desk.desk;
    events.tell({ person: checker.person.id }, { kind: 'notice' });
    events.tell({ least: 'checker' }, { kind: 'confidential', article: 'a' });
    events.tell('all', { kind: 'desk' });
    const desks = { kind: 'desk' };
    const confidential = { kind: 'confidential', article: 'a' };
    for (const one of check) await expect.poll(() => one.told).toEqual([{ kind: 'notice' }, confidential, desks]);
    await expect.poll(() => rule.told).toEqual([confidential, desks]);
    await expect.poll(() => read.told).toEqual([desks]);
  });

  test('come as no proxy and no cache would keep them, under the desk’s own policy', async () => {
    const desk = await openDesk();
    const { response } = await streamOf(desk, await desk.join('reader'));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('end with the session, and with a change of role; nobody who left is told any more', async () => {
    const desk = await openDesk();
    const [out, moved, stays] = [await desk.join('checker'), await desk.join('checker'), await desk.join('admin')];
    const streams = [await streamOf(desk, out), await streamOf(desk, moved)] as const;
    const kept = await streamOf(desk, stays);
    await desk.call(out, '/api/session', undefined, 'DELETE');
    await desk.call(stays, `/api/people/${moved.person.id}`, { role: null }, 'PATCH');
    for (const stream of streams) await expect.poll(() => stream.ended, { timeout: 5000 }).toBe(true);
    expect(kept.ended).toBe(false);
    await expect(openEvents(desk.url, out)).rejects.toThrow('401');
  });

  test('a person’s streams are counted: one more than that is turned away, and has room when another goes', async () => {
    const desk = await openDesk();
    const member = await desk.join('reader');
    const streams = [];
    for (let count = 0; count < 20; count++) streams.push(await streamOf(desk, member));
    await expect(openEvents(desk.url, member)).rejects.toThrow('429');
    await streamOf(desk, await desk.join('reader'));
    await streams[0]?.close();
    await expect
      .poll(() =>
        openEvents(desk.url, member).then(
          (one) => one.close(),
          () => 'full',
        ),
      )
      .not.toBe('full');
  });

  test('a desk that closes ends them at once', async () => {
    const desk = await openTestDesk({ client: '/nowhere' });
    const stream = await openEvents(desk.url, await desk.join('reader'));
    await expect.poll(() => stream.raw).toContain('retry: ');
    const begun = performance.now();
    await desk.close();
    expect(performance.now() - begun).toBeLessThan(1500);
    await expect.poll(() => stream.ended).toBe(true);
  });

  test('who asks without reading is let go, and nobody else is kept waiting', async () => {
    const desk = await openDesk();
    const member = await desk.join('reader');
    const other = await desk.join('reader');
    const response = await fetch(`${desk.url}/api/events`, { headers: { cookie: member.cookie } });
    const reads = await streamOf(desk, other);
    expect(desk.desk.events).toBeInstanceOf(Events);
    // What the kernel keeps for a reader is some megabytes.
    const article = 'x'.repeat(20_000);
    let last = 0;
    for (let count = 0; count < 600; count++) {
      desk.desk.events.tell({ person: member.person.id }, { kind: 'queue', article });
      if (count % 50 === 0) await new Promise(setImmediate);
      last = count;
    }
    expect(last).toBe(599);
    desk.desk.events.tell('all', { kind: 'desk' });
    await expect.poll(() => reads.told).toEqual([{ kind: 'desk' }]);
    await expect(response.text()).rejects.toThrow();
  });
});
