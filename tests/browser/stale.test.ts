import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { claimsAt } from '../support/desk.ts';
import { claimOn, expectNoFaults, holdsKeyboard, openCard, said } from './claim-hands.ts';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  desk,
  drawn,
  editor,
  expectClaims,
  FIRST,
  newArticle,
  open,
  press,
  reader,
  SECOND,
  select,
  TITLE,
  textOf,
  type,
} from './editor-hands.ts';

atTheText();

const MILLION = 'مليوني';
const difference = (page: Page, tag: 'del' | 'ins') =>
  page.locator(`[data-difference] p[lang] ${tag}`).evaluateAll((all) => all.map((each) => each.lastChild?.textContent));
const staleOn = (page: Page) => drawn(page).then((claims) => claims.map(({ stale }) => stale));

/** An article with one claim, verified by the checker, at two screens: the editor's and the checker's. */
async function atTwoScreens(quote = COST) {
  const article = await newArticle();
  const claim = await claimOn(article, checker, quote, 'verified');
  const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
  for (const page of [mine, theirs]) await expect.poll(() => drawn(page).then((all) => all.length)).toBe(1);
  return { article, claim, mine, theirs };
}

describe('a verdict whose words are changed', () => {
  test('is stale on every screen from the first letter, and no longer when the letter goes again', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, MILLION, 3);
    for (let turn = 0; turn < 2; turn++) {
      await type(mine, 'x');
      expect(await staleOn(mine)).toEqual([true]); // in the same frame, on the screen it is typed at
      await expect.poll(() => staleOn(theirs)).toEqual([true]);
      await expect.poll(() => theirs.locator(`[data-number="${claim}"]`).textContent()).toContain('↻');
      await press(mine, 'Backspace');
      expect(await staleOn(mine)).toEqual([false]);
      await expect.poll(() => staleOn(theirs)).toEqual([false]);
    }
    await expectClaims(article, [mine, theirs], [{ quote: COST, verdict: 'verified' }]);
  });

  test('is not stale for a space more, a vowel mark or another form of a digit', async () => {
    const { article, mine, theirs } = await atTwoScreens();
    await select(mine, MILLION, 0);
    await type(mine, ' ');
    await select(mine, MILLION, 2);
    await type(mine, '\u064f');
    await expect.poll(async () => (await drawn(theirs))[0]?.words).toContain('\u064f');
    expect(await staleOn(mine)).toEqual([false]);
    expect(await staleOn(theirs)).toEqual([false]);
    expect((await claimsAt(desk.url, editor, article)).map(({ stale }) => stale)).toEqual([false]);
  });

  test('shows what changed, and is confirmed by key in the name of whoever confirms it', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, MILLION);
    await type(mine, 'ثلاثة ملايين');
    await openCard(theirs, claim);
    await expect.poll(() => difference(theirs, 'del')).toEqual([MILLION]);
    await expect.poll(() => difference(theirs, 'ins')).toEqual(['ثلاثة ملايين']);
    await openCard(mine, claim);
    await press(mine, 'y');
    await said(mine, 'Claim 1 confirmed: Verified').hover(); // what is pointed at does not go by itself
    await expect.poll(() => staleOn(theirs)).toEqual([false]);
    await theirs.locator('[data-difference]').waitFor({ state: 'detached' });
    const [kept] = await claimsAt(desk.url, editor, article);
    expect(kept).toMatchObject({ verdict: 'verified', stale: false, verdictBy: editor.person.id });
    await said(mine, 'Claim 1 confirmed: Verified').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => staleOn(theirs)).toEqual([true]); // Omar's verdict stands again, for the words it was given
  });

  test('is changed by another verdict, for the words now', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, MILLION);
    await type(mine, 'مليون');
    await openCard(theirs, claim);
    await expect.poll(() => staleOn(theirs)).toEqual([true]);
    await press(theirs, '2');
    await expectClaims(article, [mine, theirs], [{ quote: COST.replace(MILLION, 'مليون'), verdict: 'disputed' }]);
  });
});

