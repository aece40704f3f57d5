import { describe, expect, test } from 'vitest';
import { claimsAt } from '../support/desk.ts';
import { claimsSeen, pointOn } from './drawn-claims.ts';
import {
  atTheText,
  BOOKS,
  bar,
  COST,
  checker,
  desk,
  drawn,
  EAST,
  edges,
  editor,
  expectClaims,
  FIRST,
  LIBRARIES,
  newArticle,
  open,
  press,
  reader,
  select,
  TEXT,
  TITLE,
  textOf,
} from './editor-hands.ts';

atTheText();

describe('marking words', () => {
  test('by mouse, seen at once by a colleague', async () => {
    const article = await newArticle();
    const [page, colleague] = await Promise.all([open(checker, article), open(editor, article)]);
    const { start, end } = await edges(page, COST);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, start.y, { steps: 4 });
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.mouse.up();
    await bar(page).waitFor();
    await bar(page).getByRole('button').nth(1).click();
    await expectClaims(article, [page, colleague], [{ quote: COST, verdict: 'disputed' }]);
  });

  test('with a bar that never covers the words it is about', async () => {
    const page = await open(checker, await newArticle());
    await select(page, FIRST);
    await bar(page).waitFor();
    const [over, lines] = await Promise.all([
      bar(page).boundingBox(),
      page.evaluate(() => [...(getSelection()?.getRangeAt(0).getClientRects() ?? [])].map((rect) => rect.toJSON())),
    ]);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(over && (over.y + over.height <= line.top || over.y >= line.bottom)).toBe(true);
    }
  });

  test('by keyboard alone, in a text that is locked, with an Arabic layout', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await select(page, EAST, 0);
    for (let i = 0; i < EAST.length; i++) await press(page, 'Shift+ArrowLeft');
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(EAST);
    await page.evaluate(() => {
      const key = { code: 'Digit3', key: '٣', bubbles: true, cancelable: true };
      document.querySelector('.ProseMirror')?.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    await expectClaims(article, [page], [{ quote: EAST, verdict: 'unsourced' }]);
  });

  test('by the keys 1, 2 and 3 where the text may be edited, without writing a digit', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, COST);
    await press(page, 'Digit1');
    await select(page, BOOKS);
    await press(page, 'Numpad2');
    await expectClaims(
      article,
      [page],
      [
        { quote: COST, verdict: 'verified' },
        { quote: BOOKS, verdict: 'disputed' },
      ],
    );
    expect(await textOf(article)).toBe(TEXT);
  });

  test('marks what is selected when the key is pressed, before the browser has told of the selection', async () => {
    const article = await newArticle();
    for (const [member, words, verdict] of [
      [editor, COST, 'verified'],
      [checker, BOOKS, 'disputed'],
    ] as const) {
      const page = await open(member, article);
      await select(page, words.slice(0, -4));
      await page.evaluate(
        (code) => {
          const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() as Selection;
          const focus = [focusNode as Node, focusOffset + 4] as const;
          getSelection()?.setBaseAndExtent(anchorNode as Node, anchorOffset, ...focus);
          const key = new KeyboardEvent('keydown', { code, key: code.slice(-1), bubbles: true, cancelable: true });
          document.querySelector('.ProseMirror')?.dispatchEvent(key);
        },
        verdict === 'verified' ? 'Digit1' : 'Digit2',
      );
      await expect.poll(() => drawn(page)).toContainEqual({ words, verdict, stale: false });
    }
    expect((await claimsAt(desk.url, editor, article)).map(({ quote }) => quote)).toEqual([COST, BOOKS]);
  });

  test('from the bar by keyboard: Tab reaches it, arrows walk it, Escape leaves it', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await select(page, COST);
    await bar(page).waitFor();
    await press(page, 'Escape');
    await bar(page).waitFor({ state: 'detached' });
    await select(page, BOOKS);
    await bar(page).waitFor();
    await press(page, 'Tab', 'ArrowRight', 'Enter');
    await expectClaims(article, [page], [{ quote: BOOKS, verdict: 'disputed' }]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
  });

  test('by touch, with the verdicts in reach of a thumb', async () => {
    const article = await newArticle();
    const page = await open(checker, article, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await select(page, COST);
    await bar(page).waitFor();
    await expect
      .poll(async () => {
        const box = await bar(page).boundingBox();
        return box && Math.round(box.y + box.height);
      })
      .toBe(844);
    await bar(page).getByRole('button').first().tap();
    await expectClaims(article, [page], [{ quote: COST, verdict: 'verified' }]);
  });

  test('snaps to letters and leaves the spaces at the edges out', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await select(page, ` ${EAST}`);
    await press(page, 'Digit1');
    await expectClaims(article, [page], [{ quote: EAST, verdict: 'verified' }]);
  });

  test('that are a claim already judges that claim anew', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    await select(page, COST);
    await press(page, 'Digit1');
    await select(page, COST);
    await press(page, 'Digit2');
    await expectClaims(article, [page], [{ quote: COST, verdict: 'disputed' }]);
  });

  test('is not offered to a reader', async () => {
    const article = await newArticle();
    const page = await open(reader, article);
    await select(page, COST);
    await press(page, 'Digit1');
    const colleague = await open(checker, article);
    await select(colleague, BOOKS);
    await press(colleague, 'Digit2');
    await expectClaims(article, [page, colleague], [{ quote: BOOKS, verdict: 'disputed' }]);
    expect(await bar(page).count()).toBe(0);
  });
});

