import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deviceOf } from '@sanad/server/people/device';
import { addPerson, callerOf, noteUse, openSession, openToken } from '@sanad/server/people/sessions';
import { textRoot } from '@sanad/shared/article';
import { sessionsShape, tokensShape } from '@sanad/shared/person';
import { CLOSE, problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { articleAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { Peer, RawPeer } from '../support/peer.ts';

/** How long an open socket may outlive what it was opened with, in milliseconds. */
const BOUND = 2000;

let desk: TestDesk;
const peers: { close(): void }[] = [];
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.close();
  await desk.close();
});

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Signs somebody in once more, on another device. */
async function another(member: Member, device: string | null = null): Promise<Member> {
  const secret = await openSession(desk.desk.store.people, member.person.id, new Date(), device);
  return { ...member, secret, cookie: `sanad_session=${secret}` };
}
async function sessionsOf(member: Member, path = '/api/sessions') {
  return sessionsShape.parse(await (await desk.call(member, path)).json()).sessions;
}
async function idOf(member: Member): Promise<string> {
  return (await sessionsOf(member)).find(({ current }) => current)?.id ?? '';
}
const status = async (member: Member) => (await desk.call(member, '/api/session')).status;
const end = (member: Member, path: string) => desk.call(member, path, undefined, 'DELETE');
const code = async (response: Response) => {
  const problem = problemShape.parse(await response.json());
  return `${response.status} ${problem.code}`;
};
function rawOf(member: Member, article: string): RawPeer {
  const peer = new RawPeer({ url: desk.url, article, cookie: member.cookie });
  peers.push(peer);
  return peer;
}
function peerOf(member: Member, article: string): Peer {
  const peer = new Peer({ url: desk.url, article, cookie: member.cookie });
  peers.push(peer);
  return peer;
}

/** Writes a word at the head of the last paragraph. */
function write(peer: Peer, word: string): void {
  const paragraph = textRoot(peer.doc).toArray().at(-1) as Y.XmlElement;
  (paragraph.get(0) as Y.XmlText).insert(0, `${word} `);
}

/** Does `act`, and gives the code that closed the socket and how long it was open after that. */
async function endedBy(peer: RawPeer | Peer, act: () => unknown): Promise<{ code: number; within: boolean }> {
  await act();
  const since = performance.now();
  const ended = await peer.ended();
  return { code: ended.code, within: performance.now() - since < BOUND };
}

