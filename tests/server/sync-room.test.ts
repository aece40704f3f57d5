import type { ArticleLog, StoredDocument } from '@sanad/server/store/store';
import { Refused } from '@sanad/server/sync/gate';
import { NoSuchArticle } from '@sanad/server/sync/rooms';
import { readArticle, SCHEMA_VERSION, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { removeClaim } from '@sanad/shared/claim';
import { MESSAGE } from '@sanad/shared/protocol';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, converged, until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

const LINES = ['محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'لم تصل الكهرباء بعد.'];
const AMAL = { id: 'amal', role: 'admin' } as const;

let ground: Ground;
afterEach(() => ground.close());

/** A log whose loading can be held up and made to fail, and that counts how often it is asked. */
class SlowLog implements ArticleLog {
  loads = 0;
  failing = false;
  hold: Promise<void> = Promise.resolve();
  readonly #log: ArticleLog;
  constructor(log: ArticleLog) {
    this.#log = log;
  }
  async load(article: string): Promise<StoredDocument | null> {
    this.loads++;
    await this.hold;
    if (this.failing) throw new Error('the disk does not answer');
    return await this.#log.load(article);
  }
  append: ArticleLog['append'] = (update) => this.#log.append(update);
  compact: ArticleLog['compact'] = (article, seq, snapshot) => this.#log.compact(article, seq, snapshot);
  history: ArticleLog['history'] = (article, after, limit) => this.#log.history(article, after, limit);
}

async function slowGround(options: { readonly grace?: number } = {}): Promise<SlowLog> {
  let slow: SlowLog | null = null;
  ground = await Ground.open({
    ...options,
    around: (log) => {
      slow = new SlowLog(log);
      return slow;
    },
  });
  return slow as unknown as SlowLog;
}

function gateway(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('many who open an article at once load it once, and none is served before it is loaded', async () => {
  const log = await slowGround();
  const article = await ground.article(...LINES);
  const { opened, open } = gateway();
  log.hold = opened;
  const peers = Array.from({ length: 8 }, () => ground.peer('basem', article));
  const raw = await ground.raw('rima', article).opened();
  raw.say(MESSAGE.saved, 1);
  const reading = ground.rooms.read(article, (doc) => articleText(doc).text);
  await until('everybody is connected', () => peers.every(({ provider }) => provider.wsconnected));
  expect(raw.heard).toEqual([]);
  expect(peers.some(({ provider }) => provider.synced)).toBe(false);
  open();
  for (const peer of peers) expect(articleText((await peer.synced()).doc).text).toBe(LINES.join('\n'));
  expect(await reading).toBe(LINES.join('\n'));
  await raw.hears(MESSAGE.saved);
  expect(log.loads).toBe(1);
});

test('an article that cannot be loaded asks to be tried later, and is well again when it can', async () => {
  const log = await slowGround();
  const article = await ground.article(...LINES);
  log.failing = true;
  expect(await ground.raw('basem', article).ended()).toMatchObject({ code: 1013 });
  await expect(ground.rooms.read(article, () => 1)).rejects.toThrow('does not answer');
  expect(ground.rooms.open()).toEqual([]);
  const peer = ground.peer('basem', article);
  await peer.ended();
  log.failing = false;
  await peer.synced(); // y-websocket comes back by itself
});

test('an article that is not there closes with 4404 and leaves nothing behind', async () => {
  ground = await Ground.open();
  const peer = ground.peer('basem', 'nowhere');
  expect(await peer.ended()).toMatchObject({ code: 4404 });
  expect(peer.provider.shouldConnect).toBe(false);
  expect(await ground.rooms.read('nowhere', () => 1)).toBeNull();
  await expect(ground.rooms.change('nowhere', AMAL, () => 1)).rejects.toThrow(NoSuchArticle);
  await ground.rooms.projected('nowhere');
  expect(ground.rooms.open()).toEqual([]);
});

test('leaving while the article is loading is fine', async () => {
  const log = await slowGround();
  const article = await ground.article(...LINES);
  const { opened, open } = gateway();
  log.hold = opened;
  const raw = await ground.raw('basem', article).opened();
  raw.update(new Uint8Array([9, 9, 9]));
  raw.close();
  await until('the article is asked for', () => log.loads === 1);
  open();
  await until('it leaves memory again', () => ground.rooms.open().length === 0);
  expect(ground.rooms.present(article)).toEqual([]);
});

test('an article nobody is in leaves memory, with everything stored and projected', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  lettersOf(edith.doc, 0).insert(0, 'جديد: ');
  mark(edith.doc, 'لم تصل الكهرباء', 'disputed', 'edith');
  await edith.acked();
  edith.close();
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(await ground.live(article)));
  expect(await ground.store.articles.get(article)).toMatchObject({
    title: `جديد: ${LINES[0]}`,
    counts: { disputed: 1 },
  });
});

test.each([
  ['before it leaves memory finds the same one', 600_000, 1],
  ['while it leaves memory finds all of it, there or on disk', 0, 6],
] as const)('one who comes to an article %s', async (_what, grace, mostLoads) => {
  const log = await slowGround({ grace });
  const article = await ground.article(...LINES);
  for (let turn = 0; turn < 5; turn++) {
    const edith = await ground.peer('edith', article).synced();
    lettersOf(edith.doc, 1).insert(0, `${turn}`);
    edith.close();
    // Whoever comes next is there before the server knows that she left, or after: both are fine.
    for (let moment = 0; moment < turn * 3; moment++) await new Promise(setImmediate);
  }
  const last = await ground.peer('rima', article).synced();
  await until('every edit is there', () => articleText(last.doc).text.includes('43210'));
  expect(contentOf(await ground.stored(article))).toBe(contentOf(last.doc));
  expect(log.loads).toBeLessThanOrEqual(mostLoads);
});

test('a client of an older schema is turned away before any of the document reaches it', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const old = ground.raw('edith', article, { schema: String(SCHEMA_VERSION - 1) });
  expect(await old.ended()).toMatchObject({ code: 4426 });
  expect(old.heard).toEqual([]);
  await ground.peer('edith', article, { schema: String(SCHEMA_VERSION) }).synced();
  await ground.peer('edith', article).synced();
});

