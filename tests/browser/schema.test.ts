import { SCHEMA_VERSION } from '@sanad/shared/article';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mark } from '../shared/desk-article.ts';
import { Peer } from '../support/peer.ts';
import { visit } from '../support/visitor.ts';
import { atTheText, browser, checker, desk, expectClaims, FIRST, go, newArticle, visitors } from './editor-hands.ts';

atTheText();

const OLDER = SCHEMA_VERSION - 1;

test('a page of an older schema is turned away: no byte of the article reaches it, and its editor never mounts', async () => {
  const article = await newArticle();
  const visitor = await visit(browser, desk.url, checker);
  visitors.push(visitor);
  const { page } = visitor;
  // The page says of itself that it knows the older schema alone; all else of it is as it is served.
  await page.addInitScript(
    ([now, older]) => {
      const seen = { sockets: [] as string[], bytes: 0, closed: [] as number[], editors: 0 };
      Object.assign(window, { seen });
      const Real = window.WebSocket;
      window.WebSocket = class extends Real {
        constructor(address: string | URL, protocols?: string | string[]) {
          const asked = String(address).replace(`schema=${now}`, `schema=${older}`);
          super(asked, protocols);
          seen.sockets.push(asked);
          this.addEventListener('message', ({ data }) => {
            seen.bytes += (data as ArrayBuffer).byteLength ?? String(data).length;
          });
          this.addEventListener('close', ({ code }) => seen.closed.push(code));
        }
      };
      new MutationObserver(() => {
        seen.editors += document.querySelectorAll('.ProseMirror').length;
      }).observe(document, { childList: true, subtree: true });
    },
    [SCHEMA_VERSION, OLDER] as const,
  );
  await page.goto(`/articles/${article}`);
  await page.getByText('This page is older than the article').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, unknown> }).seen);
  expect(seen).toMatchObject({ bytes: 0, closed: [4426], editors: 0 });
  expect(seen.sockets).toEqual([expect.stringContaining(`schema=${OLDER}`)]);
  expect(await page.locator('.ProseMirror').count()).toBe(0);
});

test('a client that says nothing of its schema is let in, one that knows the schema too', async () => {
  const article = await newArticle();
  for (const params of [{}, { schema: String(SCHEMA_VERSION) }, { schema: String(SCHEMA_VERSION + 1) }]) {
    const peer = new Peer({ url: desk.url, article, cookie: checker.cookie, params });
    await peer.synced();
    expect(peer.ends).toEqual([]);
    peer.close();
  }
});

test('what a page of an older schema wrote and could not send is taken over and sent', async () => {
  const article = await newArticle();
  const peer = await new Peer({ url: desk.url, article, cookie: checker.cookie }).synced();
  peer.leave();
  // As the older page left it: the article, and a claim made without a connection.
  const before = new Y.Doc();
  Y.applyUpdate(before, Y.encodeStateAsUpdate(peer.doc));
  mark(before, FIRST, 'disputed', checker.person.id);
  const update = [...Y.encodeStateAsUpdate(before)];
  peer.close();

  const visitor = await visit(browser, desk.url, checker);
  visitors.push(visitor);
  const { page } = visitor;
  await page.goto('/people');
  await page.evaluate(
    async ({ update, older, person, article }) => {
      const opened = (name: string, make: (db: IDBDatabase) => void) =>
        new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name, 1);
          request.onupgradeneeded = () => make(request.result);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const put = (db: IDBDatabase, store: string, value: unknown) =>
        new Promise<void>((resolve, reject) => {
          const done = db.transaction(store, 'readwrite');
          done.objectStore(store).put(value);
          done.oncomplete = () => resolve();
          done.onerror = () => reject(done.error);
        });
      const name = `sanad:${older}:${person}:${article}`;
      const copy = await opened(name, (db) => {
        db.createObjectStore('updates', { autoIncrement: true });
        db.createObjectStore('custom');
      });
      await put(copy, 'updates', new Uint8Array(update));
      copy.close();
      const ledger = await opened('sanad:ledger', (db) => {
        db.createObjectStore('copies', { keyPath: 'name' });
        db.createObjectStore('pending', { keyPath: ['name', 'tab'] });
        db.createObjectStore('rescues', { keyPath: ['person', 'articleId', 'at'] });
      });
      await put(ledger, 'copies', { name, person, articleId: article, schema: older });
      await put(ledger, 'pending', { name, tab: 'older', count: 1 });
      ledger.close();
    },
    { update, older: OLDER, person: checker.person.id, article },
  );
  await go(page, article);
  await expectClaims(article, [page], [{ quote: FIRST, verdict: 'disputed' }]);
  const left = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(left).not.toContain(`sanad:${OLDER}:${checker.person.id}:${article}`);
  expect(await left()).toContain(`sanad:${SCHEMA_VERSION}:${checker.person.id}:${article}`);
});
