import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { lineUnder } from './drawn-claims.ts';
import {
  atTheText,
  bar,
  COST,
  checker,
  editor,
  FIRST,
  letters,
  newArticle,
  open,
  press,
  SECOND,
  select,
  TEXT,
  TITLE,
  textOf,
  type,
} from './editor-hands.ts';

atTheText();

/** Pastes as the browser does, with what another program put on the clipboard. */
async function paste(page: Page, content: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((flavours) => {
    const clipboardData = new DataTransfer();
    for (const [flavour, data] of Object.entries(flavours)) clipboardData.setData(flavour, data);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.ProseMirror')?.dispatchEvent(event);
  }, content);
}

/** The article's blocks on screen: element names and words. */
const blocks = (page: Page) =>
  page
    .locator('.ProseMirror > *')
    .evaluateAll((all) => all.map((each) => `${each.tagName.toLowerCase()}: ${each.textContent}`));

describe('what is pasted', () => {
  test('keeps what the article knows and nothing that could run', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, SECOND, SECOND.length);
    await press(page, 'Enter');
    await paste(page, {
      'text/html': `<h2 dir="ltr" style="color:red">عنوان</h2><p>سطر<br>ثانٍ <span style="font-weight:700">غامق</span> <a href="javascript:alert(1)">خطر</a>
        <a href="https://example.org/">رابط</a><script>window.hacked = true</script><img src="x" onerror="window.hacked = true"></p>`,
      'text/plain': 'ignored',
    });
    await expect
      .poll(() => blocks(page))
      .toEqual([
        `h1: ${TITLE}`,
        `p: ${FIRST}`,
        `p: ${SECOND}`,
        'h2: عنوان',
        'p: سطر',
        expect.stringMatching(/^p: ثانٍ غامق خطر/),
      ]);
    const kept = page.locator('.ProseMirror');
    expect(await kept.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      'https://example.org/',
    ]);
    expect(await kept.locator('h2').getAttribute('dir')).toBeNull();
    expect(await kept.locator('strong').textContent()).toBe('غامق');
    expect(await kept.locator('img, script, br:not(.ProseMirror-trailingBreak)').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await expect.poll(() => textOf(article)).toContain('عنوان\nسطر\nثانٍ غامق خطر');
  });

  test('as plain text makes a paragraph of each line', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, SECOND, SECOND.length);
    await press(page, 'Enter');
    await paste(page, { 'text/plain': 'one\r\n\r\ntwo\nثلاثة' });
    await expect.poll(() => textOf(article)).toBe(`${TEXT}\none\ntwo\nثلاثة`);
  });

  test('changes nothing for somebody who may not edit', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await select(page, SECOND, 3);
    await paste(page, { 'text/plain': 'دخيل', 'text/html': '<p>دخيل</p>' });
    await select(page, COST);
    await press(page, 'Digit1');
    await lineUnder(page).first().waitFor({ state: 'attached' });
    expect(await letters(page)).not.toContain('دخيل');
    expect(await textOf(article)).toBe(TEXT);
  });
});

describe('writing', () => {
  test('goes on in a paragraph behind the title, in the direction of its own letters', async () => {
    const page = await open(editor, await newArticle());
    await select(page, TITLE, TITLE.length);
    await press(page, 'Enter');
    await type(page, 'Reuters reports');
    const added = page.locator('.ProseMirror > p').first();
    await expect.poll(() => added.textContent()).toBe('Reuters reports');
    await expect.poll(() => added.evaluate((block) => getComputedStyle(block).direction)).toBe('ltr');
    await select(page, 'Reuters reports', 0);
    await type(page, 'نقلت وكالة الأنباء عن ');
    await expect.poll(() => added.evaluate((block) => getComputedStyle(block).direction)).toBe('rtl');
    await press(page, 'Control+Shift+KeyX');
    await expect.poll(() => added.evaluate((block) => getComputedStyle(block).direction)).toBe('ltr');
  });

  test('is formatted from the toolbar, which says what holds', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    const tool = (name: string) =>
      page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name, exact: true });
    await select(page, COST);
    await tool('Bold').click();
    await page.locator('.ProseMirror strong', { hasText: COST }).waitFor();
    await expect.poll(() => tool('Bold').getAttribute('aria-pressed')).toBe('true');
    await tool('List').click();
    await page.locator('.ProseMirror ul li', { hasText: COST }).waitFor();
    await tool('Undo').click();
    await page.locator('.ProseMirror ul').waitFor({ state: 'detached' });
    expect(await page.locator('.ProseMirror strong').count()).toBe(1);
    expect(await textOf(article)).toBe(TEXT);
  });

  test('links words to a safe address alone', async () => {
    const page = await open(editor, await newArticle());
    await select(page, COST);
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const field = page.getByLabel('Address of the link');
    await field.fill('javascript:alert(1)');
    await press(page, 'Enter');
    await page.getByRole('alert').waitFor();
    await field.fill('example.org/budget');
    await press(page, 'Enter');
    const link = page.locator('.ProseMirror a', { hasText: COST });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://example.org/budget');
    expect(await link.getAttribute('rel')).toContain('noopener');
  });
});

describe('the text and what is drawn in it', () => {
  for (const [language, locale] of [
    ['English', 'en-GB'],
    ['Arabic', 'ar'],
  ] as const) {
    test(`can be used by everybody, in ${language}`, async () => {
      const article = await newArticle();
      const page = await open(editor, article, { locale });
      await select(page, COST);
      await press(page, 'Digit2');
      await select(page, COST, 3);
      await type(page, 'س');
      await page.locator('[data-stale]').first().waitFor();
      await select(page, SECOND);
      await bar(page).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }

  test('is no wider than a small screen, with a colleague’s cursor at its edge', async () => {
    const article = await newArticle();
    const colleague = await open(editor, article);
    const page = await open(checker, article, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    for (const at of [20, 40, 60, FIRST.length]) {
      await select(colleague, FIRST, at);
      await page.locator('[data-cursor]').first().waitFor({ state: 'attached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
  });
});
