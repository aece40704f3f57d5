import { describe, expect, test } from 'vitest';
import { claimsAt } from '../support/desk.ts';
import { card, claimOn, face, holdsKeyboard } from './claim-hands.ts';
import {
  atTheText,
  BOOKS,
  bar,
  COST,
  checker,
  desk,
  editor,
  newArticle,
  open,
  press,
  select,
  TEXT,
  textOf,
} from './editor-hands.ts';

atTheText();

const verdictsAt = async (article: string) => (await claimsAt(desk.url, editor, article)).map(({ verdict }) => verdict);

describe('right behind a mark', () => {
  test('an editor’s keys are for the claim just made: another verdict, a note, and no letter of the text', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, COST);
    await press(page, 'Digit1', 'Digit2');
    await expect.poll(() => verdictsAt(article)).toEqual(['disputed']);
    await press(page, 'KeyN');
    await page.locator('[data-note] textarea').waitFor();
    await page.keyboard.type('كما قال البيان');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await claimsAt(desk.url, editor, article))[0]?.note).toBe('كما قال البيان');
    expect(await textOf(article)).toBe(TEXT);
  });

  test('they write again as soon as the caret has moved, and the card offers none but the one that leads to it', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, COST);
    await press(page, 'Digit1');
    await expect.poll(() => verdictsAt(article)).toEqual(['verified']);
    const [claim] = await claimsAt(desk.url, editor, article);
    const id = claim?.id as string;
    const hints = () => card(page, id).locator('[data-key-hint]:visible').allTextContents();
    await expect.poll(hints).toEqual(['N', '1', '2', '3', 'E', 'W', 'A', 'C']);
    await press(page, 'ArrowLeft');
    await expect.poll(hints).toEqual(['F6']);
    await press(page, 'Digit2');
    await expect.poll(() => textOf(article)).toContain('2');
    expect(await verdictsAt(article)).toEqual(['verified']);
    await press(page, 'F6');
    await holdsKeyboard(page, id);
    await expect.poll(hints).toEqual(['N', '1', '2', '3', 'E', 'W', 'A', 'C']);
    await press(page, 'Digit2');
    await expect.poll(() => verdictsAt(article)).toEqual(['disputed']);
  });

  test('an editor’s Backspace takes a letter away and not the claim', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, COST);
    await press(page, 'Digit1', 'Backspace');
    await expect.poll(() => textOf(article)).toBe(TEXT.replace(COST, COST.slice(0, -1)));
    expect(await verdictsAt(article)).toEqual(['verified']);
  });
});

test('a checker’s key opens the note of the chosen claim with the caret in the text', async () => {
  const article = await newArticle();
  const page = await open(checker, article);
  await select(page, BOOKS);
  await press(page, 'Digit3', 'KeyN');
  await page.locator('[data-note] textarea').waitFor();
});

test('Escape leaves the words alone for good: what is typed next does not take their place', async () => {
  const article = await newArticle();
  const page = await open(editor, article);
  await select(page, COST);
  await bar(page).waitFor();
  await press(page, 'Escape', 'Digit1');
  await expect.poll(() => textOf(article)).toBe(TEXT.replace(COST, `${COST}1`));
  expect(await claimsAt(desk.url, editor, article)).toEqual([]);
});

test('a colleague’s verdict is not shown as one’s own: it is framed, and pressed in only when one gives it oneself', async () => {
  const article = await newArticle();
  const id = await claimOn(article, checker, COST, 'verified');
  const page = await open(editor, article);
  await face(page, id).click();
  const own = card(page, id)
    .locator('[data-picker]')
    .getByRole('button', { name: /^Verified/ })
    .last();
  await own.waitFor();
  expect([await own.getAttribute('aria-pressed'), await own.getAttribute('data-stands')]).toEqual(['false', '']);
  await own.click();
  await expect.poll(() => own.getAttribute('aria-pressed')).toBe('true');
});

test('on a small screen the list opens with the keyboard in it, and Escape leads back to what opened it', async () => {
  const article = await newArticle();
  await claimOn(article, checker, COST, 'verified');
  const page = await open(editor, article, { viewport: { width: 390, height: 844 } });
  const handle = page.getByRole('button', { name: '1 claim' });
  await handle.focus();
  await press(page, 'Enter');
  const inSheet = () => page.evaluate(() => document.activeElement?.closest('[data-list]') !== null);
  await expect.poll(inSheet).toBe(true);
  await press(page, 'Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('1 claim');
});
