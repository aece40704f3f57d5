import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { sealedListShape } from '@sanad/shared/sealed';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, signIn, type TestDesk } from '../support/desk.ts';

const FIRST =
  'البلدية تفتتح ثلاث مكتبات جديدة\nافتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقال رئيسها إن عدد القراء تضاعف خلال عام واحد.';
const SECOND =
  'Ministry denies shortage of flour\nThe ministry said that the country holds enough flour for eleven months, a figure two importers called invented.';

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let checker: Member;
let first: string;
let second: string;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'ليلى حداد');
  checker = await desk.join('checker', 'Basem');
  first = await desk.article(editor, FIRST);
  second = await desk.article(editor, SECOND, { language: 'en' });
});
afterEach(async () => {
  await context?.close();
  await desk.close();
});

async function send(who: Member, path: string, body: unknown, method = 'POST'): Promise<ClaimView> {
  const response = await desk.call(who, `/api/articles/${path}`, body, method);
  expect(response.status).toBeLessThan(300);
  return claimShape.parse(await response.json());
}
const mark = (article: string, quote: string, verdict = 'disputed') =>
  send(checker, `${article}/claims`, { quote, verdict });
const claims = async (article: string): Promise<ClaimView[]> =>
  ((await (await desk.call(editor, `/api/articles/${article}/claims`)).json()) as { claims: ClaimView[] }).claims;
const settled = async () => (await Promise.all([claims(first), claims(second)])).flat().filter((one) => one.settlement);

async function open(path = '/review', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ locale: 'ar', viewport: { width: 1280, height: 800 }, ...options });
  await signIn(context, desk.url, editor);
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  await page.goto(`${desk.url}${path}`);
  return page;
}
/** What a browser tells when its tab is looked at again. */
const look = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
const rows = (page: Page) => page.locator('[data-row] a').allTextContents();
const chosenWords = (page: Page) => page.locator('[data-claim-pane] mark').textContent();

