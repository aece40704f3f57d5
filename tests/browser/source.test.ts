import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { articleAt, claimsAt } from '../support/desk.ts';
import { card, claimOn, openCard, said } from './claim-hands.ts';
import { atTheText, COST, checker, desk, editor, newArticle, open, press, reader } from './editor-hands.ts';

atTheText();

const claimantOf = async (article: string, id: string) =>
  (await claimsAt(desk.url, editor, article)).find((claim) => claim.id === id)?.claimant;
const sourceOf = async (article: string) => (await articleAt(desk.url, editor, article)).source;
const about = (page: Page) => page.getByRole('dialog', { name: 'About this article' });

describe('who says what a claim says', () => {
  test('is named by keyboard alone, read by others, changed, and taken back', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const [mine, theirs] = await Promise.all([open(checker, article), open(reader, article)]);
    await openCard(mine, id);
    await openCard(theirs, id);
    expect(await card(theirs, id).getByText('Who says so?').count()).toBe(0);
    await press(mine, 'KeyW');
    const form = mine.getByRole('dialog', { name: 'Who says so?' });
    await form.waitFor();
    expect(await accessibilityFaults(mine)).toEqual([]);
    // Without a name nothing is saved, and what is missing is said.
    await press(mine, 'Enter');
    await form.getByText('Give the name of whoever said it.').waitFor();
    await mine.keyboard.insertText('رئيس البلدية');
    await mine.keyboard.press('Tab');
    await mine.keyboard.press('Tab');
    await mine.keyboard.insertText('https://example.org/speech');
    await press(mine, 'Enter');
    await form.waitFor({ state: 'detached' });
    await card(theirs, id)
      .getByText(/Said by .*رئيس البلدية/)
      .waitFor();
    const where = card(theirs, id).getByRole('link', { name: 'where' });
    expect(await where.getAttribute('href')).toBe('https://example.org/speech');
    const named = { name: 'رئيس البلدية', kind: 'person', address: 'https://example.org/speech' };
    await expect.poll(() => claimantOf(article, id)).toEqual(named);
    await said(mine, 'رئيس البلدية').getByRole('button').first().click();
    await expect.poll(() => claimantOf(article, id)).toBeNull();
    await card(theirs, id)
      .getByText(/Said by .*رئيس البلدية/)
      .waitFor({ state: 'detached' });
  });

  test('Escape leaves the name as it was and the keyboard on the claim', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const page = await open(checker, article);
    await openCard(page, id);
    await press(page, 'KeyW');
    const form = page.getByRole('dialog', { name: 'Who says so?' });
    await form.waitFor();
    await page.keyboard.insertText('أحدهم');
    await press(page, 'Escape');
    await form.waitFor({ state: 'detached' });
    expect(await claimantOf(article, id)).toBeNull();
    const holds = () => card(page, id).evaluate((element) => element.contains(document.activeElement));
    await expect.poll(holds).toBe(true);
    // Written and left, it is not there when one comes again.
    await press(page, 'KeyW');
    await form.waitFor();
    expect(await form.getByLabel('Name').inputValue()).toBe('');
  });
});

describe('what is said of an article', () => {
  test('an editor says where it stands in public, and whoever reads is told', async () => {
    const article = await newArticle();
    const [mine, theirs] = await Promise.all([open(editor, article), open(reader, article)]);
    await mine.getByRole('button', { name: 'About this article' }).click();
    await about(mine).waitFor();
    expect(await accessibilityFaults(mine)).toEqual([]);
    await about(mine).getByLabel('Public address').fill('news.example/1');
    await press(mine, 'Enter');
    await about(mine).locator('[data-invalid]').first().waitFor();
    expect((await sourceOf(article)).address).toBe('');
    await about(mine).getByLabel('Public address').fill('https://news.example/ar/1');
    await about(mine).getByLabel('Paper or site').fill('الوادي');
    await about(mine).getByLabel('Published on').fill('2026-03-02');
    await press(mine, 'Enter');
    await about(mine).waitFor({ state: 'detached' });
    const told = {
      address: 'https://news.example/ar/1',
      site: 'الوادي',
      byline: '',
      publishedAt: '2026-03-02',
      file: '',
    };
    expect(await sourceOf(article)).toEqual(told);
    await theirs.getByRole('button', { name: 'About this article' }).click();
    await about(theirs).getByRole('link', { name: 'https://news.example/ar/1' }).waitFor();
    expect(await about(theirs).getByRole('textbox').count()).toBe(0);
  });

  test('what could not be saved stays written', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await page.getByRole('button', { name: 'About this article' }).click();
    await about(page).getByLabel('Byline').fill('سامر');
    await page.route(`**/api/articles/${article}`, (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await press(page, 'Enter');
    await about(page).getByText('What you wrote could not be saved; it is still here.').waitFor();
    expect(await about(page).getByLabel('Byline').inputValue()).toBe('سامر');
    await page.unroute(`**/api/articles/${article}`);
    await about(page).getByRole('button', { name: 'Save' }).click();
    await about(page).waitFor({ state: 'detached' });
    expect((await sourceOf(article)).byline).toBe('سامر');
  });
});
