import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { claimsAt } from '../support/desk.ts';
import { card, claimOn, expectNoFaults, face, holdsKeyboard, openCard, retype, said } from './claim-hands.ts';
import { lineUnder } from './drawn-claims.ts';
import {
  atTheText,
  bar,
  COST,
  checker,
  desk,
  EAST,
  editor,
  expectClaims,
  FIRST,
  kept,
  newArticle,
  open,
  press,
  reader,
  SECOND,
  select,
  wordsDrawn,
} from './editor-hands.ts';

atTheText();

const tray = (page: Page) => page.locator('[data-tray]');
const GONE = 'حُذفت هذه الفقرة كلها وحلّ محلها كلام لا صلة له بما سبق.';

/** A claim of the checker's whose words are gone, at two screens: the editor's and the checker's. */
async function withoutWords(quote = COST) {
  const article = await newArticle();
  const claim = await claimOn(article, checker, quote, 'verified');
  await retype(article, ([, second]) => [GONE, second as string]);
  const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
  for (const page of [mine, theirs]) await tray(page).locator(`[data-card="${claim}"]`).waitFor();
  return { article, claim, mine, theirs };
}

/** A claim of the checker's on words that were rewritten: found again, but not for certain. */
async function foundAgain(verdict = 'verified') {
  const article = await newArticle();
  const claim = await claimOn(article, checker, FIRST.slice(FIRST.indexOf('ثلاث'), FIRST.indexOf('، وقالت')), verdict);
  await retype(article, ([first, second]) => [(first as string).replace('مليوني', 'ثلاثة ملايين'), second as string]);
  const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
  for (const page of [mine, theirs])
    await page.locator('[data-claim][data-recovered]').first().waitFor({ state: 'attached' });
  return { article, claim, mine, theirs };
}

