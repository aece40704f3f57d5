import { AllowList } from '@sanad/server/import/address/allow-list';
import { articlesShape } from '@sanad/shared/protocol';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { comment, docxFile, marked, para, run } from '../support/docx-file.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { openWebSite, type WebSite } from '../support/web-site.ts';

let browser: Browser;
let desk: TestDesk;
let site: WebSite;
let editor: Member;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  site = await openWebSite();
  desk = await openTestDesk({ importAddresses: AllowList.read(`127.0.0.1:${site.port}`) });
  editor = await desk.join('editor', 'سلمى');
});
afterEach(async () => {
  await Promise.all(visitors.map(({ context }) => context.close()));
  await desk.close();
  await site.close();
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  visitors = [];
  expect(complaints).toEqual([]);
});

async function opened(path = '/', options: BrowserContextOptions = {}, as = editor): Promise<Page> {
  const visitor = await visit(browser, desk.url, as, options);
  visitors.push(visitor);
  await visitor.page.goto(path);
  await visitor.page.getByRole('heading', { level: 1 }).first().waitFor();
  return visitor.page;
}

/** The dialog of a new article, open. */
async function newArticle(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await opened('/', options);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Text', exact: true }).waitFor();
  return page;
}

async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(content) });
  await page.getByText(name).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
}

const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });
const make = (page: Page) => page.getByRole('button', { name: 'Make the article' });

async function made(page: Page): Promise<string> {
  await make(page).click();
  await page.waitForURL('**/articles/*');
  return new URL(page.url()).pathname.split('/').at(-1) as string;
}

const articles = async () => articlesShape.parse(await (await desk.call(editor, '/api/articles')).json()).articles;

