import type { Role } from '@sanad/shared/policy';
import { type ClaimView, claimShape, historyShape, MESSAGE, problemShape } from '@sanad/shared/protocol';
import { sealedListShape } from '@sanad/shared/sealed';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { openEvents } from '../support/event-stream.ts';
import { Peer, RawPeer, until } from '../support/peer.ts';

const WORDS = 'تخدم 3 آلاف أسرة';
/** Stands nowhere but in the note of a sealed verdict. */
const SECRET = 'سمعتُها من النافذة الخلفية';

let desk: TestDesk;
let people: Record<'reader' | 'basem' | 'clara' | 'dana' | 'editor' | 'admin', Member>;
let article: string;
let claim: ClaimView;
const open: { close(): unknown }[] = [];

beforeEach(async () => {
  desk = await openTestDesk({ client: '/nowhere' });
  const join = (role: Role, name: string) => desk.join(role, name);
  people = {
    reader: await join('reader', 'Rima'),
    basem: await join('checker', 'Basem'),
    clara: await join('checker', 'Clara'),
    dana: await join('checker', 'Dana'),
    editor: await join('editor', 'Edith'),
    admin: await join('admin', 'Amal'),
  };
  article = await desk.article(people.editor, `محطة الطاقة\nقال الوزير إن المحطة ${WORDS}.`);
  claim = claimShape.parse(await (await send('basem', 'POST', '/claims', { quote: WORDS })).json());
  await ask('blind');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await desk.close();
});

type Name = keyof typeof people;
const send = (who: Name, method: string, path: string, body?: unknown) =>
  desk.call(people[who], `/api/articles/${article}${path}`, body, method);
const freeze = (at: string | null) =>
  desk.desk.rooms.decide(article, () => desk.desk.store.articles.freeze(article, at));
const ask = (secondPerson: string) => desk.call(people.admin, '/api/desk', { secondPerson }, 'PATCH');
const at = (rest = '') => `/claims/${claim.id}${rest}`;
const idOf = (who: Name) => people[who].person.id;

