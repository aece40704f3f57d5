import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { claimsAt } from '../support/desk.ts';
import { card, claimOn, expectNoFaults, face, holdsKeyboard, openCard, said } from './claim-hands.ts';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  desk,
  drawn,
  editor,
  LIBRARIES,
  newArticle,
  open,
  press,
  reader,
  select,
  TEXT,
  textOf,
  type,
} from './editor-hands.ts';

atTheText();

const NEW_COST = 'بكلفة بلغت ثلاثة ملايين دينار';
const claimAt = async (article: string, id: string) =>
  (await claimsAt(desk.url, editor, article)).find((claim) => claim.id === id);
const field = (page: Page) => page.locator('[data-comment-field] textarea');
const comments = (page: Page, id: string) => card(page, id).locator('[data-comment]');
const typeIn = (page: Page, words: string) => page.keyboard.insertText(words);

/** The letters of the text alone: a colleague's cursor and its name may stand among them. */
const wordsOf = (page: Page) =>
  page.locator('.ProseMirror').evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement;
    for (const cursor of copy.querySelectorAll('[data-cursor]')) cursor.remove();
    return copy.textContent?.replaceAll('\u2060', '') ?? '';
  });

/** Asks for the field of a new comment by its key, and waits until it has the keyboard. */
async function beginComment(page: Page): Promise<void> {
  await press(page, 'KeyC');
  await expect.poll(() => field(page).evaluateAll(([area]) => area === document.activeElement)).toBe(true);
}

/** Chooses all that the field with the keyboard holds, and writes other words in its place. */
async function rewrite(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await typeIn(page, words);
}

describe('the thread of a claim', () => {
  test('by keyboard: a comment with a mention is there for both, is answered, edited and deleted', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
    await openCard(mine, id);
    await beginComment(mine);
    await typeIn(mine, 'راجع هذا من فضلك ');
    await mine.keyboard.type('@om');
    await mine.getByRole('option', { name: 'Omar' }).waitFor();
    await press(mine, 'Enter');
    expect(await field(mine).inputValue()).toBe('راجع هذا من فضلك @Omar ');
    await typeIn(mine, '\nhttps://example.org/a?b=(1). <b>x</b>');
    await mine.keyboard.press('Control+Enter');
    await holdsKeyboard(mine, id);
    await openCard(theirs, id);
    await comments(theirs, id).first().waitFor();
    const shown = comments(theirs, id).first();
    expect(await shown.locator('p[dir="auto"]').allTextContents()).toEqual([
      'راجع هذا من فضلك @Omar ',
      'https://example.org/a?b=(1). <b>x</b>',
    ]);
    const link = shown.getByRole('link');
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      'https://example.org/a?b=(1)',
      'noopener noreferrer nofollow',
    ]);
    await shown.locator('b[data-me]', { hasText: '@Omar' }).waitFor();
    const [entry] = (await claimAt(article, id))?.comments ?? [];
    expect(entry).toMatchObject({ by: editor.person.id, mentions: [checker.person.id], replyTo: null });

    await shown.getByRole('button', { name: 'Reply' }).click();
    await typeIn(theirs, 'Looking at it');
    await theirs.keyboard.press('Control+Enter');
    await comments(mine, id).nth(1).getByText('Looking at it').waitFor();
    const answer = comments(mine, id).nth(1);
    expect(await answer.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    await comments(mine, id).first().getByRole('button', { name: 'Edit' }).click();
    await rewrite(mine, 'انتهى الأمر');
    await mine.keyboard.press('Control+Enter');
    await comments(theirs, id).first().getByText('انتهى الأمر').waitFor();
    await comments(mine, id).first().getByRole('button', { name: 'Delete' }).click();
    await card(theirs, id)
      .getByText(/A comment by .*سلمى.* was deleted/)
      .waitFor();
    await comments(theirs, id).getByText('Looking at it').waitFor();
  });

  test('keeps what was begun while the card is closed, and Escape leaves the field with it', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const page = await open(checker, article);
    await openCard(page, id);
    await beginComment(page);
    await typeIn(page, 'لم أنتهِ بعد');
    await press(page, 'Escape');
    await holdsKeyboard(page, id);
    await press(page, 'Escape');
    await expect.poll(() => face(page, id).getAttribute('aria-expanded')).toBe('false');
    await openCard(page, id);
    expect(await field(page).inputValue()).toBe('لم أنتهِ بعد');
    await beginComment(page);
    await page.keyboard.press('Control+Enter');
    await comments(page, id).getByText('لم أنتهِ بعد').waitFor();
    expect(await field(page).count()).toBe(0);
    await press(page, 'Control+KeyZ');
    await expect.poll(() => comments(page, id).count()).toBe(0);
  });

  test('finds a name without its article and with other letters, to the right or to the left', async () => {
    const article = await newArticle();
    await desk.join('checker', 'أحمد النجّار');
    const id = await claimOn(article, checker, COST, 'disputed');
    for (const locale of ['ar', 'en-GB']) {
      const page = await open(editor, article, { locale });
      await openCard(page, id);
      await beginComment(page);
      await typeIn(page, '@نجار');
      await page.getByRole('option', { name: 'أحمد النجّار' }).waitFor();
      const [list, area] = await Promise.all([page.getByRole('listbox').boundingBox(), field(page).boundingBox()]);
      const edge = (box: typeof list) => (locale === 'ar' ? (box?.x ?? 0) + (box?.width ?? 0) : (box?.x ?? 0));
      expect(Math.abs(edge(list) - edge(area))).toBeLessThan(4);
      await press(page, 'Escape');
      expect(await page.getByRole('listbox').count()).toBe(0);
      expect(await field(page).inputValue()).toBe('@نجار');
      await page.getByRole('button', { name: locale === 'ar' ? 'إلغاء' : 'Cancel' }).click();
    }
  });
});

