import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { FROM_GOOGLE_DOCS, FROM_WORD, FROM_WORDPRESS } from '../support/clipboard-samples.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const TEXT = 'افتتاح جسر جديد في المدينة\nقالت البلدية إن الجسر كلّف 12 مليون دولار.\nآخر فقرة';

let browser: Browser;
let desk: TestDesk;
let writer: Member;
let article: string;
const visitors: Visitor[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk();
  writer = await desk.join('editor', 'سلمى');
  article = await desk.article(writer, TEXT);
});
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  await desk.close();
  expect(complaints).toEqual([]);
});

const text = (page: Page) => page.locator('.ProseMirror');

async function open(member: Member): Promise<{ page: Page; asked: string[] }> {
  const visitor = await visit(browser, desk.url, member);
  visitors.push(visitor);
  const asked: string[] = [];
  visitor.context.on('request', (request) => asked.push(request.url()));
  await visitor.page.goto(`/articles/${article}`);
  await text(visitor.page).getByText('آخر فقرة').waitFor();
  return { page: visitor.page, asked };
}

function paste(page: Page, html: string): Promise<void> {
  return text(page).evaluate((view, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', words);
    clipboardData.setData('text/plain', 'what the program has for those who read no HTML');
    view.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

test('what Word, Google Docs and a CMS copied is pasted clean: nothing is fetched, nothing runs, a colleague has it', async () => {
  const { page, asked } = await open(writer);
  const colleague = await open(await desk.join('checker', 'عمر'));
  for (const [html, last, gone] of [
    [FROM_WORD, '[1] Annual report.', /secret|Is this so|mso|80/],
    [FROM_GOOGLE_DOCS, 'السنة | 2026', /tracker/],
    [FROM_WORDPRESS, 'Last.', /ghost|fetch|alert/],
  ] as const) {
    await text(page).locator('> *').last().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await paste(page, html);
    await text(page).getByText(last).waitFor();
    await text(colleague.page).getByText(last).waitFor();
    expect(await text(page).textContent()).not.toMatch(gone);
  }
  expect(await text(page).locator('ul ul li').allTextContents()).toEqual(['بطول 40 مترًا', 'داخل الأول']);
  expect(await text(page).locator('ol[start="4"] > li').count()).toBe(2);
  expect(
    await text(page)
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual(['https://example.org/report', 'https://example.org/plan']);
  expect(await text(page).locator('img:not([class^=ProseMirror]), script, style, iframe, table').count()).toBe(0);
  const own = new URL(desk.url).host;
  for (const address of [...asked, ...colleague.asked]) {
    if (/^https?:/.test(address)) expect(new URL(address).host).toBe(own);
  }
});
