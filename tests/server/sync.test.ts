import { articleText } from '@sanad/shared/article-text';
import { readClaims } from '@sanad/shared/claim';
import { MESSAGE } from '@sanad/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf, converged, until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
});
afterEach(() => ground.close());

const LINES = ['محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'وقال السكان إن الكهرباء لم تصل بعد.'];

test('two stock clients see each other type and mark, and hold the same', async () => {
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  const basem = await ground.peer('basem', article).synced();
  expect(articleText(edith.doc).text).toBe(LINES.join('\n'));
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  await until('the edit arrives', () => articleText(basem.doc).text.includes('أمس قال'));
  mark(basem.doc, 'تخدم 3 آلاف أسرة', 'disputed', 'basem');
  await until('the claim arrives', () => readClaims(edith.doc).length === 1);
  await converged(edith, basem);
  await basem.acked();
  expect(contentOf(await ground.stored(article))).toBe(contentOf(basem.doc));
  expect(contentOf(await ground.live(article))).toBe(contentOf(basem.doc));
});

test('a stock client that types while it comes back is let in, and nothing it typed is lost', async () => {
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  const clara = await ground.peer('clara', article).synced();
  edith.leave();
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  // The server lacks "أمس" when this arrives, since it comes before the server could ask for what it lacks.
  edith.provider.once('status', () => lettersOf(edith.doc, 1).insert(4, 'مساء '));
  edith.comeBack();
  await edith.acked();
  expect(edith.ends.filter(({ code }) => code >= 4000)).toEqual([]);
  await converged(edith, clara);
  expect(articleText(clara.doc).text).toContain('أمس مساء قال');
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
});

test('what is typed while coming back is confirmed only once it is stored', async () => {
  const article = await ground.article(...LINES);
  const edith = await ground.peer('edith', article).synced();
  const updates: Uint8Array[] = [];
  edith.leave();
  edith.doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  lettersOf(edith.doc, 1).insert(4, 'مساء ');
  const raw = await ground.raw('edith', article).opened();
  raw.update(updates[1] as Uint8Array);
  raw.say(MESSAGE.saved, 7);
  raw.say(MESSAGE.queryAwareness);
  const confirmed = () => raw.heard.some((frame) => frame[0] === MESSAGE.saved);
  await until('the server has asked', () => raw.heard.some((frame) => frame[0] === MESSAGE.sync));
  expect(confirmed()).toBe(false);
  raw.say(MESSAGE.sync, 1, Y.mergeUpdates(updates));
  await until('the server confirms', confirmed);
  expect(articleText(await ground.stored(article)).text).toContain('أمس مساء قال');
});
