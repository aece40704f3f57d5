import { articlesShape } from '@sanad/shared/protocol';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { hurried, withOwnTime } from '../support/page-time.ts';
import { type Visitor, visit } from '../support/visitor.ts';

let browser: Browser;
let desk: TestDesk;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(async () => {
  await Promise.all(visitors.map(({ context }) => context.close()));
  await desk.close();
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  visitors = [];
  expect(complaints).toEqual([]);
});

/** Opens the library as somebody. */
async function library(
  member: Member,
  options: BrowserContextOptions = {},
  before: (page: Page) => unknown = () => {},
): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, options);
  visitors.push(visitor);
  await before(visitor.page);
  await visitor.page.goto('/');
  await visitor.page.getByRole('heading', { level: 1 }).waitFor();
  return visitor.page;
}

/** Waits until an article is shown; gives its id. */
async function articleShown(page: Page): Promise<string> {
  await page.waitForURL('**/articles/*');
  return new URL(page.url()).pathname.split('/').at(-1) as string;
}

async function articlesOf(member: Member) {
  const answer = await desk.call(member, '/api/articles');
  return articlesShape.parse(await answer.json()).articles;
}

const newArticle = (page: Page) => page.getByRole('button', { name: 'New article' });
const go = (page: Page) => page.getByRole('button', { name: 'Continue' });
const make = (page: Page) => page.getByRole('button', { name: 'Make the article' });

describe('an empty library', () => {
  test('offers a sample, which is then listed with its claims', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await page.getByRole('button', { name: 'Open the Arabic sample' }).click();
    const id = await articleShown(page);
    const { title, direction, counts } = await articleAt(desk.url, editor, id);
    expect(direction).toBe('rtl');
    await page.goto('/');
    const row = page.getByRole('article');
    await row.getByRole('link', { name: title }).waitFor();
    expect(await row.getByText(title).getAttribute('dir')).toBe('rtl');
    const bar = await row.getByRole('img', { name: /claims?: / }).getAttribute('aria-label');
    expect(bar).toContain(`${counts.verified} verified, ${counts.disputed} disputed`);
    expect(counts.disputed).toBeGreaterThan(0);
    await row.getByText(`${counts.disputed} disputed`, { exact: false }).first().waitFor();
  });

  test('tells those who may not add articles who may, and fills by itself', async () => {
    const [checker, editor] = [await desk.join('checker'), await desk.join('editor')];
    const page = await library(checker, {}, withOwnTime);
    await page.getByText('Editors and admins add articles.').waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await page.keyboard.press('n');
    await desk.article(editor, 'The bridge is open\nIt cost less than was said.');
    await hurried(page, page.getByRole('link', { name: 'The bridge is open' }).waitFor());
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('a new article', () => {
  test('is made of a pasted text by keyboard alone, in the language of its letters', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).waitFor();
    await page.keyboard.press('n');
    const field = page.getByRole('textbox', { name: 'Text' });
    await field.waitFor();
    await page.keyboard.insertText('فُتح الجسر من جديد\nقال الوزير إن الكلفة 4 ملايين.');
    await expect.poll(() => field.getAttribute('dir')).toBe('rtl');
    for (let presses = 0; presses < 12; presses++) {
      if (await go(page).evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Arabic, by its letters/ }).waitFor();
    await expect.poll(() => make(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    const made = await articleAt(desk.url, editor, await articleShown(page));
    expect(made.title).toBe('فُتح الجسر من جديد');
    expect(made.text).toBe('فُتح الجسر من جديد\nقال الوزير إن الكلفة 4 ملايين.');
    expect([made.language, made.direction]).toEqual(['ar', 'rtl']);
  });

  test('takes the title and the language it is given', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Le pont est ouvert.');
    await go(page).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Un pont');
    await page.getByRole('button', { name: /by its letters/ }).click();
    await page.getByRole('option', { name: 'French' }).click();
    await make(page).click();
    const made = await articleAt(desk.url, editor, await articleShown(page));
    expect([made.title, made.language]).toEqual(['Un pont', 'fr']);
  });

  test('is made of a chosen file, whatever its encoding', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    // «مرحبا بكم في دمشق» in windows-1256
    const words = Buffer.from('e3d1cdc8c720c8dfe320dded20cfe3d4de', 'hex');
    await (await chooser).setFiles({ name: 'خبر.txt', mimeType: 'text/plain', buffer: words });
    await page.getByText('خبر.txt').waitFor();
    await go(page).click();
    await make(page).click();
    const made = await articleAt(desk.url, editor, await articleShown(page));
    expect(made.title).toBe('مرحبا بكم في دمشق');
  });

  test('is made of a file dropped anywhere on the page', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).waitFor();
    const files = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['# The harbour\n\nIt is *open* again.'], 'harbour.md', { type: 'text/markdown' }));
      return transfer;
    });
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: files });
    await page.getByText('Drop the file').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: files });
    await page.getByText('harbour.md').waitFor();
    await page.getByText('Drop the file').waitFor({ state: 'detached' });
    await go(page).click();
    await make(page).click();
    const made = await articleAt(desk.url, editor, await articleShown(page));
    expect(made.text).toBe('The harbour\nIt is open again.');
  });

  test.each([
    { name: 'story.pages', buffer: Buffer.from('PK\u0003\u0004'), says: 'Files of this kind' },
    { name: 'story.txt', buffer: Buffer.from('%PDF-1.7'), says: 'not what its name says' },
    { name: 'story.txt', buffer: Buffer.alloc(0), says: 'There is no text in it' },
    { name: 'story.txt', buffer: Buffer.from(' \n\n '), says: 'There is no text in it' },
    { name: 'story.txt', buffer: Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), says: 'text up to 2 MB' },
    // UTF-8 with one broken letter: to be saved again, not to be guessed at
    {
      name: 'story.txt',
      buffer: Buffer.from('d8acd8b3d88020d985d981d8aad988d8ad20d8a7d984d98ad988d985d8', 'hex'),
      says: 'damaged',
    },
  ])('is not made of $name that cannot be one: "$says"', async ({ name, buffer, says }) => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer });
    await page.getByText(name).waitFor();
    await go(page).click();
    await page.getByRole('alert').filter({ hasText: says }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'No article was made.' }).waitFor();
    expect(await articlesOf(editor)).toEqual([]);
  });

  test('loses nothing of a pasted text when the connection is gone, and is made when it is back', async () => {
    const editor = await desk.join('editor');
    const page = await library(editor);
    await newArticle(page).click();
    const field = page.getByRole('textbox', { name: 'Text' });
    await field.fill('A long story\nthat nobody wants to paste twice.');
    await page.context().setOffline(true);
    await go(page).click();
    await page.getByRole('alert').filter({ hasText: 'What you entered is still here.' }).waitFor();
    expect(await field.inputValue()).toContain('nobody wants to paste twice');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await newArticle(page).first().click();
    expect(await field.inputValue()).toContain('nobody wants to paste twice');
    await go(page).click();
    await make(page).click();
    await articleShown(page);
    expect((await articlesOf(editor)).map(({ title }) => title)).toEqual(['A long story']);
  });
});