describe('whose work a claim is', () => {
  test('by keyboard: one claim, then several at once, filtered, and taken back in one step', async () => {
    const article = await newArticle();
    const ids = await Promise.all(
      [LIBRARIES, COST, BOOKS].map((words) => claimOn(article, checker, words, 'disputed')),
    );
    const [first, second, third] = ids as [string, string, string];
    const [mine, theirs] = await Promise.all([open(checker, article), open(editor, article)]);
    const assignees = async () => {
      const all = await claimsAt(desk.url, editor, article);
      return ids.map((id) => all.find((claim) => claim.id === id)?.assignee ?? null);
    };
    await openCard(mine, first);
    await press(mine, 'KeyA');
    await mine.getByRole('searchbox').waitFor();
    await mine.keyboard.type('سل');
    await expect.poll(() => mine.getByRole('option').count()).toBe(1);
    await press(mine, 'ArrowDown', 'Enter');
    await expect.poll(assignees).toEqual([editor.person.id, null, null]);
    await openCard(theirs, first);
    await card(theirs, first)
      .getByRole('button', { name: /Assigned to .*سلمى/ })
      .waitFor();

    await openCard(mine, second);
    await press(mine, 'KeyX');
    await mine.getByText('1 claim picked').waitFor();
    await press(mine, 'Shift+ArrowDown');
    await mine.getByText('2 claims picked').waitFor();
    await press(mine, 'KeyA');
    await mine.getByRole('searchbox').waitFor();
    // Oneself is the first.
    await press(mine, 'ArrowDown', 'Enter');
    await expect.poll(assignees).toEqual([editor.person.id, checker.person.id, checker.person.id]);
    await mine
      .getByRole('alertdialog')
      .filter({ hasText: /2 claims are .*Omar.*s now/ })
      .waitFor();
    await mine.getByRole('button', { name: 'Mine, 2' }).click();
    await mine.getByText('2 of 3 shown').waitFor();
    expect(await mine.locator(`[data-card="${third}"]`).count()).toBe(1);
    await mine.getByRole('button', { name: 'Mine, 2' }).click();
    await face(mine, third).focus();
    await press(mine, 'Control+KeyZ');
    await expect.poll(assignees).toEqual([editor.person.id, null, null]);
  });

  test('is nothing a reader decides', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const page = await open(reader, article);
    await openCard(page, id);
    await press(page, 'KeyA', 'KeyC', 'KeyS', 'KeyX');
    expect(await page.getByRole('searchbox').count()).toBe(0);
    expect(await field(page).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(
      await card(page, id)
        .getByRole('button', { name: /Assign|Comment|Settle/ })
        .count(),
    ).toBe(0);
  });
});

