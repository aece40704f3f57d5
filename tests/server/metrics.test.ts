import { GUESSES } from '@sanad/server/http/guesses';
import { openToken } from '@sanad/server/people/sessions';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { type Member, openTestDesk, type TestDesk, temporaryFolder } from '../support/desk.ts';
import { Peer, RawPeer, until } from '../support/peer.ts';

let desk: TestDesk;
let admin: Member;
beforeEach(async () => {
  desk = await openTestDesk();
  admin = await desk.join('admin');
});
afterEach(() => desk.close());

/** The figures a token of that member's is given, by name and labels. */
async function figures(): Promise<Map<string, number>> {
  const token = await openToken(desk.desk.store.people, admin.person.id, new Date(), 1);
  const answer = await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

test('what happens at a desk is counted: connections, articles, updates, commits, refusals', async () => {
  const before = await figures();
  expect(before.get('sanad_connections')).toBe(0);
  const editor = await desk.join('editor');
  const checker = await desk.join('checker');
  const article = await desk.article(editor, 'محطة الطاقة\n\nقال الوزير.');
  const edith = await new Peer({ url: desk.url, article, cookie: editor.cookie }).synced();
  const basem = await new Peer({ url: desk.url, article, cookie: checker.cookie }).synced();
  try {
    for (const letter of 'أمس') lettersOf(edith.doc, 1).insert(0, letter);
    await edith.acked();
    const during = await figures();
    expect(during.get('sanad_connections')).toBe(2);
    expect(during.get('sanad_rooms')).toBe(1);
    expect(during.get('sanad_updates_total')).toBe(3);
    expect(during.get('sanad_updates_stored_total')).toBe(3);
    expect(during.get('sanad_updates_waiting')).toBe(0);
    expect(during.get('sanad_commit_seconds_count')).toBeGreaterThan(0);
    expect(during.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    lettersOf(basem.doc, 1).insert(0, 'ما لا يحق له');
    await basem.ended();
    await until('it is counted', async () => {
      return (await figures()).get('sanad_refusals_total{code="4403",reason="text-needs-editor"}') === 1;
    });
  } finally {
    edith.close();
    basem.close();
  }
});

const SECRET = 'for-the-collector-0001';

test('who collects figures has a secret of its own, which opens nothing else', async () => {
  const { path: data, remove } = temporaryFolder();
  const own = await openTestDesk({ data, metricsToken: SECRET });
  const ask = async (path: string, secret: string) => {
    return (await fetch(`${own.url}${path}`, { headers: { authorization: `Bearer ${secret}` } })).status;
  };
  expect(await ask('/metrics', SECRET)).toBe(200);
  expect(await ask('/metrics', `${SECRET}x`)).toBe(401);
  expect(await ask('/metrics', SECRET.slice(1))).toBe(401);
  for (const path of ['/api/session', '/api/articles', '/api/people']) expect(await ask(path, SECRET)).toBe(401);
  const { person } = await own.join('admin');
  expect(await ask('/metrics', await openToken(own.desk.store.people, person.id, new Date(), 1))).toBe(200);
  const cookie = { cookie: `sanad_session=${SECRET}` };
  expect((await fetch(`${own.url}/metrics`, { headers: cookie })).status).toBe(401); // a browser never sends it by itself
  await own.close();
  remove();
});

test('who is turned away before they are known, or signed out while inside, is counted too', async () => {
  await desk.call(admin, '/api/session');
  const editor = await desk.join('editor');
  const article = await desk.article(editor, 'محطة الطاقة');
  const edith = await new Peer({ url: desk.url, article, cookie: editor.cookie }).synced();
  await desk.call(editor, '/api/session', undefined, 'DELETE');
  expect((await edith.ended()).code).toBe(4401);
  edith.close();
  const stranger = new RawPeer({ url: desk.url, article, cookie: 'sanad_session=wrong' });
  expect((await stranger.ended()).code).toBe(4401);
  const answers = await Promise.all(
    Array.from({ length: GUESSES + 5 }, (_, each) =>
      fetch(`${desk.url}/api/session`, { headers: { authorization: `Bearer guess-${each}` } }),
    ),
  );
  const held = answers.filter(({ status }) => status === 429).length;
  expect(held).toBeGreaterThan(0);
  const seen = await (await desk.call(admin, '/metrics')).text();
  expect(seen).toContain('sanad_refusals_total{code="4401",reason="signed out"} 1');
  expect(seen).toContain('sanad_refusals_total{code="4401",reason="sign in"} 1');
  expect(seen).toContain(`sanad_refusals_total{code="429",reason="too-many-attempts"} ${held}`);
});

test('nobody but an admin is told how busy a desk is', async () => {
  expect((await fetch(`${desk.url}/metrics`)).status).toBe(401);
  for (const role of ['reader', 'checker', 'editor'] as const) {
    expect((await desk.call(await desk.join(role), '/metrics')).status).toBe(403);
  }
  expect((await desk.call(admin, '/metrics')).status).toBe(200);
});
