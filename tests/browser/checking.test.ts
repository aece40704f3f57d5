import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { claimsAt, request } from '../support/desk.ts';
import {
  atTheText,
  checker,
  desk,
  drawn,
  editor,
  expectClaims,
  FIRST,
  letters,
  newArticle,
  open as openText,
  press,
  reader,
  SECOND,
  select,
  TITLE,
  textOf,
  type,
} from './editor-hands.ts';

atTheText();

const share = (page: Page) => page.getByRole('button', { name: /^(Coverage|التغطية)/ });
const strip = (page: Page) => page.getByRole('slider');
/** Opens an article and waits until its sentences are counted: from then on they can be gone through. */
async function open(...who: Parameters<typeof openText>): Promise<Page> {
  const page = await openText(...who);
  await share(page).waitFor({ state: 'attached' });
  return page;
}
/** The words of the sentence in hand; null while none is. */
const inHand = (page: Page) =>
  page.evaluate(() => {
    const pieces = [...document.querySelectorAll('.ProseMirror [data-sentence]')];
    const outer = pieces.filter((piece) => !piece.parentElement?.closest('[data-sentence]'));
    return outer.length === 0 ? null : outer.map(({ textContent }) => textContent).join('');
  });
/** The words set aside, block by block, without what a colleague's cursor puts between them. */
const setAsideOn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.ProseMirror > *')]
      .map((block) => [...block.querySelectorAll('[data-aside]')].map(({ textContent }) => textContent).join(''))
      .filter((words) => words !== ''),
  );
const expectShare = (page: Page, words: RegExp) =>
  expect.poll(() => share(page).getAttribute('aria-label')).toMatch(words);
const expectInHand = (page: Page, words: string | null) => expect.poll(() => inHand(page)).toBe(words);
const expectAside = (page: Page, words: readonly string[]) => expect.poll(() => setAsideOn(page)).toEqual(words);
const reported = async (article: string) =>
  ((await (await request(desk.url, reader, `/api/articles/${article}/report.json`)).json()) as { coverage: unknown })
    .coverage;

describe('a checker with the keyboard alone', () => {
  test('takes an article sentence by sentence to the whole, and everybody sees it', async () => {
    const article = await newArticle();
    const page = await open(checker, article, { locale: 'ar' });
    const onlooker = await open(reader, article);
    await expectShare(page, / 0.?%.*0 من 3/);
    await press(page, 'F2');
    await expectInHand(page, TITLE);
    await press(page, '0', 'ArrowDown');
    await expectInHand(page, FIRST);
    await press(page, '2', 'KeyJ');
    await expectInHand(page, SECOND);
    await press(page, '1');
    await expectShare(page, /100.?%.*3 من 3/);
    await expectClaims(
      article,
      [page, onlooker],
      [
        { quote: FIRST, verdict: 'disputed' },
        { quote: SECOND, verdict: 'verified' },
      ],
    );
    await expectAside(page, [TITLE]);
    await expectShare(onlooker, /100%.*3 of 3/);
    await expectAside(onlooker, [TITLE]);
    expect(await reported(article)).toEqual({ sentences: 3, touched: 2, setAside: 1, untouched: 0 });

    await press(page, 'KeyK', '3');
    await expectClaims(
      article,
      [page],
      [
        { quote: FIRST, verdict: 'unsourced' },
        { quote: SECOND, verdict: 'verified' },
      ],
    );
    await press(page, 'Escape');
    await expectInHand(page, null);
  });

  test('takes each act back and does it again, in order', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', '0', 'ArrowDown', '1');
    await expectShare(page, /66%/);
    await press(page, 'Control+z');
    await expectShare(page, /33%/);
    await expect.poll(() => drawn(page)).toEqual([]);
    await press(page, 'Control+z');
    await expectShare(page, / 0%/);
    await expectAside(page, []);
    await press(page, 'Control+y');
    await expectAside(page, [TITLE]);
    await press(page, 'Control+y');
    await expectClaims(article, [page], [{ quote: FIRST, verdict: 'verified' }]);
  });

  test('judges what was set aside, and one undo sets it aside again', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', '0');
    await expectAside(page, [TITLE]);
    await press(page, '3');
    await expectClaims(article, [page], [{ quote: TITLE, verdict: 'unsourced' }]);
    await expectAside(page, []);
    await press(page, 'Control+z');
    await expectClaims(article, [page], []);
    await expectAside(page, [TITLE]);
    await press(page, '0');
    await expectAside(page, []);
    await expectShare(page, / 0%/);
  });

  test('goes to the next untouched sentence, to the ends, and is told where it is', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', 'ArrowDown', '1', 'ArrowUp', 'KeyN');
    await expectInHand(page, SECOND);
    await press(page, 'Home');
    await expectInHand(page, TITLE);
    await press(page, 'End');
    await expectInHand(page, SECOND);
    const status = page.getByRole('status').filter({ hasText: 'Sentence' });
    await expect.poll(() => status.textContent()).toBe(`Sentence 3 of 3, Untouched: \u2068${SECOND}\u2069`);
    await press(page, 'ArrowUp');
    await expect.poll(() => status.textContent()).toBe(`Sentence 2 of 3, Verified: \u2068${FIRST}\u2069`);
  });

  test('judges a part of the sentence by selecting it', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', 'ArrowDown');
    await expectInHand(page, FIRST);
    await press(page, ...Array.from({ length: 6 }, () => 'Shift+ArrowLeft'), '2');
    await expectClaims(article, [page], [{ quote: FIRST.slice(0, 6), verdict: 'disputed' }]);
    await expectShare(page, /33%/);
    await expectInHand(page, FIRST);
  });

  test('writes no letter of the article, whatever is pressed', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', 'KeyJ', 'KeyQ', 'Enter', 'Backspace', '0');
    await expectAside(page, [FIRST]);
    expect(await textOf(article)).toBe([TITLE, FIRST, SECOND].join('\n'));
  });
});