describe('settling', () => {
  test('by keyboard: corrected in the text, told to a colleague, reopened with a reason, and undone whole', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
    await openCard(theirs, id);
    expect(await card(theirs, id).getByRole('button', { name: 'Settle' }).count()).toBe(0);
    await press(theirs, 'KeyS');
    expect(await theirs.getByRole('dialog').count()).toBe(0);

    await openCard(mine, id);
    await press(mine, 'KeyS');
    const dialog = mine.getByRole('dialog', { name: 'Settle the claim' });
    await dialog.waitFor();
    await expect.poll(() => mine.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('corrected');
    await press(mine, 'Digit4');
    await expect.poll(() => dialog.getByRole('radio', { name: /Stands/ }).isChecked()).toBe(true);
    expect(await dialog.getByLabel('The new wording').count()).toBe(0);
    await press(mine, 'Digit1', 'Tab');
    expect(await dialog.getByLabel('The new wording').inputValue()).toBe(COST);
    await rewrite(mine, NEW_COST);
    await mine.keyboard.press('Control+Enter');
    await dialog.getByText('Give a reason').waitFor();
    await typeIn(mine, 'البيان يقول ثلاثة');
    expect(await accessibilityFaults(mine)).toEqual([]);
    await mine.keyboard.press('Control+Enter');
    await expect.poll(() => textOf(article)).toBe(TEXT.replace(COST, NEW_COST));
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => drawn(theirs)).toEqual([{ words: NEW_COST, verdict: 'disputed', stale: false }]);
    await expect.poll(() => theirs.locator(`[data-number="${id}"]`).textContent()).toBe('1■');
    const note = card(theirs, id).locator('section[data-settled="corrected"]');
    await note.getByText('البيان يقول ثلاثة').waitFor();
    await note.getByText(NEW_COST).waitFor();
    expect(await card(theirs, id).locator('[data-picker]').count()).toBe(0);
    await face(theirs, id).focus();
    await press(theirs, 'Digit1');
    await said(theirs, 'This claim is settled').waitFor();
    expect((await claimAt(article, id))?.verdict).toBe('disputed');

    await holdsKeyboard(mine, id);
    await press(mine, 'KeyS');
    await mine.getByLabel('Why is it open again?').waitFor();
    await typeIn(mine, 'وصل بيان آخر');
    await mine.keyboard.press('Control+Enter');
    await card(theirs, id).getByText('وصل بيان آخر').waitFor();
    await expect.poll(async () => (await claimAt(article, id))?.settlement).toBeNull();
    await expect.poll(() => card(theirs, id).locator('[data-picker]').count()).toBe(1);

    await face(mine, id).focus();
    await press(mine, 'Control+KeyZ');
    await expect.poll(async () => (await claimAt(article, id))?.settlement).not.toBeNull();
    await press(mine, 'Control+KeyZ');
    await expect.poll(async () => (await claimAt(article, id))?.settlement).toBeNull();
    await expect.poll(() => textOf(article)).toBe(TEXT);
    await expect.poll(() => drawn(theirs)).toEqual([{ words: COST, verdict: 'disputed', stale: false }]);
  });

  test('is about the words that were read: changed meanwhile they are shown, and nothing is settled before one looks again', async () => {
    const article = await newArticle();
    const id = await claimOn(article, checker, COST, 'disputed');
    const second = await desk.join('editor', 'هدى');
    const [mine, theirs] = await Promise.all([open(editor, article, { locale: 'en-GB' }), open(second, article)]);
    await openCard(mine, id);
    await press(mine, 'KeyS');
    const dialog = mine.getByRole('dialog', { name: 'Settle the claim' });
    await dialog.waitFor();
    await press(mine, 'Digit4');
    await dialog.getByLabel('Reason').fill('سئل المهندس');
    await select(theirs, COST, 'بكلفة'.length);
    await type(theirs, ' لا');
    await expect.poll(async () => (await claimAt(article, id))?.quote).toBe('بكلفة لا بلغت مليوني دينار');
    await expect.poll(() => wordsOf(mine)).toContain('بكلفة لا بلغت');
    // What stands around the text is told when the writing pauses: pressed before that, the words told are those of a moment ago.
    await expect.poll(() => mine.locator(`[data-card="${id}"]`).first().textContent()).toContain('بكلفة لا بلغت');
    await mine.keyboard.press('Control+Enter');
    const told = dialog.getByRole('alert').filter({ hasText: 'stands there now' });
    await told.getByText('بكلفة لا بلغت مليوني دينار').waitFor();
    expect((await claimAt(article, id))?.settlement).toBeNull();
    await mine.keyboard.press('Control+Enter');
    await expect.poll(async () => (await claimAt(article, id))?.settlement).not.toBeNull();
  });

  test('shows or hides what is settled, with counts that agree', async () => {
    const article = await newArticle();
    const [cost] = await Promise.all([COST, BOOKS].map((words) => claimOn(article, checker, words, 'disputed')));
    const page = await open(editor, article);
    expect(await page.getByRole('button', { name: /^Settled, / }).count()).toBe(0);
    const settlement = { how: 'stands', reason: 'سئل المهندس' };
    await desk.call(editor, `/api/articles/${article}/claims/${cost}`, { settlement }, 'PATCH');
    const cards = () =>
      page.locator('[data-card]').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.card));
    await page.getByRole('button', { name: 'Settled, 1' }).click();
    await expect.poll(cards).toEqual([cost]);
    await page.getByRole('button', { name: 'Open, 1' }).click();
    await expect.poll(async () => (await cards()).includes(cost)).toBe(false);
    await page.getByRole('button', { name: 'Open, 1' }).click();
    await expect.poll(async () => (await cards()).length).toBe(2);
  });
});

test('has no fault that axe-core finds, with a thread, an assignee and a settlement', async () => {
  const article = await newArticle();
  const id = await claimOn(article, checker, COST, 'disputed');
  const path = `/api/articles/${article}/claims/${id}`;
  await desk.call(checker, `${path}/comments`, { text: '@سلمى https://example.org', mentions: [editor.person.id] });
  await desk.call(checker, path, { assignee: editor.person.id }, 'PATCH');
  await desk.call(editor, path, { settlement: { how: 'attributed', reason: 'نُسب', wording: COST } }, 'PATCH');
  await expectNoFaults(async (options) => {
    const page = await open(editor, article, options);
    await openCard(page, id);
    await beginComment(page);
    await typeIn(page, '@');
    await page.getByRole('listbox').waitFor();
    return page;
  });
});
