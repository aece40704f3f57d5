import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { MESSAGE } from '@sanad/shared/protocol';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Chance } from '../fuzz/chance.ts';
import { workedOn } from '../fuzz/hostile-run.ts';
import { attackOn, hostileUpdates } from '../fuzz/hostile-update.ts';
import { inRoot, lengthOnly, putTogether, type WireStruct } from '../fuzz/wire-update.ts';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, type Peer, type RawPeer, until } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

let ground: Ground;
let article: string;
let edith: Peer;
let rima: Peer;

beforeEach(async () => {
  ground = await Ground.open({ limits: { refusals: 1000 } });
  article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'لم تصل الكهرباء بعد.');
  edith = await ground.peer('edith', article).synced();
  rima = await ground.peer('rima', article).synced();
});
afterEach(() => ground.close());

/** Asserts that the others never noticed: they are connected, hold what they held, and go on. */
async function undisturbed(before: string): Promise<void> {
  expect(contentOf(await ground.live(article))).toBe(before);
  expect(contentOf(await ground.stored(article))).toBe(before);
  lettersOf(edith.doc, 1).insert(0, 'و');
  await edith.acked();
  await until('the reader sees it', () => contentOf(rima.doc) === contentOf(edith.doc));
  expect([edith.ends, rima.ends]).toEqual([[], []]);
}

const raw = (name: Name): Promise<RawPeer> => ground.raw(name, article).opened();

test.each<[string, (peer: RawPeer) => void]>([
  ['an empty frame', (peer) => peer.socket.send(new Uint8Array(0))],
  ['words where bytes belong', (peer) => peer.socket.send('مرحبا')],
  ['a frame that ends in its number', (peer) => peer.socket.send(Uint8Array.from([0x80]))],
  ['an update cut short', (peer) => peer.socket.send(Uint8Array.from([MESSAGE.sync, 2, 200, 1, 1]))],
  ['a sync message of a number that there is none of', (peer) => peer.say(MESSAGE.sync, 9, new Uint8Array(1))],
  ['a question that is none', (peer) => peer.say(MESSAGE.sync, 0, Uint8Array.from([255, 255, 255]))],
  ['an announcement that is none', (peer) => peer.say(MESSAGE.awareness, Uint8Array.from([3, 1, 1, 1, 123]))],
  ['a counter that ends too early', (peer) => peer.socket.send(Uint8Array.from([MESSAGE.saved, 0xff]))],
])('%s closes its sender and disturbs nobody', async (_what, send) => {
  const before = contentOf(edith.doc);
  const mallory = await raw('amal');
  send(mallory);
  expect(await mallory.ended()).toEqual({ code: 4403, reason: 'malformed' });
  await undisturbed(before);
});

test('messages of numbers that nobody knows are passed over', async () => {
  const before = contentOf(edith.doc);
  const peer = await raw('amal');
  for (const number of [7, 55, 101, 103, 2 ** 31]) peer.say(number, new Uint8Array(3));
  peer.say(MESSAGE.saved, 5);
  await peer.hears(MESSAGE.saved);
  await undisturbed(before);
});

test('a frame of more than two megabytes closes its sender with 1009', async () => {
  const before = contentOf(edith.doc);
  const peer = await raw('amal');
  peer.socket.send(new Uint8Array(2 * 1024 * 1024 + 1));
  expect((await peer.ended()).code).toBe(1009);
  await undisturbed(before);
});

test('a megabyte said of oneself is told to nobody', async () => {
  const before = contentOf(edith.doc);
  const mallory = ground.peer('amal', article);
  await mallory.synced();
  const told: unknown[] = [];
  edith.provider.awareness.on('change', () =>
    told.push(edith.provider.awareness.getStates().get(mallory.doc.clientID)),
  );
  mallory.provider.awareness.setLocalState({ reading: 1, weight: 'ن'.repeat(500_000) });
  mallory.provider.awareness.setLocalState({ reading: 2 });
  await until('what comes after it is told', () => JSON.stringify(told).includes('"reading":2'));
  expect(JSON.stringify(told)).not.toContain('weight');
  await undisturbed(before);
});

test('ten thousand small frames at once hurt nobody but their sender', async () => {
  const before = contentOf(edith.doc);
  const peer = await raw('basem');
  for (let n = 0; n < 10_000; n++) peer.say(MESSAGE.saved, 1);
  await undisturbed(before);
});

/** Sends one update of an editor's; gives how the server closed. */
async function refusedAs(update: Uint8Array): Promise<string> {
  const before = contentOf(edith.doc);
  const mallory = await raw('amal');
  mallory.update(update);
  const { code, reason } = await mallory.ended();
  await undisturbed(before);
  return `${code} ${reason}`;
}

test.each<[string, WireStruct]>([
  ['collected content', lengthOnly(0, 0)],
  ['letters', inRoot(4, 'text', (encoder) => encoder.writeString(''))],
])('%s of no length for a colleague’s client id are refused, and she goes on', async (_what, struct) => {
  const { clientID: client } = edith.doc;
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  await edith.acked();
  const clock = Y.decodeStateVector(Y.encodeStateVector(edith.doc)).get(client) as number;
  expect(await refusedAs(putTogether({ blocks: [{ client, clock, structs: [struct] }], deletions: [] }))).toBe(
    '4403 malformed',
  );
});

