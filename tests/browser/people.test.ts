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

/** Opens a browser at the desk, as a member or as a stranger. */
async function at(member: Member | null = null, options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, options);
  visitors.push(visitor);
  return visitor.page;
}

afterEach(async () => {
  const left = visitors.splice(0);
  await Promise.all(left.map(({ context }) => context.close()));
  expect(left.flatMap(({ complaints }) => complaints)).toEqual([]);
});

const path = (address: string) => address.slice(desk.url.length);

describe('a stranger', () => {
  test.each(['/', '/people', '/articles/anything'])('sees at %s how to get in, and nothing else', async (address) => {
    const page = await at();
    await page.goto(address);
    await page.getByRole('heading', { name: 'You need a link to come in' }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  });

  test('is told what to do with a link that leads nowhere', async () => {
    const page = await at();
    await page.goto('/join#not-a-link-of-this-desk');
    await page.getByRole('heading', { name: 'This link no longer leads in' }).waitFor();
    await page.getByText('Ask an admin of your desk').waitFor();
    await page.goto('/join');
    await page.getByRole('heading', { name: 'This link no longer leads in' }).waitFor();
  });
});

describe('the first link', () => {
  test('makes its follower admin by keyboard alone, and leaves no trace in the address', async () => {
    const link = desk.desk.firstLink;
    if (!link) throw new Error('a new desk has a first link');
    const page = await at();
    await page.goto(link);
    await page.getByLabel('Your name').waitFor();
    expect(path(page.url())).toBe('/join');
    await page.reload(); // the secret is out of the address, and the page still has it
    await page.getByLabel('Your name').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Write your name first.').waitFor();
    await page.keyboard.type('ليلى العطّار');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Articles', exact: true }).waitFor();
    expect(path(page.url())).toBe('/');
    const { people } = (await (await page.request.get('/api/people')).json()) as { people: { role: string }[] };
    expect(people.map(({ role }) => role)).toEqual(['admin']);

    const other = await at();
    await other.goto(link);
    await other.getByRole('heading', { name: 'This link no longer leads in' }).waitFor();

    await page.goto(link); // to somebody who is in already, a used link is no dead end
    await page.getByRole('button', { name: 'Go on as \u2068ليلى العطّار\u2069' }).click();
    await page.getByRole('heading', { name: 'Articles', exact: true }).waitFor();
  });
});

describe('an admin', () => {
  test('invites somebody, who sees the role, gives a name and is in', async () => {
    const page = await at(await desk.join('admin', 'Nadia'));
    await page.goto('/people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('radio', { name: /^Checker/ }).waitFor({ state: 'attached' });
    await page.getByText('Checks, and also edits the text').click();
    await page.getByRole('button', { name: /The link lasts/ }).click();
    await page.getByRole('option', { name: '1 day' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(link).toMatch(/\/join#\S{20,}$/);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Invitation as Editor').waitFor();

    const guest = await at();
    await guest.goto(link);
    await guest.getByText('You come in as an editor').waitFor();
    await guest.getByText(/in 24 hours|tomorrow|in 1 day/).waitFor();
    await guest.getByLabel('Your name').fill('Omar');
    await guest.getByRole('button', { name: 'Come in' }).click();
    await guest.getByRole('heading', { name: 'Articles', exact: true }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Editor Role of Omar' }).waitFor();
    await expect.poll(() => page.getByText('Invitation as Editor').count()).toBe(0);
  });

  test('withdraws a link, which then leads nowhere', async () => {
    const admin = await desk.join('admin', 'Hala');
    const made = await desk.call(admin, '/api/invitations', { role: 'reader' });
    const { link } = (await made.json()) as { link: string };
    const page = await at(admin);
    await page.goto('/people');
    const row = page.getByRole('listitem').filter({ hasText: 'Invitation as Reader' });
    await row.getByRole('button', { name: 'Withdraw' }).click();
    await row.waitFor({ state: 'detached' });
    const guest = await at();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This link no longer leads in' }).waitFor();
  });

  test('changes a role, takes somebody off the desk, and undoes it', async () => {
    const [admin, checker] = [await desk.join('admin', 'Rim'), await desk.join('checker', 'Jonas')];
    const page = await at(admin);
    const theirs = await at(checker);
    await theirs.goto('/');
    await theirs.getByRole('heading', { name: 'Articles', exact: true }).waitFor();
    await page.goto('/people');
    const row = page.getByRole('listitem').filter({ hasText: 'Jonas' });
    await row.getByRole('button', { name: /Role of Jonas/ }).click();
    await page.getByRole('option', { name: /^Reader/ }).click();
    await page.getByRole('button', { name: 'Reader Role of Jonas' }).waitFor();
    const role = async () => (await desk.desk.store.people.get(checker.person.id))?.role;
    await expect.poll(role).toBe('reader');

    await row.getByRole('button', { name: 'More about Jonas' }).click();
    await page.getByRole('menuitem', { name: 'Take off the desk' }).click();
    await page.getByRole('button', { name: 'Undo' }).hover(); // what is pointed at does not go by itself
    await expect.poll(role).toBeNull();
    await theirs.getByRole('heading', { name: 'You need a link to come in' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(role).toBe('reader');
  });

  test('makes a link that signs a known person in again, on another device', async () => {
    const [admin, checker] = [await desk.join('admin', 'Sami'), await desk.join('checker', 'Samira')];
    const page = await at(admin);
    await page.goto('/people');
    await page.getByRole('button', { name: 'More about Samira' }).click();
    await page.getByRole('menuitem', { name: 'Make a new sign-in link' }).click();
    await page.getByText('It signs Samira in').waitFor();
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    const phone = await at(null, { viewport: { width: 390, height: 844 } });
    await phone.goto(link);
    await phone.getByRole('heading', { name: 'Welcome back, Samira' }).waitFor();
    expect(await phone.getByLabel('Your name').count()).toBe(0);
    await phone.getByRole('button', { name: 'Come in' }).click();
    await phone.getByRole('heading', { name: 'Articles', exact: true }).waitFor();
    const session = (await (await phone.request.get('/api/session')).json()) as { person: { id: string } };
    expect(session.person.id).toBe(checker.person.id);
  });

  test('cannot change their own role', async () => {
    const page = await at(await desk.join('admin', 'Zaynab'));
    await page.goto('/people');
    const row = page.getByRole('listitem').filter({ hasText: 'Zaynab' });
    await row.getByText('Admin').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });
});

test('everyone else reads the list, and changes nothing in it', async () => {
  await desk.join('editor', 'Basil');
  const page = await at(await desk.join('checker', 'Lina'));
  await page.goto('/people');
  await page.getByText('Basil').waitFor();
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
});

describe('the menu', () => {
  test('switches language and direction whole, and keeps it', async () => {
    const page = await at(await desk.join('editor', 'Tariq'));
    await page.goto('/people');
    await page.getByRole('button', { name: 'Tariq: menu' }).click();
    await page.getByRole('menuitemradio', { name: 'العربية' }).click();
    await page.getByRole('heading', { name: 'أعضاء المكتب' }).waitFor();
    const root = () =>
      page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    expect(await root()).toEqual({ lang: 'ar', dir: 'rtl' });
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: 'أعضاء المكتب' }).waitFor();
    expect(await root()).toEqual({ lang: 'ar', dir: 'rtl' });
  });

  test('switches between day and night, and keeps it', async () => {
    const page = await at(await desk.join('editor', 'Huda'));
    await page.goto('/people');
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.getByRole('button', { name: 'Huda: menu' }).click();
    const day = await paper();
    await page.getByRole('menuitemradio', { name: 'Night' }).click();
    await expect.poll(paper).not.toBe(day);
    await page.reload();
    await page.getByText('Huda').first().waitFor();
    expect(await paper()).not.toBe(day);
  });

  test('signs out: what comes back is a stranger', async () => {
    const page = await at(await desk.join('editor', 'Yara'));
    await page.goto('/');
    await page.getByRole('button', { name: 'Yara: menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You need a link to come in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'You need a link to come in' }).waitFor();
  });
});

describe.each([
  { locale: 'ar', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'dark' },
  { locale: 'ar', colorScheme: 'dark' },
  { locale: 'en-GB', colorScheme: 'light' },
] as const)('axe finds nothing in $locale, $colorScheme', (setting) => {
  test('on the way in', async () => {
    const admin = await desk.join('admin', 'ناديا');
    const made = await desk.call(admin, '/api/invitations', { role: 'checker' });
    const { link } = (await made.json()) as { link: string };
    const page = await at(null, setting);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(link);
    await page.getByRole('textbox').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('among the people, with the invitation open, on a phone too', async () => {
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const page = await at(await desk.join('admin', 'Rana'), { ...setting, viewport });
      await page.goto('/people');
      await page.getByRole('list').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      await page.getByRole('main').getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('radiogroup').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });
});
