import { claimsRoot, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { removeClaim } from '@sanad/shared/claim';
import { MESSAGE } from '@sanad/shared/protocol';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { copyOf, lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, converged, type Peer, until } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

let ground: Ground;
let article: string;
let edith: Peer;
let before: string;

beforeEach(async () => {
  ground = await Ground.open();
  article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  edith = await ground.peer('edith', article).synced();
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  mark(edith.doc, 'الوزير', 'verified', 'edith');
  await edith.acked();
  before = contentOf(edith.doc);
});
afterEach(() => ground.close());

/** Sends bytes as `name`; gives how the server closed. Asserts that nothing came of it and that Edith goes on. */
async function hostile(name: Name, ...updates: readonly Uint8Array[]): Promise<string> {
  const raw = await ground.raw(name, article).opened();
  for (const update of updates) raw.update(update);
  const { code, reason } = await raw.ended();
  expect(contentOf(await ground.stored(article))).toBe(before);
  expect(contentOf(await ground.live(article))).toBe(before);
  expect(contentOf(edith.doc)).toBe(before);
  lettersOf(edith.doc, 1).insert(0, 'و');
  await edith.acked();
  expect(edith.ends).toEqual([]);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
  return `${code} ${reason}`;
}

/** What `act` adds to a copy of Edith's document, written with a client id. */
function made(act: (doc: Y.Doc) => void, client?: number): Uint8Array {
  const doc = copyOf(edith.doc);
  textRoot(doc);
  if (client !== undefined) doc.clientID = client;
  const from = Y.encodeStateVector(doc);
  act(doc);
  return Y.encodeStateAsUpdate(doc, from);
}

test("a colleague's Yjs client id cannot be used, not even for what one may do", async () => {
  const update = made((doc) => mark(doc, 'المحطة', 'verified', 'basem'), edith.doc.clientID);
  expect(await hostile('basem', update)).toBe('4403 in-another-name');
});

test('a client id that a colleague announced but has not written with yet is hers already', async () => {
  const clara = await ground.peer('clara', article).synced();
  clara.provider.awareness.setLocalStateField('reading', 1);
  await until('Edith sees Clara', () => edith.provider.awareness.getStates().has(clara.doc.clientID));
  const update = made((doc) => mark(doc, 'المحطة', 'verified', 'basem'), clara.doc.clientID);
  expect(await hostile('basem', update)).toBe('4403 in-another-name');
  mark(clara.doc, 'المحطة', 'verified', 'clara');
  await clara.acked();
  expect(clara.ends).toEqual([]);
});

test('a client id that a colleague announced stays hers when her connection is lost', async () => {
  const clara = await ground.peer('clara', article).synced();
  clara.provider.awareness.setLocalStateField('reading', 1);
  await until('Edith sees Clara', () => edith.provider.awareness.getStates().has(clara.doc.clientID));
  clara.leave();
  await until('Clara is gone', () => !edith.provider.awareness.getStates().has(clara.doc.clientID));
  mark(clara.doc, 'المحطة', 'verified', 'clara');
  const update = made((doc) => mark(doc, 'المحطة', 'verified', 'basem'), clara.doc.clientID);
  expect(await hostile('basem', update)).toBe('4403 in-another-name');
  clara.comeBack();
  await clara.acked();
  expect(clara.ends.filter(({ code }) => code >= 4000)).toEqual([]);
});

test('a gap is refused as out of step, and does not land later', async () => {
  const doc = copyOf(edith.doc);
  textRoot(doc);
  const parts: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => parts.push(bytes));
  lettersOf(doc, 1).insert(0, 'أ');
  lettersOf(doc, 1).insert(0, 'ب');
  expect(await hostile('amal', parts[1] as Uint8Array)).toBe('4409 out of step');
  // What comes first alone is well-formed and allowed: it is kept, and does not bring the refused part with it.
  const raw = await ground.raw('amal', article).opened();
  raw.update(parts[0] as Uint8Array);
  await until('the letter arrives', () => articleText(edith.doc).text.includes('أ'));
  expect(articleText(edith.doc).text).not.toContain('ب');
});