test('the list keeps what it has when the server is away, says so, and recovers by itself', async () => {
  const editor = await desk.join('editor');
  await desk.article(editor, 'The bridge is open\nIt cost less.');
  const page = await library(editor, {}, withOwnTime);
  await page.getByRole('link', { name: 'The bridge is open' }).waitFor();
  await page.route('**/api/articles?*', (route) => route.abort());
  await hurried(page, page.getByRole('alert').filter({ hasText: 'Sanad cannot be reached' }).waitFor());
  await page.getByRole('link', { name: 'The bridge is open' }).waitFor();
  await page.unroute('**/api/articles?*');
  await hurried(page, page.getByRole('alert').waitFor({ state: 'detached' }));
});

test('older articles come when they are asked for', async () => {
  const editor = await desk.join('editor');
  for (let number = 1; number <= 31; number++) await desk.article(editor, `Story ${number}\nIt has a line.`);
  const page = await library(editor);
  await page.getByRole('article').nth(29).waitFor();
  expect(await page.getByRole('link', { name: 'Story 1', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Show older articles' }).click();
  await page.getByRole('link', { name: 'Story 1', exact: true }).waitFor();
  expect(await page.getByRole('article').count()).toBe(31);
  await page.getByRole('button', { name: 'Show older articles' }).waitFor({ state: 'detached' });
});

describe.each([
  { locale: 'ar', colorScheme: 'light' },
  { locale: 'ar', colorScheme: 'dark' },
  { locale: 'en-GB', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const)('axe finds nothing in $locale, $colorScheme', (setting) => {
  test.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])('at $width pixels: empty, full, with the dialog open', async (viewport) => {
    const editor = await desk.join('editor', 'سلمى');
    const page = await library(editor, { ...setting, viewport });
    await page.getByRole('heading', { level: 2 }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await desk.call(editor, '/api/articles/samples', { language: 'ar' });
    await desk.call(editor, '/api/articles/samples', { language: 'en' });
    await page.reload();
    await page.getByRole('article').nth(1).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
