import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { visit } from '../support/visitor.ts';
import {
  atTheText,
  BOOKS,
  browser,
  COST,
  checker,
  desk,
  editor,
  expectClaims,
  frame,
  go,
  letters,
  newArticle,
  open,
  press,
  reader,
  SECOND,
  select,
  TEXT,
  textOf,
  type,
  visitors,
  wordsDrawn,
} from './editor-hands.ts';

atTheText();

describe('a text that may not be edited', () => {
  test('takes no letter from a checker, and none of theirs reaches the server', async () => {
    const article = await newArticle();
    const visitor = await visit(browser, desk.url, checker, { reducedMotion: 'reduce' });
    visitors.push(visitor);
    const updates: number[] = [];
    visitor.page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        // 0, 2: an update of y-websocket's sync protocol
        if (typeof payload !== 'string' && payload[0] === 0 && payload[1] === 2) updates.push(payload.length);
      });
    });
    const { page } = visitor;
    await go(page, article);
    await select(page, COST, 4);
    await type(page, 'سطر');
    await press(page, 'a', 'Enter', 'Delete', 'Backspace', 'Control+KeyV', 'Control+KeyB');
    await page.evaluate(() => document.execCommand('insertText', false, 'دخيل'));
    await page.evaluate(() => document.execCommand('delete'));
    await frame(page);
    expect(await page.locator('.ProseMirror').textContent()).not.toMatch(/سطر|دخيل/);
    expect(updates).toEqual([]);
    await select(page, BOOKS);
    await press(page, 'Digit1');
    await expectClaims(article, [page], [{ quote: BOOKS, verdict: 'verified' }]);
    expect(updates.length).toBeGreaterThan(0);
    expect(await textOf(article)).toBe(TEXT);
    expect(await page.locator('.ProseMirror').getAttribute('aria-readonly')).toBe('true');
  });

  test('follows a colleague’s edits', async () => {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(reader, article), open(editor, article)]);
    await select(colleague, SECOND, 0);
    await type(colleague, 'ثم ');
    await expect.poll(() => letters(page)).toContain(`ثم ${SECOND}`);
  });
});

describe('without a connection', () => {
  const saved = (page: Page) => page.getByText('Saved', { exact: true });

  test('work goes on, says so, and merges on return', async () => {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(editor, article), open(checker, article)]);
    await saved(page).waitFor();
    await page.context().setOffline(true);
    await page
      .getByText(/offline/i)
      .first()
      .waitFor();
    await select(page, SECOND, 0);
    await type(page, 'ثم ');
    await select(page, COST);
    await press(page, 'Digit1');
    await select(colleague, BOOKS);
    await press(colleague, 'Digit2');
    await expect.poll(() => wordsDrawn(page)).toEqual([COST]);
    await page.context().setOffline(false);
    await expectClaims(
      article,
      [page, colleague],
      [
        { quote: COST, verdict: 'verified' },
        { quote: BOOKS, verdict: 'disputed' },
      ],
    );
    await expect.poll(() => textOf(article)).toContain(`ثم ${SECOND}`);
    await saved(page).waitFor();
  });

  test('a tab can be closed and opened again, and nothing is lost', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await saved(page).waitFor();
    const context = page.context();
    await context.setOffline(true);
    await page
      .getByText(/offline/i)
      .first()
      .waitFor();
    await select(page, SECOND, 0);
    await type(page, 'ثم ');
    await select(page, COST);
    await press(page, 'Digit3');
    await expect.poll(() => wordsDrawn(page)).toEqual([COST]);
    await page
      .getByRole('status')
      .getByText(/5 changes kept here/i)
      .waitFor();
    await page.close();
    await context.setOffline(false);

    // The page can be had again, the live connection cannot: the text comes from the local copy.
    const again = await context.newPage();
    let cut = true;
    await again.routeWebSocket(/\/sync\//, (socket) => {
      if (cut) socket.close({ code: 1013, reason: 'try later' });
      else socket.connectToServer();
    });
    await go(again, article);
    await again.locator('.ProseMirror', { hasText: `ثم ${SECOND}` }).waitFor();
    await expect.poll(() => wordsDrawn(again)).toEqual([COST]);
    expect(await textOf(article)).toBe(TEXT);
    cut = false;
    await expectClaims(article, [again], [{ quote: COST, verdict: 'unsourced' }]);
    await expect.poll(() => textOf(article)).toContain(`ثم ${SECOND}`);
    await saved(again).waitFor();
  });
});

describe('what the server turns down', () => {
  test('is kept for its writer, and the screen shows the server’s text again', async () => {
    const article = await newArticle();
    const admin = await desk.join('admin', 'Huda');
    const demoted = await desk.join('editor', 'Nour');
    const page = await open(demoted, article);
    await page.context().setOffline(true);
    await page
      .getByText(/offline/i)
      .first()
      .waitFor();
    await select(page, SECOND, 0);
    await type(page, 'ثم ');
    const answer = await desk.call(admin, `/api/people/${demoted.person.id}`, { role: 'reader' }, 'PATCH');
    expect(answer.ok).toBe(true);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: /download/i }).waitFor();
    await expect.poll(() => page.locator('.ProseMirror').textContent()).not.toContain(`ثم ${SECOND}`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /download/i }).click(),
    ]);
    const stream = await file.createReadStream();
    let rescued = '';
    for await (const part of stream) rescued += String(part);
    expect(rescued).toContain(`ثم ${SECOND}`);
    expect(await textOf(article)).toBe(TEXT);
  });
});