const outcome = async (response: Response) => {
  if (response.ok) return response.status;
  const { status, code, detail } = problemShape.parse(await response.json());
  expect(detail).toMatch(/^[A-Z"].*\.$/);
  return `${status} ${code}`;
};
const give = async (who: Name, verdict: string, more: object = {}) =>
  outcome(await send(who, 'POST', at('/sealed'), { verdict, quote: WORDS, ...more }));
const sealed = async (who: Name) => sealedListShape.parse(await (await send(who, 'GET', '/sealed')).json()).sealed;
const now = async () => {
  const { claims } = (await (await send('reader', 'GET', '/claims')).json()) as { claims: unknown[] };
  return claimShape.parse(claims[0]);
};
const deeds = async () => {
  const page = historyShape.parse(await (await send('reader', 'GET', `/history?claim=${claim.id}`)).json());
  return page.entries
    .filter(({ kind }) => kind === 'verdict-given')
    .map(({ actor, detail }) => [actor === 'server' ? actor : actor.id, detail.verdict])
    .reverse();
};

describe('a verdict that is given blind', () => {
  test('is sealed until a second person gives theirs; then both are there, each in its giver’s name', async () => {
    expect(await give('basem', 'verified', { note: 'قرأت البيان' })).toBe(200);
    expect(await sealed('reader')).toMatchObject([{ claim: claim.id, by: idOf('basem'), void: false, own: null }]);
    expect(await now()).toMatchObject({ verdict: 'unchecked', secondLook: 'none', note: '' });
    expect(await give('clara', 'disputed', { note: 'اتصلت بالوزارة' })).toBe(200);
    expect(await sealed('reader')).toEqual([]);
    expect(await now()).toMatchObject({ verdict: 'disputed', verdictBy: idOf('clara'), secondLook: 'conflict' });
    expect(await deeds()).toEqual([
      [idOf('basem'), 'verified'],
      [idOf('clara'), 'disputed'],
    ]);
  });

  test('confirms when the second says the same, and a third gives theirs openly', async () => {
    await give('basem', 'verified');
    await give('clara', 'verified');
    expect(await now()).toMatchObject({ verdict: 'verified', secondLook: 'confirmed' });
    expect(await outcome(await send('dana', 'PATCH', at(), { verdict: 'unsourced' }))).toBe(200);
    expect(await now()).toMatchObject({ secondLook: 'conflict' });
  });

  test('is its giver’s to change and to take back, and theirs alone; one person twice is not two', async () => {
    await give('basem', 'verified');
    expect(await give('basem', 'disputed', { note: SECRET })).toBe(200);
    expect(await sealed('basem')).toMatchObject([{ own: { verdict: 'disputed', note: SECRET, quote: WORDS } }]);
    expect(await sealed('admin')).toMatchObject([{ own: null }]);
    expect(await outcome(await send('clara', 'DELETE', at('/sealed')))).toBe('404 nothing-sealed');
    expect(await outcome(await send('admin', 'DELETE', at('/sealed')))).toBe('404 nothing-sealed');
    expect(await outcome(await send('basem', 'DELETE', at('/sealed')))).toBe(200);
    expect(await sealed('basem')).toEqual([]);
    await give('clara', 'verified');
    expect(await now()).toMatchObject({ verdict: 'unchecked' });
    expect(await deeds()).toEqual([]);
  });

  test('is void when the words become others, and counts for nothing until it is given anew', async () => {
    await give('basem', 'verified');
    const words = WORDS.replace('3', '4');
    await desk.desk.rooms.change(article, { id: idOf('editor'), role: 'editor' }, (doc) => {
      const letters = lettersOf(doc, 1);
      const there = letters.toString().indexOf('3');
      letters.insert(there + 1, '4');
      letters.delete(there, 1);
    });
    expect(await sealed('reader')).toMatchObject([{ by: idOf('basem'), void: true }]);
    expect(await give('clara', 'disputed')).toBe('409 words-changed');
    expect(await give('clara', 'disputed', { quote: words })).toBe(200);
    expect(await now()).toMatchObject({ verdict: 'unchecked' });
    expect(await give('basem', 'disputed', { quote: words })).toBe(200);
    expect(await now()).toMatchObject({ verdict: 'disputed', secondLook: 'confirmed', quote: words });
    expect(await sealed('reader')).toEqual([]);
  });

  test('falls away when its giver may judge no longer by the time a second comes, who then waits', async () => {
    await give('basem', 'verified');
    await desk.call(people.admin, `/api/people/${idOf('basem')}`, { role: 'reader' }, 'PATCH');
    expect(await give('clara', 'disputed')).toBe(200);
    expect((await sealed('reader')).map(({ by }) => by)).toEqual([idOf('clara')]);
    expect(await now()).toMatchObject({ verdict: 'unchecked' });
    await give('dana', 'disputed');
    expect(await deeds()).toEqual([
      [idOf('clara'), 'disputed'],
      [idOf('dana'), 'disputed'],
    ]);
  });

  test('two that come at the same moment are both there, once', async () => {
    const ends = await Promise.all([give('basem', 'verified'), give('clara', 'verified'), give('dana', 'verified')]);
    expect(ends).toEqual([200, 200, 200]);
    expect((await deeds()).map(([who]) => who).sort()).toEqual([idOf('basem'), idOf('clara'), idOf('dana')].sort());
    expect(await sealed('reader')).toEqual([]);
  });

  test.each<[string, Name, object, string]>([
    ['a reader', 'reader', {}, '403 role-too-low'],
    ['no verdict', 'basem', { verdict: 'unchecked' }, '422 invalid'],
    ['words that were never there', 'basem', { quote: 'غير هذه' }, '409 words-changed'],
    ['no words', 'basem', { quote: '' }, '422 invalid'],
  ])('from %s is refused', async (_, who, more, code) => {
    expect(await give(who, 'verified', more)).toBe(code);
    expect(await sealed('reader')).toEqual([]);
  });

  test('is refused for a claim that is not there, in a frozen article, and where the desk gives verdicts openly', async () => {
    const other = { ...claim };
    claim = { ...claim, id: 'no-such-claim' };
    expect(await give('basem', 'verified')).toBe('404 no-such-claim');
    claim = other;
    await freeze('2026-03-01T12:00:00.000Z');
    expect(await give('basem', 'verified')).toBe('409 frozen');
    await freeze(null);
    await ask('open');
    expect(await give('basem', 'verified')).toBe('409 not-blind');
  });
});

describe('what the desk asked for before and after', () => {
  test('verdicts from before stand as the first, openly; the second is simply asked for', async () => {
    await ask('off');
    await send('basem', 'PATCH', at(), { verdict: 'verified' });
    await ask('blind');
    expect(await now()).toMatchObject({ verdict: 'verified', secondLook: 'awaiting' });
    expect(await outcome(await send('clara', 'PATCH', at(), { verdict: 'verified' }))).toBe(200);
    expect(await now()).toMatchObject({ secondLook: 'confirmed' });
    expect(await give('dana', 'disputed', { note: 'لا' })).toBe(200); // there is nothing left to be blind to
    expect(await now()).toMatchObject({ verdict: 'disputed', secondLook: 'conflict' });
    expect(await sealed('reader')).toEqual([]);
  });

  test('one that is sealed stays so when the desk asks no longer, until somebody else gives theirs', async () => {
    await give('basem', 'verified');
    await ask('open');
    expect(await now()).toMatchObject({ verdict: 'unchecked' });
    await send('clara', 'PATCH', at(), { verdict: 'disputed' });
    await until('the sealed one is opened', async () => (await sealed('reader')).length === 0);
    expect(await deeds()).toEqual([
      [idOf('clara'), 'disputed'],
      [idOf('basem'), 'verified'],
    ]);
    expect(await now()).toMatchObject({ secondLook: 'conflict' });
  });

  test('one that is sealed is outdone by what its giver says openly later', async () => {
    await give('basem', 'verified');
    await ask('open');
    await send('basem', 'PATCH', at(), { verdict: 'disputed' });
    await until('the sealed one is forgotten', async () => (await sealed('reader')).length === 0);
    expect(await deeds()).toEqual([[idOf('basem'), 'disputed']]);
  });
});

describe('the first verdict on words, given openly where it is to be blind', () => {
  test('is refused over HTTP, with a claim and without; what says nothing of the words is not', async () => {
    expect(await outcome(await send('basem', 'PATCH', at(), { verdict: 'verified' }))).toBe('409 blind-verdicts');
    const quote = 'قال الوزير';
    expect(await outcome(await send('basem', 'POST', '/claims', { quote, verdict: 'verified' }))).toBe(
      '409 blind-verdicts',
    );
    expect(await outcome(await send('basem', 'POST', '/claims', { quote }))).toBe(201);
    expect(await outcome(await send('basem', 'PATCH', at(), { verdict: 'unchecked' }))).toBe(200);
    expect(await outcome(await send('editor', 'POST', '/../samples', { language: 'ar' }))).not.toContain('blind');
  });

  test('is refused over a socket, with the reason; the desk’s word counts as soon as it is given', async () => {
    await ask('off');
    const peer = new Peer({ url: desk.url, article, cookie: people.basem.cookie });
    open.push(peer);
    await peer.synced();
    await ask('blind');
    mark(peer.doc, 'قال الوزير', null, idOf('basem'));
    await peer.acked();
    mark(peer.doc, 'المحطة', 'disputed', idOf('basem'));
    expect(await peer.ended()).toEqual({ code: 4403, reason: 'blind-verdicts' });
    expect(await now()).toMatchObject({ verdict: 'unchecked' });
  });

  test('an editor settles what is in conflict', async () => {
    await give('basem', 'verified');
    await give('clara', 'disputed');
    const settlement = { how: 'stands', reason: 'أكّدته الوزارة' };
    expect(await outcome(await send('editor', 'PATCH', at(), { settlement }))).toBe(200);
  });
});

test('nobody is told what is sealed, by no route, socket or event, whatever their role', async () => {
  const watchers: Name[] = ['reader', 'clara', 'editor', 'admin'];
  const sockets = watchers.map((who) => {
    const socket = new RawPeer({ url: desk.url, article, cookie: people[who].cookie });
    open.push(socket);
    return socket;
  });
  const streams = await Promise.all(watchers.map((who) => openEvents(desk.url, people[who])));
  open.push(...streams);
  for (const socket of sockets) {
    await socket.opened();
    socket.say(MESSAGE.sync, 0, Y.encodeStateVector(new Y.Doc()));
    await until('the text comes', () => socket.heard.some((frame) => includes(frame, WORDS)));
  }
  const answers = async () => {
    const texts: string[] = [];
    for (const { method, path } of desk.desk.routes) {
      if (method !== 'GET' || path.includes('*') || path.includes('events') || path.includes('callback')) continue;
      const address = path
        .replace(/\/claims\/:claim/, `/claims/${claim.id}`)
        .replace(/^\/api\/articles\/:id/, `/api/articles/${article}`)
        .replace(/:id/, idOf('basem'));
      for (const who of watchers) {
        const text = await (await desk.call(people[who], address)).text();
        // What goes with the clock, and that one was given, are no secrets.
        if (!/metrics|sessions|tokens|report\.(?!json$)/.test(path))
          texts.push(`${who} ${address} ${text.replace(/"exportedAt": ?"[^"]*"/, '')}`);
        expect(text).not.toContain(SECRET);
      }
    }
    return texts.filter((text) => !text.includes('/sealed {'));
  };
  const before = await answers();
  const came = sockets.map((socket) => socket.heard.length);
  expect(await give('basem', 'unsourced', { note: SECRET })).toBe(200);
  for (const stream of streams)
    await expect.poll(() => stream.told.filter(({ kind }) => kind === 'sealed')).toEqual([{ kind: 'sealed', article }]);
  expect(await answers()).toEqual(before);
  // Not even that something was written: no frame came.
  expect(sockets.map((socket) => socket.heard.length)).toEqual(came);
  for (const stream of streams) expect(stream.raw).not.toMatch(/unsourced|النافذة/);
  const [list] = await sealed('admin');
  expect(JSON.stringify(list)).not.toMatch(/unsourced|النافذة/);
  await give('clara', 'disputed');
  for (const socket of sockets) await until('both come', () => socket.heard.some((frame) => includes(frame, SECRET)));
});

function includes(frame: Uint8Array, words: string): boolean {
  return Buffer.from(frame).includes(Buffer.from(words, 'utf8'));
}
