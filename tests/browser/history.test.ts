import { claimsRoot, textRoot } from '@sanad/shared/article';
import { draftAside, moveClaim, readClaims, removeClaim, showClaim, writeNote } from '@sanad/shared/claim';
import { type Actor, SERVER } from '@sanad/shared/policy';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { hurried, withOwnTime } from '../support/page-time.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { lineUnder } from './drawn-claims.ts';

const COST = 'بكلفة بلغت مليوني دينار';
const BOOKS = 'تتسع لـ 40 ألف كتاب';
const TEXT = [
  'البلدية تفتتح ثلاث مكتبات',
  `افتتحت البلدية أمس ثلاث مكتبات عامة، ${COST}.`,
  `وقال المهندس سامر إن المكتبة الكبرى ${BOOKS}.`,
].join('\n');

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let checker: Member;
let reader: Member;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  editor = await desk.join('editor', 'سلمى');
  checker = await desk.join('checker', 'Omar');
  reader = await desk.join('reader', 'Rana');
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

async function claim(article: string, by: Member, quote: string, verdict: string, note = ''): Promise<string> {
  const response = await desk.call(by, `/api/articles/${article}/claims`, { quote, verdict, note });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}
async function judge(article: string, by: Member, of: string, verdict: string, note = ''): Promise<void> {
  const response = await desk.call(by, `/api/articles/${article}/claims/${of}`, { verdict, note }, 'PATCH');
  expect(response.status).toBe(200);
}

/** An article with a claim of the editor's on its cost. */
async function articleWithClaim(): Promise<{ article: string; cost: string }> {
  const article = await desk.article(editor, TEXT, { language: 'ar' });
  return { article, cost: await claim(article, editor, COST, 'disputed', 'بيان البلدية') };
}

async function open(
  member: Member,
  article: string,
  options: BrowserContextOptions = {},
  before: (page: Page) => unknown = () => {},
): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce', ...options });
  visitors.push(visitor);
  await before(visitor.page);
  await visitor.page.goto(`/articles/${article}`);
  await lineUnder(visitor.page).first().waitFor({ state: 'attached' });
  return visitor.page;
}

const sheet = (page: Page) => page.getByRole('dialog', { name: 'History' });
const button = (page: Page) => page.getByRole('button', { name: 'History: who did what, and when' });
const entries = (page: Page) => page.getByRole('dialog').locator('[data-history]');
/** The sentences of the history that is open, newest first, without the signs that isolate names. */
const sentences = async (page: Page) =>
  (await entries(page).locator('p:first-child').allTextContents()).map((line) => line.replace(/[\u2066-\u2069]/g, ''));
