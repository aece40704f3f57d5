import { LIMITS } from '@sanad/server/sync/limits';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, openTestDesk, type TestDesk } from '../support/desk.ts';
import { visit } from '../support/visitor.ts';

let browser: Browser;
let desk: TestDesk;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk({ limits: { ...LIMITS, frame: 131_072 } });
});
afterEach(() => desk.close());

test('a paste larger than can be sent is said to be so, kept for its writer, and work goes on', async () => {
  const editor = await desk.join('editor');
  const article = await desk.article(editor, 'عنوان\nنص قصير.');
  const { context, page } = await visit(browser, desk.url, editor);
  try {
    await page.goto(`/articles/${article}`);
    const text = page.locator('.ProseMirror');
    await text.getByText('نص قصير.').click();
    await text.evaluate((view) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', Array.from({ length: 40 }, () => 'سطر '.repeat(1000)).join('\n'));
      view.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await page.getByText(/larger than what can be sent at once/).waitFor();
    await page.getByRole('button', { name: /Download the rescue copy/ }).waitFor();
    await page.getByRole('button', { name: /I have seen it/ }).click();
    await text.getByText('نص قصير.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' وتمّ.');
    await expect.poll(async () => (await articleAt(desk.url, editor, article)).text).toBe('عنوان\nنص قصير. وتمّ.');
  } finally {
    await context.close();
  }
});