describe('where somebody is signed in', () => {
  test('they see each device, when it was used, which one asks, and which has an article open', async () => {
    const member = await desk.join('editor');
    const phone = await another(member, 'Safari · iPhone');
    await desk.join('reader', 'Somebody else');
    const article = await desk.article(member, 'Title\nText');
    await rawOf(phone, article).opened();
    const headers = { cookie: member.cookie, 'user-agent': FIREFOX };
    const listed = await fetch(`${desk.url}/api/sessions`, { headers });
    const { sessions } = sessionsShape.parse(await listed.json());
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ current }) => current)).toMatchObject({ kind: 'session', inside: false });
    expect(sessions.find(({ current }) => !current)).toMatchObject({ device: 'Safari · iPhone', inside: true });
    expect(JSON.stringify(sessions)).not.toContain(member.secret);
  });

  test('use is noted once in five minutes, with the device it was on', async () => {
    const { people } = desk.desk.store;
    const { person } = await desk.join('reader');
    const start = Date.parse('2026-01-01T00:00:00.000Z');
    const minute = (count: number) => new Date(start + count * 60_000);
    const secret = await openSession(people, person.id, minute(0), 'Chrome · Windows');
    const use = async (count: number, agent?: string) => {
      const caller = await callerOf(people, { secret, carrier: 'cookie' }, minute(count));
      if (!caller) throw new Error('signed out');
      await noteUse(people, caller, minute(count), agent);
      const { usedAt, device } = (await people.sessionsOf(person.id, minute(count).toISOString()))[0] ?? {};
      return [usedAt, device];
    };
    const sessions = await people.sessionsOf(person.id, minute(0).toISOString());
    for (const { id } of sessions.filter(({ device }) => device === null)) await people.closeSession(id);
    expect(await use(1)).toEqual([minute(1).toISOString(), 'Chrome · Windows']);
    expect(await use(5, FIREFOX)).toEqual([minute(1).toISOString(), 'Chrome · Windows']);
    expect(await use(6, FIREFOX)).toEqual([minute(6).toISOString(), 'Firefox · Linux']);
  });

  test('joining notes the device, and nothing more of it', async () => {
    const joined = await fetch(`${desk.url}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': FIREFOX },
      body: JSON.stringify({ token: desk.desk.firstLink?.split('#')[1], name: 'First' }),
    });
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { sessions } = sessionsShape.parse(
      await (await fetch(`${desk.url}/api/sessions`, { headers: { cookie } })).json(),
    );
    expect(sessions.map(({ device }) => device)).toEqual(['Firefox · Linux']);
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome · Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge · Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1.15', 'Safari · macOS'],
    [FIREFOX, 'Firefox · Linux'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux'],
    ['curl/8.0', null],
    [undefined, null],
  ])('%s is called %s', (agent, name) => {
    expect(deviceOf(agent)).toBe(name);
  });
});

describe('ending a session', () => {
  test('of one’s own: it opens nothing any more, and its sockets close at once', async () => {
    const member = await desk.join('editor');
    const phone = await another(member);
    const article = await desk.article(member, 'Title\nText');
    const [here, there] = [await rawOf(member, article).opened(), await rawOf(phone, article).opened()];
    const id = await idOf(phone);
    const closed = await endedBy(there, async () => {
      expect((await end(member, `/api/sessions/${id}`)).status).toBe(204);
    });
    expect(closed).toEqual({ code: CLOSE.signIn, within: true });
    expect([await status(phone), await status(member)]).toEqual([401, 200]);
    expect(here.socket.readyState).toBe(here.socket.OPEN);
    expect(await code(await end(member, `/api/sessions/${id}`))).toBe('404 no-such-session');
  });

  test('by joining anew in the same browser: what was signed in there before is nowhere open any more', async () => {
    const [admin, editor] = [await desk.join('admin'), await desk.join('editor')];
    const { link } = (await (await desk.call(admin, '/api/invitations', {})).json()) as { link: string };
    const token = link.split('#')[1];
    expect((await desk.call(editor, '/api/join', { token: 'wrong', name: 'N' })).status).toBe(410);
    expect(await status(editor)).toBe(200);
    expect((await desk.call(editor, '/api/join', { token, name: 'N' })).status).toBe(200);
    expect([await status(editor), await status(admin)]).toEqual([401, 200]);
  });

  test('by signing in anew as who one is: pages that are open in that browser come back by themselves', async () => {
    const [admin, editor] = [await desk.join('admin'), await desk.join('editor')];
    const article = await desk.article(editor, 'Title\nText');
    const page = await rawOf(editor, article).opened();
    const wish = { person: editor.person.id };
    const { link } = (await (await desk.call(admin, '/api/invitations', wish)).json()) as { link: string };
    await desk.call(editor, '/api/join', { token: link.split('#')[1] });
    expect((await page.ended()).code).toBe(CLOSE.restarting);
  });

  test('that asks is signing out', async () => {
    const member = await desk.join('reader');
    const ended = await end(member, `/api/sessions/${await idOf(member)}`);
    expect([ended.status, ended.headers.get('set-cookie')?.startsWith('sanad_session=;')]).toEqual([204, true]);
    expect(await status(member)).toBe(401);
  });

  test('all others: only the one that asks is left', async () => {
    const member = await desk.join('editor');
    const others = [await another(member), await another(member)];
    const bystander = await desk.join('reader');
    const article = await desk.article(member, 'Title\nText');
    const there = await rawOf(others[0] as Member, article).opened();
    const closed = await endedBy(there, async () => {
      expect((await end(member, '/api/sessions')).status).toBe(204);
    });
    expect(closed).toEqual({ code: CLOSE.signIn, within: true });
    expect(await Promise.all([member, ...others, bystander].map(status))).toEqual([200, 401, 401, 200]);
    expect(await sessionsOf(member)).toHaveLength(1);
  });

  test('of somebody else is an admin’s alone, and goes by the right person', async () => {
    const [admin, editor, checker] = [await desk.join('admin'), await desk.join('editor'), await desk.join('checker')];
    const id = await idOf(editor);
    expect(await code(await end(checker, `/api/sessions/${id}`))).toBe('404 no-such-session');
    expect(await code(await end(checker, `/api/people/${editor.person.id}/sessions/${id}`))).toBe('403 role-too-low');
    expect(await code(await end(admin, `/api/people/${checker.person.id}/sessions/${id}`))).toBe('404 no-such-session');
    expect(await code(await desk.call(admin, '/api/people/nobody/sessions'))).toBe('404 no-such-person');
    expect(await status(editor)).toBe(200);
    const listed = await sessionsOf(admin, `/api/people/${editor.person.id}/sessions`);
    expect(listed.map(({ id, current }) => [id, current])).toEqual([[id, false]]);
    expect((await end(admin, `/api/people/${editor.person.id}/sessions/${id}`)).status).toBe(204);
    expect(await status(editor)).toBe(401);
    expect((await end(admin, `/api/people/${checker.person.id}/sessions`)).status).toBe(204);
    expect(await status(checker)).toBe(401);
  });

  test('of a script: an admin sees whose the tokens are, and ends one', async () => {
    const admin = await desk.join('admin');
    const { people } = desk.desk.store;
    const script = await addPerson(people, 'Import bot', 'editor', new Date());
    const token = await openToken(people, script.id, new Date(), 7);
    const asScript = () => fetch(`${desk.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect((await asScript()).status).toBe(200);
    const tokens = async () => tokensShape.parse(await (await desk.call(admin, '/api/tokens')).json()).tokens;
    const [listed] = await tokens();
    expect(listed).toMatchObject({ name: 'Import bot', role: 'editor', person: script.id });
    expect(Date.parse(listed?.expiresAt ?? '') - Date.parse(listed?.createdAt ?? '')).toBe(7 * 86_400_000);
    await expect.poll(async () => (await tokens())[0]?.usedAt).not.toBeNull();
    expect((await end(admin, `/api/people/${script.id}/sessions/${listed?.id}`)).status).toBe(204);
    expect([(await asScript()).status, await tokens()]).toEqual([401, []]);
  });
});