test('deletions of clocks that nobody has written yet are refused as out of step', async () => {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0); // no structs
    encoding.writeVarUint(encoder, 1); // deletions of one client
    encoding.writeVarUint(encoder, edith.doc.clientID);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, 5000);
    encoding.writeVarUint(encoder, 100);
  });
  expect(await hostile('amal', update)).toBe('4409 out of step');
});

test('a length that no frame can hold is refused', async () => {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1); // structs of one client
    encoding.writeVarUint(encoder, 1); // one struct
    encoding.writeVarUint(encoder, 77);
    encoding.writeVarUint(encoder, 0);
    encoding.writeUint8(encoder, 0); // collected content
    encoding.writeVarUint(encoder, 2 ** 52);
    encoding.writeVarUint(encoder, 0); // no deletions
  });
  expect(await hostile('edith', update)).toBe('4403 malformed');
});

test.each([
  ['random bytes', Uint8Array.from([7, 200, 13, 255, 255, 1, 99])],
  ['nothing at all', new Uint8Array(0)],
  ['an update cut short', new Uint8Array([1, 3, 9, 0, 4])],
])('%s are refused as malformed', async (_what, bytes) => {
  expect(await hostile('edith', bytes)).toBe('4403 malformed');
});

test('an update that breaks off in the middle of something allowed leaves nothing of it', async () => {
  const update = made((doc) => lettersOf(doc, 1).insert(0, 'ن'.repeat(50)));
  expect(await hostile('edith', update.slice(0, -1))).toBe('4403 malformed');
});

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};
const letters = (text: string) => new Y.XmlText(text);
const bold = (text: string) => {
  const made = new Y.XmlText();
  made.insert(0, text, { strong: {} });
  return made;
};

test.each<[string, () => Y.XmlElement | Y.XmlText]>([
  ['letters beside the blocks', () => letters('سر')],
  ['a document in the document', () => element('doc', element('paragraph', letters('سر')))],
  ['a block by the name of letters', () => element('text')],
  ['an entry without its list', () => element('list_item', element('paragraph', letters('سر')))],
  ['a paragraph in a paragraph', () => element('paragraph', element('paragraph', letters('سر')))],
  ['letters in a list', () => element('bullet_list', letters('سر'))],
  ['letters in a quote', () => element('blockquote', letters('سر'))],
  ['a paragraph in a list', () => element('ordered_list', element('paragraph', letters('سر')))],
  ['formatting in a title', () => element('title', bold('سر'))],
  ['a line end among the letters', () => element('paragraph', letters('سر\nثم'))],
])('%s is refused: it fits into no article, and an editor that meets it deletes or fails', async (_what, node) => {
  const update = made((doc) => textRoot(doc).push([node()]));
  expect(await hostile('edith', update)).toBe('4403 malformed');
});

test('what fits into an article is taken, however it is nested', async () => {
  const paragraph = () => element('paragraph', letters('سر'));
  const list = element(
    'ordered_list',
    element('list_item', paragraph(), element('bullet_list', element('list_item', paragraph()))),
  );
  textRoot(edith.doc).push([
    list,
    element('blockquote', paragraph(), element('blockquote', paragraph())),
    element('heading'),
  ]);
  await edith.acked();
  expect(edith.ends).toEqual([]);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
});

test('naming an unknown root is refused, also where it writes nothing', async () => {
  // Edith's first letters again, said to lie in another root: Yjs knows them by their clock and reads no further.
  const doc = new Y.Doc();
  doc.clientID = edith.doc.clientID;
  doc.getText('secrets').insert(0, 'أ');
  expect(await hostile('edith', Y.encodeStateAsUpdate(doc))).toBe('4403 malformed');
});

test('a reader cannot hide anything in a block that is gone', async () => {
  const target = articleText(edith.doc).blocks[1]?.runs[0]?.type as Y.XmlText;
  const update = made((doc) => lettersOf(doc, 1).insert(2, 'سر'));
  expect(target.length).toBeGreaterThan(0);
  textRoot(edith.doc).delete(1, 1);
  await edith.acked();
  before = contentOf(edith.doc);
  const rima = await ground.raw('rima', article).opened();
  rima.update(update);
  expect(await rima.ended()).toEqual({ code: 4403, reason: 'text-needs-editor' });
  const basem = await ground.raw('basem', article).opened();
  basem.update(update);
  expect(await basem.ended()).toEqual({ code: 4403, reason: 'text-needs-editor' });
  expect(contentOf(await ground.stored(article))).toBe(before);
});

