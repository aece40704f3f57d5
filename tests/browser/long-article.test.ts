import { expect, test } from 'vitest';
import { card, claimOn, face } from './claim-hands.ts';
import { firstPiece } from './drawn-claims.ts';
import { atTheText, checker, desk, editor, go, open, SECOND, TITLE } from './editor-hands.ts';

atTheText();

const LINES = Array.from({ length: 140 }, (_, index) => `${index + 1}. ${SECOND} ${SECOND}`);
const LAST = 'آخر ما في الخبر كلام يُراجَع';

test('a long article is whole a moment after it can be read: every block laid out, the last claim level with its words', async () => {
  const article = await desk.article(editor, [TITLE, ...LINES, LAST].join('\n'), { language: 'ar' });
  const id = await claimOn(article, checker, LAST, 'disputed');
  const page = await open(checker, article);
  const left = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.ProseMirror > *')].filter(
          (block) => getComputedStyle(block).contentVisibility !== 'visible',
        ).length,
    );
  await expect.poll(left).toBe(0);
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await face(page, id).click();
  const distance = async () => {
    const words = await firstPiece(page, id);
    const box = await card(page, id).boundingBox();
    return words && box ? Math.abs(words.y + words.height / 2 - box.y - 20) : null;
  };
  await expect.poll(distance).toBeLessThan(3);
});

test('a link to a claim far down leads to its words, also while the text is still being laid out', async () => {
  const article = await desk.article(editor, [TITLE, ...LINES, LAST].join('\n'), { language: 'ar' });
  const id = await claimOn(article, checker, LAST, 'verified');
  const page = await open(checker, article);
  await go(page, `${article}?claim=${id}`);
  await expect
    .poll(async () => {
      const words = await firstPiece(page, id);
      return words !== null && words.y > 0 && words.y + words.height < 900;
    })
    .toBe(true);
});
