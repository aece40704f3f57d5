import { GUESSES, Guesses } from '@sanad/server/http/guesses';
import { openSession, openToken } from '@sanad/server/people/sessions';
import { problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { TestProvider, Walker } from '../support/oidc.ts';

let desk: TestDesk;
let provider: TestProvider;
beforeEach(async () => {
  provider = await TestProvider.open();
  desk = await openTestDesk({ oidc: provider.settings() });
  provider.serve(desk.url);
});
afterEach(async () => {
  await desk.close();
  await provider.close();
});

const session = (headers: Record<string, string>) => fetch(`${desk.url}/api/session`, { headers });
const bearer = (token: string) => session({ authorization: `Bearer ${token}` });
const cookie = (secret: string) => session({ cookie: `sanad_session=${secret}` });
/** Tries wrong secrets until no more are looked at. */
async function guess(how: (secret: string) => Promise<Response> = bearer, from = 0, to = GUESSES): Promise<void> {
  for (let each = from; each < to; each++) expect((await how(`guess-${each}`)).status).toBe(401);
}
async function held(response: Response): Promise<void> {
  expect(response.status).toBe(429);
  const seconds = Number(response.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  const { code, detail } = problemShape.parse(await response.json());
  expect([code, detail]).toEqual([
    'too-many-attempts',
    `Too many wrong secrets came from here; try again in ${seconds} seconds.`,
  ]);
}
/** The answer to an upgrade that was refused, or the code the socket was closed with. */
const knock = (headers: Record<string, string>, query = '') =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/sync/nothing${query}`, { headers });
    socket.once('unexpected-response', (_request, response) => {
      resolve(`HTTP ${response.statusCode} after ${response.headers['retry-after']}`);
    });
    socket.once('close', (code) => resolve(`close ${code}`));
    socket.on('error', () => undefined);
  });

describe('wrong secrets', () => {
  test('of every kind count together, and are not looked at any more after some', async () => {
    const member = await desk.join('reader');
    await guess(bearer, 0, 10);
    await guess(cookie, 10, 20);
    for (let each = 20; each < GUESSES; each++) expect(await knock({}, `?token=guess-${each}`)).toBe('close 4401');
    await held(await bearer('one-more'));
    await held(await cookie('one-more'));
    expect(await knock({}, '?token=more')).toMatch(/^HTTP 429 after \d+$/);
    // Not even a right one, that nobody has used before: a guess that hits is no better than one that does not.
    await held(await bearer(await openToken(desk.desk.store.people, member.person.id, new Date(), null)));
  });

  test('lock nobody out whose session is in use, on the same address', async () => {
    const [member, other] = [await desk.join('reader'), await desk.join('editor')];
    for (const each of [member, other]) expect((await cookie(each.secret)).status).toBe(200);
    await guess();
    await held(await bearer('one-more'));
    for (let each = 0; each < 3 * GUESSES; each++) {
      expect((await cookie((each % 2 ? member : other).secret)).status).toBe(200);
    }
    expect(await knock({ cookie: member.cookie, origin: desk.url })).toBe('close 4404');
    const joined = await fetch(`${desk.url}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: desk.desk.firstLink?.split('#')[1], name: 'New' }),
    });
    const fresh = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await session({ cookie: fresh })).status).toBe(200); // who has just come in is no guesser
    expect((await fetch(`${desk.url}/api/sign-in`)).status).toBe(200);
    expect((await session({})).status).toBe(401); // no secret is no guess
  });

  test('that are one and the same count once: a script with a false token harms nobody', async () => {
    for (let each = 0; each < 2 * GUESSES; each++) expect((await bearer('mistyped')).status).toBe(401);
    expect((await bearer('another')).status).toBe(401);
  });

  test('that come all at once are looked at no more than that, and who has a right one is not held up by those beside it', async () => {
    const { people } = desk.desk.store;
    const member = await desk.join('reader');
    const secrets = await Promise.all(
      Array.from({ length: 2 * GUESSES }, () => openSession(people, member.person.id, new Date())),
    );
    // A whole desk comes back to a server that was just started, and knows none of them.
    const back = await Promise.all(secrets.map((secret) => cookie(secret)));
    expect(new Set(back.map(({ status }) => status))).toEqual(new Set([200]));

    const answers = await Promise.all(Array.from({ length: 10 * GUESSES }, (_, each) => bearer(`guess-${each}`)));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(401), count(429)]).toEqual([GUESSES, 9 * GUESSES]);
  });

  test('from another site’s page do not hold up the desk’s own pages in the same browser', async () => {
    for (let each = 0; each < 2 * GUESSES; each++) {
      await knock({ origin: 'https://evil.example' }, `?token=guess-${each}`);
    }
    const fresh = await openSession(desk.desk.store.people, (await desk.join('reader')).person.id, new Date());
    expect((await cookie(fresh)).status).toBe(200);
  });

  test('that were right once do not count: sessions end for a whole desk, and it is told to sign in', async () => {
    const { people } = desk.desk.store;
    const member = await desk.join('reader');
    const secrets = await Promise.all(
      Array.from({ length: GUESSES + 5 }, () => openSession(people, member.person.id, new Date())),
    );
    await people.closeSessionsOf(member.person.id);
    for (const secret of secrets) expect((await cookie(secret)).status).toBe(401);
  });

  test('from elsewhere do not count here: a proxy on this machine says where they come from', async () => {
    const from = (address: string) => (token: string) =>
      session({ authorization: `Bearer ${token}`, 'x-forwarded-for': address });
    await guess(from('203.0.113.7'));
    await held(await from('203.0.113.7')('more'));
    expect((await from('203.0.113.8')('more')).status).toBe(401);
    expect(await knock({ 'x-forwarded-for': '203.0.113.7' }, '?token=even-more')).toMatch(/^HTTP 429/);
    expect(await knock({ 'x-forwarded-for': '203.0.113.8' }, '?token=even-more')).toBe('close 4401');
  });
});

