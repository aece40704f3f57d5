import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { articleText } from '@sanad/shared/article-text';
import { readyShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { type DeskProcess, openTestDesk, startProcess, temporaryFolder } from '../support/desk.ts';
import { contentOf, Peer, until } from '../support/peer.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: DeskProcess;
let article: string;
let cookie: string;
let edith: Peer;
let basem: Peer;

/** A desk in a process of its own, with an editor and a checker in its one article. */
beforeEach(async () => {
  folder = temporaryFolder();
  const desk = await openTestDesk({ data: folder.path });
  const [editor, checker] = [await desk.join('editor'), await desk.join('checker')];
  cookie = editor.cookie;
  article = await desk.article(editor, 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  await desk.close();
  server = await startProcess({ data: folder.path });
  edith = await new Peer({ url: server.url, article, cookie: editor.cookie }).synced();
  basem = await new Peer({ url: server.url, article, cookie: checker.cookie }).synced();
});
afterEach(async () => {
  edith.close();
  basem.close();
  await server.kill();
  folder.remove();
});

async function ready() {
  const answer = await fetch(`${server.url}/readyz`);
  const { saving, store } = readyShape.parse(await answer.json()).parts;
  return { status: answer.status, saving, store };
}

/** Types words, and resolves once the server has confirmed them. */
function typed(words: string): Promise<void> {
  lettersOf(edith.doc, 1).insert(0, words);
  return edith.acked();
}

/** Asserts that all of it is on the screens and on disk, and that nobody was disturbed. */
async function nothingLost(): Promise<void> {
  await until('the colleague sees it', () => contentOf(basem.doc) === contentOf(edith.doc));
  expect([edith.ends, basem.ends]).toEqual([[], []]);
  await server.kill();
  const copy = await openTestDesk({ data: folder.path });
  expect(await copy.desk.rooms.read(article, contentOf)).toBe(contentOf(edith.doc));
  await copy.close();
}

test('while another process holds the database, nothing is confirmed or shown, nobody waits for answers, and nothing is lost', async () => {
  const other = new DatabaseSync(join(folder.path, 'sanad.db'));
  other.exec('pragma busy_timeout = 30000'); // what is being written just now is let finish
  other.exec('begin immediate');
  let confirmed = false;
  const saved = typed('أمس ').then(() => {
    confirmed = true;
  });
  const waits: number[] = [];
  await until('the server says that it cannot save', async () => {
    const since = performance.now();
    const { status, saving } = await ready();
    waits.push(performance.now() - since);
    return status === 503 && saving === '1 article cannot be saved';
  });
  expect(Math.max(...waits)).toBeLessThan(2500); // none waits for the lock as the store does
  expect([confirmed, articleText(basem.doc).text.includes('أمس')]).toEqual([false, false]);
  other.exec('rollback');
  other.close();
  await saved;
  await until('it can save again', async () => (await ready()).status === 200);
  await nothingLost();
});

test('on a disk that is full nothing is confirmed that is not stored, and all of it is once there is room', async () => {
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`]);
  await typed('أمس ');
  limit('4096'); // no file of the server's grows beyond it
  let confirmed = false;
  const saved = typed('قبل '.repeat(3000)).then(() => {
    confirmed = true;
  });
  await until('the server says that it cannot save', async () => (await ready()).status === 503);
  await typedWithoutConfirmation('و');
  expect([confirmed, articleText(basem.doc).text.includes('قبل')]).toEqual([false, false]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  limit('unlimited');
  await saved;
  await until('it can save again', async () => (await ready()).status === 200);
  await nothingLost();
});

test.each([
  ['the database file', ['sanad.db']],
  ['the write-ahead log', ['sanad.db-wal']],
  ['all of the database', ['sanad.db', 'sanad.db-wal', 'sanad.db-shm']],
])(
  'while %s is gone from under the server nothing is confirmed, and all of it is once it is back',
  async (_what, names) => {
    await typed('أمس ');
    const admin = { cookie, origin: server.url, 'content-type': 'application/json' };
    const make = () =>
      fetch(`${server.url}/api/articles`, {
        method: 'POST',
        headers: admin,
        body: JSON.stringify({ format: 'text', content: 'خبر\n\nجملة' }),
      });
    const move = (from: string, to: string) => {
      for (const name of names) renameSync(join(folder.path, name + from), join(folder.path, name + to));
    };
    move('', '.away');
    await until('the server says so', async () => {
      const { status, store } = await ready();
      return status === 503 && store === 'is no longer where it was opened';
    });
    let confirmed = false;
    const saved = typed('قبل ').then(() => {
      confirmed = true;
    });
    await until(
      'the server says that it cannot save',
      async () => (await ready()).saving === '1 article cannot be saved',
    );
    expect((await make()).status).toBe(500);
    expect([confirmed, articleText(basem.doc).text.includes('قبل')]).toEqual([false, false]);
    const said = () => server.said.filter((line) => line.includes('nothing is saved until it is back')).length;
    await until('the log says so', () => said() > 0);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(said()).toBe(1);
    move('.away', '');
    await saved;
    await until('it can save again', async () => (await ready()).status === 200);
    expect((await make()).status).toBe(201);
    await nothingLost();
  },
);

async function typedWithoutConfirmation(words: string): Promise<void> {
  lettersOf(edith.doc, 1).insert(0, words);
  await until('the server has heard it', async () => (await ready()).status === 503);
}

test('a server that is told to stop closes its sockets with 1012 and ends in time, also when it cannot save', async () => {
  await typed('أمس ');
  const other = new DatabaseSync(join(folder.path, 'sanad.db'));
  other.exec('begin immediate');
  lettersOf(edith.doc, 1).insert(0, 'قبل ');
  await until('the server says that it cannot save', async () => (await ready()).status === 503);
  const since = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - since).toBeLessThan(5000);
  expect([(await edith.ended()).code, (await basem.ended()).code]).toEqual([1012, 1012]);
  other.close();
  const copy = await openTestDesk({ data: folder.path });
  const text = await copy.desk.rooms.read(article, (doc) => articleText(doc).text);
  expect([text?.includes('أمس'), text?.includes('قبل')]).toEqual([true, false]); // what was never confirmed
  await copy.close();
});