describe('what is set aside', () => {
  test('is untouched as soon as an editor rewords it, and set aside again when the words come back', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    const other = await open(editor, article);
    await press(page, 'F2', 'End', '0');
    await expectAside(other, [SECOND]);
    await select(other, 'سامر', 0);
    await type(other, 'م');
    await expectAside(page, []);
    await expectAside(other, []);
    await expectShare(page, / 0%/);
    await press(other, 'Backspace');
    await expectAside(page, [SECOND]);
    await expectShare(other, /33%/);
  });

  test('is taken back by whoever did it or an editor, and by nobody else', async () => {
    const article = await newArticle();
    const second = await desk.join('checker', 'هند');
    const page = await open(checker, article);
    const other = await open(second, article);
    const chief = await open(editor, article);
    await press(page, 'F2', '0');
    await expectAside(other, [TITLE]);
    await press(other, 'F2', '0');
    await other.getByText('A colleague set this sentence aside').waitFor();
    await expectAside(chief, [TITLE]);
    await press(chief, 'F2', '0');
    for (const each of [page, other, chief]) await expectAside(each, []);
    await press(chief, '1');
    await expectClaims(article, [page, other, chief], [{ quote: TITLE, verdict: 'verified' }]);
    await press(chief, '0');
    await chief.getByText('This sentence has a verdict').waitFor();
  });
});

test('the legend shows words set aside as they look in the text', async () => {
  const page = await open(checker, await newArticle());
  await press(page, 'F2', '0', 'ArrowDown');
  await expectAside(page, [TITLE]);
  await page.getByRole('button', { name: 'Legend' }).click();
  const entry = page.getByRole('dialog').locator('dl > div', { hasText: 'nothing to check' });
  await entry.waitFor();
  const colour = (of: Locator) => of.evaluate((each) => getComputedStyle(each).color);
  const shown = await colour(entry.locator('dt > span'));
  expect(shown).toBe(await colour(page.locator('.ProseMirror [data-aside]').first()));
  expect(shown).not.toBe(await colour(page.locator('.ProseMirror p').first()));
});

describe('an editor', () => {
  test('types nothing into the text while checking it, and types again afterwards', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, SECOND, 3);
    await press(page, 'F2');
    await expectInHand(page, SECOND);
    await press(page, 'KeyX', 'Enter', 'Backspace', 'Delete');
    await type(page, 'س');
    await press(page, '1');
    await expectClaims(article, [page], [{ quote: SECOND, verdict: 'verified' }]);
    expect(await textOf(article)).toBe([TITLE, FIRST, SECOND].join('\n'));
    await press(page, 'F2');
    await expectInHand(page, null);
    await select(page, SECOND, 0);
    await type(page, 'س');
    await expect.poll(() => textOf(article)).toContain(`س${SECOND}`);
  });
});