describe('the way back from the provider', () => {
  test('is limited for answers that fit nothing, and open to whoever set out', async () => {
    const browser = new Walker(desk.url);
    const admin: Member = await desk.join('admin', 'Nadia');
    const linking = new Walker(desk.url);
    linking.signIn(admin.secret);
    expect(await linking.signInAs('nadia', {}, '/api/identity')).toContain('done=linked');
    const back = await browser.through(await browser.begin(), 'nadia');
    const stranger = new Walker(desk.url);
    for (let each = 0; each < GUESSES; each++) {
      expect(await stranger.comeBack(`/api/oidc/callback?code=${each}&state=${each}`)).toBe('/sign-in?failed=expired');
    }
    const late = await stranger.ask('/api/oidc/callback?code=x&state=x');
    expect([late.status, late.headers.get('location')]).toEqual([303, '/sign-in?failed=too-many']);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await browser.comeBack(back)).toBe('/');
  });
});

describe('a page of another site', () => {
  test('that lets a browser ask for the way back again and again holds nobody up who signs in', async () => {
    const stranger = new Walker(desk.url);
    for (let each = 0; each < 2 * GUESSES; each++) await stranger.ask(`/api/oidc/callback?code=${each}&state=${each}`);
    const fresh = await openSession(desk.desk.store.people, (await desk.join('reader')).person.id, new Date());
    expect((await cookie(fresh)).status).toBe(200);
  });
});

describe('the limit', () => {
  test('is over after a minute, and IPv6 counts by half its address', async () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const guesses = new Guesses(() => new Date(now));
    const look = (address: string, secret: string) =>
      guesses.look(address, secret, async () => ({ kind: 'wrong', found: null }));
    for (let each = 0; each < GUESSES; each++) await look(`2001:db8:1:2::${each.toString(16)}`, `guess-${each}`);
    expect((await look('2001:db8:1:2:ffff::1', 'more')).wait).toBe(60);
    expect((await look('2001:db8:1:3::1', 'more')).wait).toBeNull();
    now += 59_000;
    expect((await look('2001:db8:1:2::1', 'more')).wait).toBe(1);
    now += 1000;
    expect((await look('2001:db8:1:2::1', 'more')).wait).toBeNull();
  });

  test('holds nobody up for a look that failed, and lets in whoever waited behind it', async () => {
    const guesses = new Guesses(() => new Date(0));
    const fails = () => Promise.reject(new Error('the store cannot be read'));
    const looks = Array.from({ length: 2 * GUESSES }, (_, each) => guesses.look('192.0.2.1', `${each}`, fails));
    for (const look of await Promise.allSettled(looks)) expect(look.status).toBe('rejected');
    const found = await guesses.look('192.0.2.1', 'right', async () => ({ kind: 'right', found: 1 }));
    expect(found).toEqual({ wait: null, found: 1 });
  });
});
