import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { lineUnder } from './drawn-claims.ts';

const COST = 'بكلفة بلغت مليوني دينار';
const BOOKS = 'تتسع لـ 40 ألف كتاب';
const TEXT = [
  'البلدية تفتتح ثلاث مكتبات',
  `افتتحت البلدية أمس ثلاث مكتبات عامة، ${COST}.`,
  ...Array.from({ length: 40 }, (_, line) => `وقال متحدث في الفقرة ${line} إن العمل مستمر منذ شهور في المدينة كلها.`),
  `وقال المهندس سامر إن المكتبة الكبرى ${BOOKS}.`,
].join('\n');

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let checker: Member;
let article: string;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  editor = await desk.join('editor', 'سلمى');
});
beforeEach(async () => {
  checker = await desk.join('checker', 'Omar');
  article = await desk.article(editor, TEXT, { language: 'ar' });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  expect(complaints).toEqual([]);
});

async function claim(by: Member, quote: string, verdict: string): Promise<string> {
  const response = await desk.call(by, `/api/articles/${article}/claims`, { quote, verdict });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}
const path = (of: string) => `/api/articles/${article}/claims/${of}`;
async function mention(of: string, text = 'من أين هذا الرقم؟'): Promise<void> {
  const said = { text, mentions: [checker.person.id] };
  expect((await desk.call(editor, `${path(of)}/comments`, said)).status).toBe(201);
}

async function open(member: Member, address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce', ...options });
  visitors.push(visitor);
  await visitor.page.goto(address);
  await bell(visitor.page).waitFor();
  return visitor.page;
}

const bell = (page: Page) => page.getByRole('button', { name: /^(Notices|التنبيهات)/ });
const badge = (page: Page, count?: string) =>
  page.locator(count === undefined ? '[data-badge]' : `[data-badge="${count}"]`);
const told = (page: Page) => page.getByRole('dialog', { name: 'Notices' }).locator('[data-notice]');
const isInSight = (page: Page, id: string) =>
  lineUnder(page, id)
    .first()
    .evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
const chosen = (page: Page) => page.locator('[data-face][aria-expanded="true"]');

describe('the bell', () => {
  test('a mention comes by itself, is heard, and leads to its claim, chosen and in sight', async () => {
    const books = await claim(editor, BOOKS, 'unsourced');
    const page = await open(checker, '/');
    await page.getByRole('link', { name: 'البلدية تفتتح ثلاث مكتبات' }).first().waitFor();
    expect(await badge(page).count()).toBe(0);
    await mention(books);
    await badge(page, '1').waitFor();
    expect(await page.title()).toBe('(1) Articles · Sanad');
    await page
      .locator('[data-arrival]')
      .getByText(/سلمى.* mentioned you in a comment/)
      .waitFor({ state: 'attached' });
    await bell(page).click();
    await told(page).getByText('سلمى mentioned you in a comment').waitFor();
    expect(await told(page).getByText(BOOKS).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await told(page).getByRole('link').click();
    await page.waitForURL(`**/articles/${article}?claim=${books}`);
    await expect.poll(() => page.locator(`[data-face="${books}"]`).getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => isInSight(page, books)).toBe(true);
    await badge(page).waitFor({ state: 'detached' });
    await expect.poll(async () => (await (await desk.call(checker, '/api/notices')).json()).unread).toBe(0);
  });

  test('in the article itself a notice goes to its claim, again and again, and every tab knows what is read', async () => {
    const [cost, books] = [await claim(checker, COST, 'verified'), await claim(checker, BOOKS, 'verified')];
    const page = await open(checker, `/articles/${article}`);
    const other = await open(checker, '/');
    await lineUnder(page).first().waitFor({ state: 'attached' });
    for (const of of [cost, books]) await desk.call(editor, path(of), { verdict: 'disputed' }, 'PATCH');
    await badge(page, '2').waitFor();
    await badge(other, '2').waitFor();
    for (const of of [books, cost, books]) {
      await bell(page).click();
      const row = told(page).filter({ hasText: of === cost ? COST : BOOKS });
      expect(await row.getByRole('link').textContent()).toContain('سلمى gave another verdict than you: Disputed');
      await row.getByRole('link').click();
      await expect.poll(() => chosen(page).getAttribute('data-face')).toBe(of);
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-face'))).toBe(of);
    }
    await badge(page).waitFor({ state: 'detached' });
    await badge(other).waitFor({ state: 'detached' });
  });

  test('going to the claim oneself reads what was told of it; one by one and all at once do as well', async () => {
    const quotes = [COST, BOOKS, 'ثلاث مكتبات عامة', 'المهندس سامر'];
    const claims: string[] = [];
    for (const quote of quotes) claims.push(await claim(editor, quote, 'unsourced'));
    for (const of of claims) await mention(of);
    const page = await open(checker, `/articles/${article}?claim=${claims[0]}`);
    await badge(page, '3').waitFor();
    await bell(page).click();
    await expect.poll(() => told(page).count()).toBe(4);
    await told(page).filter({ hasText: BOOKS }).getByRole('button', { name: 'Mark as read' }).click();
    await badge(page, '2').waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await badge(page).waitFor({ state: 'detached' });
    expect(await told(page).count()).toBe(4);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog', { name: 'Notices' }).count()).toBe(0);
    expect(await bell(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.reload();
    await bell(page).waitFor();
    expect(await badge(page).count()).toBe(0);
  });

  test('what was taken back goes again, and is no news', async () => {
    const cost = await claim(checker, COST, 'verified');
    const page = await open(checker, '/');
    await desk.call(editor, path(cost), { verdict: 'disputed' }, 'PATCH');
    await badge(page, '1').waitFor();
    await desk.call(editor, path(cost), { verdict: 'verified' }, 'PATCH');
    await badge(page).waitFor({ state: 'detached' });
    await bell(page).click();
    await page.getByText('Nothing for you yet').waitFor();
  });

  test('on a phone it is a sheet; in Arabic it says so by ear', async () => {
    const cost = await claim(editor, COST, 'unsourced');
    await mention(cost);
    const page = await open(checker, '/people', { viewport: { width: 390, height: 780 }, locale: 'ar' });
    await badge(page, '1').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'التنبيهات: واحد لم يُقرأ' }).click();
    const row = page.getByRole('dialog', { name: 'التنبيهات' }).locator('[data-notice]');
    await row.getByText('تعليق من سلمى يذكرك').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
