import { request as rawRequest } from 'node:http';
import { Writable } from 'node:stream';
import { type Desk, openDesk } from '@sanad/server/app';
import { openLog } from '@sanad/server/http/log';
import { addPerson, openSession, openToken } from '@sanad/server/people/sessions';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeArticle, temporaryFolder, testConfig } from '../support/desk.ts';
import { TestProvider, Walker } from '../support/oidc.ts';
import { RawPeer } from '../support/peer.ts';

let provider: TestProvider;
let desk: Desk;
let folder: ReturnType<typeof temporaryFolder>;
let logged: string;
let log: Writable;
beforeEach(async () => {
  provider = await TestProvider.open();
  folder = temporaryFolder();
  logged = '';
  log = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const oidc = provider.settings({ role: 'reader' });
  desk = await openDesk(testConfig({ data: folder.path, oidc }), openLog('trace', log));
  provider.serve(desk.url);
});
afterEach(async () => {
  await desk.close();
  await provider.close();
  folder.remove();
});

/** Where a secret stands in what was logged: as it is, in another writing, or as the numbers of its bytes. */
function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const writings = [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('hex'),
    bytes.join(','),
  ];
  return writings.filter((writing) => logged.includes(writing));
}

/** Sends bytes that are no request a server can read, with a cookie among them. */
function garble(cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'x-long': 'x'.repeat(20_000) };
    const sent = rawRequest(desk.url, { headers }, (response) => resolve(response.resume().statusCode ?? 0));
    sent.on('error', reject);
    sent.end();
  });
}

