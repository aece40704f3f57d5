import type { ArticleLog, NewUpdate } from '@sanad/server/store/store';
import { articleText } from '@sanad/shared/article-text';
import { MESSAGE } from '@sanad/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, converged, type RawPeer, until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

/** A log whose appends wait at a door, and fail while `broken` says so. */
class BrokenLog implements ArticleLog {
  broken: (update: NewUpdate) => boolean = () => false;
  door: Promise<void> = Promise.resolve();
  tried = 0;
  /** What the disk has spoilt, by its number. */
  damaged: readonly number[] = [];
  readonly #log: ArticleLog;
  constructor(log: ArticleLog) {
    this.#log = log;
  }
  async append(update: NewUpdate): Promise<number> {
    this.tried++;
    await this.door;
    if (this.broken(update)) throw new Error('no space left on the disk');
    return await this.#log.append(update);
  }
  load: ArticleLog['load'] = async (article) => {
    const { damaged } = this;
    const stored = await this.#log.load(article);
    return stored && { ...stored, damaged, updates: stored.updates.filter(({ seq }) => !damaged.includes(seq)) };
  };
  compact: ArticleLog['compact'] = (article, seq, snapshot) => this.#log.compact(article, seq, snapshot);
  history: ArticleLog['history'] = (article, after, limit) => this.#log.history(article, after, limit);
}

let ground: Ground;
let log: BrokenLog;
let article: string;
beforeEach(async () => {
  ground = await Ground.open({
    around: (real) => {
      log = new BrokenLog(real);
      return log;
    },
  });
  article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.');
});
afterEach(async () => {
  log.broken = () => false;
  await ground.close();
});

/** Resolves once the server has dealt with everything said so far: it answers a question that came behind it. */
async function answered(raw: RawPeer): Promise<void> {
  const before = raw.heard.length;
  raw.say(MESSAGE.queryAwareness);
  await until('it answers', () => raw.heard.slice(before).some((frame) => frame[0] === MESSAGE.awareness));
}

const confirmed = (raw: RawPeer) => raw.heard.some((frame) => frame[0] === MESSAGE.saved);

test('nothing is confirmed or shown to colleagues before it is stored', async () => {
  let open = () => {};
  log.door = new Promise<void>((resolve) => {
    open = resolve;
  });
  const edith = await ground.peer('edith', article).synced();
  const rima = await ground.peer('rima', article).synced();
  await edith.acked(); // there is nothing to store yet
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  let done = false;
  const stored = edith.acked().then(() => {
    done = true;
  });
  await until('the store is asked', () => log.tried > 0);
  // Somebody new asks for the document, and sends Edith's edit again: neither is a way around the disk.
  const late = ground.peer('basem', article);
  const again = await ground.raw('edith', article).opened();
  again.say(MESSAGE.saved, 1);
  await answered(again);
  // What a stock client says of itself comes behind its question for the document.
  await until('the newcomer has asked', () => edith.provider.awareness.getStates().has(late.doc.clientID));
  expect({ done, late: late.provider.synced, again: confirmed(again) }).toEqual({
    done: false,
    late: false,
    again: false,
  });
  expect(articleText(rima.doc).text).not.toContain('أمس');
  open();
  await stored;
  await converged(edith, rima, await late.synced());
  await again.hears(MESSAGE.saved);
  expect(articleText(rima.doc).text).toContain('أمس');
});

test('while the store fails nothing is lost or confirmed, it says so, and all is stored in order afterwards', async () => {
  const edith = await ground.peer('edith', article).synced();
  const basem = await ground.peer('basem', article).synced();
  expect(ground.rooms.health().size).toBe(0);
  log.broken = () => true;
  const raw = await ground.raw('edith', article).opened();
  lettersOf(edith.doc, 1).insert(0, 'أ');
  lettersOf(edith.doc, 1).insert(0, 'ب');
  mark(basem.doc, 'الوزير', 'verified', 'basem');
  await until('five updates wait', () => ground.rooms.health().get(article)?.waiting === 5);
  expect(ground.rooms.health().get(article)?.error).toBe('no space left on the disk');
  raw.say(MESSAGE.saved, 1);
  await until('it is tried again', () => log.tried > 8);
  expect(confirmed(raw)).toBe(false);
  expect(await ground.rows(article)).toBe(1);
  // A refusal meanwhile takes nothing of it back, and everybody may leave.
  const rima = await ground.raw('rima', article).opened();
  rima.update(new Uint8Array([1, 2, 3]));
  expect((await rima.ended()).code).toBe(4403);
  edith.leave();
  basem.leave();
  log.broken = () => false;
  await raw.hears(MESSAGE.saved);
  await until('all is well again', () => ground.rooms.health().size === 0);
  const content = contentOf(await ground.stored(article));
  edith.comeBack();
  basem.comeBack();
  await converged(edith, basem);
  expect(contentOf(edith.doc)).toBe(content);
  expect((await ground.store.log.load(article))?.updates.map(({ actor }) => actor)).toEqual([
    'amal',
    'edith',
    'edith',
    'basem',
    'basem',
    'basem',
  ]);
});