describe('a reader', () => {
  test('sees the coverage, goes where the strip leads, and judges nothing', async () => {
    const article = await newArticle();
    const page = await open(reader, article);
    await expectShare(page, / 0%/);
    expect(await page.getByRole('button', { name: /sentence by sentence/ }).count()).toBe(0);
    await press(page, 'F2', '1', '0');
    await strip(page).click({ position: { x: 4, y: 400 } });
    await press(page, '1');
    expect(await inHand(page)).toBeNull();
    expect(await claimsAt(desk.url, editor, article)).toEqual([]);
    expect(await reported(article)).toMatchObject({ touched: 0, setAside: 0 });
  });
});

describe('the strip', () => {
  test('shows each state with a shape of its own and says what is under the pointer', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await press(page, 'F2', '0', 'ArrowDown', '2');
    await expectShare(page, /66%/);
    const shape = (part: string) => page.locator(`[role="slider"] path[data-part="${part}"]`).getAttribute('d');
    for (const part of ['set-aside', 'disputed', 'untouched'])
      await expect.poll(() => shape(part), { message: part }).toMatch(/^M0 /);
    for (const part of ['verified', 'unsourced', 'unchecked']) expect(await shape(part), part).toBe('');
    await strip(page).hover({ position: { x: 4, y: 2 } });
    await page.locator('p[aria-hidden="true"]', { hasText: TITLE }).waitFor();
  });

  test('leads to a sentence by a click and by the arrow keys', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `تقع المحطة رقم ${index} في الحيّ الشرقي من المدينة القديمة.`,
    );
    const article = await desk.article(editor, [...lines, 'وقال سامر إن كل شيء على ما يرام.'].join('\n'), {
      language: 'ar',
    });
    const page = await open(checker, article);
    await expectShare(page, /0 of 61/);
    const clickEnd = async () => {
      const height = (await strip(page).boundingBox())?.height ?? 0;
      await strip(page).click({ position: { x: 4, y: height - 3 } });
    };
    await clickEnd();
    const last = page.locator('.ProseMirror p').last();
    const shown = (line: typeof last) =>
      line.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top > 0 && bottom < window.innerHeight;
      });
    await expect.poll(() => shown(last)).toBe(true);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(500);
    await strip(page).focus();
    await press(page, 'Home');
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeLessThan(200);
    await press(page, 'ArrowDown');
    await expect.poll(() => strip(page).getAttribute('aria-valuetext')).toContain(`Sentence 2 of 61`);
    await press(page, 'F2');
    await expectInHand(page, lines[0] ?? '');
    await clickEnd();
    await expectInHand(page, 'وقال سامر إن كل شيء على ما يرام.');
  });
});

test('on a small screen a thumb does it all, with nothing hidden or cut off', async () => {
  const article = await newArticle();
  const page = await open(checker, article, { locale: 'ar', viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.getByRole('button', { name: 'دقِّق جملةً جملة' }).tap();
  const bar = page.getByRole('toolbar', { name: 'الجملة التي بين يديك' });
  await bar.getByRole('button', { name: 'لا شيء يُفحص' }).tap();
  await bar.getByRole('button', { name: 'الجملة التالية' }).tap();
  await expectInHand(page, FIRST);
  await bar.getByRole('button', { name: 'متنازَع عليها' }).tap();
  await bar.getByRole('button', { name: 'الجملة التالية' }).tap();
  await bar.getByRole('button', { name: 'مؤكَّدة' }).tap();
  await expectShare(page, /100.?%/);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  const box = await bar.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
});

test.each([
  ['ar', 'light'],
  ['ar', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('axe finds no fault while sentences are checked in %s, %s', async (locale, colorScheme) => {
  const article = await newArticle();
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const page = await open(checker, article, { locale, colorScheme, viewport });
    await press(page, 'F2', 'Home');
    await expectInHand(page, TITLE);
    if (viewport.width === 1280) await press(page, '0', 'ArrowDown', '2', 'ArrowDown');
    await expectAside(page, [TITLE]);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
});

test('the keys of checking stand with all the others', async () => {
  const page = await open(checker, await newArticle());
  await page.getByRole('button', { name: 'Keys' }).click();
  const group = page.getByRole('dialog').locator('section', { hasText: 'Sentence by sentence' });
  await group.waitFor();
  for (const key of ['F2', 'J ↓', 'K ↑', 'N', '1', '2', '3', '0', 'Esc']) {
    expect(await group.locator('kbd', { hasText: key }).count(), key).toBeGreaterThan(0);
  }
  expect(await letters(page)).toContain(TITLE);
});