describe('a claim whose words are gone', () => {
  test('waits in the tray with its words and its verdict, and takes no verdict while it has none', async () => {
    const { article, claim, theirs } = await withoutWords();
    const waiting = await openCard(theirs, claim);
    await waiting.getByText(COST).first().waitFor();
    await waiting.getByText('Verified', { exact: true }).waitFor();
    expect(await waiting.getByRole('button', { name: /Disputed/ }).count()).toBe(0);
    await press(theirs, '2');
    expect(
      (await claimsAt(desk.url, checker, article)).map(({ verdict, attachment }) => [verdict, attachment]),
    ).toEqual([['verified', 'detached']]);
  });

  test('is attached to selected words by key, on every screen, and its verdict is stale there', async () => {
    const { article, claim, mine, theirs } = await withoutWords();
    await openCard(theirs, claim);
    const attach = card(theirs, claim).getByRole('button', { name: 'Attach here' });
    await expect.poll(() => attach.isDisabled()).toBe(true);
    await select(theirs, 'تتسع لأربعين ألف كتاب');
    await expect.poll(() => attach.isEnabled()).toBe(true);
    await face(theirs, claim).focus();
    await press(theirs, 'p');
    await said(theirs, 'Claim 1 attached').hover(); // what is pointed at does not go by itself
    await expectClaims(article, [mine, theirs], [{ quote: 'تتسع لأربعين ألف كتاب', verdict: 'verified', stale: true }]);
    expect((await kept(article)).map(({ attachment }) => attachment)).toEqual(['exact']);
    await holdsKeyboard(theirs, claim);
    await said(theirs, 'Claim 1 attached').getByRole('button', { name: 'Undo' }).click();
    await tray(mine).locator(`[data-card="${claim}"]`).waitFor();
    expect((await kept(article)).map(({ attachment }) => attachment)).toEqual(['detached']);
  });

  test('is attached from the text too, by the bar over the selection, and by undo goes back to the tray', async () => {
    const { article, claim, mine, theirs } = await withoutWords();
    await openCard(mine, claim);
    await mine.getByText('حُذفت هذه').dblclick(); // a click beside all claims does not close the card
    expect(await face(mine, claim).getAttribute('aria-expanded')).toBe('true');
    await select(mine, 'المكتبة الكبرى');
    await bar(mine).getByRole('button', { name: 'Attach claim 1 here' }).waitFor();
    await press(mine, '4');
    await expectClaims(article, [mine, theirs], [{ quote: 'المكتبة الكبرى', verdict: 'verified', stale: true }]);
    await bar(mine).getByRole('button', { name: 'Attach' }).waitFor({ state: 'detached' });
    await press(mine, 'Control+z');
    await tray(theirs).locator(`[data-card="${claim}"]`).waitFor();
  });

  test('on the very words it was judged on is not stale: the same words, put there by a person', async () => {
    const { article, claim, mine, theirs } = await withoutWords(EAST);
    await retype(article, (lines) => [...lines, `وفي خبر آخر زار الوزير ${EAST} يوم الخميس الماضي برفقة وفد كبير.`]);
    await openCard(mine, claim);
    await select(mine, EAST);
    await card(mine, claim).getByRole('button', { name: 'Attach here' }).click();
    await expectClaims(article, [mine, theirs], [{ quote: EAST, verdict: 'verified', stale: false }]);
  });

  test('is shown the places that look like it, and goes to none of them before a person says so', async () => {
    const article = await newArticle();
    const claim = await claimOn(article, checker, EAST, 'disputed');
    await retype(article, ([, second]) => [
      second as string,
      `وزار الوزير ${EAST} يوم الخميس الماضي برفقة وفد كبير من المهندسين.`,
      `ونقل مراسلنا من ${EAST} أن السكان ينتظرون عودة الماء منذ شهر.`,
    ]);
    const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
    const waiting = await openCard(mine, claim);
    const places = waiting.locator('[data-seeking] li button');
    await expect.poll(() => places.count()).toBe(2);
    expect(await wordsDrawn(mine)).toEqual([]);
    await places.filter({ hasText: 'مراسلنا' }).press('Enter');
    await expect.poll(() => mine.evaluate(() => getSelection()?.toString())).toBe(EAST);
    expect((await kept(article)).map(({ attachment }) => attachment)).toEqual(['detached']);
    await bar(mine).getByRole('button', { name: 'Attach claim 1 here' }).waitFor();
    await press(mine, '4');
    await expectClaims(article, [mine, theirs], [{ quote: EAST, verdict: 'disputed', stale: false }]);
    const drawnIn = await mine.evaluate(() => {
      const line = document.querySelector('[data-claim]')?.getBoundingClientRect() as DOMRect;
      const blocks = [...document.querySelectorAll('.ProseMirror p')];
      return blocks.find((block) => block.getBoundingClientRect().bottom > line.top)?.textContent;
    });
    expect(drawnIn).toContain('مراسلنا');
  });

  test('is closed by who made it or an editor, said so, and brought back by undo', async () => {
    const { article, claim, mine, theirs } = await withoutWords();
    await openCard(theirs, claim);
    await card(theirs, claim).getByRole('button', { name: 'Close the claim' }).click();
    await said(theirs, 'Claim 1 closed').hover();
    await face(mine, claim).waitFor({ state: 'detached' });
    await expect.poll(() => kept(article)).toEqual([]);
    await said(theirs, 'Claim 1 closed').getByRole('button', { name: 'Undo' }).click();
    await tray(mine).locator(`[data-card="${claim}"]`).waitFor();
    const reading = await open(reader, article);
    const readersCard = await openCard(reading, claim);
    expect(await readersCard.getByRole('button', { name: /Attach|Close the claim/ }).count()).toBe(0);
  });
});

