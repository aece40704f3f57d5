import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { TestProvider } from '../support/oidc.ts';
import { type Visitor, visit } from '../support/visitor.ts';

let browser: Browser;
let provider: TestProvider;
let desk: TestDesk;
let admin: Member;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, provider] = await Promise.all([launchBrowser(), TestProvider.open()]);
  desk = await openTestDesk({ oidc: provider.settings() });
  provider.serve(desk.url);
  admin = await desk.join('admin', 'Nadia');
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await provider?.close();
});
afterEach(async () => {
  const left = visitors.splice(0);
  await Promise.all(left.map(({ context }) => context.close()));
  expect(left.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function at(member: Member | null = null, options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, options);
  visitors.push(visitor);
  // The provider's own page asks for a font from elsewhere.
  await visitor.context.route('https://fonts.googleapis.com/**', (route) => route.abort());
  return visitor.page;
}

/** Signs in on the provider's own page, and consents there. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

const library = (page: Page) => page.getByRole('heading', { name: 'Articles', exact: true });
const path = (page: Page) => page.url().slice(desk.url.length);
const link = async () => ((await (await desk.call(admin, '/api/invitations', {})).json()) as { link: string }).link;

describe('with an account at the provider', () => {
  test('somebody comes in by an invitation, and the next time without one, from the page they wanted', async () => {
    provider.names.set('omar', 'عمر الخطيب');
    const page = await at();
    await page.goto(await link());
    await page.getByRole('button', { name: /Come in with .?Newsroom ID/ }).click();
    await signInThere(page, 'omar');
    await library(page).waitFor();
    await page.getByText(/You are in as .?عمر الخطيب/).waitFor();
    expect(path(page)).toBe('/');
    const kept = await page.evaluate(() => [document.cookie, JSON.stringify(sessionStorage)]);
    expect(kept).toEqual(['', '{}']);
    // Back is the provider or the link, and never an address that holds a code.
    await page.goBack();
    expect(page.url()).not.toContain('code=');

    const again = await at();
    await again.goto('/people');
    await again.getByRole('heading', { name: 'Sign in to Sanad' }).waitFor();
    await again.getByRole('button', { name: /Sign in with .?Newsroom ID/ }).click();
    await signInThere(again, 'omar');
    await again.getByRole('heading', { name: 'People of the desk' }).waitFor();
    expect(path(again)).toBe('/people');
  });

  test('somebody who is refused there is told so, and finds the invitation again', async () => {
    const page = await at();
    await page.goto(await link());
    await page.getByRole('button', { name: /Come in with .?Newsroom ID/ }).click();
    await page.getByRole('link', { name: /Cancel/ }).click();
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    await page.getByText(/refused or broken off at .?Newsroom ID/).waitFor();
    await page.getByRole('button', { name: 'Back to the invitation' }).click();
    await page.getByLabel('Your name').fill('Karim');
    await page.getByRole('button', { name: 'Come in', exact: true }).click();
    await library(page).waitFor();
  });

  test('somebody unknown is told what to do, in Arabic too', async () => {
    const page = await at(null, { locale: 'ar' });
    await page.goto('/');
    await page.getByRole('button', { name: /الدخول بحساب/ }).click();
    await signInThere(page, 'stranger');
    await page.getByRole('heading', { name: 'لم تدخل بعد' }).waitFor();
    await page.getByText(/غير مربوط بأحد في هذا المكتب/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('somebody who is in links it from their menu, signs in with it, and takes the link away', async () => {
    const member = await desk.join('editor', 'Salma');
    const page = await at(member);
    await page.goto('/people');
    const open = async () => {
      await page.getByRole('button', { name: 'Salma: menu' }).click();
      await page.getByRole('menuitem', { name: 'Where you are signed in' }).click();
    };
    await open();
    await page.getByRole('button', { name: 'Link my account' }).click();
    await signInThere(page, 'salma@paper');
    await page.getByText(/Your account at .?Newsroom ID.? is linked/).waitFor();
    expect(path(page)).toBe('/people');

    const other = await at();
    await other.goto('/');
    await other.getByRole('button', { name: /Sign in with/ }).click();
    await signInThere(other, 'salma@paper');
    await other.getByRole('button', { name: 'Salma: menu' }).waitFor();

    await open();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Unlink' }).click();
    await dialog.getByRole('group').getByRole('button', { name: 'Unlink' }).click();
    await dialog.getByRole('button', { name: 'Link my account' }).waitFor();
  });

  test('a provider that cannot be reached is told where one stands', async () => {
    const away = await TestProvider.open();
    const settings = away.settings();
    await away.close();
    const lonely = await openTestDesk({ oidc: settings });
    const visitor = await visit(browser, lonely.url, null);
    visitors.push(visitor);
    await visitor.page.goto('/');
    await visitor.page.getByRole('button', { name: /Sign in with/ }).click();
    await visitor.page
      .getByRole('alert')
      .getByText(/You could not be sent to .?Newsroom ID/)
      .waitFor();
    await lonely.close();
  });
});

test('no page that a failed sign-in leads to says nothing', async () => {
  const page = await at();
  for (const failed of ['expired', 'mismatch', 'too-many', 'removed', 'nameless', 'taken', 'signed-out', 'failed']) {
    await page.goto(`/sign-in?failed=${failed}`);
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    const told = await page.getByRole('main').getByRole('paragraph').first().textContent();
    expect(told?.length).toBeGreaterThan(40);
  }
  await page.goto('/sign-in?failed=made-up');
  await page.getByRole('heading', { name: 'Sign in to Sanad' }).waitFor();
  const member = await at(await desk.join('reader', 'Walid'));
  await member.goto('/sign-in?done=joined&to=//evil.example/');
  await library(member).waitFor();
  expect(path(member)).toBe('/');
});

describe.each([
  { locale: 'ar', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
] as const)('axe finds nothing in $locale, $colorScheme', (setting) => {
  test('where one signs in, joins, and is refused, on a phone too', async () => {
    for (const width of [1440, 390]) {
      const page = await at(null, { ...setting, viewport: { width, height: 844 } });
      for (const address of ['/', await link(), '/sign-in?failed=unknown']) {
        await page.goto(address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByRole('button', { name: /Newsroom ID/ }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(sideways).toBeLessThanOrEqual(0);
      }
    }
  });
});
