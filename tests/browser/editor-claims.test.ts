import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  drawn,
  editor,
  expectClaims,
  kept,
  letters,
  newArticle,
  open,
  press,
  SECOND,
  select,
  TEXT,
  textOf,
  type,
  wordsDrawn,
} from './editor-hands.ts';

atTheText();

/** Waits until words have come to somebody's screen: by then the server has them, and what was done before them. */
const reads = (page: Page, words: string) => expect.poll(() => letters(page)).toContain(words);
const hasParagraphs = (page: Page, count: number) =>
  expect.poll(() => page.locator('.ProseMirror > p').count()).toBe(count);

describe('a claim while the text is edited', () => {
  const claim = { quote: COST, verdict: 'verified' };

  async function marked(): Promise<{ article: string; page: Page; colleague: Page }> {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(editor, article), open(checker, article)]);
    await select(page, COST);
    await press(page, 'Digit1');
    await expectClaims(article, [page, colleague], [claim]);
    return { article, page, colleague };
  }

  test('stays on its words when letters are typed before and behind them', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST, 0);
    await type(page, 'ببب');
    await select(page, COST, COST.length);
    await type(page, 'ررر');
    await reads(colleague, `ببب${COST}ررر`);
    await expectClaims(article, [page, colleague], [claim]);
    expect(await textOf(article)).toContain(`ببب${COST}ررر`);
  });

  test('is stale while its words are others, and not when they are back', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST, 5);
    await type(page, 'س');
    const changed = `${COST.slice(0, 5)}س${COST.slice(5)}`;
    await expectClaims(article, [page, colleague], [{ quote: changed, verdict: 'verified', stale: true }]);
    await press(page, 'Backspace');
    await expectClaims(article, [page, colleague], [claim]);
  });

  test('survives a split before it and the joining again', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST, 0);
    await press(page, 'Enter');
    await hasParagraphs(colleague, 3);
    await expectClaims(article, [page, colleague], [claim]);
    await press(page, 'Backspace');
    await hasParagraphs(colleague, 2);
    await expectClaims(article, [page, colleague], [claim]);
    expect(await textOf(article)).toBe(TEXT);
  });

  test('crosses two blocks when it is split inside, and is whole again after the undo', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST, 5);
    await press(page, 'Enter');
    const split = { quote: `${COST.slice(0, 5)}\n${COST.slice(5)}`, verdict: 'verified', drawn: COST };
    await expectClaims(article, [page, colleague], [split]);
    await press(page, 'Control+KeyZ');
    await expectClaims(article, [page, colleague], [claim]);
  });

  test('comes back whole when its words, or a part of them, are deleted and the deletion is undone', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST);
    await press(page, 'Delete');
    await expect.poll(() => drawn(colleague)).toEqual([]);
    await press(page, 'Control+KeyZ');
    await expectClaims(article, [page, colleague], [claim]);
    await select(page, COST.slice(0, 6));
    await press(page, 'Delete');
    await expectClaims(article, [page, colleague], [{ quote: COST.slice(6), verdict: 'verified', stale: true }]);
    await press(page, 'Control+KeyZ');
    await expectClaims(article, [page, colleague], [claim]);
  });

  test('survives its block becoming a heading, a quote, and a paragraph again', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST, 3);
    await press(page, 'Control+Alt+Digit2');
    await colleague.locator('.ProseMirror h2').waitFor();
    await expectClaims(article, [page, colleague], [claim]);
    await press(page, 'Control+Shift+Digit9');
    await colleague.locator('.ProseMirror blockquote h2').waitFor();
    await expectClaims(article, [page, colleague], [claim]);
    await press(page, 'Control+KeyZ', 'Control+KeyZ');
    await colleague.locator('.ProseMirror blockquote').waitFor({ state: 'detached' });
    await expectClaims(article, [page, colleague], [claim]);
  });

  test('goes with its words when they are cut and put in elsewhere, and copies of them are no claim', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST);
    await press(page, 'Control+KeyX');
    await select(page, SECOND, SECOND.length);
    await press(page, 'Control+KeyV');
    await reads(colleague, SECOND + COST);
    await expectClaims(article, [page, colleague], [claim]);
    await press(page, 'Control+KeyV');
    await reads(colleague, SECOND + COST + COST);
    await expectClaims(article, [page, colleague], [claim]);
  });

  test('is not drawn to the same words typed elsewhere', async () => {
    const { article, page, colleague } = await marked();
    await select(page, COST);
    await press(page, 'Delete');
    await select(page, SECOND, SECOND.length);
    await type(page, ' دينار');
    await reads(colleague, `${SECOND} دينار`);
    expect(await drawn(page)).toEqual([]);
    expect(await drawn(colleague)).toEqual([]);
    expect((await kept(article)).map(({ attachment }) => attachment)).toEqual(['detached']);
  });
});

describe('undo', () => {
  test('takes back one’s own last act, text or claim, in order, and gives it again', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, COST);
    await press(page, 'Digit2');
    await select(page, SECOND, 0);
    await page.keyboard.insertText('ثم '); // at once: what is typed with pauses is undone in as many steps
    await select(page, BOOKS);
    await press(page, 'Digit1');
    await expect.poll(() => wordsDrawn(page)).toEqual([COST, BOOKS].sort());
    await press(page, 'Control+KeyZ');
    await expect.poll(() => wordsDrawn(page)).toEqual([COST]);
    await expect.poll(() => textOf(article)).toContain(`ثم ${SECOND}`);
    await press(page, 'Control+KeyZ');
    await expect.poll(() => textOf(article)).toBe(TEXT);
    await expect.poll(() => wordsDrawn(page)).toEqual([COST]);
    await press(page, 'Control+KeyZ');
    await expect.poll(() => wordsDrawn(page)).toEqual([]);
    await press(page, 'Control+Shift+KeyZ', 'Control+KeyY', 'Control+KeyY');
    await expect.poll(() => textOf(article)).toContain(`ثم ${SECOND}`);
    await expectClaims(
      article,
      [page],
      [
        { quote: COST, verdict: 'disputed' },
        { quote: BOOKS, verdict: 'verified' },
      ],
    );
  });

  test('never takes back what a colleague did', async () => {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(checker, article), open(editor, article)]);
    await select(page, COST);
    await press(page, 'Digit1');
    await expectClaims(article, [colleague], [{ quote: COST, verdict: 'verified' }]);
    await select(colleague, COST);
    await press(colleague, 'Digit2');
    await select(colleague, SECOND, 0);
    await type(colleague, 'ثم ');
    await expectClaims(article, [page], [{ quote: COST, verdict: 'disputed' }]);
    await select(page, BOOKS);
    await press(page, 'Digit3');
    await press(page, 'Control+KeyZ');
    await expectClaims(article, [page, colleague], [{ quote: COST, verdict: 'disputed' }]);
    for (const each of [page, colleague]) await reads(each, `ثم ${SECOND}`);
  });

  test('of a new claim hides it, and loses nothing that a colleague has added to it meanwhile', async () => {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(checker, article), open(editor, article)]);
    await select(page, COST);
    await press(page, 'Digit1');
    await expectClaims(article, [colleague], [{ quote: COST, verdict: 'verified' }]);
    await select(colleague, COST);
    await press(colleague, 'Digit2');
    await expectClaims(article, [page], [{ quote: COST, verdict: 'disputed' }]);
    await press(page, 'Control+KeyZ');
    await expectClaims(article, [page, colleague], []);
    await press(page, 'Control+Shift+KeyZ');
    await expectClaims(article, [page, colleague], [{ quote: COST, verdict: 'disputed' }]);
  });
});