describe('open sockets', () => {
  /** Writes into the desk's database past the desk, as another process would. */
  function elsewhere(statement: string, ...values: string[]): void {
    const database = new DatabaseSync(join(desk.data, 'sanad.db'), { timeout: 5000 });
    database.prepare(statement).run(...values);
    database.close();
  }

  test.each([
    ['revoked by another process', 'update sessions set closed = 1 where person = ?', CLOSE.signIn],
    ['expired', "update sessions set expires_at = '2026-01-01T00:00:00.000Z' where person = ?", CLOSE.signIn],
    ['gone', 'delete from sessions where person = ?', CLOSE.signIn],
    ['of a person who was taken off', 'update people set role = null where id = ?', CLOSE.signIn],
    ['of a person whose role changed', "update people set role = 'reader' where id = ?", CLOSE.restarting],
  ])('are closed within two seconds when their session is %s', async (_what, statement, expected) => {
    const [member, bystander] = [await desk.join('editor'), await desk.join('reader')];
    const article = await desk.article(member, 'Title\nText');
    const [mine, theirs] = [await rawOf(member, article).opened(), await rawOf(bystander, article).opened()];
    await theirs.hears(0);
    expect(await endedBy(mine, () => elsewhere(statement, member.person.id))).toEqual({ code: expected, within: true });
    expect(theirs.socket.readyState).toBe(theirs.socket.OPEN);
  });

  test.each([
    ['another role', 'reader', CLOSE.restarting],
    ['no role', null, CLOSE.signIn],
  ])(
    'of a person who gets %s close within two seconds, and what was acknowledged stays',
    async (_what, role, expected) => {
      const [admin, editor] = [await desk.join('admin'), await desk.join('editor')];
      const article = await desk.article(editor, 'Title\nText');
      const peer = await peerOf(editor, article).synced();
      const written: string[] = [];
      const say = async (word: string) => {
        write(peer, word);
        await peer.acked();
        written.push(word);
      };
      for (let each = 0; each < 20; each++) await say(`word${each}`);
      const ended = await endedBy(peer, async () => {
        const changed = await desk.call(admin, `/api/people/${editor.person.id}`, { role }, 'PATCH');
        expect(changed.status).toBe(200);
      });
      expect(ended).toEqual({ code: expected, within: true });
      const { text } = await articleAt(desk.url, admin, article);
      expect(written.filter((word) => !text.includes(`${word} `))).toEqual([]);
      const refused = await desk.call(editor, '/api/articles', { content: 'x' });
      expect(refused.status).toBe(role === null ? 401 : 403);
    },
  );

  test('a writer whose role is changed in mid-sentence loses nothing that was acknowledged', async () => {
    const [admin, editor] = [await desk.join('admin'), await desk.join('editor')];
    const article = await desk.article(editor, 'Title\nText');
    const peer = await peerOf(editor, article).synced();
    let acknowledged = 0;
    const writing = (async () => {
      for (let each = 1; each <= 200 && peer.ends.length === 0; each++) {
        write(peer, `w${each}.`);
        const confirmed = peer.acked().then(
          () => true,
          () => false,
        );
        if (await Promise.race([confirmed, peer.ended().then(() => false)])) acknowledged = each;
        if (each === 10) void desk.call(admin, `/api/people/${editor.person.id}`, { role: 'reader' }, 'PATCH');
      }
    })();
    expect((await peer.ended()).code).toBe(CLOSE.restarting);
    await writing;
    peer.leave();
    expect(acknowledged).toBeGreaterThanOrEqual(10);
    const { text } = await articleAt(desk.url, admin, article);
    const lost = Array.from({ length: acknowledged }, (_, at) => `w${at + 1}. `).filter((word) => !text.includes(word));
    expect(lost).toEqual([]);
  });
});