test('when access changes, the sockets of that person or that session are closed, and no others', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const basem = await ground.peer('basem', article).synced();
  for (const session of ['one', 'two']) await ground.openSession('clara', session);
  const one = await ground.peer('clara', article, { session: 'one' }).synced();
  const two = await ground.peer('clara', article, { session: 'two' }).synced();
  ground.rooms.closeSession('one', 4401, 'signed out');
  expect(await one.ended()).toEqual({ code: 4401, reason: 'signed out' });
  expect(two.ends).toEqual([]);
  ground.rooms.closePerson('clara', 4403, 'role changed');
  expect(await two.ended()).toEqual({ code: 4403, reason: 'role changed' });
  await basem.acked();
  expect(basem.ends).toEqual([]);
  await until('only Basem is present', () => ground.rooms.present(article).length === 1);
});

test('those present are named once each, however many windows they have', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  await ground.peer('basem', article).synced();
  await ground.peer('basem', article).synced();
  const clara = await ground.peer('clara', article).synced();
  expect(ground.rooms.present(article).map(({ id }) => id)).toEqual(['basem', 'clara']);
  expect(ground.rooms.present(article)[1]).toEqual({ id: 'clara', name: 'clara the checker', colour: '#123456' });
  clara.close();
  await until('Clara is gone', () => ground.rooms.present(article).length === 1);
});