describe('a claim that was found again', () => {
  test('is shown so, with what changed, until somebody confirms place and verdict', async () => {
    const { article, claim, mine, theirs } = await foundAgain();
    const found = await openCard(theirs, claim);
    await found.getByText('Found again', { exact: true }).waitFor();
    await expect.poll(() => found.locator('[data-difference] p[lang] ins').count()).toBe(1);
    await press(theirs, 'y');
    await expect.poll(async () => (await kept(article))[0]).toMatchObject({ stale: false, attachment: 'exact' });
    await expect.poll(() => mine.locator('[data-claim]:is([data-recovered], [data-stale])').count()).toBe(0);
    const [judged] = await claimsAt(desk.url, editor, article);
    expect(judged).toMatchObject({ verdict: 'verified', verdictBy: checker.person.id });
    expect(judged?.quote).toContain('ثلاثة ملايين دينار');
  });

  test('is found by a chip of its own among the others, in the list and in the text', async () => {
    const { article, claim, mine } = await foundAgain();
    const other = await claimOn(article, checker, SECOND, 'disputed');
    await face(mine, other).waitFor();
    const thickness = (id: string) => lineUnder(mine, id).evaluate((line) => getComputedStyle(line).strokeWidth);
    const before = await thickness(claim);
    const chip = mine.getByRole('button', { name: 'Found again, 1' });
    await chip.click();
    await face(mine, other).waitFor({ state: 'detached' });
    await face(mine, claim).waitFor();
    expect(new URL(mine.url()).searchParams.get('state')).toBe('recovered');
    await expect.poll(() => thickness(other)).toBe('1px');
    expect(await thickness(claim)).toBe(before);
    await chip.click();
    await face(mine, other).waitFor();
  });

  test('may have its place confirmed alone: then its verdict is stale like any other', async () => {
    const { article, claim, mine, theirs } = await foundAgain();
    const found = await openCard(mine, claim);
    await found.getByRole('button', { name: 'Only the place is right' }).click();
    await said(mine, 'The place of claim 1 is confirmed').waitFor();
    await expect.poll(async () => (await kept(article))[0]).toMatchObject({ stale: true, attachment: 'exact' });
    await expect.poll(() => theirs.locator('[data-recovered]').count()).toBe(0);
    await found.getByRole('button', { name: 'Put the judged words back' }).waitFor();
    await holdsKeyboard(mine, claim);
    await press(mine, 'b');
    await expect.poll(async () => (await kept(article))[0]).toMatchObject({ stale: false, attachment: 'exact' });
    await expect.poll(async () => (await wordsDrawn(theirs))[0]).toContain('مليوني');
  });

  test('without a verdict has its place confirmed, and nobody judged it', async () => {
    const { article, claim, mine } = await foundAgain('unchecked');
    const found = await openCard(mine, claim);
    await found.getByRole('button', { name: 'Yes, this is the place' }).waitFor();
    await press(mine, 'y');
    await expect
      .poll(async () => (await kept(article))[0])
      .toMatchObject({ verdict: 'unchecked', attachment: 'exact' });
  });

  test('may belong elsewhere: it is put on other words', async () => {
    const { article, claim, mine, theirs } = await foundAgain();
    const found = await openCard(theirs, claim);
    await found.getByText('It belongs elsewhere').click();
    await select(theirs, SECOND.slice(0, 20).trim());
    await found.getByRole('button', { name: 'Attach here' }).click();
    await expectClaims(
      article,
      [mine, theirs],
      [{ quote: SECOND.slice(0, 20).trim(), verdict: 'verified', stale: true }],
    );
  });
});

test('the server mends what nobody could doubt, once, while two people have the article open', async () => {
  const article = await newArticle();
  const claim = await claimOn(article, checker, COST, 'verified');
  const [mine, theirs] = await Promise.all([open(editor, article), open(checker, article)]);
  await face(mine, claim).waitFor();
  const moves = async () =>
    (await desk.desk.store.log.history(article, 0, 1000)).filter(({ kind }) => kind === 'claim-moved');
  const servers: string[] = [];
  // Twice: whatever anybody answered to the first mending would have come before the second.
  for (let turn = 0; turn < 2; turn++) {
    const added = `وأضيفت الفقرة ${turn + 1}.`;
    await retype(article, (lines) => [...lines, added]);
    servers.push('server');
    await expect.poll(async () => (await moves()).map(({ actor }) => actor)).toEqual(servers);
    for (const page of [mine, theirs]) {
      await page.locator('.ProseMirror', { hasText: added }).waitFor();
      await page.locator('[data-claim][data-recovered]').waitFor({ state: 'detached' });
    }
    await expectClaims(article, [mine, theirs], [{ quote: COST, verdict: 'verified' }]);
    expect(await moves()).toHaveLength(turn + 1);
  }
});

test('the tray has no fault that axe finds, in both languages, by day and by night', async () => {
  const { article, claim } = await withoutWords();
  await expectNoFaults(async (options) => {
    const page = await open(editor, article, options);
    await openCard(page, claim);
    await select(page, 'المكتبة الكبرى');
    return page;
  });
});

test('nor has a claim that was found again', async () => {
  const { article, claim } = await foundAgain();
  await expectNoFaults(async (options) => {
    const page = await open(editor, article, options);
    const opened = await openCard(page, claim);
    await opened.locator('details summary').first().click();
    return page;
  });
});