test('an editor settles disputes of two articles by keyboard alone, while a colleague’s new one appears', async () => {
  await mark(first, 'بكلفة بلغت مليوني دينار');
  await mark(first, 'عدد القراء تضاعف');
  await mark(second, 'enough flour for eleven months');
  const page = await open();
  await expect
    .poll(() => rows(page))
    .toEqual(['بكلفة بلغت مليوني دينار', 'عدد القراء تضاعف', 'enough flour for eleven months']);
  await expect.poll(() => chosenWords(page)).toBe('بكلفة بلغت مليوني دينار');

  const settle = async (reason: string) => {
    await page.keyboard.press('s');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('4'); // it stands
    await page.keyboard.press('Tab');
    await page.keyboard.type(reason);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await settle('أكّده أمين السجل');
  // The next is chosen by itself.
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');

  await mark(second, 'two importers called invented');
  await expect.poll(() => rows(page), { timeout: 10_000 }).toContain('two importers called invented');

  await page.keyboard.press('j');
  await expect.poll(() => chosenWords(page)).toBe('enough flour for eleven months');
  await settle('The tender says so');
  await expect.poll(() => chosenWords(page)).toBe('two importers called invented');
  await page.keyboard.press('k');
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');
  await settle('أحصته البلدية');
  await expect.poll(() => rows(page)).toEqual(['two importers called invented']);
  await expect
    .poll(async () => (await settled()).map(({ quote }) => quote).sort())
    .toEqual(['بكلفة بلغت مليوني دينار', 'عدد القراء تضاعف', 'enough flour for eleven months'].sort());

  // What was settled last is taken back from the message, and is chosen again.
  const message = page.getByRole('alertdialog').filter({ hasText: 'عدد القراء تضاعف' });
  await message.getByRole('button', { name: 'تراجع' }).click();
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');
  await expect.poll(async () => (await settled()).length).toBe(2);
  await expect.poll(() => rows(page)).toEqual(['عدد القراء تضاعف', 'two importers called invented']);
});

test('where verdicts are given blind, one from the queue is sealed, and taken back from its message', async () => {
  const admin = await desk.join('admin');
  expect((await desk.call(admin, '/api/desk', { secondPerson: 'blind' }, 'PATCH')).status).toBe(200);
  const made = await desk.call(checker, `/api/articles/${first}/claims`, { quote: 'عدد القراء تضاعف' });
  const { id } = claimShape.parse(await made.json());
  const sealed = async () =>
    sealedListShape.parse(await (await desk.call(checker, `/api/articles/${first}/sealed`)).json()).sealed;
  const page = await open('/review?view=all', { locale: 'en-GB' });
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');
  await page.keyboard.press('2');
  await page.getByText('Sealed until a second person has judged: Disputed').waitFor();
  expect((await sealed()).map(({ claim, by, own }) => [claim, by, own])).toEqual([[id, editor.person.id, null]]);
  expect(await claims(first)).toMatchObject([{ id, verdict: 'unchecked' }]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(sealed).toEqual([]);
});

test('a verdict is for the words that were read: where others stand by now nothing is given, and they are shown', async () => {
  const claim = await mark(first, 'عدد القراء تضاعف خلال');
  const page = await open();
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف خلال');
  // Hold back the news, so that the page still shows the words of before.
  await page.route('**/api/claims?**', (route) => route.abort());
  await context.route('**/api/events', (route) => route.abort());
  const { textRoot } = await import('@sanad/shared/article');
  const Y = await import('yjs');
  await desk.desk.rooms.change(first, { id: editor.person.id, role: 'editor' }, (doc) => {
    const letters = (textRoot(doc).get(1) as InstanceType<typeof Y.XmlElement>).get(0) as InstanceType<
      typeof Y.XmlText
    >;
    letters.insert(letters.toString().indexOf('تضاعف'), 'قد ');
  });
  await desk.desk.rooms.projected(first);
  await page.keyboard.press('1');
  await page.getByText('تغيّرت الكلمات وأنت تقرأ').waitFor();
  expect((await claims(first)).find(({ id }) => id === claim.id)?.verdict).toBe('disputed');
  await page.unroute('**/api/claims?**');
  await look(page);
  await expect.poll(() => chosenWords(page), { timeout: 20_000 }).toBe('عدد القراء قد تضاعف خلال');
  await page.keyboard.press('1');
  await expect
    .poll(async () => (await claims(first)).find(({ id }) => id === claim.id))
    .toMatchObject({ verdict: 'verified', stale: false });
});

test('the address holds the view, the filter and the claim, and brings them back', async () => {
  await mark(first, 'بكلفة بلغت مليوني دينار');
  const wanted = await mark(first, 'عدد القراء تضاعف', 'unsourced');
  await mark(second, 'enough flour for eleven months', 'unsourced');
  const page = await open('/review');
  await page.getByRole('link', { name: 'بلا مصدر' }).click();
  await expect.poll(() => rows(page)).toEqual(['عدد القراء تضاعف', 'enough flour for eleven months']);
  await page.keyboard.press('/');
  await page.keyboard.type('القرا');
  await expect.poll(() => rows(page)).toEqual(['عدد القراء تضاعف']);
  await expect.poll(() => new URL(page.url()).searchParams.get('claim')).toBe(`${first}/${wanted.id}`);
  const address = page.url();
  await page.goto(`${desk.url}/`);
  await page.goto(address);
  await expect.poll(() => rows(page)).toEqual(['عدد القراء تضاعف']);
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('القرا');
  await page.getByRole('searchbox').press('Escape');
  await page.locator('[data-row]').first().waitFor();
  await expect.poll(() => rows(page)).toEqual(['عدد القراء تضاعف', 'enough flour for eleven months']);
  await page.getByRole('searchbox').blur(); // where a click lands depends on what has been drawn by then
  await expect.poll(() => chosenWords(page)).toBe('عدد القراء تضاعف');
  await page.keyboard.press('o');
  await expect.poll(() => page.url()).toContain(`/articles/${first}?claim=${wanted.id}`);
});

test('several are picked by keys and given to somebody, who finds them among their work', async () => {
  for (const words of ['بكلفة بلغت مليوني دينار', 'عدد القراء تضاعف', 'ثلاث مكتبات عامة']) await mark(first, words);
  const page = await open('/review?view=unassigned');
  await expect.poll(async () => (await rows(page)).length).toBe(3);
  await expect.poll(() => chosenWords(page)).toBe('بكلفة بلغت مليوني دينار');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+j');
  await page.keyboard.press('a');
  await page.getByRole('dialog').waitFor();
  await page.locator('[role="dialog"] input:focus').waitFor();
  await page.keyboard.type('Basem');
  await expect.poll(() => page.getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page)).toEqual(['ثلاث مكتبات عامة']);
  const mine = await (await desk.call(checker, '/api/claims?assignee=me')).json();
  expect((mine as { total: number }).total).toBe(2);
});

test('without a connection what was there stays and the page says so', async () => {
  await mark(first, 'بكلفة بلغت مليوني دينار');
  const page = await open();
  await expect.poll(() => chosenWords(page)).toBe('بكلفة بلغت مليوني دينار');
  await page.keyboard.press('c');
  await page.locator('[data-comment-field] textarea:focus').waitFor();
  await page.keyboard.type('ما أكتبه يبقى');
  await context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await look(page);
  await expect.poll(() => page.locator('[data-comment-field] textarea').inputValue()).toBe('ما أكتبه يبقى');
  await page.getByText('ترى آخر ما وصل').waitFor({ timeout: 20_000 });
  expect(await rows(page)).toEqual(['بكلفة بلغت مليوني دينار']);
});

describe('while the server takes its time', () => {
  /** Holds back what is written to claims until it is let go. */
  async function slow(page: Page): Promise<() => void> {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/api/articles/*/claims/*', async (route) => {
      if (route.request().method() === 'PATCH') await gate;
      await route.continue();
    });
    return go;
  }

  test('a dialog stays with the claim it was opened for, whichever is chosen behind it by then', async () => {
    await mark(first, 'بكلفة بلغت مليوني دينار');
    const other = await mark(first, 'عدد القراء تضاعف');
    const page = await open('/review', { locale: 'en-GB' });
    await expect.poll(() => chosenWords(page)).toBe('بكلفة بلغت مليوني دينار');
    const go = await slow(page);
    await page.keyboard.press('1');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Settle the claim' });
    await dialog.getByLabel('Reason').fill('عن المليونين');
    go();
    await expect.poll(async () => (await claims(first)).map(({ verdict }) => verdict)).toContain('verified');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await settled()).map(({ quote }) => quote)).toEqual(['بكلفة بلغت مليوني دينار']);
    expect((await claims(first)).find(({ id }) => id === other.id)).toMatchObject({ settlement: null });
  });

  test('who has begun to write keeps the keyboard: no letter of a comment decides about another claim', async () => {
    await mark(first, 'بكلفة بلغت مليوني دينار');
    await mark(first, 'عدد القراء تضاعف');
    const page = await open('/review?view=unassigned', { locale: 'en-GB' });
    await expect.poll(() => chosenWords(page)).toBe('بكلفة بلغت مليوني دينار');
    const go = await slow(page);
    await page.keyboard.press('a');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type('Basem');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    const field = page.locator('[data-comment-field] textarea');
    await expect.poll(() => field.evaluateAll(([area]) => area === document.activeElement)).toBe(true);
    await page.keyboard.type('11 people');
    go();
    await expect
      .poll(async () => (await claims(first)).some(({ assignee }) => assignee === checker.person.id))
      .toBe(true);
    await page.keyboard.type(', 1 more, 2 in all');
    expect(await field.inputValue()).toBe('11 people, 1 more, 2 in all');
    expect((await claims(first)).map(({ verdict, verdictBy }) => [verdict, verdictBy])).toEqual([
      ['disputed', checker.person.id],
      ['disputed', checker.person.id],
    ]);
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await claims(first)).map(({ comments }) => comments.length)).toEqual([1, 0]);
  });
});

describe('it can be used by everybody', () => {
  test.each([
    ['ar', 'light', 1280],
    ['en', 'dark', 1280],
    ['ar', 'dark', 390],
  ] as const)('%s, %s, %i px', async (locale, colorScheme, width) => {
    await mark(first, 'بكلفة بلغت مليوني دينار');
    await mark(second, 'enough flour for eleven months');
    const page = await open('/review', { locale, colorScheme, viewport: { width, height: 800 } });
    await expect.poll(async () => (await rows(page)).length).toBe(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    if (width < 900) {
      await page.locator('[data-row] a').first().click();
      await page.locator('[data-claim-pane]').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.goBack().catch(() => undefined);
    }
  });

  test('an empty view says what that means and where to go on', async () => {
    const page = await open('/review?view=stale');
    await page.getByText('كل حكم باقٍ على كلماته').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'نزاعات مفتوحة' }).click();
    await page.getByText('لا نزاع مفتوح').waitFor();
  });
});