describe('the judged words are put back', () => {
  test('by an editor, by key, in one step that undo takes back, and the claim is as it was', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, 'بكلفة');
    await type(mine, 'بتكلفة إجمالية');
    await select(mine, 'دينار');
    await type(mine, 'درهم');
    await openCard(mine, claim);
    await press(mine, 'b');
    await said(mine, 'The words of claim 1 are back').waitFor();
    await expectClaims(article, [mine, theirs], [{ quote: COST, verdict: 'verified' }]);
    expect(await textOf(article)).toBe([TITLE, FIRST, SECOND].join('\n'));
    await holdsKeyboard(mine, claim);
    await press(mine, 'Control+z');
    await expect.poll(() => textOf(article)).toContain('بتكلفة إجمالية بلغت مليوني درهم');
    await expect.poll(() => staleOn(theirs)).toEqual([true]);
    await press(mine, 'Control+Shift+z');
    await expectClaims(article, [mine, theirs], [{ quote: COST, verdict: 'verified' }]);
  });

  test('and the message that says so takes them back again, for as long as nothing else was done', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, MILLION);
    await type(mine, 'مليون');
    await openCard(mine, claim);
    await press(mine, 'b');
    const back = said(mine, 'The words of claim 1 are back');
    await back.hover(); // what is pointed at does not go by itself
    await expectClaims(article, [theirs], [{ quote: COST, verdict: 'verified' }]);
    await back.getByRole('button', { name: 'Undo' }).click();
    const reworded = { quote: COST.replace(MILLION, 'مليون'), verdict: 'verified', stale: true };
    await expectClaims(article, [mine, theirs], [reworded]);

    await openCard(mine, claim);
    await press(mine, 'b');
    await back.hover();
    await select(mine, SECOND, 0);
    await type(mine, 'ثم ');
    await back.waitFor({ state: 'detached' }); // undo would take back the typing
    await expectClaims(article, [mine, theirs], [{ quote: COST, verdict: 'verified' }]);
  });

  test('with the formatting around them, and without touching words that did not change', async () => {
    const { article, claim, mine } = await atTwoScreens();
    await select(mine, COST);
    await press(mine, 'Control+b');
    await select(mine, MILLION);
    await type(mine, 'مليون');
    await openCard(mine, claim);
    await press(mine, 'b');
    await expect.poll(() => textOf(article)).toBe([TITLE, FIRST, SECOND].join('\n'));
    expect(await mine.locator('.ProseMirror strong').allTextContents()).toEqual([COST]);
  });

  test('also when a paragraph was made in the middle of them and a word lost there', async () => {
    const { article, claim, mine, theirs } = await atTwoScreens();
    await select(mine, ' بلغت ');
    await press(mine, 'Enter');
    await openCard(mine, claim);
    await expect.poll(() => staleOn(theirs)).toEqual([true]);
    await press(mine, 'b');
    await expect.poll(() => textOf(article)).toContain('بكلفة');
    await expect.poll(() => staleOn(theirs)).toEqual([false]);
    await expect
      .poll(async () =>
        (await claimsAt(desk.url, editor, article)).map(({ quote, stale }) => [quote.replace(/\s+/g, ' '), stale]),
      )
      .toEqual([[COST, false]]);
  });

  test('by nobody who may not touch the text', async () => {
    const { claim, mine, theirs, article } = await atTwoScreens(BOOKS);
    await select(mine, 'لأربعين');
    await type(mine, 'لخمسين');
    const theirCard = await openCard(theirs, claim);
    await theirCard.getByRole('button', { name: 'Confirm for these words' }).waitFor();
    expect(await theirCard.getByRole('button', { name: 'Put the judged words back' }).count()).toBe(0);
    await press(theirs, 'b');
    const reading = await open(reader, article);
    const readersCard = await openCard(reading, claim);
    await readersCard.locator('[data-difference]').waitFor();
    expect(await readersCard.getByRole('button', { name: /Confirm|Put/ }).count()).toBe(0);
    await press(reading, 'y', 'b');
    expect(await textOf(article)).toContain('لخمسين');
    expect(await staleOn(theirs)).toEqual([true]);
  });
});

test('a stale claim and its difference have no fault that axe finds, in both languages, by day and by night', async () => {
  const { article, claim, mine } = await atTwoScreens();
  await select(mine, MILLION);
  await type(mine, 'ثلاثة ملايين');
  await expectNoFaults(async (options) => {
    const page = await open(editor, article, options);
    await openCard(page, claim);
    await page.locator('[data-difference]').waitFor();
    return page;
  });
});