test('what an editor typed offline in a block that was deleted meanwhile is no offence', async () => {
  const amal = await ground.peer('amal', article).synced();
  amal.leave();
  lettersOf(amal.doc, 1).insert(2, 'سر');
  textRoot(edith.doc).delete(1, 1);
  await edith.acked();
  amal.comeBack();
  await amal.acked();
  await converged(edith, amal);
  expect(amal.ends).toEqual([]);
});

test('the same claim id, made at the same time by two, stays the first one', async () => {
  const id = claimsRoot(edith.doc).keys().next().value as string;
  for (const client of [1, 2 ** 32 - 1]) {
    const doc = new Y.Doc();
    doc.clientID = client;
    const own = new Y.Map<unknown>();
    for (const [key, value] of Object.entries((claimsRoot(edith.doc).get(id) as Y.Map<unknown>).toJSON())) {
      own.set(
        key,
        key === 'judgements' ? new Y.Array() : key === 'evidence' || key === 'comments' ? new Y.Map() : value,
      );
    }
    own.set('createdBy', 'basem');
    claimsRoot(doc).set(id, own);
    const raw = await ground.raw('basem', article).opened();
    raw.update(Y.encodeStateAsUpdate(doc));
    raw.say(MESSAGE.saved, 1);
    await Promise.race([raw.ended(), raw.hears(MESSAGE.saved)]);
    const kept = claimsRoot(await ground.stored(article)).get(id) as Y.Map<unknown>;
    expect(kept.get('createdBy')).toBe('edith');
  }
  expect(edith.ends).toEqual([]);
});

test('awareness for an id that somebody else announced is dropped', async () => {
  const rima = await ground.peer('rima', article).synced();
  edith.provider.awareness.setLocalStateField('reading', 3);
  await until('Rima sees Edith', () => rima.provider.awareness.getStates().get(edith.doc.clientID)?.reading === 3);
  const raw = await ground.raw('basem', article).opened();
  const forged = (client: number, state: object | null) =>
    raw.say(
      MESSAGE.awareness,
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, 1000);
        encoding.writeVarString(encoder, JSON.stringify(state));
      }),
    );
  forged(edith.doc.clientID, { reading: 9 });
  forged(edith.doc.clientID, null);
  forged(4242, { reading: 7, user: { id: 'basem', name: 'The Editor', color: '#fff' } });
  await until('Rima sees Basem', () => rima.provider.awareness.getStates().has(4242));
  expect(rima.provider.awareness.getStates().get(4242)?.user).toEqual({
    id: 'basem',
    name: 'basem the checker',
    color: '#123456',
  });
  expect(rima.provider.awareness.getStates().get(edith.doc.clientID)?.reading).toBe(3);
  forged(4243, { reading: 1 });
  forged(4242, { reading: 8, long: 'x'.repeat(9000) });
  forged(4242, { reading: 2 });
  expect(rima.provider.awareness.getStates().has(4243)).toBe(false);
});

test.each<[string, unknown]>([
  ['one end alone', { anchor: { item: { client: 1, clock: 1 } }, head: null }],
  ['a number for an end', { anchor: 5, head: { tname: 'text' } }],
  ['no place at all', { anchor: {}, head: {} }],
  ['words', 'here'],
  ['another root', { anchor: { tname: 'claims' }, head: { tname: 'claims' } }],
  ['an item that is no id', { anchor: { item: 'x' }, head: { item: 'x' } }],
  ['a type that is no id', { anchor: { type: [1, 2] }, head: { type: [1, 2] } }],
  ['a clock below nought', { anchor: { item: { client: 1, clock: -1 } }, head: { item: { client: 1, clock: -1 } } }],
])('a cursor that is %s reaches nobody: an editor that drew it would fail', async (_what, cursor) => {
  const rima = await ground.peer('rima', article).synced();
  const raw = await ground.raw('rima', article).opened();
  raw.say(
    MESSAGE.awareness,
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, 4242);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, JSON.stringify({ reading: 4, cursor }));
    }),
  );
  await until('she is seen', () => edith.provider.awareness.getStates().get(4242)?.reading === 4);
  expect(edith.provider.awareness.getStates().get(4242)?.cursor ?? null).toBeNull();
  expect(rima.provider.awareness.getStates().get(4242)?.cursor ?? null).toBeNull();
});

