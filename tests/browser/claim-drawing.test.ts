import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { claimOn, face } from './claim-hands.ts';
import { claimsSeen, lineUnder } from './drawn-claims.ts';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  desk,
  EAST,
  editor,
  FIRST,
  LIBRARIES,
  newArticle,
  open,
  press,
  SECOND,
  select,
  TEXT,
  TITLE,
  type,
  wordsDrawn,
} from './editor-hands.ts';

atTheText();

const sorted = (...words: readonly string[]) => [...words].sort();

/** What is under the lines of claims in the very next frame after `act`, before anything put off has been done. */
async function inTheNextFrame(page: Page, act: () => void): Promise<readonly string[]> {
  await page.evaluate(act);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        }),
      ),
  );
  return wordsDrawn(page);
}

async function withClaims(words: readonly string[]): Promise<string> {
  const article = await newArticle();
  for (const each of words) await claimOn(article, editor, each, 'verified');
  return article;
}

describe('the lines of claims are under their words, and under no others', () => {
  test('in the frame in which the window becomes narrower, the letters larger, and the page wide again', async () => {
    const page = await open(editor, await withClaims([LIBRARIES, COST, BOOKS]));
    const all = sorted(LIBRARIES, COST, BOOKS);
    await expect.poll(() => wordsDrawn(page)).toEqual(all);
    for (const width of [760, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await wordsDrawn(page)).toEqual(all);
    }
    const larger = await inTheNextFrame(page, () => {
      document.documentElement.style.setProperty('--read-size', '1.6rem');
    });
    expect(larger).toEqual(all);
  });

  test('in the frame in which a paragraph above becomes longer by a line, and two trade places', async () => {
    const page = await open(editor, await withClaims([COST, BOOKS]));
    await expect.poll(() => wordsDrawn(page)).toEqual(sorted(COST, BOOKS));
    await select(page, FIRST, 3);
    for (let line = 0; line < 3; line++) {
      await page.keyboard.insertText('وقد قيل في ذلك كلام طويل ');
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await wordsDrawn(page)).toEqual(sorted(COST, BOOKS));
    }
  });

  test('in the frame of each letter of many, wherever lines are broken by it, in Arabic among numbers and Latin names', async () => {
    const words = [
      'بلغ عددهم 45,300 شخص',
      'شركة Aqua Systems Ltd',
      'في 12 مدينة',
      'منذ عام 2019 وحتى اليوم',
      'وفق تقرير WHO الأخير',
    ];
    const gap = 'وأضاف المتحدث أن الأمر يحتاج إلى وقت';
    const paragraph = Array.from({ length: 4 }, (_, at) =>
      words.map((each) => `${gap} ${each} (${at})،`).join(' '),
    ).join(' ');
    const article = await desk.article(editor, `${TITLE}\n${paragraph}\n${SECOND}`, { language: 'ar' });
    const quotes = Array.from({ length: 4 }, (_, at) => words.map((each) => `${each} (${at})`)).flat();
    for (const quote of quotes) await claimOn(article, editor, quote, 'verified');
    const page = await open(editor, article);
    await expect.poll(() => wordsDrawn(page)).toEqual(sorted(...quotes));
    const places = ['أن الأمر', 'إلى وقت', 'المتحدث'];
    const put = ['ب', ' ', 'W', '7', 'سسس', ' كلمة'];
    for (let step = 0; step < 36; step++) {
      // Somewhere among the gaps: the first line, the middle, the last.
      const place = places[step % places.length] as string;
      const nth = (step * 7) % 20;
      await page.evaluate(
        ({ place, nth }) => {
          const node = document.querySelector('.ProseMirror p')?.firstChild as Text;
          let at = -1;
          for (let count = 0; count <= nth; count++) {
            const next = node.data.indexOf(place, at + 1);
            if (next === -1) break;
            at = next;
          }
          (document.querySelector('.ProseMirror') as HTMLElement).focus();
          getSelection()?.setBaseAndExtent(node, at + 2, node, at + 2);
        },
        { place, nth },
      );
      await page.evaluate(() => new Promise(requestAnimationFrame));
      if (step % 5 === 4) await page.keyboard.press('Backspace');
      else await page.keyboard.insertText(put[step % put.length] as string);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      expect(await wordsDrawn(page), `after step ${step}`).toEqual(sorted(...quotes));
    }
  });

  test('while a colleague’s caret stands in the middle of them', async () => {
    const article = await withClaims([LIBRARIES, EAST]);
    const [mine, theirs] = [await open(editor, article), await open(editor, article)];
    await select(theirs, LIBRARIES, 9);
    await mine.locator('[data-cursor]').waitFor({ state: 'attached' });
    await expect.poll(() => wordsDrawn(mine)).toEqual(sorted(LIBRARIES, EAST));
    await type(theirs, 'ب');
    await expect.poll(() => wordsDrawn(mine)).toContain(EAST);
  });

  test('where they are bold, italic and a link in part', async () => {
    const page = await open(editor, await withClaims([LIBRARIES]));
    await select(page, 'عامة');
    await press(page, 'Control+b');
    await select(page, 'مكتبات عامة');
    await press(page, 'Control+i');
    await expect.poll(() => wordsDrawn(page)).toEqual([LIBRARIES]);
    expect(await page.locator('.ProseMirror strong').count()).toBeGreaterThan(0);
  });

  test('in a list, a quote and a heading', async () => {
    const page = await open(editor, await withClaims([BOOKS]));
    for (const name of ['List', 'Numbered list', 'Quote']) {
      await select(page, BOOKS, 3);
      await page.getByRole('button', { name, exact: true }).click();
      await expect.poll(() => wordsDrawn(page)).toEqual([BOOKS]);
    }
  });
});

