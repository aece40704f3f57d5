import { claimShape } from '@sanad/shared/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { until } from '../support/peer.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const TEXT = `The water works are back
The town says that the works are back after 11 days. It adds that three quarters have water again.
The union says nine days.`;

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let checker: Member;
let article: string;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  editor = await desk.join('editor', 'Rana');
  checker = await desk.join('checker', 'Layla');
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  article = await desk.article(editor, TEXT, { language: 'en' });
});
afterEach(async () => {
  const left = visitors.splice(0);
  await Promise.all(left.map(({ context }) => context.close()));
  const complaints = left.flatMap((visitor) => visitor.complaints);
  expect(complaints.filter((complaint) => !complaint.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

async function at(member: Member, path = `/articles/${article}`): Promise<Page> {
  const visitor = await visit(browser, desk.url, member);
  visitors.push(visitor);
  await visitor.page.goto(path);
  return visitor.page;
}
const claim = async (quote: string, verdict?: string) => {
  const made = await desk.call(checker, `/api/articles/${article}/claims`, { quote, verdict });
  return claimShape.parse(await made.json()).id;
};
const text = (page: Page) => page.locator('.ProseMirror');
const stage = (page: Page) => page.getByRole('button', { name: /^Stage of the article/ });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Sign the article off' });
const openDialog = async (page: Page) => {
  await stage(page).click();
  await page.getByRole('button', { name: 'Sign off…' }).click();
  await dialog(page).waitFor();
};

test('what stands in the way leads to its claim; once it is done the article is signed off, for everybody at once', async () => {
  const open = await claim('back after 11 days');
  const page = await at(editor);
  const colleague = await at(checker);
  await text(colleague).waitFor();
  await text(page).waitFor();
  await openDialog(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog(page).getByText('One thing stands in the way').waitFor();
  expect(await dialog(page).getByRole('button', { name: 'Sign off' }).isDisabled()).toBe(true);
  await dialog(page)
    .getByRole('button', { name: /back after 11 days/ })
    .click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.waitForFunction((id) => document.activeElement?.getAttribute('data-face') === id, open);

  // A colleague judges it while the dialog says that it stands in the way.
  await openDialog(page);
  await desk.call(checker, `/api/articles/${article}/claims/${open}`, { verdict: 'verified' }, 'PATCH');
  await dialog(page).getByText('Nothing stands in the way.').waitFor();
  await dialog(page).getByText('One claim: 1 verified, 0 settled.').waitFor();
  await dialog(page).getByRole('button', { name: 'Sign off' }).click();

  for (const each of [page, colleague]) {
    await each.getByText(/Signed off by Rana,/).waitFor();
    await each.locator('.ProseMirror[contenteditable="false"], .ProseMirror[aria-readonly="true"]').waitFor();
  }
  expect(await accessibilityFaults(colleague)).toEqual([]);
  expect(await colleague.getByRole('radio').count()).toBe(0);
  const letters = await text(page).textContent();
  await text(page).click();
  await page.keyboard.type('no');
  await page.keyboard.press('1');
  expect(await text(page).textContent()).toBe(letters);
  await colleague.goto('/');
  await colleague
    .getByRole('listitem')
    .filter({ hasText: 'The water works' })
    .first()
    .getByText('Signed off')
    .waitFor();
});

test('an editor reopens it with a reason, which stays with the version, and everybody goes on', async () => {
  expect((await desk.call(editor, `/api/articles/${article}/sign-off`, undefined, 'POST')).status).toBe(201);
  const page = await at(editor);
  const colleague = await at(checker);
  for (const each of [page, colleague]) await each.getByText(/Signed off by Rana,/).waitFor();
  await stage(colleague).click();
  await colleague.getByRole('button', { name: 'Copy the fingerprint' }).waitFor();
  expect(await colleague.getByRole('button', { name: 'Reopen…' }).count()).toBe(0);
  await colleague.keyboard.press('Escape');

  await stage(page).click();
  await page.getByRole('button', { name: 'Reopen…' }).click();
  const asking = page.getByRole('dialog', { name: 'Reopen the article' });
  await asking.getByRole('button', { name: 'Reopen' }).click();
  await asking.getByText('Say in 1 to 2,000 characters why.').waitFor();
  await asking.getByLabel('Why').fill('A name is misspelt.');
  await asking.getByRole('button', { name: 'Reopen' }).click();
  for (const each of [page, colleague]) await each.getByText(/Signed off by Rana,/).waitFor({ state: 'detached' });
  await until('the text can be edited', async () =>
    page.evaluate(() => document.querySelector('.ProseMirror')?.getAttribute('aria-readonly') !== 'true'),
  );
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' More.');
  await colleague.getByText('More.').waitFor();

  await stage(page).click();
  await page.getByRole('button', { name: 'All versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions' });
  await versions.getByText('A name is misspelt.').waitFor();
  await versions.getByText(/Reopened by Rana/).waitFor();
  const opening = page.context().waitForEvent('page');
  await versions.getByRole('link', { name: 'Open the report' }).click();
  const report = await opening;
  await report.getByText('The union says nine days.').first().waitFor();
  expect(await report.getByText('More.').count()).toBe(0);
  await report.close();

  // A checker sees the same, and what changed since.
  await stage(colleague).click();
  await colleague.getByRole('button', { name: 'All versions' }).click();
  await colleague.getByRole('dialog', { name: 'Versions' }).getByText('A name is misspelt.').waitFor();
  expect(await accessibilityFaults(colleague)).toEqual([]);
  await colleague.getByRole('button', { name: 'Compare version 1' }).click();
  const comparison = colleague.getByRole('dialog', { name: 'What changed' });
  await comparison.locator('ins').filter({ hasText: 'More.' }).waitFor();
  await comparison.getByText('Claims and verdicts are the same.').waitFor();
  expect(await accessibilityFaults(colleague)).toEqual([]);
  await comparison.getByRole('button', { name: 'All versions' }).click();
  await colleague.getByRole('dialog', { name: 'Versions' }).getByText('A name is misspelt.').waitFor();
});

test('what was on its way when it was signed off is kept for its writer, who is told what happened', async () => {
  const page = await at(editor);
  await text(page).click();
  await page.context().setOffline(true);
  await page
    .getByText(/^Offline/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Not in time.');
  const second = await desk.join('editor', 'Omar');
  expect((await desk.call(second, `/api/articles/${article}/sign-off`, undefined, 'POST')).status).toBe(201);
  await page.context().setOffline(false);
  await page.getByText('The article was signed off while you were at it').waitFor();
  await page.getByRole('button', { name: 'Download the rescue copy' }).waitFor();
  await page.getByText(/Signed off by Omar,/).waitFor();
  expect(await text(page).textContent()).not.toContain('Not in time');
});

test('an admin says what the desk asks for', async () => {
  const admin = await desk.join('admin', 'Amal');
  const page = await at(admin, '/people');
  await page.getByText('For every verified claim').click();
  await page.getByText('Saved.').first().waitFor();
  await page.getByRole('button', { name: /Sentences looked at, at least/ }).click();
  await page.getByRole('option', { name: '75 %' }).click();
  await until('the desk has it', async () => {
    const settings = (await (await desk.call(admin, '/api/desk')).json()) as object;
    return JSON.stringify(settings) === JSON.stringify({ requireEvidence: true, secondPerson: 'off', coverage: 75 });
  });
  expect(await accessibilityFaults(page)).toEqual([]);
  const reader = await at(await desk.join('reader'), '/people');
  await reader.getByRole('heading', { name: 'People' }).waitFor();
  expect(await reader.getByText('Before an article is signed off').count()).toBe(0);
  await desk.call(admin, '/api/desk', { requireEvidence: false, coverage: 0 }, 'PATCH');
});
