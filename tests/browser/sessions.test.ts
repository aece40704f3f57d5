import { addPerson, openSession, openToken } from '@sanad/server/people/sessions';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';

let browser: Browser;
let desk: TestDesk;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
afterEach(async () => {
  const left = visitors.splice(0);
  await Promise.all(left.map(({ context }) => context.close()));
  expect(left.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function at(member: Pick<Member, 'cookie'>, options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, options);
  visitors.push(visitor);
  return visitor.page;
}
/** Signs somebody in once more, on a device of that name. */
async function alsoOn(member: Member, device: string): Promise<Pick<Member, 'cookie'>> {
  const secret = await openSession(desk.desk.store.people, member.person.id, new Date(), device);
  return { cookie: `sanad_session=${secret}` };
}
const isIn = async ({ cookie }: Pick<Member, 'cookie'>) =>
  (await fetch(`${desk.url}/api/session`, { headers: { cookie } })).status === 200;

async function openSessions(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `${name}: menu` }).click();
  await page.getByRole('menuitem', { name: 'Where you are signed in' }).click();
  await page.getByRole('dialog', { name: 'Where you are signed in' }).waitFor();
}

describe('where somebody is signed in', () => {
  test('is seen in the menu, and ended there by keyboard alone after a question', async () => {
    const member = await desk.join('editor', 'Samar');
    const phone = await alsoOn(member, 'Safari · iPhone');
    const tablet = await alsoOn(member, 'Chrome · Android');
    const page = await at(member);
    await openSessions(page, 'Samar');
    const dialog = page.getByRole('dialog');
    const rows = dialog.getByRole('listitem');
    await rows.filter({ hasText: 'this browser' }).getByText('Chrome · Linux').waitFor();
    expect(await rows.filter({ hasText: 'this browser' }).getByRole('button').count()).toBe(0);

    const end = dialog.getByRole('button', { name: /^Sign out: .?Safari · iPhone/ });
    await end.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText(/Sign out .?Safari · iPhone.?\?/).waitFor();
    await page.keyboard.press('Enter'); // what is safe has the focus
    await expect.poll(() => end.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await isIn(phone)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await rows.filter({ hasText: 'Safari · iPhone' }).waitFor({ state: 'detached' });
    expect([await isIn(phone), await isIn(tablet)]).toEqual([false, true]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('all others are ended at once, and an article that is open there says so', async () => {
    const member = await desk.join('editor', 'Rula');
    const article = await desk.article(member, 'Title\nText');
    const phone = await alsoOn(member, 'Safari · iPhone');
    const tablet = await alsoOn(member, 'Chrome · Android');
    const there = await at(phone);
    await there.goto(`/articles/${article}`);
    await there.getByText('Text', { exact: true }).waitFor();
    const page = await at(member);
    await openSessions(page, 'Rula');
    await page.getByText('Has an article open now').waitFor();
    await page.getByRole('button', { name: 'Sign out all others' }).click();
    await page.getByText('Sign out everywhere but in this browser?').waitFor();
    await page.getByRole('group').getByRole('button', { name: 'Sign out all others' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
    await there.getByRole('button', { name: 'Reload the page' }).click();
    await there.getByRole('heading', { name: 'You need a link to come in' }).waitFor();
    expect([await isIn(phone), await isIn(tablet), await isIn(member)]).toEqual([false, false, true]);
  });

  test('an admin sees and ends it for others', async () => {
    const [admin, checker] = [await desk.join('admin', 'Hind'), await desk.join('checker', 'Munir')];
    const page = await at(admin);
    await page.goto('/people');
    await page.getByRole('button', { name: 'More about Munir' }).click();
    await page.getByRole('menuitem', { name: 'Where they are signed in' }).click();
    const dialog = page.getByRole('dialog', { name: /Where .?Munir.? is signed in/ });
    await dialog.getByRole('button', { name: /^Sign out: / }).click();
    await dialog.getByRole('group').getByRole('button', { name: 'Sign out' }).click();
    await dialog.getByText(/Munir.? is signed in nowhere/).waitFor();
    expect(await isIn(checker)).toBe(false);
  });

  test('a script’s token is seen by admins alone, and revoked after a question', async () => {
    const [admin, editor] = [await desk.join('admin', 'Amin'), await desk.join('editor', 'Nour')];
    const { people } = desk.desk.store;
    const script = await addPerson(people, 'Wire import', 'editor', new Date());
    const token = await openToken(people, script.id, new Date(), 7);
    const page = await at(admin);
    await page.goto('/people');
    const section = page.getByRole('heading', { name: 'Tokens of scripts' }).locator('..');
    await section.getByText(/Not used yet.*made.*expires/).waitFor();
    await section.getByRole('button', { name: /Revoke the token of .?Wire import/ }).click();
    await section.getByRole('group').getByRole('button', { name: 'Revoke' }).click();
    await section.waitFor({ state: 'detached' });
    const asScript = await fetch(`${desk.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(asScript.status).toBe(401);
    const other = await at(editor);
    await other.goto('/people');
    await other.getByText('Wire import').waitFor();
    expect(await other.getByRole('heading', { name: 'Tokens of scripts' }).count()).toBe(0);
  });

  test('that cannot be loaded says so, and is tried again', async () => {
    const page = await at(await desk.join('editor', 'Dana'));
    let failing = true;
    await page.route('**/api/sessions', (route) =>
      failing ? route.fulfill({ status: 500, body: 'broken' }) : route.continue(),
    );
    await openSessions(page, 'Dana');
    await page.getByRole('alert').getByText('Your sessions could not be loaded').waitFor();
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
  });
});

describe.each([
  { locale: 'ar', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const)('axe finds nothing in $locale, $colorScheme', (setting) => {
  test.each([1440, 390])('where somebody is signed in, at %i px', async (width) => {
    const member = await desk.join('admin', 'ريم');
    await alsoOn(member, 'Safari · iPhone');
    await alsoOn(member, 'Chrome · Android');
    const page = await at(member, { ...setting, viewport: { width, height: 844 } });
    await page.goto('/');
    await page.getByRole('button', { name: /ريم/ }).click();
    await page.getByRole('menuitem', { name: /^(Where you are signed in|أين أنت مسجّل الدخول)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /iPhone/ }).click();
    await dialog.getByRole('group', { name: /iPhone/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});
