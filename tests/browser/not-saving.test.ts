import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LIMITS } from '@sanad/server/sync/limits';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, keptPort, openTestDesk, startProcess, type TestDesk, temporaryFolder } from '../support/desk.ts';
import { hurried, withOwnTime } from '../support/page-time.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const TEXT = `افتتاح جسر جديد في المدينة
قالت البلدية إن الجسر كلّف 12 مليون دولار وإن العمل فيه استمر عامين.`;
const MORE = ' وأكدت ذلك وزارة الأشغال';

let browser: Browser;
let desk: TestDesk;
const visitors: Visitor[] = [];
/** What ends the server's trouble, if it is in any. */
let mend = () => {};

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  mend();
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  await desk.close();
  expect(complaints).toEqual([]);
});

async function open(...parameters: Parameters<typeof visit>): Promise<Page> {
  const visitor = await visit(...parameters);
  visitors.push(visitor);
  return withOwnTime(visitor.page);
}

/** Holds the database's write lock: every commit of the server waits for it, and fails. */
function breakTheStore({ data }: Pick<TestDesk, 'data'>): void {
  const database = new DatabaseSync(join(data, 'sanad.db'), { timeout: 5000 }); // it may be writing just now
  database.exec('begin immediate');
  mend = () => {
    mend = () => {};
    database.exec('rollback');
    database.close();
  };
}

const text = (page: Page) => page.locator('.ProseMirror');
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });

async function write(page: Page, words: string): Promise<void> {
  await text(page).getByText('قالت البلدية').click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

describe('while the server cannot save', () => {
  test('the writer is told so, the colleague is shown nothing, and both have it once it is stored', async () => {
    desk = await openTestDesk();
    const [editor, checker] = [await desk.join('editor', 'سلمى'), await desk.join('checker', 'Omar')];
    const article = await desk.article(editor, TEXT);
    const [page, colleague] = [await open(browser, desk.url, editor), await open(browser, desk.url, checker)];
    let [sockets, asked] = [0, 0];
    page.on('websocket', () => sockets++);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/readyz') asked++;
    });
    for (const each of [page, colleague]) {
      await each.goto(`/articles/${article}`);
      await text(each).getByText('قالت البلدية').waitFor();
    }
    await saved(page).waitFor();
    expect(asked).toBe(0);

    breakTheStore(desk);
    await write(page, MORE);
    const told = page.getByRole('status').getByText(`Not saved on the server · ${MORE.length} changes kept here`);
    await hurried(page, told.waitFor());
    await page.getByRole('alert').getByText('The server cannot save at the moment').waitFor();
    // It is with the server already: a new connection would bring nothing, however long it lasts.
    await hurried(page, expect.poll(() => asked).toBeGreaterThan(5)); // a connection that is late is opened anew after 15 s
    expect(sockets).toBe(1);
    expect(await text(colleague).textContent()).not.toContain(MORE);
    await page.getByText('Not saved on the server').first().waitFor();

    mend();
    await saved(page).waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await text(colleague).getByText(MORE).waitFor();
    expect((await articleAt(desk.url, editor, article)).text).toContain(MORE);
    expect(sockets).toBe(1);
  });

  test('what was not saved is still there after the page is loaded anew, and is saved in the end', async () => {
    desk = await openTestDesk();
    const editor = await desk.join('editor', 'سلمى');
    const article = await desk.article(editor, TEXT);
    const page = await open(browser, desk.url, editor, { locale: 'ar' });
    await page.goto(`/articles/${article}`);
    await text(page).getByText('قالت البلدية').waitFor();
    breakTheStore(desk);
    await write(page, MORE);
    const told = page.getByRole('status').getByText('لم يُحفظ على الخادم · 24 تعديلًا محفوظًا هنا');
    await hurried(page, told.waitFor());
    await page.reload();
    await text(page).getByText(MORE).waitFor();
    await hurried(page, page.getByRole('alert').getByText('يتعذّر الحفظ على الخادم الآن').waitFor());
    mend();
    await page.getByRole('status').getByText('محفوظ', { exact: true }).waitFor();
    expect((await articleAt(desk.url, editor, article)).text).toContain(MORE);
  });

  test('who opens the article only now is told why it does not come, and then it comes', async () => {
    desk = await openTestDesk();
    const [editor, checker] = [await desk.join('editor', 'سلمى'), await desk.join('checker', 'Omar')];
    const article = await desk.article(editor, TEXT);
    const page = await open(browser, desk.url, editor);
    await page.goto(`/articles/${article}`);
    await text(page).getByText('قالت البلدية').waitFor();
    breakTheStore(desk);
    await write(page, MORE);
    const colleague = await open(browser, desk.url, checker);
    await colleague.goto(`/articles/${article}`);
    const why = colleague.getByRole('alert').getByText('The server cannot save at the moment');
    await hurried(colleague, why.waitFor());
    mend();
    await text(colleague).getByText(MORE).waitFor();
    expect(await colleague.getByRole('alert').count()).toBe(0);
  });
});

test('what a server held that could never save it, and was killed, comes to the next one from the page', async () => {
  const { path: data, remove } = temporaryFolder();
  desk = await openTestDesk({ data });
  const editor = await desk.join('editor', 'سلمى');
  const article = await desk.article(editor, TEXT);
  await desk.close();
  const port = await keptPort();
  let server = await startProcess({ data, port });
  try {
    const { page, context } = await visit(browser, server.url, editor);
    await withOwnTime(page);
    await page.goto(`/articles/${article}`);
    await saved(page).waitFor();
    breakTheStore({ data });
    await write(page, MORE);
    await hurried(page, page.getByRole('alert').getByText('The server cannot save at the moment').waitFor());
    await server.kill();
    await page.getByRole('status').getByText(`Offline · ${MORE.length} changes kept here`).waitFor();
    mend();
    server = await startProcess({ data, port });
    await hurried(page, saved(page).waitFor());
    expect(await page.getByRole('alert').count()).toBe(0);
    await server.kill(); // what was said to be saved is on disk
    server = await startProcess({ data, port });
    expect((await articleAt(server.url, editor, article)).text).toContain(MORE);
    await context.close();
  } finally {
    await server.kill();
    remove();
  }
});

describe('who is turned away', () => {
  test('for too many open pages is told so in a sentence, and is let in when one is closed', async () => {
    desk = await openTestDesk({ limits: { ...LIMITS, connectionsOfPerson: 1 } });
    const editor = await desk.join('editor', 'سلمى');
    const article = await desk.article(editor, TEXT);
    const first = await open(browser, desk.url, editor);
    await first.goto(`/articles/${article}`);
    await saved(first).waitFor();
    const [elsewhere, arabic] = [
      await open(browser, desk.url, editor),
      await open(browser, desk.url, editor, { locale: 'ar' }),
    ];
    for (const page of [elsewhere, arabic]) await page.goto(`/articles/${article}`);
    await hurried(elsewhere, elsewhere.getByRole('alert').getByText('Too many pages are open').waitFor());
    await hurried(arabic, arabic.getByRole('alert').getByText('الصفحات المفتوحة أكثر من اللازم').waitFor());
    await arabic.close();
    await first.close();
    await hurried(elsewhere, text(elsewhere).getByText('قالت البلدية').waitFor());
    await saved(elsewhere).waitFor();
    expect(await elsewhere.getByRole('alert').count()).toBe(0);
  });

  test('with a text at hand goes on working, and what they wrote is sent when they are let in', async () => {
    desk = await openTestDesk({ limits: { ...LIMITS, connectionsOfPerson: 1 } });
    const editor = await desk.join('editor', 'سلمى');
    const article = await desk.article(editor, TEXT);
    const first = await open(browser, desk.url, editor);
    await first.goto(`/articles/${article}`);
    await saved(first).waitFor();
    const second = await withOwnTime(await first.context().newPage());
    await second.goto(`/articles/${article}`);
    await hurried(second, second.getByRole('alert').getByText('Too many pages are open').waitFor());
    await write(second, MORE);
    await second.getByRole('status').getByText(`Waiting for the server · ${MORE.length} changes kept here`).waitFor();
    await first.close();
    await hurried(second, saved(second).waitFor());
    expect((await articleAt(desk.url, editor, article)).text).toContain(MORE);
  });
});
