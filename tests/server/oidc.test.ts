import { Flows } from '@sanad/server/oidc/flows';
import { ownPath } from '@sanad/shared/own-path';
import { identityShape, sessionShape, signInShape } from '@sanad/shared/person';
import { problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { TestProvider, Walker } from '../support/oidc.ts';
import { RawPeer } from '../support/peer.ts';

let provider: TestProvider;
let desk: TestDesk;
let admin: Member;
beforeEach(async () => {
  provider = await TestProvider.open();
  desk = await openTestDesk({ oidc: provider.settings() });
  provider.serve(desk.url);
  admin = await desk.join('admin', 'Nadia');
});
afterEach(async () => {
  await desk.close();
  await provider.close();
});

/** A desk that lets in whom the provider knows, instead of the one that is there. */
async function admitting(): Promise<void> {
  await desk.close();
  desk = await openTestDesk({ oidc: provider.settings({ role: 'checker' }) });
  provider.serve(desk.url);
}
const walker = (member?: Member) => {
  const made = new Walker(desk.url);
  if (member) made.signIn(member.secret);
  return made;
};
async function who(at: Walker): Promise<string | null> {
  const response = await at.call('/api/session');
  return response.status === 200 ? sessionShape.parse(await response.json()).person.name : null;
}
const invitation = async (wish: Record<string, unknown> = {}) => {
  const made = (await (await desk.call(admin, '/api/invitations', wish)).json()) as { link: string };
  return made.link.split('#')[1] as string;
};
const people = async () => (await desk.desk.store.people.list()).map(({ name, role }) => [name, role]);
const linked = async (at: Walker) => identityShape.parse(await (await at.call('/api/identity')).json()).linkedAt;
/** Links a member to a login. */
async function link(member: Member, login: string): Promise<void> {
  expect(await walker(member).signInAs(login, {}, '/api/identity')).toBe('/sign-in?done=linked&to=%2F');
}

describe('signing in with the provider', () => {
  test('strangers are told its name, and that an invitation is needed', async () => {
    const told = signInShape.parse(await (await fetch(`${desk.url}/api/sign-in`)).json());
    expect(told).toEqual({ provider: { name: 'Newsroom ID', admits: false } });
    const bare = await openTestDesk();
    expect(await (await fetch(`${bare.url}/api/sign-in`)).json()).toEqual({ provider: null });
    await bare.close();
  });

  test('signs in who is linked, and goes on to where they wanted', async () => {
    const editor = await desk.join('editor', 'Layla');
    await link(editor, 'layla@paper');
    const browser = walker();
    expect(await browser.signInAs('layla@paper', { to: '/articles/abc?x=1' })).toBe('/articles/abc?x=1');
    expect(await who(browser)).toBe('Layla');
    expect(browser.cookie('sanad_oidc')).toBeNull();
    const session = sessionShape.parse(await (await browser.call('/api/session')).json());
    expect(session.person.id).toBe(editor.person.id);
  });

  test('an invitation can be followed by it: the name is the provider’s, and the link is used up', async () => {
    provider.names.set('omar', '  عمر الخطيب ');
    const token = await invitation({ role: 'editor' });
    const browser = walker();
    expect(await browser.signInAs('omar', { token })).toBe('/sign-in?done=joined&to=%2F');
    expect(await who(browser)).toBe('عمر الخطيب');
    expect(await people()).toContainEqual(['عمر الخطيب', 'editor']);
    expect(await walker().signInAs('another', { token })).toBe('/sign-in?failed=link-unusable');
    const again = walker(); // from now on without a link
    expect(await again.signInAs('omar')).toBe('/');
    expect(await who(again)).toBe('عمر الخطيب');
  });

  test('a link that signs a known person in also links them', async () => {
    const checker = await desk.join('checker', 'Known');
    const token = await invitation({ person: checker.person.id });
    expect(await walker().signInAs('known', { token })).toBe('/sign-in?done=joined&to=%2F');
    const again = walker();
    expect(await again.signInAs('known')).toBe('/');
    expect(await who(again)).toBe('Known');
  });

  test('whoever is of the desk already does not use an invitation up, nor anybody else’s link', async () => {
    const [layla, other] = [await desk.join('checker', 'Layla'), await desk.join('checker', 'Other')];
    await link(layla, 'layla');
    const token = await invitation({ role: 'admin' });
    const browser = walker();
    expect(await browser.signInAs('layla', { token })).toBe('/');
    expect(await who(browser)).toBe('Layla');
    expect(await people()).toContainEqual(['Layla', 'checker']);
    const theirs = await invitation({ person: other.person.id });
    expect(await walker().signInAs('layla', { token: theirs })).toBe('/sign-in?failed=taken');
    expect(await walker().signInAs('new', { token })).toBe('/sign-in?done=joined&to=%2F');
  });

  test('a name nobody may have is not taken, and nothing is used up', async () => {
    provider.names.set('anonymous', null);
    provider.names.set('turned', 'a\u202eb');
    const token = await invitation();
    for (const login of ['anonymous', 'turned']) {
      expect(await walker().signInAs(login, { token })).toBe('/sign-in?failed=nameless');
    }
    provider.names.set('long', 'ن'.repeat(200));
    expect(await walker().signInAs('long', { token })).toBe('/sign-in?done=joined&to=%2F');
    expect(await people()).toContainEqual(['ن'.repeat(80), 'checker']);
  });

  test('an unknown person is told that they need an invitation, and is not added', async () => {
    const browser = walker();
    expect(await browser.signInAs('stranger')).toBe('/sign-in?failed=unknown');
    expect([await who(browser), browser.cookie('sanad_session')]).toEqual([null, null]);
    expect(await people()).toEqual([['Nadia', 'admin']]);
  });

  test('where the desk says so, an unknown person is added with the role it names', async () => {
    await admitting();
    expect(await walker().signInAs('first')).toBe('/sign-in?failed=unknown'); // the first of a desk is its admin
    admin = await desk.join('admin', 'Nadia');
    const told = signInShape.parse(await (await fetch(`${desk.url}/api/sign-in`)).json());
    expect(told.provider?.admits).toBe(true);
    const browser = walker();
    expect(await browser.signInAs('basil', { to: '/people' })).toBe('/sign-in?done=joined&to=%2Fpeople');
    expect(await who(browser)).toBe('basil');
    expect(await people()).toContainEqual(['basil', 'checker']);
    expect(await walker().signInAs('basil')).toBe('/');
    expect(await people()).toHaveLength(2);
  });

  test('of one person in two windows at once, one is added', async () => {
    await admitting();
    admin = await desk.join('admin', 'Nadia');
    const windows = [walker(), walker(), walker()];
    const addresses = await Promise.all(windows.map(async (at) => at.through(await at.begin(), 'twin')));
    const ends = await Promise.all(windows.map((at, index) => at.comeBack(addresses[index] as string)));
    expect(ends.filter((end) => end.includes('failed'))).toEqual([]);
    expect((await people()).filter(([name]) => name === 'twin')).toHaveLength(1);
  });

  test('whoever was taken off the desk stays out, and is told so', async () => {
    await admitting();
    admin = await desk.join('admin', 'Nadia');
    await walker().signInAs('gone');
    const gone = (await desk.desk.store.people.list()).find(({ name }) => name === 'gone');
    await desk.call(admin, `/api/people/${gone?.id}`, { role: null }, 'PATCH');
    const browser = walker();
    expect(await browser.signInAs('gone')).toBe('/sign-in?failed=removed');
    const token = await invitation();
    expect(await browser.signInAs('gone', { token })).toBe('/sign-in?failed=removed');
    expect(await who(browser)).toBeNull();
  });

  test('takes the place of the session the browser had: that one is nowhere open any more', async () => {
    const [layla, sami] = [await desk.join('editor', 'Layla'), await desk.join('editor', 'Sami')];
    await link(sami, 'sami');
    const article = await desk.article(layla, 'Title\nText');
    const socket = await new RawPeer({ url: desk.url, article, cookie: layla.cookie }).opened();
    const browser = walker(layla);
    expect(await browser.signInAs('sami')).toBe('/');
    expect(await who(browser)).toBe('Sami');
    expect((await socket.ended()).code).toBe(4401);
    expect((await desk.call(layla, '/api/session')).status).toBe(401);
  });
});

describe('linking an account', () => {
  test('is seen, taken away, and replaced by another', async () => {
    const editor = await desk.join('editor', 'Layla');
    const browser = walker(editor);
    expect(await linked(browser)).toBeNull();
    expect(await browser.signInAs('layla', { to: '/people' }, '/api/identity')).toBe(
      '/sign-in?done=linked&to=%2Fpeople',
    );
    expect(await linked(browser)).not.toBeNull();
    expect(await who(browser)).toBe('Layla');
    await walker(editor).signInAs('other-account', {}, '/api/identity');
    expect(await walker().signInAs('layla')).toBe('/sign-in?failed=unknown');
    expect(await walker().signInAs('other-account')).toBe('/');
    expect((await browser.call('/api/identity', undefined, 'DELETE')).status).toBe(204);
    expect(await linked(browser)).toBeNull();
    expect(await walker().signInAs('other-account')).toBe('/sign-in?failed=unknown');
  });

  test('an account is one person’s; an admin can take the link away', async () => {
    const [layla, sami] = [await desk.join('editor', 'Layla'), await desk.join('editor', 'Sami')];
    await link(layla, 'shared');
    expect(await walker(sami).signInAs('shared', {}, '/api/identity')).toBe('/sign-in?failed=taken');
    const path = `/api/people/${layla.person.id}/identity`;
    expect(identityShape.parse(await (await desk.call(admin, path)).json()).linkedAt).not.toBeNull();
    expect((await desk.call(admin, path, undefined, 'DELETE')).status).toBe(204);
    await link(sami, 'shared');
  });

  test('ends with the session it began in', async () => {
    const layla = await desk.join('editor', 'Layla');
    const browser = walker(layla);
    const back = await browser.through(await browser.begin({}, '/api/identity'), 'layla');
    await desk.call(layla, '/api/session', undefined, 'DELETE');
    expect(await browser.comeBack(back)).toBe('/sign-in?failed=signed-out');
    expect(await walker().signInAs('layla')).toBe('/sign-in?failed=unknown');
  });
});

describe('who is at the provider', () => {
  const purpose = { kind: 'sign-in' } as const;
  const flow = (state: string) => ({ purpose, to: '/', state, nonce: 'n', verifier: 'v' });

  test('has ten minutes, and comes back once, with the state they left with', () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const flows = new Flows(() => new Date(now));
    const [early, late] = [flows.begin(flow('early')), flows.begin(flow('late'))];
    expect(flows.take(early, 'late')).toBe('other');
    expect(flows.take(early, null)).toBe('other');
    expect(flows.take(null, 'early')).toBe('none');
    now += 599_999;
    expect(flows.take(early, 'early')).toEqual(flow('early'));
    expect(flows.take(early, 'early')).toBe('none');
    now += 1;
    expect(flows.take(late, 'late')).toBe('none');
  });

  test('is one of many: when there are too many, whoever left first begins anew', () => {
    const flows = new Flows(() => new Date(0));
    const first = flows.begin(flow('first'));
    const second = flows.begin(flow('second'));
    for (let each = 2; each <= 10_000; each++) flows.begin(flow(String(each)));
    expect(flows.take(first, 'first')).toBe('none');
    expect(flows.take(second, 'second')).toEqual(flow('second'));
  });
});

