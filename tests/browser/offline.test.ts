import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import {
  articleAt,
  keptPort,
  type Member,
  openTestDesk,
  startProcess,
  type TestDesk,
  temporaryFolder,
} from '../support/desk.ts';
import { hurried, withOwnTime } from '../support/page-time.ts';
import { visit } from '../support/visitor.ts';

const TEXT = `افتتاح جسر جديد في المدينة
قالت البلدية إن الجسر كلّف 12 مليون دولار وإن العمل فيه استمر عامين.
ونفى مهندس شارك في المشروع أن تكون الكلفة قد تجاوزت تسعة ملايين.`;

let browser: Browser;
let desk: TestDesk;
let editor: Member;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'سلمى');
});
afterEach(() => desk.close());

/** Resolves when the browser has every file it needs to open the pages by itself. */
async function shellKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

const text = (page: Page) => page.locator('.ProseMirror');

test('a tab closed while the desk is out of reach opens again, and nothing is lost', async () => {
  const { path: data, remove } = temporaryFolder();
  const first = await openTestDesk({ data });
  const member = await first.join('editor', 'سلمى');
  const article = await first.article(member, TEXT);
  await first.close();
  const port = await keptPort();
  let server = await startProcess({ data, port });
  const { context, page } = await visit(browser, server.url, member);
  try {
    await page.goto(`/articles/${article}`);
    await text(page).getByText('قالت البلدية').waitFor();
    await shellKept(page);

    await server.kill();
    await text(page).getByText('قالت البلدية').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' وهذا خبر لم يصل بعد');
    await page
      .getByRole('status')
      .getByText(/20 changes kept here/i)
      .waitFor();
    await page.close();

    const again = await withOwnTime(await context.newPage());
    await again.goto(`/articles/${article}`);
    await text(again).getByText('وهذا خبر لم يصل بعد').waitFor();
    // The page asks for the article again and again: none of that may take the words from under the writer's hands.
    const opened = await text(again).elementHandle();
    for (let asked = 0; asked < 3; asked++) {
      const failed = (request: Request) => request.url().endsWith(`/api/articles/${article}`);
      await hurried(again, again.waitForEvent('requestfailed', failed));
    }
    expect(await opened?.evaluate((element) => element.isConnected)).toBe(true);

    server = await startProcess({ data, port });
    const arrived = async () => (await articleAt(server.url, member, article)).text;
    await hurried(again, expect.poll(arrived).toContain('وهذا خبر لم يصل بعد'));
  } finally {
    await context.close();
    await server.kill();
    remove();
  }
});

test('what is kept for opening without a connection holds nothing of the desk', async () => {
  const article = await desk.article(editor, TEXT);
  const { context, page } = await visit(browser, desk.url, editor);
  try {
    await page.goto(`/articles/${article}`);
    await text(page).getByText('قالت البلدية').waitFor();
    await shellKept(page);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((path) => path !== '/' && !/^\/(assets\/|first-paint\.js$|favicon\.svg$)/.test(path))).toEqual(
      [],
    );
  } finally {
    await context.close();
  }
});

test('who signed out is not taken for signed in when the connection is gone', async () => {
  const { context, page } = await visit(browser, desk.url, editor);
  try {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shellKept(page);
    await page.getByRole('button', { name: /سلمى/ }).click();
    await page.getByRole('menuitem', { name: /sign out/i }).click();
    await page.getByText(/link/i).first().waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('سلمى').count()).toBe(0);
  } finally {
    await context.close();
  }
});

test('signing out leaves nothing of an article in the browser', async () => {
  const article = await desk.article(editor, TEXT);
  const { context, page } = await visit(browser, desk.url, editor);
  const copies = () =>
    page.evaluate(async () =>
      (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name !== 'sanad:ledger'),
    );
  try {
    await page.goto(`/articles/${article}`);
    await text(page).getByText('قالت البلدية').waitFor();
    await expect.poll(copies).toHaveLength(1);
    await page.getByRole('button', { name: /سلمى/ }).click();
    await page.getByRole('menuitem', { name: /sign out/i }).click();
    await expect.poll(copies).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem('sanad:last-session'))).toBeNull();
  } finally {
    await context.close();
  }
});

test('a server that cannot say who is here is said to be out of reach, and asked again until it can', async () => {
  const { context, page } = await visit(browser, desk.url, editor);
  try {
    await withOwnTime(page);
    await page.route('**/api/session', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    );
    await page.goto('/');
    const alert = page.getByRole('alert').getByText('Sanad cannot be reached');
    await hurried(page, alert.waitFor());
    await page.unroute('**/api/session');
    await hurried(page, page.getByRole('button', { name: /سلمى/ }).waitFor());
    expect(await alert.count()).toBe(0);
    // Who was here before goes on with what this browser has.
    await page.route('**/api/session', (route) => route.fulfill({ status: 503, body: '' }));
    await page.reload();
    await page.getByRole('button', { name: /سلمى/ }).waitFor();
  } finally {
    await context.close();
  }
});