const choose = async (page: Page, label: string, option: string) => {
  await sheet(page).getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const face = (page: Page, quote: string) => page.locator('[data-face]').filter({ hasText: quote });

describe('the history of an article', () => {
  test('tells what two people do while it is open, and a claim’s words lead to the claim', async () => {
    const { article } = await articleWithClaim();
    const page = await open(editor, article);
    await button(page).click();
    await expect.poll(() => sentences(page)).toEqual(['سلمى marked a claim: Disputed', 'سلمى brought the article in']);

    const colleague = await open(checker, article);
    await face(colleague, COST).click();
    await colleague.getByRole('article').getByRole('button', { name: 'Verified' }).click();
    await expect.poll(() => sentences(page)).toHaveLength(3);
    expect((await sentences(page))[0]).toBe('Omar gave a verdict: Verified');
    await claim(article, checker, BOOKS, 'unsourced', 'Nobody says who counted.');
    await expect.poll(async () => (await sentences(page))[0]).toBe('Omar marked a claim: Unsourced');
    const newest = entries(page).first();
    await newest.getByText('Nobody says who counted.').waitFor();
    expect(await newest.locator('time').getAttribute('datetime')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

    await newest.getByRole('button', { name: `Go to claim 2 ${BOOKS}` }).click();
    await sheet(page).waitFor({ state: 'detached' });
    await expect.poll(() => face(page, BOOKS).getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => face(page, BOOKS).evaluate((own) => own === own.ownerDocument.activeElement)).toBe(true);
  });

  test('opens by its key and closes by Escape, and the keyboard is where it was', async () => {
    const { article } = await articleWithClaim();
    const page = await open(reader, article);
    await button(page).focus();
    await page.keyboard.press('h');
    await entries(page).first().waitFor();
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await expect.poll(() => button(page).evaluate((own) => own === own.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    expect(await keys.getByText('Who did what, and when').locator('xpath=preceding-sibling::dt[1]').textContent()).toBe(
      'H',
    );
  });

  test('counts letters while they are written, and gives them to who wrote them', async () => {
    const { article } = await articleWithClaim();
    const writer = await open(editor, article);
    const page = await open(checker, article);
    await button(page).click();
    await entries(page).first().waitFor();
    await writer.locator('.ProseMirror p').last().click();
    await writer.keyboard.press('End');
    await writer.keyboard.type('والله');
    await expect.poll(async () => (await sentences(page))[0]).toBe('سلمى edited the text: 5 letters added');
    await writer.keyboard.press('Backspace');
    await expect
      .poll(async () => (await sentences(page))[0])
      .toBe('سلمى edited the text: 5 letters added, 1 letter taken out');
    expect(await entries(page).filter({ hasText: 'edited the text' }).count()).toBe(1);
    // Who splits a paragraph has written none of it.
    await writer.keyboard.press('Home');
    for (let step = 0; step < 8; step++) await writer.keyboard.press('ArrowLeft');
    await writer.keyboard.press('Enter');
    await writer.keyboard.type('ثم');
    await expect
      .poll(async () => (await sentences(page))[0])
      .toMatch(/^سلمى edited the text: 7 letters added, 1 letter taken out/);
  });

  test('tells a mark as one act, and as one that it was taken back and brought again', async () => {
    const { article } = await articleWithClaim();
    const marker = await open(editor, article);
    const page = await open(reader, article);
    await button(page).click();
    await expect.poll(() => sentences(page)).toHaveLength(2);
    await marker.locator('.ProseMirror p').last().dblclick();
    await marker.keyboard.press('1');
    await expect.poll(() => sentences(page)).toHaveLength(3);
    await marker.keyboard.press('Control+z');
    await expect.poll(() => sentences(page)).toHaveLength(4);
    await marker.keyboard.press('Control+y');
    await expect
      .poll(() => sentences(page))
      .toEqual([
        'سلمى brought a claim back',
        'سلمى removed a claim',
        'سلمى marked a claim: Verified',
        'سلمى marked a claim: Disputed',
        'سلمى brought the article in',
      ]);
  });

  test('is narrowed to a person and to what was done, and says when that is nothing', async () => {
    const { article, cost } = await articleWithClaim();
    await judge(article, checker, cost, 'verified');
    const page = await open(editor, article);
    await button(page).click();
    await expect.poll(() => sentences(page)).toHaveLength(3);
    await choose(page, 'By whom', 'Omar');
    await expect.poll(() => sentences(page)).toEqual(['Omar gave a verdict: Verified']);
    await choose(page, 'What', 'The text');
    await sheet(page).getByRole('heading', { name: 'Nothing of the kind has been done' }).waitFor();
    await sheet(page).getByRole('button', { name: 'Show everything' }).click();
    await expect.poll(() => sentences(page)).toHaveLength(3);
    await choose(page, 'What', 'Verdicts and notes');
    await expect
      .poll(() => sentences(page))
      .toEqual(['Omar gave a verdict: Verified', 'سلمى gave a verdict: Disputed']);
  });

  test('keeps the words of a claim that was removed, and leads nowhere from them', async () => {
    const { article } = await articleWithClaim();
    const page = await open(editor, article);
    await claim(article, checker, BOOKS, 'unsourced');
    await face(page, COST).click();
    await page.getByRole('article').getByRole('button', { name: 'Remove the claim' }).click();
    await face(page, COST).waitFor({ state: 'detached' });
    await button(page).click();
    const newest = entries(page).filter({ hasText: 'سلمى removed a claim' });
    await newest.getByText(COST).waitFor();
    await newest.getByText('removed', { exact: true }).waitFor();
    expect(await newest.getByRole('button').count()).toBe(0);
  });

  test('brings what is older when it is scrolled to, down to the beginning', async () => {
    const { article, cost } = await articleWithClaim();
    for (let turn = 0; turn < 60; turn++) {
      await judge(article, turn % 2 ? editor : checker, cost, turn % 3 ? 'verified' : 'disputed', `${turn}`);
    }
    const page = await open(reader, article);
    await button(page).click();
    await entries(page).first().waitFor();
    await sheet(page).locator('[data-scrolls]').hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 2000);
        return await sheet(page).getByText('This is where it begins.').isVisible();
      })
      .toBe(true);
    const told = await sentences(page);
    expect(told).toHaveLength(62);
    expect(told.at(-1)).toBe('سلمى brought the article in');
    await sheet(page).getByRole('button', { name: 'To the newest' }).click();
    await expect
      .poll(() =>
        sheet(page)
          .locator('[data-scrolls]')
          .evaluate(({ scrollTop }) => scrollTop),
      )
      .toBe(0);
  });

  test('says so when the server is out of reach, and comes by itself when it is back', async () => {
    const { article, cost } = await articleWithClaim();
    const page = await open(editor, article, {}, withOwnTime);
    await page.route('**/history**', (route) => route.abort());
    await button(page).click();
    await hurried(page, sheet(page).getByRole('alert').getByText('Sanad cannot be reached').waitFor());
    await page.unroute('**/history**');
    await hurried(page, expect.poll(() => sentences(page)).toHaveLength(2));
    // With what is known on screen it stays there, and is followed up.
    await page.route('**/history**', (route) => route.abort());
    await judge(article, checker, cost, 'verified');
    await hurried(page, sheet(page).getByText('Below is what was known before').waitFor());
    expect(await sentences(page)).toHaveLength(2);
    await page.unroute('**/history**');
    await hurried(page, expect.poll(() => sentences(page)).toHaveLength(3));
    await sheet(page).getByText('Below is what was known before').waitFor({ state: 'detached' });
  });
});

describe('the history of a claim', () => {
  test('is asked for once its card’s is opened, and tells by the server what the document cannot be sure of', async () => {
    const { article, cost } = await articleWithClaim();
    await judge(article, checker, cost, 'verified', 'العقد');
    const page = await open(editor, article);
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.endsWith('/history')) asked.push(search);
    });
    await face(page, COST).click();
    const card = page.getByRole('article').filter({ has: face(page, COST) });
    await card.getByText('History · 1 earlier verdict').waitFor();
    expect(asked).toEqual([]);
    await card.getByText('History · 1 earlier verdict').click();
    const lines = async () =>
      (await card.locator('details li > p:first-child').allTextContents()).map((line) => line.replace(/ · .*$/, ''));
    await expect.poll(lines).toEqual(['Omar gave a verdict: Verified', 'سلمى marked a claim: Disputed']);
    expect(asked).toEqual([`?claim=${cost}`]);
    await card.locator('details').getByText('العقد').waitFor();
    await card.getByRole('button', { name: 'Unsourced' }).click();
    await expect.poll(async () => (await lines())[0]).toBe('سلمى gave a verdict: Unsourced');
    for (let turn = 0; turn < 60; turn++)
      await judge(article, turn % 2 ? editor : checker, cost, 'verified', `${turn}`);
    await expect.poll(async () => (await card.locator('details li').first().textContent())?.endsWith('59')).toBe(true);
    expect(await lines()).toHaveLength(8);
    const older = card.getByRole('button', { name: 'Show older' });
    await expect
      .poll(async () => {
        if (await older.isVisible()) await older.click();
        return (await lines()).at(-1);
      })
      .toBe('سلمى marked a claim: Disputed');
    expect(await lines()).toHaveLength(63);
  });

  test('falls back to the verdicts the article has while the server is out of reach', async () => {
    const { article, cost } = await articleWithClaim();
    await judge(article, checker, cost, 'verified');
    const page = await open(editor, article, {}, withOwnTime);
    await page.route('**/history**', (route) => route.abort());
    await face(page, COST).click();
    const card = page.getByRole('article').filter({ has: face(page, COST) });
    await card.getByText('History · 1 earlier verdict').click();
    await hurried(page, card.getByText('The server’s history cannot be reached now.').waitFor());
    expect(await card.locator('details li').count()).toBe(2);
    await page.unroute('**/history**');
    await hurried(page, card.getByText('Omar gave a verdict').waitFor());
  });
});