describe('an attack', () => {
  test('by somebody else’s answer: nobody is signed in as another than who began', async () => {
    const [mallory, victim] = [await desk.join('editor', 'Mallory'), await desk.join('editor', 'Victim')];
    await link(mallory, 'mallory');
    await link(victim, 'victim');
    const attacker = walker();
    const bait = await attacker.through(await attacker.begin(), 'mallory');
    const innocent = walker();
    expect(await innocent.comeBack(bait)).toBe('/sign-in?failed=expired'); // no flow began here
    const away = await innocent.begin();
    expect(await innocent.comeBack(bait)).toBe('/sign-in?failed=mismatch'); // another flow began here…
    expect(await who(innocent)).toBeNull();
    expect(await innocent.comeBack(await innocent.through(away, 'victim'))).toBe('/'); // …and is not ended by it
    expect(await who(innocent)).toBe('Victim');
  });

  test('by linking: the attacker’s account is not linked to the victim', async () => {
    const [mallory, victim] = [await desk.join('editor', 'Mallory'), await desk.join('admin', 'Victim')];
    const attacker = walker(mallory);
    const bait = await attacker.through(await attacker.begin({}, '/api/identity'), 'mallory');
    const innocent = walker(victim);
    expect(await innocent.comeBack(bait)).toBe('/sign-in?failed=expired');
    expect(await linked(innocent)).toBeNull();
    const foreign = await innocent.ask('/api/identity', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(problemShape.parse(await foreign.json()).code).toBe('foreign-origin');
  });

  test('by a code that was used: the answer counts once, and the code in another flow not at all', async () => {
    await link(await desk.join('editor', 'Layla'), 'layla');
    const browser = walker();
    const back = await browser.through(await browser.begin(), 'layla');
    const cookie = browser.cookie('sanad_oidc');
    expect(await browser.comeBack(back)).toBe('/');
    const thief = walker();
    const replay = await thief.ask(back, { headers: { cookie: `sanad_oidc=${cookie}` } });
    expect(replay.headers.get('location')).toBe('/sign-in?failed=expired');
    const state = new URL(await thief.begin()).searchParams.get('state') as string;
    const spliced = new URL(back);
    spliced.searchParams.set('state', state);
    expect(await thief.comeBack(spliced.href)).toBe('/sign-in?failed=expired');
    expect(await who(thief)).toBeNull();
  });

  test('by a code that was stolen before it was used: without the verifier it is worth nothing', async () => {
    await link(await desk.join('editor', 'Layla'), 'layla');
    const browser = walker();
    const back = await browser.through(await browser.begin(), 'layla');
    const thief = walker();
    const spliced = new URL(back);
    spliced.searchParams.set('state', new URL(await thief.begin()).searchParams.get('state') as string);
    expect(await thief.comeBack(spliced.href)).toBe('/sign-in?failed=expired');
    expect(await who(thief)).toBeNull();
  });

  test.each([
    ['a nonce that is another flow’s', 'nonce', 'mismatch'],
    ['a challenge that is another flow’s', 'code_challenge', 'expired'],
  ])('by %s', async (_what, parameter, failed) => {
    await link(await desk.join('editor', 'Layla'), 'layla');
    const browser = walker();
    const away = new URL(await browser.begin());
    away.searchParams.set(parameter, new URL(await walker().begin()).searchParams.get(parameter) as string);
    expect(await browser.signInAsFrom(away.href, 'layla')).toBe(`/sign-in?failed=${failed}`);
    expect(await who(browser)).toBeNull();
  });

  test('by mixing up issuers: an answer in another issuer’s name is not taken', async () => {
    await link(await desk.join('editor', 'Layla'), 'layla');
    for (const issuer of ['https://evil.example', null]) {
      const browser = walker();
      const back = new URL(await browser.through(await browser.begin(), 'layla'));
      expect(back.searchParams.get('iss')).toBe(provider.issuer);
      if (issuer) back.searchParams.set('iss', issuer);
      else back.searchParams.delete('iss');
      expect(await browser.comeBack(back.href)).toBe('/sign-in?failed=mismatch');
      expect(await who(browser)).toBeNull();
    }
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/api/session',
    '/sign-in?failed=unknown',
    '/people\r\nset-cookie: a=b',
    '/@evil.example:80',
    '',
  ])('by the page to go on to: %j leads to the front page', async (to) => {
    await link(await desk.join('editor', 'Layla'), 'layla');
    expect(await walker().signInAs('layla', { to })).toBe('/');
    expect(ownPath(to)).toBe('/');
  });
});

describe('the provider', () => {
  test('may be away when the desk opens; it is looked for again at the next attempt', async () => {
    await desk.close();
    await provider.close();
    desk = await openTestDesk({ oidc: provider.settings() });
    const browser = walker();
    const away = await browser.call('/api/oidc/begin', {});
    expect([away.status, problemShape.parse(await away.json()).code]).toEqual([503, 'provider-unreachable']);
    expect((await desk.call(await desk.join('reader'), '/api/session')).status).toBe(200);
    await provider.reopen();
    provider.serve(desk.url);
    expect(await browser.signInAs('nobody')).toBe('/sign-in?failed=unknown');
  });

  test('that goes away in between is told on a page, and so is a refusal there', async () => {
    const browser = walker();
    const away = await browser.begin();
    const refused = new URL(`${desk.url}/api/oidc/callback`);
    refused.search = new URLSearchParams({
      error: 'access_denied',
      state: new URL(away).searchParams.get('state') as string,
      iss: provider.issuer,
    }).toString();
    expect(await browser.comeBack(refused.href)).toBe('/sign-in?failed=denied');
    const back = await browser.through(await browser.begin(), 'layla');
    await provider.close();
    expect(await browser.comeBack(back)).toBe('/sign-in?failed=unreachable');
  });

  test.each(['', '?', '?code=x', '?state=x', '?error=access_denied', '?code=a&code=b&state=x', '?%ff=1'])(
    'an answer that nobody asked for ends on a page too: %j',
    async (search) => {
      expect(await walker().comeBack(`${desk.url}/api/oidc/callback${search}`)).toBe('/sign-in?failed=expired');
    },
  );

  test('sends people back to the desk’s own address, and a page at another says so', async () => {
    const elsewhere = desk.url.replace('127.0.0.1', 'localhost');
    const response = await fetch(`${elsewhere}/api/oidc/begin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: elsewhere },
      body: '{}',
    });
    expect(problemShape.parse(await response.json())).toMatchObject({
      code: 'other-address',
      detail: `Open the desk at ${desk.url} to sign in this way.`,
    });
  });

  test('is sent a challenge, a state and a nonce, and keeps the cookie to the way back', async () => {
    const browser = walker();
    const response = await browser.call('/api/oidc/begin', {});
    const cookie = response.headers.get('set-cookie') as string;
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=600',
      'Path=/api/oidc/callback',
      'SameSite=Lax',
    ]);
    const { searchParams } = new URL(((await response.json()) as { url: string }).url);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const key of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(key)?.length).toBeGreaterThan(40);
    expect(searchParams.get('redirect_uri')).toBe(`${desk.url}/api/oidc/callback`);
  });
});