test('no secret that is used, rightly or wrongly, is in what the desk logs at its most talkative', async () => {
  const secrets = new Map<string, string>();
  const secret = (what: string, value: string | null | undefined): string => {
    if (!value || value.length < 6) throw new Error(`there is no ${what}`);
    secrets.set(what, value);
    return value;
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${desk.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk.url, ...headers },
      body: JSON.stringify(body),
    });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${desk.url}${path}`, { headers });

  // Joining, by a link that is good and by one that is not.
  const link = secret('the first link', desk.firstLink?.split('#')[1]);
  await post('/api/invitations/look', { token: link });
  const joined = await post('/api/join', { token: link, name: 'Layla' });
  const session = secret('a session', /sanad_session=([^;]+)/.exec(joined.headers.get('set-cookie') ?? '')?.[1]);
  const cookie = `sanad_session=${session}`;
  expect((await post('/api/join', { token: secret('a wrong link', 'wrong-invitation'), name: 'N' })).status).toBe(410);
  expect((await post('/api/join', { token: secret('a wrong body', 'x1'.repeat(150)) })).status).toBe(422);
  const made = (await (await post('/api/invitations', { role: 'editor' }, { cookie })).json()) as { link: string };
  const invited = secret('an invitation', made.link.split('#')[1]);

  // Cookies and tokens, right, wrong, foreign, and in requests that cannot be read.
  const { people } = desk.store;
  const script = await addPerson(people, 'Import bot', 'editor', new Date());
  const token = secret('a token', await openToken(people, script.id, new Date(), 1));
  expect((await get('/api/session', { authorization: `Bearer ${token}` })).status).toBe(200);
  expect(
    (await get('/api/session', { authorization: `Bearer ${secret('a wrong token', 'wrong-bearer')}` })).status,
  ).toBe(401);
  expect(
    (await get('/api/session', { cookie: `sanad_session=${secret('a wrong cookie', 'wrong-cookie')}` })).status,
  ).toBe(401);
  expect((await post('/api/invitations', {}, { cookie, origin: 'https://evil.example' })).status).toBe(403);
  expect((await get(`/api/articles/%ff?token=${secret('a token astray', 'astray-token')}`, { cookie })).status).toBe(
    400,
  );
  expect((await get(`/nothing/here.png?token=${token}`)).status).toBe(404);
  expect(await garble(cookie)).toBe(431);

  // Sockets.
  const article = await makeArticle(desk.url, { cookie }, 'Title\nText');
  const sockets = [
    new RawPeer({ url: desk.url, article, cookie }),
    new RawPeer({ url: desk.url, article, params: { token } }),
  ];
  for (const socket of sockets) await socket.hears(0);
  sockets[1]?.update(Uint8Array.of(1, 2, 3)); // is refused, which is logged
  const wrong = { token: secret('a wrong token of a socket', 'wrong-socket-token') };
  expect((await new RawPeer({ url: desk.url, article, params: wrong }).ended()).code).toBe(4401);
  await sockets[1]?.ended();

  // The provider: joining, signing in, refused, swapped, replayed.
  const walk = async (body: Record<string, unknown>, login: string, what: string, spoil = false) => {
    const browser = new Walker(desk.url);
    const away = await browser.begin(body);
    secret(`the state of ${what}`, new URL(away).searchParams.get('state'));
    secret(`the nonce of ${what}`, new URL(away).searchParams.get('nonce'));
    secret(`the flow of ${what}`, browser.cookie('sanad_oidc'));
    const back = new URL(await browser.through(away, login));
    secret(`the code of ${what}`, back.searchParams.get('code'));
    if (spoil) back.searchParams.set('iss', 'https://evil.example');
    const end = await browser.comeBack(back.href);
    await browser.comeBack(back.href);
    const opened = browser.cookie('sanad_session');
    if (opened) secret(`the session of ${what}`, opened);
    return end;
  };
  expect(await walk({ token: invited }, 'omar', 'joining')).toContain('done=joined');
  expect(await walk({}, 'omar', 'signing in')).toBe('/');
  expect(await walk({}, 'newcomer', 'coming in')).toContain('done=joined');
  expect(await walk({ token: secret('a wrong invitation', 'wrong-invited') }, 'omar', 'a wrong link')).toContain(
    'unusable',
  );
  expect(await walk({}, 'omar', 'a swapped issuer', true)).toContain('mismatch');
  expect(provider.tokens.length).toBeGreaterThan(0);
  provider.tokens.forEach((each, index) => {
    secret(`access token ${index}`, each);
  });
  secret('the desk’s secret at the provider', provider.settings().clientSecret);

  // Somebody is thrown out, and the desk is asked by somebody who is gone.
  const late = await openSession(people, script.id, new Date());
  await people.closeSessionsOf(script.id);
  expect((await get('/api/session', { cookie: `sanad_session=${secret('an ended session', late)}` })).status).toBe(401);
  for (const socket of sockets) socket.close();
  await desk.close();

  // All of that was logged, or there would be nothing to find.
  for (const told of [
    '/api/oidc/callback',
    '/api/join',
    'a connection was refused',
    'could not sign in',
    'Header overflow',
  ]) {
    expect([told, logged.includes(told)]).toEqual([told, true]);
  }
  expect(secrets.size).toBeGreaterThan(30);
  expect([...secrets].filter(([, value]) => tracesOf(value).length > 0).map(([what]) => what)).toEqual([]);
});

test('who came, who went and who was given what is one line each, at the level a desk runs with', async () => {
  await desk.close();
  desk = await openDesk(
    testConfig({ data: folder.path, oidc: provider.settings({ role: 'reader' }) }),
    openLog('info', log),
  );
  provider.serve(desk.url);
  logged = '';
  const ask = (method: string, path: string, cookie: string, body?: unknown) =>
    fetch(`${desk.url}${path}`, {
      method,
      headers: { cookie, origin: desk.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const joined = await ask('POST', '/api/join', '', { token: desk.firstLink?.split('#')[1], name: 'Layla' });
  const layla = ((await joined.json()) as { person: { id: string } }).person.id;
  const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await new Walker(desk.url).signInAs('omar')).toContain('done=joined');
  const omar = (await desk.store.people.list()).find(({ id }) => id !== layla)?.id;
  expect((await ask('PATCH', `/api/people/${omar}`, cookie, { role: 'editor' })).status).toBe(200);
  expect((await ask('DELETE', `/api/people/${omar}/sessions`, cookie)).status).toBe(204);
  expect((await ask('PATCH', `/api/people/${omar}`, cookie, { role: null })).status).toBe(200);
  const made = (await (await ask('POST', '/api/invitations', cookie, { role: 'editor' })).json()) as { id: string };
  expect((await ask('DELETE', `/api/invitations/${made.id}`, cookie)).status).toBe(204);
  expect((await ask('DELETE', '/api/session', cookie)).status).toBe(204);
  await ask('GET', '/api/session', cookie);
  const lines = logged
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const told = lines.map(({ event, person, by, how, joined, before, role, sessions, invitation }) => {
    return JSON.parse(JSON.stringify({ event, person, by, how, joined, before, role, sessions, invitation }));
  });
  expect(told).toEqual([
    { event: 'signed-in', person: layla, how: 'link', joined: true },
    { event: 'signed-in', person: omar, how: 'provider', joined: true },
    { event: 'role-changed', person: omar, by: layla, before: 'reader', role: 'editor' },
    { event: 'sessions-ended', person: omar, by: layla, sessions: 1 },
    { event: 'removed', person: omar, by: layla, before: 'editor' },
    { event: 'invited', invitation: made.id, role: 'editor', by: layla },
    { event: 'invitation-withdrawn', invitation: made.id, by: layla },
    { event: 'signed-out', person: layla },
  ]);
  expect(lines.every(({ ip, msg }) => ip === '127.0.0.1' && typeof msg === 'string')).toBe(true);
  expect(tracesOf('Layla')).toEqual([]); // nor a name
});