/** Makes an article in which everything happened that can, each at once after the other. */
async function everything(): Promise<string> {
  const { article, cost } = await articleWithClaim();
  const { rooms } = desk.desk;
  const act = (actor: Actor, what: (doc: Y.Doc) => void) => rooms.change(article, actor, what);
  const huda: Actor = { id: editor.person.id, role: 'editor' };
  const omar: Actor = { id: checker.person.id, role: 'checker' };
  await judge(article, checker, cost, 'verified', 'Seen the contract.');
  await act(omar, (doc) => writeNote(doc, cost, omar.id, '', '2026-03-01T09:00:00.000Z'));
  await act(omar, (doc) => {
    const judgements = claimsRoot(doc).get(cost)?.get('judgements');
    if (judgements instanceof Y.Array) judgements.delete(1);
  });
  await act(huda, (doc) => removeClaim(doc, cost));
  await act(huda, (doc) => showClaim(doc, cost));
  const known = await rooms.read(article, (doc) => readClaims(doc)[0]);
  if (!known) throw new Error('the claim is gone');
  const { anchor, quote } = known;
  await act(SERVER, (doc) => moveClaim(doc, cost, anchor, { ...quote, prefix: '' }));
  await act(omar, (doc) => moveClaim(doc, cost, anchor, quote));
  const aside = { id: 'the-aside', by: omar.id, at: '2026-03-01T09:00:00.000Z', anchor, quote };
  await act(omar, (doc) => draftAside(doc, aside));
  await act(huda, (doc) => showClaim(doc, aside.id));
  await act(huda, (doc) => removeClaim(doc, aside.id));
  await act(huda, (doc) => {
    const run = (textRoot(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText;
    run.insert(0, 'أمس ');
    run.delete(run.length - 1, 1);
  });
  return article;
}

const TOLD = {
  en: [
    'سلمى edited the text: 4 letters added, 1 letter taken out',
    'سلمى said that a sentence is to be checked after all',
    'سلمى set a sentence aside again',
    'Omar set a sentence aside as nothing to check',
    'Omar wrote down where a claim stands',
    'Sanad found a claim by its words and tied it to them, by itself',
    'سلمى brought a claim back',
    'سلمى removed a claim',
    'Omar took a verdict back: Verified',
    'Omar took the note of a verdict away: Verified',
    'Omar gave a verdict: Verified',
    'سلمى marked a claim: Disputed',
    'سلمى brought the article in',
  ],
  ar: [
    'تحرير في النص بقلم سلمى: أُضيفت 4 أحرف وحُذف حرف واحد',
    'جملةٌ عادت إلى ما يُفحص، برأي سلمى',
    'جملةٌ لا شيء فيها يُفحص من جديد، برأي سلمى',
    'جملةٌ لا شيء فيها يُفحص، برأي Omar',
    'دُوِّن موضع ادّعاء على يد Omar',
    'عثر سند من تلقاء نفسه على ادّعاء بكلماته فردّه إليها',
    'أُعيد ادّعاء على يد سلمى',
    'حُذف ادّعاء على يد سلمى',
    'تراجُعٌ من Omar عن حُكم: مؤكَّد',
    'حُذفت ملاحظة Omar على حُكم: مؤكَّد',
    'حُكم من Omar: مؤكَّد',
    'ادّعاء جديد من سلمى: متنازَع عليه',
    'أُدخل المقال على يد سلمى',
  ],
} as const;

describe.each([
  ['English by day', { locale: 'en-GB', colorScheme: 'light' }, 'History', TOLD.en],
  ['English by night', { locale: 'en-GB', colorScheme: 'dark' }, 'History', TOLD.en],
  ['Arabic by day', { locale: 'ar', colorScheme: 'light' }, 'السجل', TOLD.ar],
  ['Arabic by night', { locale: 'ar', colorScheme: 'dark' }, 'السجل', TOLD.ar],
] as const)('in %s', (_, options, title, told) => {
  test('everything there is to tell can be read by everybody, on a wide screen and on a phone', async () => {
    const article = await everything();
    const page = await open(editor, article, options);
    const dialog = page.getByRole('dialog', { name: title });
    // The text can be read a little before the page hears its keys.
    const opened = async () => {
      if ((await dialog.count()) === 0) await page.keyboard.press('h');
      return dialog.count();
    };
    await expect.poll(opened, { interval: 1000 }).toBe(1);
    await dialog.locator('[data-history]').first().waitFor();
    expect(await sentences(page)).toEqual(told);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await face(page, COST).click();
    await page.locator('details summary').click();
    await page.locator('details li').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const phone = await open(editor, article, { ...options, viewport: { width: 390, height: 844 } });
    await phone.getByRole('button', { name: /سلمى/ }).last().click();
    await phone.getByRole('menuitem', { name: title }).click();
    const small = phone.getByRole('dialog', { name: title });
    await small.locator('[data-history]').first().waitFor();
    const { width } = (await small.boundingBox()) ?? { width: 0 };
    expect(Math.round(width)).toBeGreaterThan(385);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(phone)).toEqual([]);
  });
});