describe('before an article is made of it, is shown', () => {
  test('an old text file in the encoding it was taken for, and in another when that one is chosen', async () => {
    const page = await newArticle();
    // «مرحبا بكم في دمشق» in windows-1256
    await choose(page, 'خبر.txt', Buffer.from('e3d1cdc8c720c8dfe320dded20cfe3d4de', 'hex'));
    await expect.poll(() => title(page).inputValue()).toBe('مرحبا بكم في دمشق');
    await page.getByText('The encoding was guessed by the letters.').waitFor();
    expect(await preview(page).getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: /Encoding/ }).click();
    await page.getByRole('option', { name: /Western Europe/ }).click();
    await expect.poll(() => title(page).inputValue()).toMatch(/^ãÑÍÈÇ/);
    await page.getByRole('button', { name: /Encoding/ }).click();
    await page.getByRole('option', { name: /Windows-1256/ }).click();
    await expect.poll(() => title(page).inputValue()).toBe('مرحبا بكم في دمشق');
    expect((await articleAt(desk.url, editor, await made(page))).title).toBe('مرحبا بكم في دمشق');
  });

  test('a page that was saved, without what is no article, and its direction is put right', async () => {
    const page = await newArticle();
    await choose(
      page,
      'page.html',
      '<h1>The bridge</h1><script>alert(1)</script><p>It is <b>open</b>.</p><ul><li>One</li></ul>',
    );
    await preview(page).getByText('It is open.').waitFor();
    await page.getByText('One piece of program was left out.').waitFor();
    await page.getByRole('button', { name: /Direction/ }).click();
    await page.getByRole('option', { name: 'Right to left' }).click();
    await expect.poll(() => preview(page).getByText('It is open.').getAttribute('dir')).toBe('rtl');
    await made(page);
    await page.locator('.ProseMirror strong', { hasText: 'open' }).waitFor();
    expect(await page.locator('.ProseMirror p', { hasText: 'It is' }).getAttribute('dir')).toBe('rtl');
  });

  test('a document, and its comment is a claim on its words', async () => {
    const page = await newArticle();
    const body = `${para(run('عنوان المستند'))}${para(run('قال الوزير إن ') + marked(1, run('الكلفة أربعة ملايين')) + run('.'))}`;
    await choose(page, 'مقال.docx', docxFile({ body, comments: comment(1, 'عمر', ['من أين هذا الرقم؟']) }));
    await page.getByText('1 claim comes with it').waitFor();
    const id = await made(page);
    expect((await claimsAt(desk.url, editor, id)).map(({ quote }) => quote)).toEqual(['الكلفة أربعة ملايين']);
  });

  test('the page at a web address, with where it comes from', async () => {
    site.answer((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<html lang="ar"><head><title>الجسر يعود</title><meta name="author" content="سامر النجار"></head><body><article><h1>الجسر يعود</h1>${'<p>فُتح الجسر صباح أمس أمام حركة السير بعد أربعة أشهر من الترميم، كما قالت البلدية في بيان لها.</p>'.repeat(6)}</article></body></html>`,
        ),
    );
    const page = await newArticle();
    await page.getByRole('button', { name: 'From a web address…' }).click();
    const address = `http://127.0.0.1:${site.port}/bridge`;
    await page.getByRole('textbox', { name: 'Web address' }).fill(address);
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page).inputValue()).toBe('الجسر يعود');
    await page.getByText(address).waitFor();
    const article = await articleAt(desk.url, editor, await made(page));
    expect(article).toMatchObject({ language: 'ar', source: { address, byline: 'سامر النجار' } });
  });

  test('rich text that was pasted, with its headings and links, unless the plain text is wanted', async () => {
    const page = await newArticle();
    const field = page.getByRole('textbox', { name: 'Text', exact: true });
    await field.evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/html', '<h1>One</h1><h2>Two</h2><p>Three <a href="https://example.org/">four</a></p>');
      data.setData('text/plain', 'One\nTwo\nThree four');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.keyboard.insertText('One\nTwo\nThree four');
    await page.getByText('Headings, lists and links are kept').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await preview(page).locator('[data-kind="heading"]', { hasText: 'Two' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Take the plain text' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await preview(page).getByText('Two').waitFor();
    expect(await preview(page).locator('[data-kind="heading"]').count()).toBe(0);
  });

  test('signs that hide words, which are taken out when that is wanted', async () => {
    const page = await newArticle();
    await page
      .getByRole('textbox', { name: 'Text', exact: true })
      .fill('A title\nThe sum is \u202e0001\u202c dollars.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(/2 signs that cannot be seen/).waitFor();
    await page.getByText('Take them out').click();
    await expect.poll(() => page.getByRole('checkbox').isChecked()).toBe(true);
    await preview(page).getByText('The sum is 0001 dollars.').waitFor();
    expect((await articleAt(desk.url, editor, await made(page))).text).toBe('A title\nThe sum is 0001 dollars.');
  });
});

describe('nothing is made', () => {
  test('of what is called off while it is read; what was entered stays', async () => {
    let asked = false;
    site.answer(() => {
      asked = true; // and never answers
    });
    const page = await newArticle();
    await page.getByRole('button', { name: 'From a web address…' }).click();
    await page.getByRole('textbox', { name: 'Web address' }).fill(`http://127.0.0.1:${site.port}/slow`);
    await page.keyboard.press('Enter');
    await page.getByText('The page is being fetched…').waitFor();
    await expect.poll(() => asked).toBe(true);
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await expect.poll(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('textbox', { name: 'Web address' }).inputValue()).toContain('/slow');
    expect(await articles()).toEqual([]);
  });

  test.each([
    ['a document that is none', 'a.docx', '%PDF-1.7', 'not what its name says'],
    ['a picture by the name of a text', 'a.txt', '\x89PNG\r\n\x1a\n', 'not what its name says'],
    ['JSON that is no report', 'a.json', '{"kind": 1}', 'no report of Sanad'],
  ])('of %s, and why is said', async (_, name, content, says) => {
    const page = await newArticle();
    await choose(page, name, Buffer.from(content, 'latin1'));
    await page.getByRole('alert').filter({ hasText: says }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'No article was made.' }).waitFor();
    await page.getByText(name).waitFor();
    expect(await articles()).toEqual([]);
  });

  test('of an address inside the network, and why is said', async () => {
    const page = await newArticle();
    await page.getByRole('button', { name: 'From a web address…' }).click();
    await page.getByRole('textbox', { name: 'Web address' }).fill('http://192.168.0.1/');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'private network' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Web address' }).inputValue()).toBe('http://192.168.0.1/');
  });
});

describe('a corrected text', () => {
  const TEXT =
    'البلدية تفتتح مكتبة\nافتتحت البلدية أمس ثلاث مكتبات بكلفة مليوني دينار.\nوقال المهندس إنها تتسع لألف كتاب.';
  const corrected = TEXT.replace('أمس', 'صباح اليوم').replace('مليوني', 'ثلاثة ملايين');

  const article = async () => {
    const id = await desk.article(editor, TEXT);
    for (const quote of ['ثلاث مكتبات', 'مليوني دينار']) {
      await desk.call(editor, `/api/articles/${id}/claims`, { quote, verdict: 'verified' });
    }
    return id;
  };
  const bringIn = async (page: Page) => {
    await page.getByRole('button', { name: 'Bring in a corrected text…' }).click();
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill(corrected);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('ins', { hasText: 'صباح اليوم' }).waitFor();
  };

  test('shows what it changes, changes it, and is taken back', async () => {
    const id = await article();
    const page = await opened(`/articles/${id}`);
    await page.locator('.ProseMirror', { hasText: 'مليوني' }).waitFor();
    await bringIn(page);
    await page.getByText('1 claim stays as it is').or(page.getByText('One claim stays as it is')).first().waitFor();
    await page.getByText('to be looked at again').waitFor();
    await page.getByRole('button', { name: 'Change the text' }).click();
    await page.locator('.ProseMirror', { hasText: 'ثلاثة ملايين دينار' }).waitFor();
    const words = async () => (await claimsAt(desk.url, editor, id)).map(({ quote, stale }) => [quote, stale]);
    expect(await words()).toEqual([
      ['ثلاث مكتبات', false],
      ['ثلاثة ملايين دينار', true],
    ]);
    const told = page.getByRole('alertdialog').filter({ hasText: 'The text was changed' });
    await told.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The text is as it was').waitFor();
    await page.locator('.ProseMirror', { hasText: 'مليوني دينار' }).waitFor();
    expect(await words()).toEqual([
      ['ثلاث مكتبات', false],
      ['مليوني دينار', false],
    ]);
  });

  test('is not put over what a colleague wrote meanwhile: the new difference is shown first', async () => {
    const id = await article();
    const page = await opened(`/articles/${id}`);
    await page.locator('.ProseMirror', { hasText: 'مليوني' }).waitFor();
    await bringIn(page);
    const other = await desk.join('editor', 'عمر');
    const colleague = await opened(`/articles/${id}`, {}, other);
    await colleague.locator('.ProseMirror p').last().click();
    await colleague.keyboard.press('End');
    await colleague.keyboard.insertText(' وهذه جملة أخرى.');
    await page.locator('.ProseMirror', { hasText: 'جملة أخرى' }).waitFor();
    await page.getByRole('button', { name: 'Change the text' }).click();
    await page.getByRole('alert').filter({ hasText: 'The text was changed meanwhile' }).waitFor();
    await page.locator('del', { hasText: 'جملة أخرى' }).waitFor();
    expect((await articleAt(desk.url, editor, id)).text).toContain('جملة أخرى');
  });

  test('is brought in by nobody below an editor, nor while the article is signed off', async () => {
    const id = await article();
    const page = await opened(`/articles/${id}`, {}, await desk.join('checker'));
    await page.locator('.ProseMirror', { hasText: 'مليوني' }).waitFor();
    expect(await page.getByRole('button', { name: 'Bring in a corrected text…' }).count()).toBe(0);
    await desk.call(editor, `/api/articles/${id}/sign-off`, {});
    const hers = await opened(`/articles/${id}`);
    await hers.locator('.ProseMirror', { hasText: 'مليوني' }).waitFor();
    expect(await hers.getByRole('button', { name: 'Bring in a corrected text…' }).count()).toBe(0);
  });
});

test.each([
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const)('axe finds nothing in what was understood of a text ($colorScheme)', async (setting) => {
  const page = await newArticle(setting);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('عنوان\nنص فيه \u202e0001\u202c دولار.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await preview(page).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