test("a colleague's cursor reaches everybody as it is", async () => {
  const rima = await ground.peer('rima', article).synced();
  const at = (index: number) =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(lettersOf(edith.doc, 1), index));
  const cursor = { anchor: at(2), head: at(5) };
  edith.provider.awareness.setLocalStateField('cursor', cursor);
  await until('Rima sees it', () => rima.provider.awareness.getStates().get(edith.doc.clientID)?.cursor);
  expect(rima.provider.awareness.getStates().get(edith.doc.clientID)?.cursor).toEqual(
    JSON.parse(JSON.stringify(cursor)),
  );
});

test('an honest reader whose copy tidies formatting by itself is let be', async () => {
  // Amal and Edith make the first letters bold at the same time: the signs of one of them say nothing. Their frames come
  // from copies that are closed again, so nobody has tidied up before Rima and Basem hear of them.
  const bold = (doc: Y.Doc) => lettersOf(doc, 1).format(0, 9, { strong: {} });
  const updates = { amal: made(bold), edith: made(bold) };
  edith.leave();
  const rima = await ground.peer('rima', article).synced();
  const basem = await ground.peer('basem', article).synced();
  const sent = { rima: 0, basem: 0 };
  rima.doc.on('update', (_bytes: Uint8Array, origin: unknown) => {
    if (origin !== rima.provider) sent.rima++;
  });
  for (const [name, update] of Object.entries(updates)) {
    const raw = await ground.raw(name as Name, article).opened();
    raw.update(update);
    raw.say(MESSAGE.saved, 1);
    await raw.hears(MESSAGE.saved);
    raw.close();
  }
  await until("Rima's copy tidies up", () => sent.rima > 0);
  await Promise.all([rima.acked(), basem.acked()]);
  edith.comeBack();
  await converged(edith, rima, basem);
  expect([...rima.ends, ...basem.ends]).toEqual([]);
  expect(lettersOf(rima.doc, 1).toDelta()).toContainEqual({ insert: expect.any(String), attributes: { strong: {} } });
});

test('a reader who takes formatting away that shows is refused', async () => {
  lettersOf(edith.doc, 1).format(2, 9, { strong: {} });
  await edith.acked();
  before = contentOf(edith.doc);
  // Deleting the sign alone writes nothing new, as tidying does.
  const doc = copyOf(edith.doc);
  const from = Y.snapshot(doc);
  doc.transact((transaction) => {
    for (let item = lettersOf(doc, 1)._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentFormat && !item.deleted) item.delete(transaction);
    }
  });
  expect(Y.equalSnapshots(from, Y.snapshot(doc))).toBe(false);
  expect(await hostile('rima', Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))).toBe('4403 text-needs-editor');
});

test('the server writes nothing of its own: its document is what is in the log', async () => {
  const bold = (doc: Y.Doc) => lettersOf(doc, 1).format(0, 9, { strong: {} });
  const updates = [made(bold), made(bold)];
  edith.close();
  const raw = await ground.raw('amal', article).opened();
  for (const update of updates) raw.update(update);
  raw.say(MESSAGE.saved, 1);
  await raw.hears(MESSAGE.saved);
  const logged = await ground.stored(article);
  const same = await ground.rooms.read(article, (live) => Y.equalSnapshots(Y.snapshot(live), Y.snapshot(logged)));
  expect(same).toBe(true);
});

test('a removed claim of a colleague cannot be brought back by a checker', async () => {
  const id = claimsRoot(edith.doc).keys().next().value as string;
  removeClaim(edith.doc, id);
  await edith.acked();
  before = contentOf(edith.doc);
  const update = made((doc) => (claimsRoot(doc).get(id) as Y.Map<unknown>).set('removed', false));
  expect(await hostile('basem', update)).toBe('4403 another-persons-claim');
});