test('who is where reaches everybody, leaves with the connection, and is back at once with it', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const basem = await ground.peer('basem', article).synced();
  const clara = await ground.peer('clara', article).synced();
  const seen = () => clara.provider.awareness.getStates().get(basem.doc.clientID);
  basem.provider.awareness.setLocalStateField('claim', 'claim-7');
  await until('Clara sees what Basem holds', () => seen()?.claim === 'claim-7');
  expect(seen()?.user).toEqual({ id: 'basem', name: 'basem the checker', color: '#123456' });
  const late = await ground.peer('rima', article).synced();
  await until('who comes later sees it too', () => late.provider.awareness.getStates().has(basem.doc.clientID));
  basem.provider.ws?.close(); // a lost connection: the state is not taken back, and its clock stays as it was
  await until('Clara sees Basem go', () => !seen());
  await until('Clara sees Basem again', () => seen()?.claim === 'claim-7');
  basem.close();
  await until('Basem is gone', () => !seen() && !late.provider.awareness.getStates().has(basem.doc.clientID));
});

test('the server changes an article through the same gate, and clients see it', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  const basem = { id: 'basem', role: 'checker' } as const;
  const claim = await ground.rooms.change(article, basem, (doc) => mark(doc, 'لم تصل الكهرباء', 'disputed', 'basem'));
  await until('the claim arrives', () => edith.doc.getMap('claims').has(claim));
  expect((await ground.stored(article)).getMap('claims').has(claim)).toBe(true);
  const clara = { id: 'clara', role: 'checker' } as const;
  const refused = await ground.rooms.change(article, clara, (doc) => removeClaim(doc, claim)).catch((error) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ refusal: 'another-persons-claim' });
  await expect(
    ground.rooms.change(article, AMAL, (doc) => {
      lettersOf(doc, 1).delete(0, 5);
      throw new RangeError('on second thoughts');
    }),
  ).rejects.toThrow('on second thoughts');
  expect(await ground.rooms.change(article, AMAL, () => 'nothing')).toBe('nothing');
  await ground.rooms.change(article, AMAL, (doc) => lettersOf(doc, 1).insert(0, 'أمس '));
  await until('the edit arrives', () => articleText(edith.doc).text.includes('أمس قال الوزير'));
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
});

test('reading an article changes nothing of it, also where a block does not fit the schema', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  textRoot(edith.doc).insert(1, [new Y.XmlElement('blockquote')]); // empty, as concurrent deletions can leave it
  await edith.acked();
  const content = contentOf(edith.doc);
  expect(await ground.rooms.read(article, (doc) => readArticle(doc).childCount)).toBe(LINES.length);
  expect(ground.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(contentOf(await ground.live(article))).toBe(content);
  // One that writes all the same is undone, and the article goes on.
  await ground.rooms.read(article, (doc) => textRoot(doc).delete(0, 2));
  expect(ground.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(contentOf(await ground.live(article))).toBe(content);
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  await edith.acked();
  expect(contentOf(await ground.live(article))).toBe(contentOf(edith.doc));
});

test('the rows of the queue and the library follow the document', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  mark(edith.doc, 'تخدم 3 آلاف أسرة', 'disputed', 'edith');
  const second = mark(edith.doc, 'لم تصل الكهرباء', 'verified', 'edith');
  lettersOf(edith.doc, 0).insert(0, 'عاجل: ');
  await edith.acked();
  await ground.rooms.projected(article);
  expect(await ground.store.articles.get(article)).toMatchObject({
    title: `عاجل: ${LINES[0]}`,
    counts: { disputed: 1, verified: 1, unsourced: 0, stale: 0, detached: 0 },
  });
  removeClaim(edith.doc, second);
  lettersOf(edith.doc, 1).insert(25, 'ستة ');
  await until('the rows follow by themselves', async () => {
    const row = await ground.store.articles.get(article);
    return row?.counts.verified === 0 && row.counts.stale === 1;
  });
  const queue = await ground.store.claims.page({ article, order: 'oldest', limit: 10 });
  expect(queue.map(({ claim: { verdict, stale } }) => ({ verdict, stale }))).toEqual([
    { verdict: 'disputed', stale: true },
  ]);
});

