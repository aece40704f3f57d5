import { articleText } from '@sanad/shared/article-text';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { openTestDesk } from '../support/desk.ts';
import { contentOf, type Peer, until } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

const SENT_BACK = { code: 1012, reason: 'signed off' };
const AT = '2026-03-01T12:00:00.000Z';

let ground: Ground;
let article: string;
let rima: Peer;
let before: string;

/** An article that an editor worked on and that is frozen now, with a reader in it to look on. */
beforeEach(async () => {
  ground = await Ground.open();
  article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  rima = await ground.peer('rima', article).synced();
  const edith = await ground.peer('edith', article).synced();
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  mark(edith.doc, 'الوزير', 'verified', 'edith');
  await edith.acked();
  edith.close();
  const last = ground.rooms.change(article, { id: 'edith', role: 'editor' }, (doc) => lettersOf(doc, 1).insert(0, 'و'));
  await ground.freeze(article, AT); // what was accepted before it counts
  await last;
  expect(await rima.ended()).toEqual(SENT_BACK); // so that she knows
  await rima.synced();
  await until('the reader sees it', () => articleText(rima.doc).text.includes('وأمس'));
  before = contentOf(rima.doc);
});
afterEach(() => ground.close());

/** Asserts that nothing of the article has changed, on a screen, in memory and on disk, and that the reader is still there. */
async function unchanged(): Promise<void> {
  expect(contentOf(rima.doc)).toBe(before);
  expect(contentOf(await ground.live(article))).toBe(before);
  expect(contentOf(await ground.stored(article))).toBe(before);
  expect(rima.ends).toEqual([SENT_BACK]);
}

test.each<[Name, string, (peer: Peer) => void]>([
  ['edith', 'types', ({ doc }) => lettersOf(doc, 1).insert(0, 'و')],
  ['amal', 'types', ({ doc }) => lettersOf(doc, 1).delete(0, 3)],
  ['basem', 'marks', ({ doc }) => mark(doc, 'المحطة', 'disputed', 'basem')],
])('a frozen article takes no writes: %s %s and is told why, and nobody else notices', async (name, _what, act) => {
  const peer = await ground.peer(name, article).synced();
  expect(contentOf(peer.doc)).toBe(before); // it can be read
  act(peer);
  expect(await peer.ended()).toEqual({ code: 4403, reason: 'frozen' });
  await unchanged();
});

test('it stays frozen when it was out of memory, and takes changes again once it is let', async () => {
  rima.leave();
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  rima.comeBack();
  await rima.synced();
  const actor = { id: 'edith', role: 'editor' } as const;
  const write = () => ground.rooms.change(article, actor, (doc) => lettersOf(doc, 1).insert(0, 'ف'));
  await expect(write()).rejects.toMatchObject({ refusal: 'frozen' });
  await until('the reader is back', () => contentOf(rima.doc) === before);
  expect(contentOf(await ground.stored(article))).toBe(before);
  await ground.freeze(article, null);
  await write();
  await until('the reader sees it', () => articleText(rima.doc).text.includes('فوأمس'));
});

test('the server itself mends nothing in it', async () => {
  const { store } = ground;
  expect((await store.articles.get(article))?.frozenAt).toBe(AT);
  await expect(ground.rooms.change(article, { id: 'server', role: 'server' }, () => {})).resolves.toBeUndefined();
  await unchanged();
});

test('what is written while it is decided waits, and counts when the decision comes to nothing', async () => {
  await ground.freeze(article, null);
  const edith = await ground.peer('edith', article).synced();
  let seen = '';
  const nothing = ground.rooms.decide(article, async (read) => {
    lettersOf(edith.doc, 1).insert(0, 'غدًا ');
    void edith.acked();
    await new Promise((resolve) => setTimeout(resolve, 100)); // long enough for it to arrive
    seen = read((doc) => articleText(doc).text);
    throw new Error('no');
  });
  await expect(nothing).rejects.toThrow('no');
  expect(seen).not.toContain('غدًا');
  await edith.acked();
  expect(edith.ends).toEqual([]);
  expect(articleText(await ground.stored(article)).text).toContain('غدًا');
});

test('what is written while it is signed off is not lost to its writer, who is told why it does not count', async () => {
  await ground.freeze(article, null);
  const edith = await ground.peer('edith', article).synced();
  await ground.rooms.decide(article, async () => {
    lettersOf(edith.doc, 1).insert(0, 'غدًا ');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ground.store.articles.freeze(article, AT);
  });
  await until('it is refused', () => edith.ends.length === 2);
  expect(edith.ends).toEqual([SENT_BACK, { code: 4403, reason: 'frozen' }]);
  expect(articleText(await ground.stored(article)).text).not.toContain('غدًا');
  expect(articleText(edith.doc).text).toContain('غدًا');
});

test('decisions come one after the other, and each sees what the one before it left', async () => {
  const frozenAt = async () => (await ground.store.articles.get(article))?.frozenAt ?? null;
  const order: unknown[] = [];
  const decide = (at: string | null) =>
    ground.rooms.decide(article, async () => {
      order.push(await frozenAt());
      await ground.store.articles.freeze(article, at);
    });
  await Promise.all([decide(null), decide(AT), decide(null)]);
  expect(order).toEqual([AT, null, AT]);
});

test('nothing is decided while what came before cannot be stored, and nobody waits for it long', async () => {
  let fails = false;
  const troubled = await Ground.open({
    around: (log) => ({
      load: (id) => log.load(id),
      compact: (...all) => log.compact(...all),
      history: (...all) => log.history(...all),
      append: (update) => (fails ? Promise.reject(new Error('the disk is full')) : log.append(update)),
    }),
  });
  try {
    const id = await troubled.article('محطة', 'قال الوزير.');
    const edith = await troubled.peer('edith', id).synced();
    fails = true;
    lettersOf(edith.doc, 1).insert(0, 'و');
    await until('the store fails', () => troubled.rooms.health().size > 0);
    await expect(troubled.freeze(id, AT)).rejects.toThrow('is not stored');
    fails = false;
    await edith.acked();
    expect((await troubled.store.articles.get(id))?.frozenAt).toBeNull();
  } finally {
    await troubled.close();
  }
});

test('over HTTP a change of it is a conflict that says what to do', async () => {
  const desk = await openTestDesk();
  try {
    const checker = await desk.join('checker');
    const id = await desk.article(await desk.join('editor'), 'محطة الطاقة');
    await desk.desk.rooms.decide(id, () => desk.desk.store.articles.freeze(id, AT));
    const answer = await desk.call(checker, `/api/articles/${id}/claims`, { quote: 'محطة الطاقة' });
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: 'frozen', detail: expect.stringContaining('reopen') },
    ]);
  } finally {
    await desk.close();
  }
});
