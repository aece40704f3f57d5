import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk } from '@sanad/server/app';
import { GUESSES } from '@sanad/server/http/guesses';
import { COLOURS, nextColour } from '@sanad/server/people/colours';
import { firstInvitation, join as follow, invite } from '@sanad/server/people/invitations';
import { addPerson, callerOf, openSession, openToken, renewed } from '@sanad/server/people/sessions';
import { invitationsShape, lookShape, madeInvitationShape, peopleShape, sessionShape } from '@sanad/shared/person';
import type { Role } from '@sanad/shared/policy';
import { CLOSE, problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Member, openTestDesk, type TestDesk, temporaryFolder, testConfig } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const secretOf = (link: string) => link.split('#')[1] as string;
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const problem = async (response: Response) => {
  const { status, code } = problemShape.parse(await response.json());
  expect(status).toBe(response.status);
  return `${status} ${code}`;
};
const inviteTo = async (admin: Member, wish: Record<string, unknown> = {}) =>
  madeInvitationShape.parse(await (await desk.call(admin, '/api/invitations', wish)).json());
const closed = (socket: WebSocket) =>
  new Promise<number>((resolve, reject) => {
    socket.once('close', resolve);
    socket.once('error', reject);
  });

describe('the first person', () => {
  test('follows the one-time link, gives a name and is admin', async () => {
    const link = desk.desk.firstLink as string;
    expect(link).toMatch(new RegExp(`^${desk.url}/join#[A-Za-z0-9_-]{43}$`));
    const look = await post('/api/invitations/look', { token: secretOf(link) });
    expect(lookShape.parse(await look.json())).toMatchObject({ role: 'admin', person: null });
    const joined = await post('/api/join', { token: secretOf(link), name: '  ليلى منصور ' });
    expect(joined.status).toBe(200);
    expect(sessionShape.parse(await joined.json()).person).toMatchObject({ name: 'ليلى منصور', role: 'admin' });
    const session = await fetch(`${desk.url}/api/session`, { headers: { cookie: cookieOf(joined) } });
    expect(sessionShape.parse(await session.json()).person.name).toBe('ليلى منصور');
    expect(await problem(await post('/api/join', { token: secretOf(link), name: 'Another' }))).toBe(
      '410 link-unusable',
    );
  });

  test('gets a new link at each start until they have joined, and the old ones lead nowhere', async () => {
    const { store } = desk.desk;
    const old = secretOf(desk.desk.firstLink as string);
    await openToken(store.people, (await desk.join('reader')).person.id, new Date(), null);
    await desk.desk.close();
    const again = await openDesk(testConfig({ data: desk.data }));
    expect(again.firstLink).toBeNull(); // a reader has signed in: somebody has joined
    await again.close();
    await desk.close();
    desk = await openTestDesk();
    const first = await firstInvitation(desk.desk.store.people, new Date());
    expect(first).not.toBeNull();
    expect(await problem(await post('/api/join', { token: old, name: 'N' }))).toBe('410 link-unusable');
    expect(await problem(await post('/api/join', { token: secretOf(desk.desk.firstLink as string), name: 'N' }))).toBe(
      '410 link-unusable',
    );
    expect((await post('/api/join', { token: first, name: 'N' })).status).toBe(200);
  });
});

