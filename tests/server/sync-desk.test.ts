import { openToken } from '@sanad/server/people/sessions';
import { articleText } from '@sanad/shared/article-text';
import { readClaims } from '@sanad/shared/claim';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { contentOf, converged, type Door, Peer, RawPeer, until } from '../support/peer.ts';

let desk: TestDesk;
let admin: Member;
let editor: Member;
let checker: Member;
const peers: { close(): void }[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await desk.join('admin');
  editor = await desk.join('editor');
  checker = await desk.join('checker');
});
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close();
});
afterAll(() => desk.close());

const article = () => desk.article(editor, 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');

function peer(door: Omit<Door, 'url'>): Peer {
  const made = new Peer({ url: desk.url, ...door });
  peers.push(made);
  return made;
}

function raw(door: Omit<Door, 'url'>): RawPeer {
  const made = new RawPeer({ url: desk.url, ...door });
  peers.push(made);
  return made;
}

test('two signed-in people see each other, and the desk tells over HTTP what they wrote', async () => {
  const id = await article();
  const writer = await peer({ article: id, cookie: editor.cookie }).synced();
  const marker = await peer({ article: id, cookie: checker.cookie }).synced();
  lettersOf(writer.doc, 1).insert(0, 'أمس ');
  mark(marker.doc, 'تخدم 3 آلاف أسرة', 'disputed', checker.person.id);
  await Promise.all([writer.acked(), marker.acked()]);
  await converged(writer, marker);
  expect(await claimsAt(desk.url, admin, id)).toMatchObject([
    { quote: 'تخدم 3 آلاف أسرة', verdict: 'disputed', verdictBy: checker.person.id, attachment: 'exact' },
  ]);
  const made = await desk.call(admin, `/api/articles/${id}/claims`, { quote: 'قال الوزير', verdict: 'verified' });
  expect(made.status).toBe(201);
  await until('the script’s claim arrives', () => readClaims(writer.doc).length === 2);
});

test('a checker who edits the text is refused with the reason, and nobody sees it', async () => {
  const id = await article();
  const writer = await peer({ article: id, cookie: editor.cookie }).synced();
  const marker = await peer({ article: id, cookie: checker.cookie }).synced();
  const before = contentOf(writer.doc);
  lettersOf(marker.doc, 1).insert(0, 'لا ');
  expect(await marker.ended()).toEqual({ code: 4403, reason: 'text-needs-editor' });
  expect(contentOf((await peer({ article: id, cookie: admin.cookie }).synced()).doc)).toBe(before);
  expect(contentOf(writer.doc)).toBe(before);
});

test('a token opens the socket of a script, and a stranger is told to sign in', async () => {
  const id = await article();
  const token = await openToken(desk.desk.store.people, checker.person.id, new Date(), null);
  const script = await peer({ article: id, params: { token }, origin: 'https://elsewhere.example' }).synced();
  expect(articleText(script.doc).text).toContain('قال الوزير');
  expect(await raw({ article: id }).ended()).toMatchObject({ code: 4401 });
  expect(await raw({ article: id, params: { token: 'made-up' } }).ended()).toMatchObject({ code: 4401 });
});

test('a cookie brought from another site does not open a socket', async () => {
  const foreign = raw({ article: await article(), cookie: editor.cookie, origin: 'https://elsewhere.example' });
  expect((await foreign.ended()).code).toBeLessThan(4000);
  expect(foreign.heard).toEqual([]);
});

test('a role that changes holds at once: the socket is closed, and comes back with the new role', async () => {
  const id = await article();
  const promoted = await desk.join('checker');
  const mine = await peer({ article: id, cookie: promoted.cookie }).synced();
  const changed = await desk.call(admin, `/api/people/${promoted.person.id}`, { role: 'editor' }, 'PATCH');
  expect(changed.ok).toBe(true);
  await mine.ended();
  await mine.synced();
  lettersOf(mine.doc, 1).insert(0, 'أمس ');
  await mine.acked();
  expect(articleText((await peer({ article: id, cookie: editor.cookie }).synced()).doc).text).toContain('أمس قال');
  await desk.call(admin, `/api/people/${promoted.person.id}`, { role: null }, 'PATCH');
  await until('it is told to sign in', () => mine.ends.some(({ code }) => code === 4401));
  expect(mine.provider.shouldConnect).toBe(false);
});

test('signing out closes the sockets of that session', async () => {
  const id = await article();
  const leaving = await desk.join('reader');
  const mine = await peer({ article: id, cookie: leaving.cookie }).synced();
  await desk.call(leaving, '/api/session', undefined, 'DELETE');
  expect(await mine.ended()).toMatchObject({ code: 4401 });
});

test('a frame that is too big closes its own socket with 1009', async () => {
  const id = await article();
  const writer = await peer({ article: id, cookie: editor.cookie }).synced();
  const shouting = await raw({ article: id, cookie: editor.cookie }).opened();
  shouting.update(new Uint8Array(2 * 1024 * 1024 + 1));
  expect((await shouting.ended()).code).toBe(1009);
  await writer.acked();
  expect(writer.ends).toEqual([]);
});