test('history says who did what, one row for each deed and one for a stretch of typing', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  const basem = await ground.peer('basem', article).synced();
  for (const letter of 'أمس ') {
    lettersOf(edith.doc, 1).insert(0, letter);
    await edith.acked();
  }
  const claim = mark(basem.doc, 'لم تصل الكهرباء', 'disputed', 'basem');
  await basem.acked();
  const rows = (await ground.store.log.history(article, 0, 100)).map(({ kind, claim, actor, detail }) => ({
    kind,
    claim,
    actor,
    detail,
  }));
  expect(rows).toEqual([
    {
      kind: 'text-edited',
      claim: null,
      actor: 'edith',
      detail: { inserted: 4, deleted: 0, until: expect.any(String) },
    },
    { kind: 'claim-made', claim, actor: 'basem', detail: { by: 'basem' } },
    { kind: 'claim-restored', claim, actor: 'basem', detail: { createdBy: 'basem' } },
    { kind: 'verdict-given', claim, actor: 'basem', detail: { by: 'basem', verdict: 'disputed', note: '' } },
  ]);
});

test('what a client sends again that is known already is confirmed and stored once', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  lettersOf(edith.doc, 1).delete(0, 4);
  await edith.acked();
  const rows = await ground.rows(article);
  for (let turn = 0; turn < 3; turn++) {
    const raw = await ground.raw('rima', article).opened();
    raw.update(Y.encodeStateAsUpdate(edith.doc)); // all of it, in the hands of a reader
    raw.say(MESSAGE.saved, 5);
    expect(await raw.hears(MESSAGE.saved)).toEqual(new Uint8Array([MESSAGE.saved, 5]));
    raw.close();
  }
  expect(await ground.rows(article)).toBe(rows);
});

test('a long log is put together while it is written, and nothing is lost by it', async () => {
  ground = await Ground.open();
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  for (let turn = 0; turn < 600; turn++) {
    if (turn % 5 === 4) lettersOf(edith.doc, 1).delete(0, 1);
    else lettersOf(edith.doc, 1).insert(0, 'س');
  }
  mark(edith.doc, 'لم تصل الكهرباء', 'disputed', 'edith');
  await edith.acked();
  const content = contentOf(edith.doc);
  await until('it is put together', async () => (await ground.rows(article)) === 0);
  expect((await ground.store.log.load(article))?.snapshotSeq).toBeGreaterThan(600);
  edith.close();
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  const again = await ground.peer('edith', article).synced();
  expect(contentOf(again.doc)).toBe(content);
  lettersOf(again.doc, 1).insert(0, 'ص');
  await again.acked();
  expect(await ground.rows(article)).toBe(1);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(again.doc));
  const rima = await ground.peer('rima', article).synced();
  await converged(rima, again);
});

test('a log that is old is put together when it is opened, though it is short; a short one of today is let be', async () => {
  let now = Date.parse('2026-03-01T10:00:00.000Z');
  ground = await Ground.open({ now: () => new Date(now) });
  const article = await ground.article(...LINES);
  const write = async () => {
    const edith = await ground.peer('edith', article).synced();
    for (let turn = 0; turn < 20; turn++) {
      lettersOf(edith.doc, 1).insert(0, 'س');
      await edith.acked();
    }
    edith.close();
    await until('it leaves memory', () => ground.rooms.open().length === 0);
    return contentOf(edith.doc);
  };
  const content = await write();
  now += 60 * 60 * 1000;
  await ground.live(article);
  expect(await ground.rows(article)).toBe(21);
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  now += 24 * 60 * 60 * 1000;
  expect(contentOf(await ground.live(article))).toBe(content);
  expect(await ground.rows(article)).toBe(0);
  expect(contentOf(await ground.stored(article))).toBe(content);
});