describe('claims that overlap', () => {
  test('each have a line of their own, and each can be picked: the innermost first', async () => {
    const article = await newArticle();
    const page = await open(checker, article);
    for (const [words, key] of [
      [LIBRARIES, 'Digit1'],
      [EAST, 'Digit2'],
      [`${EAST}، بكلفة`, 'Digit3'],
    ] as const) {
      await select(page, words);
      await press(page, key);
    }
    await expect.poll(() => drawn(page)).toHaveLength(3);
    const claims = await claimsSeen(page);
    expect(new Set(claims.map(({ lane }) => lane)).size).toBe(3);
    const middle = await pointOn(page, claims.find(({ words }) => words === EAST)?.id ?? '');
    const chosen = async () => (await claimsSeen(page)).find((claim) => claim.chosen)?.verdict ?? null;
    await press(page, 'Escape');
    const seen = new Set<string | null>();
    await page.mouse.click(middle.x, middle.y);
    await expect.poll(chosen).toBe('disputed');
    seen.add(await chosen());
    for (let i = 0; i < 2; i++) {
      const before = await chosen();
      // A few letters on: two clicks on one spot are a double click, which selects a word.
      await page.mouse.click(middle.x + 14 * (i === 0 ? 1 : -1), middle.y);
      await expect.poll(chosen).not.toBe(before);
      seen.add(await chosen());
    }
    expect(seen).toEqual(new Set(['disputed', 'unsourced', 'verified']));
  });

  test('can be walked with Alt and the arrow keys', async () => {
    const page = await open(checker, await newArticle());
    for (const words of [LIBRARIES, EAST, BOOKS]) {
      await select(page, words);
      await press(page, 'Digit1');
    }
    const chosen = async () => (await claimsSeen(page)).find((claim) => claim.chosen)?.words ?? '';
    await select(page, TITLE, 0);
    await press(page, 'Escape', 'Alt+ArrowDown');
    await expect.poll(chosen).toContain('ثلاث مكتبات عامة');
    await press(page, 'Alt+ArrowDown');
    await expect.poll(chosen).toBe(EAST);
    await press(page, 'Alt+ArrowDown');
    await expect.poll(chosen).toBe(BOOKS);
    await press(page, 'Alt+ArrowUp');
    await expect.poll(chosen).toBe(EAST);
  });
});
