import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { claimOn, face, holdsKeyboard, openCard, said } from './claim-hands.ts';
import { lineUnder, tapOn } from './drawn-claims.ts';
import {
  atTheText,
  BOOKS,
  bar,
  COST,
  checker,
  desk,
  EAST,
  editor,
  LIBRARIES,
  newArticle,
  open,
  reader,
  select,
  TEXT,
  TITLE,
} from './editor-hands.ts';

atTheText();

const LONG = [
  TEXT,
  ...Array.from({ length: 40 }, (_, at) => `فقرة رقم ${at + 1} يطول بها المقال حتى يحتاج القارئ إلى تمريره.`),
].join('\n');

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on screen');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
};

/** The box of the selected words. */
const selected = (page: Page) =>
  page.evaluate(() => {
    const { x, y, right, bottom } = (getSelection() as Selection).getRangeAt(0).getBoundingClientRect();
    return { x, y, right, bottom };
  });

describe('the bar over a selection', () => {
  test('stays in the window and off the words on the last line of the window, with cards in the margin', async () => {
    const article = await desk.article(editor, LONG, { language: 'ar' });
    const first = await claimOn(article, editor, 'فقرة رقم 5 يطول', 'verified');
    for (let at = 6; at < 14; at++) await claimOn(article, editor, `فقرة رقم ${at} يطول`, 'disputed');
    const page = await open(editor, article, { viewport: { width: 1440, height: 900 } });
    await face(page, first).waitFor();
    const low = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('.ProseMirror p')].filter(
        (each) => each.getBoundingClientRect().bottom <= window.innerHeight,
      );
      return shown.at(-1)?.textContent ?? '';
    });
    await select(page, low);
    await bar(page).waitFor();
    const [box, words] = [await boxOf(bar(page)), await selected(page)];
    expect(box.bottom).toBeLessThanOrEqual(900);
    expect(box.bottom <= words.y || box.y >= words.bottom).toBe(true);
    expect(box.bottom).toBeLessThanOrEqual(words.y);
  });
});