test('letters that stand before what they name as their left are refused', async () => {
  const run = lettersOf(edith.doc, 1);
  const first = (run as unknown as { readonly _start: Y.Item })._start.id;
  const behind = { client: first.client, clock: first.clock + 8 };
  const crossed = { ...inRoot(4, '', (encoder) => encoder.writeString('سر')), origin: behind, rightOrigin: first };
  const update = putTogether({ blocks: [{ client: 77, clock: 0, structs: [crossed] }], deletions: [] });
  expect(await refusedAs(update)).toBe('4403 malformed');
});

test.each([
  ['a hundred thousand first values of one key', 1, 100_000],
  ['a hundred thousand writers', 100_000, 1],
])('%s are refused before they keep anybody waiting', async (_what, writers, values) => {
  const value = inRoot(
    8,
    'claims',
    (encoder) => {
      encoder.writeLen(1);
      encoder.writeAny(1);
    },
    'x',
  );
  const structs = Array.from({ length: values }, () => value);
  const blocks = Array.from({ length: writers }, (_, n) => ({ client: 1000 + n, clock: 0, structs }));
  const since = performance.now();
  expect(await refusedAs(putTogether({ blocks, deletions: [] }))).toBe('4403 malformed');
  expect(performance.now() - since).toBeLessThan(8000); // it took half a minute
});

test('letters of two writers that all stand at one place are refused before they keep anybody waiting', async () => {
  const first = (lettersOf(edith.doc, 1) as unknown as { readonly _start: Y.Item })._start.id;
  const letter = { ...inRoot(4, '', (encoder) => encoder.writeString('س')), parent: null, origin: first };
  const letters = Array.from({ length: 20_000 }, () => letter);
  const behind = { ...letter, origin: { client: 1000, clock: letters.length - 1 } };
  const blocks = [
    { client: 1000, clock: 0, structs: letters },
    { client: 2000, clock: 0, structs: [behind, ...letters] },
  ];
  const since = performance.now();
  expect(await refusedAs(putTogether({ blocks, deletions: [] }))).toBe('4403 malformed');
  expect(performance.now() - since).toBeLessThan(8000); // it took a minute
});

test('a value that overlooks thousands of others of its key is refused, however many came before it', async () => {
  const mallory = await raw('basem');
  mallory.say(MESSAGE.sync, 1, Uint8Array.from([0, 0]));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(edith.doc));
  const from = Y.encodeStateVector(doc);
  const claim = mark(doc, 'المحطة', 'verified', 'basem');
  mallory.update(Y.encodeStateAsUpdate(doc, from));
  const anchor = (doc.getMap('claims').get(claim) as unknown as { readonly _map: Map<string, Y.Item> })._map.get(
    'anchor',
  ) as Y.Item;
  const value = {
    ...inRoot(8, '', (encoder) => anchor.content.write(encoder, 0), 'anchor'),
    parent: null,
    origin: anchor.id,
  };
  for (let frame = 0; frame < 20 && !mallory.over; frame++) {
    const structs = Array.from({ length: 400 }, () => value);
    mallory.update(putTogether({ blocks: [{ client: 7000, clock: frame * 400, structs }], deletions: [] }));
  }
  const structs = [{ ...value, origin: { client: 7000, clock: 7999 } }, ...Array.from({ length: 8000 }, () => value)];
  const since = performance.now();
  mallory.update(putTogether({ blocks: [{ client: 9000, clock: 0, structs }], deletions: [] }));
  expect(await mallory.ended()).toEqual({ code: 4403, reason: 'malformed' });
  expect(performance.now() - since).toBeLessThan(8000);
  lettersOf(edith.doc, 1).insert(0, 'و');
  await edith.acked();
});

test('questions without end are answered one at a time, and fill no memory', async () => {
  lettersOf(edith.doc, 1).insert(0, 'س'.repeat(300_000));
  await edith.acked();
  const before = process.memoryUsage.rss();
  const askers = await Promise.all(Array.from({ length: 5 }, () => raw('rima')));
  for (let round = 0; round < 300; round++) {
    const question = encoding.encode((encoder) => {
      for (const number of [1, 99, round]) encoding.writeVarUint(encoder, number);
    });
    for (const asker of askers) asker.say(MESSAGE.sync, 0, question);
    if (round % 20 === 0) lettersOf(edith.doc, 1).insert(0, 'و');
  }
  await edith.acked();
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  expect(edith.ends).toEqual([]);
});

test('a hundred attacks through real sockets close their senders alone', async () => {
  const doc = workedOn();
  const id = await ground.articleOf(doc);
  const watcher = await ground.peer('clara', id).synced();
  const chance = new Chance(7);
  for (let attack = 0; attack < 100; attack++) {
    const before = contentOf(watcher.doc);
    const mallory = await ground.raw('rima', id).opened();
    mallory.say(MESSAGE.sync, 1, Uint8Array.from([0, 0])); // answered: nothing of its own is lacking here
    const updates = hostileUpdates(attackOn(doc, 'rima', chance));
    for (const update of updates) mallory.update(update);
    mallory.say(MESSAGE.saved, 1);
    await until(
      'it is closed, or confirmed',
      () => mallory.over || mallory.heard.some(([kind]) => kind === MESSAGE.saved),
    );
    mallory.close();
    expect(contentOf(await ground.live(id))).toBe(before);
  }
  expect(watcher.ends).toEqual([]);
  expect(textRoot(watcher.doc).length).toBe(textRoot(doc).length);
  expect(articleText(await ground.stored(id)).text).toBe(articleText(doc).text);
});