describe('the session cookie', () => {
  test('is not for scripts, not for other sites, and lasts 30 days', async () => {
    const joined = await post('/api/join', { token: secretOf(desk.desk.firstLink as string), name: 'N' });
    const [value, ...attributes] = (joined.headers.get('set-cookie') as string).split('; ');
    expect(value).toMatch(/^sanad_session=[A-Za-z0-9_-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
  });

  test('is for https alone when the desk is reached by it', async () => {
    const folder = temporaryFolder();
    const url = 'https://sanad.example.org';
    const secure = await openDesk(testConfig({ data: folder.path, url }));
    expect(secure.firstLink).toMatch(/^https:\/\/sanad\.example\.org\/join#/);
    const joined = await fetch(`http://127.0.0.1:${secure.port}/api/join`, {
      method: 'POST',
      headers: { ...json, origin: url },
      body: JSON.stringify({ token: secretOf(secure.firstLink as string), name: 'N' }),
    });
    expect(joined.status).toBe(200);
    const inTheClear = await fetch(`http://127.0.0.1:${secure.port}/api/join`, {
      method: 'POST',
      headers: { ...json, origin: url.replace('https', 'http') },
      body: JSON.stringify({ token: 'x', name: 'N' }),
    });
    expect(await problem(inTheClear)).toBe('403 foreign-origin');
    expect(joined.headers.get('set-cookie')).toMatch(/; Secure$/);
    expect(joined.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await secure.close();
    folder.remove();
  });

  test('is renewed while it is used, once a day', async () => {
    const { people } = desk.desk.store;
    const { person } = await desk.join('reader');
    const start = new Date('2026-01-01T00:00:00.000Z');
    const later = (days: number) => new Date(start.getTime() + days * 86_400_000);
    const secret = await openSession(people, person.id, start);
    const caller = async (now: Date) => {
      const found = await callerOf(people, { secret, carrier: 'cookie' }, now);
      if (!found) throw new Error('signed out');
      return found;
    };
    expect(await renewed(people, await caller(later(0.5)), later(0.5))).toBe(false);
    expect(await renewed(people, await caller(later(20)), later(20))).toBe(true);
    expect(await renewed(people, await caller(later(20.5)), later(20.5))).toBe(false);
    expect((await caller(later(49))).person).toEqual(person);
    expect(await callerOf(people, { secret, carrier: 'cookie' }, later(50))).toBeNull();
  });

  test('ends with signing out: the cookie goes, its copy opens nothing, its sockets close', async () => {
    const member = await desk.join('editor');
    const article = await desk.article(member, 'Title\nText');
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/sync/${article}`, {
      headers: { cookie: member.cookie, origin: desk.url },
    });
    await new Promise((resolve) => socket.once('message', resolve));
    const code = closed(socket);
    const out = await desk.call(member, '/api/session', undefined, 'DELETE');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^sanad_session=; Path=\/; Max-Age=0;/);
    expect(await code).toBe(CLOSE.signIn);
    expect(await problem(await desk.call(member, '/api/session'))).toBe('401 sign-in');
  });
});

describe('secrets', () => {
  test('are nowhere in the data folder: only their hashes are kept', async () => {
    const admin = await desk.join('admin');
    const { link } = await inviteTo(admin);
    const token = await openToken(desk.desk.store.people, admin.person.id, new Date(), 1);
    await desk.call(admin, '/api/session');
    for (const name of readdirSync(desk.data)) {
      const bytes = readFileSync(join(desk.data, name));
      for (const secret of [admin.secret, secretOf(link), token, secretOf(desk.desk.firstLink as string)]) {
        expect([name, bytes.includes(secret)]).toEqual([name, false]);
      }
    }
  });

  test('a bearer token needs no Origin, holds for its days, and is named in no list', async () => {
    const admin = await desk.join('admin');
    const { people } = desk.desk.store;
    const token = await openToken(people, admin.person.id, new Date(), null);
    const bearer = { authorization: `Bearer ${token}` };
    expect((await post('/api/invitations', { role: 'reader' }, bearer)).status).toBe(201);
    expect((await post('/api/invitations', {}, { ...bearer, origin: 'https://evil.example' })).status).toBe(201);
    expect(await problem(await post('/api/invitations', {}, { authorization: 'Bearer nonsense' }))).toBe('401 sign-in');
    const old = await openToken(people, admin.person.id, new Date(Date.now() - 2 * 86_400_000), 1);
    expect(await problem(await post('/api/invitations', {}, { authorization: `Bearer ${old}` }))).toBe('401 sign-in');
    expect((await fetch(`${desk.url}/api/session`, { headers: bearer })).headers.get('set-cookie')).toBeNull();
  });
});

describe('invitations', () => {
  test('an admin makes one, its follower has its role, and the list forgets it', async () => {
    const admin = await desk.join('admin');
    const made = await inviteTo(admin, { role: 'checker', hours: 5 });
    expect(made.link.startsWith(`${desk.url}/join#`)).toBe(true);
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(5 * 3_600_000);
    const list = async () =>
      invitationsShape.parse(await (await desk.call(admin, '/api/invitations')).json()).invitations.map(({ id }) => id);
    expect(await list()).toContain(made.id);
    expect(JSON.stringify(await (await desk.call(admin, '/api/invitations')).json())).not.toContain(
      secretOf(made.link),
    );
    const joined = await post('/api/join', { token: secretOf(made.link), name: 'Checker' });
    expect(sessionShape.parse(await joined.json()).person).toMatchObject({ role: 'checker', name: 'Checker' });
    expect(await list()).not.toContain(made.id);
  });

  test('of two who follow one link at once, one is in', async () => {
    const admin = await desk.join('admin');
    const { link } = await inviteTo(admin);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => post('/api/join', { token: secretOf(link), name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    const people = peopleShape.parse(await (await desk.call(admin, '/api/people')).json()).people;
    expect(people).toHaveLength(2);
  });

  test('a withdrawn link leads nowhere; withdrawing it twice says so', async () => {
    const admin = await desk.join('admin');
    const { id, link } = await inviteTo(admin);
    expect((await desk.call(admin, `/api/invitations/${id}`, undefined, 'DELETE')).status).toBe(204);
    expect(await problem(await post('/api/invitations/look', { token: secretOf(link) }))).toBe('410 link-unusable');
    expect(await problem(await post('/api/join', { token: secretOf(link), name: 'N' }))).toBe('410 link-unusable');
    expect(await problem(await desk.call(admin, `/api/invitations/${id}`, undefined, 'DELETE'))).toBe(
      '404 no-such-invitation',
    );
  });

  test('an expired link leads nowhere', async () => {
    const { people } = desk.desk.store;
    const wish = { role: 'reader' as Role, hours: 1, person: null, createdBy: null };
    const { secret } = await invite(people, wish, new Date(Date.now() - 3_600_001));
    expect(await follow(people, secret, 'N', new Date())).toEqual({ kind: 'unusable' });
  });

  test('without a name nothing is used up', async () => {
    const admin = await desk.join('admin');
    const { link } = await inviteTo(admin);
    expect(await problem(await post('/api/join', { token: secretOf(link) }))).toBe('422 name-missing');
    expect(await problem(await post('/api/join', { token: secretOf(link), name: ' ' }))).toBe('422 invalid');
    expect(await problem(await post('/api/join', { token: secretOf(link), name: 'a\u202eb' }))).toBe('422 invalid');
    for (const name of ['\u200b\u200d', '\u2060', '\u3164', '\u0651', '…', '\ufeff\u00ad']) {
      expect([name, await problem(await post('/api/join', { token: secretOf(link), name }))]).toEqual([
        name,
        '422 invalid',
      ]);
    }
    expect((await post('/api/join', { token: secretOf(link), name: 'N' })).status).toBe(200);
  });

  test('of two people who give names that look the same, the second has a number behind it', async () => {
    const admin = await desk.join('admin', 'ليلى');
    const names: string[] = [];
    for (const name of [
      'ليلى',
      'ليلى',
      'لي\u200dلى',
      'لَيلى',
      'Omar',
      'OMAR',
      'x'.repeat(80),
      'x'.repeat(80),
      'Nadia',
    ]) {
      const { link } = await inviteTo(admin, { role: 'reader' });
      const joined = await post('/api/join', { token: secretOf(link), name });
      names.push(sessionShape.parse(await joined.json()).person.name);
    }
    expect(names).toEqual([
      'ليلى 2',
      'ليلى 3',
      'لي\u200dلى 4',
      'لَيلى 5',
      'Omar',
      'OMAR 2',
      'x'.repeat(80),
      `${'x'.repeat(78)} 2`,
      'Nadia',
    ]);
  });

  test('a link for a known person signs them in as who they are', async () => {
    const admin = await desk.join('admin');
    const editor = await desk.join('editor', 'Known');
    const { link, role } = await inviteTo(admin, { person: editor.person.id, role: 'reader' });
    expect(role).toBe('editor');
    const look = lookShape.parse(await (await post('/api/invitations/look', { token: secretOf(link) })).json());
    expect(look).toMatchObject({ person: 'Known', role: 'editor' });
    const joined = await post('/api/join', { token: secretOf(link) });
    expect(sessionShape.parse(await joined.json()).person.id).toBe(editor.person.id);
    expect(await problem(await desk.call(admin, '/api/invitations', { person: 'nobody' }))).toBe('404 no-such-person');
  });

  test('wrong tries at links are limited, and say when to come back', async () => {
    for (let attempt = 0; attempt < GUESSES; attempt++) {
      const token = `guess${attempt}`;
      const tried = attempt % 2 ? post('/api/join', { token, name: 'N' }) : post('/api/invitations/look', { token });
      expect((await tried).status).toBe(410);
    }
    const limited = await post('/api/join', { token: 'guess', name: 'N' });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(limited)).toBe('429 too-many-attempts');
    expect(await problem(await post('/api/invitations/look', { token: 'guess' }))).toBe('429 too-many-attempts');
    // A link guessed wrong is no session guessed wrong.
    expect((await desk.call(await desk.join('reader'), '/api/session')).status).toBe(200);
  });

  test('a whole newsroom behind one address follows its links in one minute', async () => {
    const admin = await desk.join('admin');
    const links = await Promise.all(Array.from({ length: GUESSES + 10 }, () => inviteTo(admin, { role: 'reader' })));
    for (const [index, { link }] of links.entries()) {
      const token = secretOf(link);
      expect((await post('/api/invitations/look', { token })).status).toBe(200);
      expect((await post('/api/join', { token, name: `Reader ${index}` })).status).toBe(200);
    }
  });
});

describe('roles', () => {
  const setRole = (admin: Member, person: string, role: Role | null) =>
    desk.call(admin, `/api/people/${person}`, { role }, 'PATCH');

  test('a change holds at once, and open sockets come back to be judged anew', async () => {
    const admin = await desk.join('admin');
    const editor = await desk.join('editor');
    const article = await desk.article(editor, 'Title\nText');
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/sync/${article}`, {
      headers: { cookie: editor.cookie, origin: desk.url },
    });
    await new Promise((resolve) => socket.once('message', resolve));
    const code = closed(socket);
    expect((await setRole(admin, editor.person.id, 'reader')).status).toBe(200);
    expect(await code).toBe(CLOSE.restarting);
    expect(await problem(await desk.call(editor, '/api/articles', { content: 'x' }))).toBe('403 role-too-low');
  });

  test('whoever leaves the desk is out everywhere, stays in the list, and old sessions stay dead', async () => {
    const admin = await desk.join('admin');
    const editor = await desk.join('editor', 'Gone');
    const link = (await inviteTo(admin, { person: editor.person.id })).link;
    expect((await setRole(admin, editor.person.id, null)).status).toBe(200);
    expect(await problem(await desk.call(editor, '/api/session'))).toBe('401 sign-in');
    expect(await problem(await post('/api/join', { token: secretOf(link) }))).toBe('410 link-unusable');
    const { people } = peopleShape.parse(await (await desk.call(admin, '/api/people')).json());
    expect(people.find(({ id }) => id === editor.person.id)).toMatchObject({ name: 'Gone', role: null });
    const relink = await desk.call(admin, '/api/invitations', { person: editor.person.id });
    expect(await problem(relink)).toBe('409 left-the-desk');
    await setRole(admin, editor.person.id, 'editor');
    expect(await problem(await desk.call(editor, '/api/session'))).toBe('401 sign-in');
  });

  test('an admin who was taken off the desk does not come back by a link of their own', async () => {
    const admin = await desk.join('admin');
    const other = await desk.join('admin');
    const { link } = await inviteTo(other, { role: 'admin' });
    expect((await setRole(admin, other.person.id, null)).status).toBe(200);
    expect(await problem(await post('/api/join', { token: secretOf(link), name: 'Back' }))).toBe('410 link-unusable');
  });

  test('the last admin can neither leave nor step down', async () => {
    const admin = await desk.join('admin');
    expect(await problem(await setRole(admin, admin.person.id, null))).toBe('409 last-admin');
    expect(await problem(await setRole(admin, admin.person.id, 'editor'))).toBe('409 last-admin');
    await desk.join('admin');
    expect((await setRole(admin, admin.person.id, 'editor')).status).toBe(200);
  });

  test('a script is no admin that a desk could go on with', async () => {
    const admin = await desk.join('admin');
    const { people } = desk.desk.store;
    const script = await addPerson(people, 'Import bot', 'admin', new Date());
    const token = await openToken(people, script.id, new Date(), null);
    const asCookie = await fetch(`${desk.url}/api/session`, { headers: { cookie: `sanad_session=${token}` } });
    expect(await problem(asCookie)).toBe('401 sign-in');
    expect(await problem(await setRole(admin, admin.person.id, 'reader'))).toBe('409 last-admin');
  });

  test('nobody is changed who is not there, and to nothing that is no role', async () => {
    const admin = await desk.join('admin');
    expect(await problem(await setRole(admin, 'nobody', 'editor'))).toBe('404 no-such-person');
    expect(await problem(await desk.call(admin, `/api/people/${admin.person.id}`, { role: 'king' }, 'PATCH'))).toBe(
      '422 invalid',
    );
  });
});

describe('colours', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  test.each([...COLOURS])('%s stands out from light and dark paper and carries white letters', (colour) => {
    expect(contrast(colour, '#fbfaf7')).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, '#171614')).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  test('ten people have ten colours; an eleventh shares the one that fewest have', () => {
    expect(new Set(COLOURS).size).toBe(10);
    const people: { colour: string; role: Role | null }[] = [];
    for (let each = 0; each < 10; each++) people.push({ colour: nextColour(people), role: 'reader' });
    expect(new Set(people.map(({ colour }) => colour)).size).toBe(10);
    const third = people[2] as { colour: string; role: Role | null };
    third.role = null;
    expect(nextColour(people)).toBe(third.colour);
  });
});