test('an update that alone cannot be stored keeps what came behind it from counting as stored', async () => {
  const edith = await ground.peer('edith', article).synced();
  const basem = await ground.peer('basem', article).synced();
  const rima = await ground.peer('rima', article).synced();
  let first = true;
  log.broken = ({ actor }) => actor === 'edith' && first;
  const raw = await ground.raw('basem', article).opened();
  lettersOf(edith.doc, 1).insert(0, 'أ');
  await until('it is tried', () => log.tried > 0);
  mark(basem.doc, 'الوزير', 'verified', 'basem');
  await until('the claim is on disk', async () => (await ground.stored(article)).getMap('claims').size === 1);
  raw.say(MESSAGE.saved, 1);
  await answered(raw);
  expect(confirmed(raw)).toBe(false);
  expect(rima.doc.getMap('claims').size).toBe(0);
  first = false;
  await raw.hears(MESSAGE.saved);
  await converged(edith, basem, rima);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(rima.doc));
});

test('an article whose log lacks what a later update builds on opens without it, and takes it again', async () => {
  const edith = await ground.peer('edith', article).synced();
  const parts: Uint8Array[] = [];
  edith.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== edith.provider) parts.push(bytes);
  });
  edith.leave();
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  lettersOf(edith.doc, 1).insert(0, 'أ');
  lettersOf(edith.doc, 1).insert(0, 'ب');
  // As a crash would leave it, had the second been stored and the first not.
  const at = '2026-03-01T09:00:00.000Z';
  await ground.store.log.append({
    article,
    at,
    actor: 'edith',
    bytes: parts[1] as Uint8Array,
    history: [],
    clients: [edith.doc.clientID],
  });
  const basem = await ground.peer('basem', article).synced();
  expect(articleText(basem.doc).text).not.toContain('ب');
  mark(basem.doc, 'الوزير', 'verified', 'basem');
  await basem.acked();
  edith.comeBack();
  await edith.acked();
  await converged(edith, basem);
  expect(articleText(basem.doc).text).toContain('بأ');
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
  expect([...edith.ends, ...basem.ends]).toEqual([]);
});

test('an article with a damaged update opens with the rest, says so, and is whole again by whoever still has it', async () => {
  const edith = await ground.peer('edith', article).synced();
  for (const letters of ['أ', 'ب', 'ت']) {
    lettersOf(edith.doc, 1).insert(0, letters);
    await edith.acked();
  }
  mark(edith.doc, 'الوزير', 'verified', 'edith');
  await edith.acked();
  edith.leave();
  await until('it leaves memory', () => ground.rooms.open().length === 0);
  log.damaged = [3]; // "ب", and with it what builds on it
  const rima = await ground.peer('rima', article).synced();
  expect(articleText(rima.doc).text).toContain('أ');
  expect(articleText(rima.doc).text).not.toContain('ب');
  expect(ground.lines).toContainEqual({
    level: 'error',
    detail: { article, damaged: [3] },
    message: 'damaged updates were set aside',
  });
  edith.comeBack();
  await edith.acked();
  await converged(edith, rima);
  expect(articleText(rima.doc).text).toContain('تبأ');
  expect(contentOf(await ground.live(article))).toBe(contentOf(edith.doc));
});

test('a client that has stopped reading is let go before it fills the memory', async () => {
  const slow = await ground.raw('rima', article).opened();
  slow.say(MESSAGE.sync, 0, new Uint8Array([0]));
  await slow.hears(MESSAGE.sync);
  slow.socket.pause();
  const edith = await ground.peer('edith', article).synced();
  for (let turn = 0; ground.rooms.present(article).length > 1; turn++) {
    if (turn > 400) throw new Error('it is never let go');
    lettersOf(edith.doc, 1).insert(0, String.fromCharCode(0x620 + (turn % 30)).repeat(100_000));
    lettersOf(edith.doc, 1).delete(0, 100_000);
    await edith.acked();
  }
  expect(ground.rooms.present(article).map(({ id }) => id)).toEqual(['edith']);
  slow.socket.resume();
  expect([1006, 1013]).toContain((await slow.ended()).code);
});