describe('a chosen verdict at the foot of the sheet', () => {
  test.each(['light', 'dark'] as const)('reads on every ground (%s)', async (colorScheme) => {
    const article = await desk.article(editor, TEXT, { language: 'ar' });
    for (const [quote, verdict, name] of [
      [LIBRARIES, 'verified', 'Verified'],
      [COST, 'disputed', 'Disputed'],
      [BOOKS, 'unsourced', 'Unsourced'],
    ] as const) {
      const id = await claimOn(article, editor, quote, verdict);
      const page = await open(editor, article, { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme });
      await tapOn(page, id);
      await page.getByRole('button', { name, pressed: true }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

/** How much of a phone's edge the strip of the coverage has (px). */
const STRIP = 11;

/** The numbers in the margin that lie over another, over the text, or so near the edge that the strip is there. */
const numbersInTheWay = (page: Page) =>
  page.evaluate((strip) => {
    const lieOver = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.1;
    const numbers = [...document.querySelectorAll<HTMLElement>('[data-number]')].map((each) => ({
      name: each.textContent,
      box: each.getBoundingClientRect(),
    }));
    if (numbers.length === 0) throw new Error('no numbers');
    const text = document.querySelector('.ProseMirror')?.getBoundingClientRect();
    if (!text) throw new Error('no text');
    return numbers
      .filter(
        ({ box }, at) =>
          box.right > document.documentElement.clientWidth - strip ||
          lieOver(box, text) ||
          numbers.some((other, index) => index !== at && lieOver(box, other.box)),
      )
      .map(({ name }) => name);
  }, STRIP);

describe('the numbers in the margin', () => {
  test.each([
    ['beside a wide page', { viewport: { width: 1440, height: 900 } }],
    ['on a phone', phone],
  ] as const)('lie over nothing, however long they are and whichever is chosen, %s', async (_where, options) => {
    const article = await desk.article(editor, TEXT, { language: 'ar' });
    for (const quote of [LIBRARIES, EAST, COST, BOOKS]) await claimOn(article, editor, quote, 'verified');
    // Several that begin on one line.
    const words = LIBRARIES.split(' ');
    const ids: string[] = [];
    for (let length = 3; length < 6; length++) {
      ids.push(await claimOn(article, editor, words.slice(0, length).join(' '), 'disputed'));
    }
    const page = await open(editor, article, options);
    const frames = page.locator('[data-number][data-chosen]');
    for (const id of ids) {
      await page.locator(`[data-number="${id}"]`).click();
      await expect.poll(() => frames.getAttribute('data-number')).toBe(id);
      await expect.poll(() => numbersInTheWay(page)).toEqual([]);
    }
  });

  test('have room for four digits on a phone', async () => {
    const lines = Array.from({ length: 10 }, (_, at) => `${at}${at}${at} خبر`);
    const article = await desk.article(editor, [TEXT, ...lines].join('\n'), { language: 'ar' });
    await Promise.all(lines.map((line) => claimOn(article, editor, line, 'disputed')));
    const page = await open(editor, article, phone);
    await page.locator('[data-digits="2"]').waitFor({ state: 'attached' });
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.locator('[data-number]', { hasText: '10' }).waitFor();
    await expect.poll(() => numbersInTheWay(page)).toEqual([]);
    // As long as numbers get: the longest put in the place of those there, once more where the editor has just placed its own.
    const lengthen = () =>
      page.evaluate(() => {
        document.querySelector('[data-digits]')?.setAttribute('data-digits', '4');
        for (const each of document.querySelectorAll('[data-number]')) {
          if (each.firstChild) each.firstChild.textContent = '9888';
        }
      });
    await expect.poll(() => lengthen().then(() => numbersInTheWay(page))).toEqual([]);
  });
});

describe('the header', () => {
  test('has an Arabic title beside the way back in an English interface, clear of what a reader is told', async () => {
    const page = await open(reader, await newArticle(), { viewport: { width: 1440, height: 900 } });
    const header = page.locator('[data-page-header]');
    const back = await boxOf(header.getByRole('link', { name: 'All articles' }));
    const title = header.getByText(TITLE);
    const box = await boxOf(title);
    expect(box.x - back.right).toBeLessThan(24);
    expect(await title.evaluate((each) => getComputedStyle(each).direction)).toBe('rtl');
    expect((await boxOf(header.getByText('You are reading along.'))).x - box.right).toBeGreaterThan(24);
  });

  test('offers legend and keys on a phone, from the menu of the person', async () => {
    const page = await open(checker, await newArticle(), phone);
    for (const name of ['Legend of the marks', 'Keys']) {
      await page.getByRole('button', { name: /Omar/ }).tap();
      await page.getByRole('menuitem', { name }).tap();
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });

  test('says in a word that all is saved, where there is only room for its sign', async () => {
    const page = await open(editor, await newArticle(), phone);
    await page.getByTitle('Saved · Everything is on the server.').waitFor();
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  });
});

describe('the list of keys', () => {
  test('names those alone that somebody can use', async () => {
    const article = await newArticle();
    const named = async (member: typeof editor) => {
      const page = await open(member, article);
      await page.getByRole('button', { name: 'Keys' }).click();
      const dialog = page.getByRole('dialog', { name: 'Keys' });
      await dialog.waitFor();
      return dialog.getByRole('definition').allTextContents();
    };
    expect(await named(editor)).toEqual(expect.arrayContaining(['Bold', 'Italic', 'Verified', 'Next claim']));
    const checkers = await named(checker);
    expect(checkers).toEqual(expect.arrayContaining(['Verified', 'Next claim']));
    expect(checkers).not.toContain('Bold');
    const readers = await named(reader);
    expect(readers).toContain('Next claim');
    expect(readers).not.toContain('Verified');
  });
});

describe('the line from a card to its words', () => {
  test('runs between the lines of the text and in no verdict’s colour', async () => {
    const article = await newArticle();
    const id = await claimOn(article, editor, LIBRARIES, 'verified');
    const page = await open(editor, article, { viewport: { width: 1440, height: 900 } });
    await openCard(page, id);
    const path = page.locator('[data-connector] path');
    await path.waitFor({ state: 'attached' });
    const look = () =>
      path.evaluate((line, claim) => {
        const under = getComputedStyle(document.querySelector(`[data-claim="${claim}"]`) as Element);
        const ground = document.querySelector(`[data-ground="${claim}"]`) as Element;
        const words = ground.getBoundingClientRect();
        const start = (line as SVGPathElement).getPointAtLength(0);
        const y = start.y + (line.closest('svg') as Element).getBoundingClientRect().top;
        const block = document.querySelector('.ProseMirror p') as Element;
        const height = Number.parseFloat(getComputedStyle(block).lineHeight);
        return {
          belowWords: y > words.bottom,
          offGap: Math.abs(y - (words.top + words.bottom + height) / 2),
          inVerdictsColour: getComputedStyle(line).stroke === under.stroke,
        };
      }, id);
    await expect.poll(async () => (await look()).offGap).toBeLessThan(2);
    expect(await look()).toMatchObject({ belowWords: true, inVerdictsColour: false });
  });
});

describe('the keyboard, when its card is removed', () => {
  const holdsEmptyPlace = (page: Page) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('No claims yet');

  test.each(['by key', 'by button'] as const)(
    'goes to the next card, and to the empty list after the last, %s',
    async (how) => {
      const article = await newArticle();
      const [one, other] = [
        await claimOn(article, editor, LIBRARIES, 'verified'),
        await claimOn(article, editor, BOOKS, 'disputed'),
      ];
      const page = await open(editor, article, { viewport: { width: 1440, height: 900 } });
      const remove = async (id: string) => {
        const card = await openCard(page, id);
        if (how === 'by key') await page.keyboard.press('Delete');
        else await card.getByRole('button', { name: 'Remove the claim' }).press('Enter');
        await face(page, id).waitFor({ state: 'detached' });
      };
      await remove(one);
      await holdsKeyboard(page, other);
      await remove(other);
      await holdsEmptyPlace(page);
    },
  );
});

describe('the keyboard, when the claim in a phone’s sheet is removed', () => {
  test('goes to the next claim in the list, and to the heading of the list after the last', async () => {
    const article = await newArticle();
    const [one, other] = [
      await claimOn(article, editor, LIBRARIES, 'verified'),
      await claimOn(article, editor, BOOKS, 'disputed'),
    ];
    const page = await open(editor, article, phone);
    const remove = page.getByRole('button', { name: 'Remove the claim' });
    await tapOn(page, one);
    await remove.press('Enter');
    await holdsKeyboard(page, other);
    await page.keyboard.press('Enter');
    await remove.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('No claims');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  });

  test('stays in the text when it was there', async () => {
    const article = await newArticle();
    const one = await claimOn(article, checker, LIBRARIES, 'verified');
    await claimOn(article, checker, BOOKS, 'disputed');
    const page = await open(checker, article, phone);
    await tapOn(page, one);
    await page.getByRole('button', { name: 'Close the card' }).waitFor();
    await page.locator('.ProseMirror').press('Delete');
    await lineUnder(page, one).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '1 claim', exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
  });
});

describe('a message that offers undo', () => {
  test('goes when what it tells of was undone by a key', async () => {
    const article = await newArticle();
    const id = await claimOn(article, editor, LIBRARIES, 'verified');
    const page = await open(editor, article);
    await openCard(page, id);
    await page.keyboard.press('2');
    // Pointed at, it does not go by itself.
    await said(page, 'Claim 1: Disputed').hover();
    await page.keyboard.press('Control+z');
    await expect.poll(() => lineUnder(page, id).getAttribute('data-verdict')).toBe('verified');
    await said(page, 'Claim 1: Disputed').waitFor({ state: 'detached' });

    await page.keyboard.press('Delete');
    await said(page, 'Claim 1 removed').hover();
    await page.locator('.ProseMirror').focus();
    await page.keyboard.press('Control+z');
    await face(page, id).waitFor();
    await said(page, 'Claim 1 removed').waitFor({ state: 'detached' });
  });
});

describe('a filtered list', () => {
  test('has the claims that it leaves out recede in the text', async () => {
    const article = await newArticle();
    const verified = await claimOn(article, editor, LIBRARIES, 'verified');
    const disputed = await claimOn(article, editor, BOOKS, 'disputed');
    const page = await open(editor, article);
    const thickness = (id: string) => lineUnder(page, id).evaluate((line) => getComputedStyle(line).strokeWidth);
    await face(page, verified).waitFor();
    const before = [await thickness(verified), await thickness(disputed)];
    await page.getByRole('button', { name: 'Disputed, 1' }).click();
    await expect.poll(() => thickness(verified)).toBe('1px');
    expect(await thickness(disputed)).toBe(before[1]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => thickness(verified)).toBe(before[0]);
  });
});
