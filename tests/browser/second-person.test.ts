import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claimsAt, type Member } from '../support/desk.ts';
import { card, claimOn, expectNoFaults, face, openCard, said } from './claim-hands.ts';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  desk,
  drawn,
  editor,
  newArticle,
  open,
  press,
  select,
} from './editor-hands.ts';

atTheText();

let other: Member;
let admin: Member;
beforeAll(async () => {
  other = await desk.join('checker', 'ليلى');
  admin = await desk.join('admin', 'أمل');
});
const ask = async (secondPerson: string) => {
  expect((await desk.call(admin, '/api/desk', { secondPerson }, 'PATCH')).status).toBe(200);
};
afterEach(() => ask('off'));

const second = (page: Page, claim: string) => card(page, claim).locator('[data-second]');
const onlyClaim = async (article: string) => {
  await expect.poll(async () => (await claimsAt(desk.url, editor, article)).length).toBe(1);
  return (await claimsAt(desk.url, editor, article))[0]?.id ?? '';
};
/** Pictures of pages to be looked at, where somebody asks for them. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.SANAD_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
};

describe('where the desk asks for a second person blind', () => {
  test('two checkers who disagree learn it together, and an editor is offered to settle it', async () => {
    await ask('blind');
    const article = await newArticle();
    const mine = await open(checker, article, { locale: 'en-GB' });
    const theirs = await open(other, article, { locale: 'ar' });
    await expect.poll(() => mine.locator('[data-selection-bar]').count()).toBe(0);
    await select(mine, COST);
    await press(mine, '1');
    const claim = await onlyClaim(article);
    await openCard(mine, claim);
    await expect.poll(() => second(mine, claim).textContent()).toContain('Your verdict (Verified) is sealed');
    await picture(mine, 'sealed-own-en');

    await openCard(theirs, claim);
    await expect.poll(() => second(theirs, claim).textContent()).toContain('Omar');
    expect(await second(theirs, claim).textContent()).not.toContain('مؤكَّد');
    expect((await drawn(theirs)).map(({ verdict }) => verdict)).toEqual(['unchecked']);
    expect(await face(theirs, claim).textContent()).toContain('لم يُفحص');
    await picture(theirs, 'sealed-others-ar');

    await press(theirs, '2');
    for (const page of [mine, theirs]) {
      await expect.poll(() => second(page, claim).getAttribute('data-second')).toBe('conflict');
      await expect.poll(() => second(page, claim).locator('[data-voice]').count()).toBe(2);
      expect(await second(page, claim).textContent()).toContain('Omar');
      expect(await second(page, claim).textContent()).toContain('ليلى');
    }
    await picture(mine, 'conflict-en');
    await picture(theirs, 'conflict-ar');
    await mine.locator('[data-claims]').getByRole('button', { name: 'In dispute, 1' }).click();
    await expect.poll(() => face(mine, claim).count()).toBe(1);

    const desks = await open(editor, article, { locale: 'en-GB' });
    await openCard(desks, claim);
    await card(desks, claim).getByRole('button', { name: 'Settle' }).waitFor();
    expect(await claimsAt(desk.url, editor, article)).toMatchObject([
      { verdict: 'disputed', verdictBy: other.person.id, secondLook: 'conflict' },
    ]);
  });

  test('a sealed verdict is changed by another key and taken back by its button; a colleague is told that one is gone', async () => {
    await ask('blind');
    const article = await newArticle();
    const claim = await claimOn(article, checker, BOOKS);
    const mine = await open(checker, article, { locale: 'en-GB' });
    const theirs = await open(other, article, { locale: 'en-GB' });
    await openCard(theirs, claim);
    await openCard(mine, claim);
    await press(mine, '3');
    await expect.poll(() => second(mine, claim).textContent()).toContain('(Unsourced)');
    await press(mine, '2');
    await expect.poll(() => second(mine, claim).textContent()).toContain('(Disputed)');
    await expect.poll(() => second(theirs, claim).textContent()).toContain('Omar');
    await card(mine, claim).getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => second(theirs, claim).textContent()).not.toContain('Omar');
    expect(await claimsAt(desk.url, editor, article)).toMatchObject([{ verdict: 'unchecked' }]);
  });

  test('without a connection the mark is made and the verdict is not, and that is said', async () => {
    await ask('blind');
    const article = await newArticle();
    const mine = await open(checker, article, { locale: 'en-GB' });
    // It knows what the desk asks for: it has asked for what is sealed.
    const asked = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/sealed'));
    await expect.poll(() => mine.evaluate(asked)).toBe(true);
    await mine.context().setOffline(true);
    await select(mine, COST);
    await press(mine, '1');
    await said(mine, 'A sealed verdict needs the connection').waitFor();
    await mine.context().setOffline(false);
    const claim = await onlyClaim(article);
    await expect.poll(() => claimsAt(desk.url, editor, article)).toMatchObject([{ id: claim, verdict: 'unchecked' }]);
  });

  test('going through sentences seals a verdict as well', async () => {
    await ask('blind');
    const article = await newArticle();
    const mine = await open(checker, article, { locale: 'en-GB' });
    const asked = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/sealed'));
    await expect.poll(() => mine.evaluate(asked)).toBe(true);
    await select(mine, COST, 0);
    await mine.getByRole('button', { name: 'Check sentence by sentence' }).click();
    await press(mine, '2');
    const claim = await onlyClaim(article);
    await expect.poll(() => second(mine, claim).textContent()).toContain('(Disputed)');
    expect(await claimsAt(desk.url, editor, article)).toMatchObject([{ verdict: 'unchecked' }]);
  });

  test('a verdict given openly while away, before its giver could know, is refused and kept for them', async () => {
    const article = await newArticle();
    const mine = await open(checker, article, { locale: 'en-GB' });
    await mine.context().setOffline(true);
    await select(mine, COST);
    await press(mine, '1');
    await expect.poll(() => drawn(mine).then((all) => all.length)).toBe(1);
    await ask('blind');
    await mine.context().setOffline(false);
    await mine.getByText('Verdicts are sealed at this desk').waitFor();
    await mine.getByRole('button', { name: 'Download' }).waitFor();
    expect(await claimsAt(desk.url, editor, article)).toEqual([]);
  });
});

describe('where the desk asks for a second person openly', () => {
  test('the first waits for a second, who confirms with the same verdict; the first again is not two', async () => {
    await ask('open');
    const article = await newArticle();
    const claim = await claimOn(article, checker, BOOKS, 'verified');
    const mine = await open(checker, article, { locale: 'en-GB' });
    await openCard(mine, claim);
    await expect.poll(() => second(mine, claim).getAttribute('data-second')).toBe('awaiting');
    await picture(mine, 'awaiting-en');
    await press(mine, '1');
    const theirs = await open(other, article, { locale: 'ar' });
    await openCard(theirs, claim);
    await expect.poll(() => second(theirs, claim).getAttribute('data-second')).toBe('awaiting');
    await press(theirs, '1');
    for (const page of [mine, theirs]) {
      await expect.poll(() => second(page, claim).getAttribute('data-second')).toBe('confirmed');
      await expect.poll(() => page.locator(`[data-number="${claim}"] [data-second]`).textContent()).toBe(':');
    }
    await picture(theirs, 'confirmed-ar');
    await ask('off');
    await expect.poll(() => second(mine, claim).count()).toBe(0);
  });

  test('no fault that axe-core finds, in both languages, by day and by night', async () => {
    await ask('blind');
    const article = await newArticle();
    const claim = await claimOn(article, checker, COST);
    const seal = (by: Member, verdict: string, note: string) =>
      desk.call(by, `/api/articles/${article}/claims/${claim}/sealed`, { verdict, note, quote: COST });
    await seal(checker, 'verified', 'راجعتُ بيان البلدية وفيه الرقم نفسه.');
    await seal(other, 'disputed', 'الموازنة المنشورة تقول ثلاثة ملايين.');
    const waits = await claimOn(article, checker, BOOKS);
    await desk.call(checker, `/api/articles/${article}/claims/${waits}/sealed`, { verdict: 'verified', quote: BOOKS });
    await expectNoFaults(async (options) => {
      const page = await open(editor, article, options);
      await openCard(page, claim);
      await expect.poll(() => second(page, claim).locator('[data-voice]').count()).toBe(2);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await picture(page, `conflict-${options.locale}-${options.colorScheme}-${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      return page;
    });
  });
});
