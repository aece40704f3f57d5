import { LIMITS } from '@sanad/server/sync/limits';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const TEXT = `افتتاح جسر جديد في المدينة
قالت البلدية إن الجسر كلّف 12 مليون دولار.
ونفى مهندس شارك في المشروع ذلك.`;

let browser: Browser;
let desk: TestDesk;
let admin: Member;
let writer: Member;
let article: string;
const visitors: Visitor[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk();
  admin = await desk.join('admin', 'Huda');
  writer = await desk.join('editor', 'سلمى');
  article = await desk.article(writer, TEXT);
});
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  await desk.close();
  expect(complaints.filter((line) => !/WebSocket|ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
});

async function open(options: BrowserContextOptions = {}, before: (page: Page) => unknown = () => {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, writer, {
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  visitors.push(visitor);
  await before(visitor.page);
  await visitor.page.goto(`/articles/${article}`);
  await text(visitor.page).getByText('قالت البلدية').waitFor();
  return visitor.page;
}

const text = (page: Page) => page.locator('.ProseMirror');
const rescues = (page: Page) => page.locator('[data-rescue]');
const status = (page: Page, words: string | RegExp) => page.locator('header').getByRole('status').getByText(words);
const come = (words: Locator) => words.locator('ins').allTextContents();

async function writeBehind(page: Page, words: string, where: string): Promise<void> {
  await text(page).getByText(where).click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(words);
}

/** Writes without a connection; `meanwhile` is what happens at the desk before it comes back. */
async function offline(page: Page, write: () => Promise<void>, meanwhile: () => Promise<Response>): Promise<void> {
  await page.context().setOffline(true);
  await status(page, /Offline|بلا اتصال/).waitFor();
  await write();
  await status(page, /kept here|هنا/).waitFor();
  expect((await meanwhile()).ok).toBe(true);
  await page.context().setOffline(false);
}

/** A desk that takes little at once, so that a small paste is too big for it. */
async function smallDesk(): Promise<void> {
  await desk.close();
  desk = await openTestDesk({ limits: { ...LIMITS, frame: 65_536 } });
  writer = await desk.join('editor', 'سلمى');
  article = await desk.article(writer, TEXT);
}

/** Pastes twenty paragraphs of one word. */
function paste(page: Page, word: string): Promise<void> {
  return text(page).evaluate((view, each) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', Array.from({ length: 20 }, () => `${each} `.repeat(800)).join('\n'));
    view.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, word);
}

const becomesReader = () => desk.call(admin, `/api/people/${writer.person.id}`, { role: 'reader' }, 'PATCH');

describe('what was refused', () => {
  test('is shown in its very words, with when and why, and can be copied; a colleague’s words are none of it', async () => {
    const page = await open();
    const colleague = await desk.join('editor', 'Omar');
    await offline(
      page,
      async () => {
        await writeBehind(page, ' وأكّد ذلك الوزير', 'قالت البلدية');
        await writeBehind(page, ' مرتين', 'ونفى مهندس');
      },
      async () => {
        const other = await visit(browser, desk.url, colleague);
        visitors.push(other);
        await other.page.goto(`/articles/${article}`);
        await writeBehind(other.page, ' ومن زميل', 'ونفى مهندس');
        await expect.poll(async () => (await articleAt(desk.url, admin, article)).text).toContain('ومن زميل');
        return await becomesReader();
      },
    );
    const [rescue] = [rescues(page)];
    await expect
      .poll(() => come(rescue))
      .toEqual([expect.stringContaining('وأكّد ذلك الوزير'), expect.stringContaining('مرتين')]);
    await rescue.getByText(/The text is changed by editors/).waitFor();
    expect(await rescue.locator('time').getAttribute('datetime')).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(await rescue.locator('del').count()).toBe(0);
    expect(await rescue.locator('ins', { hasText: 'ومن زميل' }).count()).toBe(0);
    await status(page, 'Not accepted').waitFor();
    await rescue.getByRole('button', { name: 'Copy the words' }).click();
    await rescue.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('وأكّد ذلك الوزير\nمرتين');
    expect(await accessibilityFaults(page)).toEqual([]);
    await rescue.getByRole('button', { name: 'I have seen it' }).click();
    await rescue.waitFor({ state: 'detached' });
    expect((await articleAt(desk.url, admin, article)).text).not.toContain('الوزير');
  });

  test('is said in the header while the server’s text is fetched anew, however long that takes', async () => {
    await smallDesk();
    let connections = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = await open({}, (fresh) =>
      fresh.routeWebSocket(/\/sync\//, async (socket) => {
        connections++;
        if (connections > 1) await held;
        socket.connectToServer();
      }),
    );
    await text(page).getByText('ونفى مهندس').click();
    await paste(page, 'وأكّد');
    await status(page, 'Not accepted').waitFor();
    await expect.poll(() => connections).toBe(2);
    await status(page, 'Not accepted').waitFor();
    expect(await text(page).count()).toBe(0); // it is not there yet
    release();
    await text(page).getByText('قالت البلدية').waitFor();
    await rescues(page).locator('ins', { hasText: 'وأكّد' }).first().waitFor();
  });

  test('more than once is listed, the latest first, each seen for itself, and the others are still there after a reload', async () => {
    await smallDesk();
    const page = await open({ locale: 'ar' });
    for (const [index, word] of ['أول', 'ثانٍ'].entries()) {
      await text(page).getByText('ونفى مهندس').click();
      await paste(page, word);
      await expect.poll(() => rescues(page).count()).toBe(index + 1);
      await page.reload(); // who has not seen a refusal writes on only in a page that was opened anew
      await expect.poll(() => rescues(page).count()).toBe(index + 1);
    }
    const first = (at: number) => rescues(page).nth(at).locator('ins').first();
    expect([await first(0).textContent(), await first(1).textContent()]).toEqual([
      expect.stringContaining('ثانٍ'),
      expect.stringContaining('أول'),
    ]);
    await rescues(page).nth(0).getByText('في نسخة الإنقاذ').waitFor(); // not all of it is shown
    await rescues(page).nth(0).getByRole('button', { name: 'اطّلعتُ على ذلك' }).click();
    await expect.poll(() => rescues(page).count()).toBe(1);
    await page.reload();
    await expect.poll(() => first(0).textContent()).toContain('أول');
    await rescues(page).getByRole('button', { name: 'اطّلعتُ على ذلك' }).click();
    await expect.poll(() => rescues(page).count()).toBe(0);
  });
});

describe('a session that has ended', () => {
  const KEPT_ONE = /1 change kept here|تعديل واحد/;
  const KEPT_TWO = /2 changes kept here|تعديلان/;
  const endAll = () => desk.call(admin, `/api/people/${writer.person.id}/sessions`, undefined, 'DELETE');

  test.each([
    ['en-GB', 'You are signed out', /^2 changes were not sent yet\./],
    ['ar', 'لم تعد داخلًا', /^لم يُرسل تعديلان بعد\./],
  ])('says how much was not sent (%s), and it is sent after signing in again', async (locale, title, unsent) => {
    const page = await open({ locale });
    await offline(
      page,
      async () => {
        await writeBehind(page, ' أ', 'قالت البلدية');
        await status(page, KEPT_ONE).waitFor(); // letters that come in one and the same turn are one change
        await page.keyboard.insertText('ب');
        await status(page, KEPT_TWO).waitFor();
      },
      endAll,
    );
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText(unsent).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const made = await desk.call(admin, '/api/invitations', { role: 'editor', person: writer.person.id });
    await page.goto(((await made.json()) as { link: string }).link);
    await page.getByRole('main').getByRole('button').first().click();
    await page.waitForURL((url) => url.pathname !== '/join');
    await page.goto(`/articles/${article}`);
    await expect.poll(async () => (await articleAt(desk.url, admin, article)).text).toContain('دولار. أب');
  });

  test('says nothing of what was not sent where all of it was', async () => {
    const page = await open();
    await status(page, 'Saved').waitFor();
    await endAll();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await page.getByText(/not sent/).count()).toBe(0);
  });
});