test('the text holds nothing of its claims: as many elements as without them, and letters that stay joined', async () => {
  const [bare, claimed] = [await newArticle(), await withClaims([LIBRARIES, EAST, COST, BOOKS])];
  const shape = async (article: string) => {
    const page = await open(checker, article);
    if (article === claimed) await lineUnder(page).nth(3).waitFor({ state: 'attached' });
    return page.evaluate(() => document.querySelector('.ProseMirror')?.innerHTML);
  };
  expect(await shape(claimed)).toBe(await shape(bare));
});

test('whoever hears the page is told when the caret comes into a claim, what its verdict is, and of the innermost', async () => {
  const article = await newArticle();
  await claimOn(article, editor, LIBRARIES, 'verified');
  await claimOn(article, editor, EAST, 'disputed');
  const page = await open(editor, article);
  await lineUnder(page).nth(1).waitFor({ state: 'attached' });
  const told = () => page.locator('[role="status"]').allTextContents();
  await select(page, LIBRARIES, 2);
  await expect.poll(told).toContain('claim, verified');
  await select(page, EAST, 2);
  await expect.poll(told).toContain('claim, disputed');
  await select(page, TITLE, 2);
  await expect.poll(told).not.toContain('claim, disputed');
});

test('on paper each claim is an element around its words, and on screen again none', async () => {
  const article = await withClaims([LIBRARIES, EAST, BOOKS]);
  const page = await open(editor, article);
  await face(page, (await claimsSeen(page))[0]?.id ?? '').waitFor();
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      const words: Record<string, string> = {};
      for (const each of document.querySelectorAll<HTMLElement>('[data-printed]')) {
        const id = each.dataset.printed ?? '';
        words[id] = (words[id] ?? '') + each.textContent;
      }
      document.documentElement.dataset.seen = Object.values(words).sort().join('|');
    });
  });
  await page.pdf();
  expect(await page.evaluate(() => document.documentElement.dataset.seen)).toBe(
    sorted(LIBRARIES, EAST, BOOKS).join('|'),
  );
  await expect.poll(() => page.locator('[data-printed]').count()).toBe(0);
  await expect.poll(() => wordsDrawn(page)).toEqual(sorted(LIBRARIES, EAST, BOOKS));
});

test('a claim far down is drawn once it is scrolled to, and let go of again far from the window', async () => {
  const HEAD = 'ما في أعلى المقال';
  const lines = Array.from({ length: 120 }, (_, at) => `${at + 1}. ${FIRST}`);
  const article = await desk.article(editor, [HEAD, ...lines, TEXT].join('\n'), { language: 'ar' });
  const id = await claimOn(article, editor, BOOKS, 'disputed');
  const top = await claimOn(article, editor, HEAD, 'verified');
  const page = await open(editor, article);
  await lineUnder(page, top).waitFor({ state: 'attached' });
  expect(await lineUnder(page, id).count()).toBe(0);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(() => wordsDrawn(page)).toEqual([BOOKS]);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(() => lineUnder(page, id).count()).toBe(0);
});

test('what is selected lets the lines behind it be seen', async () => {
  const page = await open(editor, await withClaims([LIBRARIES]));
  const ground = await page.evaluate(() => {
    const paragraph = document.querySelector('.ProseMirror p') as Element;
    return getComputedStyle(paragraph, '::selection').backgroundColor;
  });
  expect(Number(/[/,]\s*([\d.]+)\)$/.exec(ground)?.[1])).toBeLessThan(0.5);
});
