import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';

const LINE = 'قالت البل\u200fدية إن \u202eالجسر\u202c كلّف الم\u00adدينة 12 مليونًا.';
const CLEAR = LINE.replace(/[\u200f\u202e\u202c\u00ad]/g, '');

let browser: Browser;
let desk: TestDesk;
let writer: Member;
let article: string;
const visitors: Visitor[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  desk = await openTestDesk();
  writer = await desk.join('editor', 'سلمى');
  article = await desk.article(writer, `افتتاح جسر جديد\n${LINE}\nآخر فقرة`);
});
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  await desk.close();
  expect(complaints).toEqual([]);
});

const text = (page: Page) => page.locator('.ProseMirror');
const note = (page: Page) => page.getByRole('region', { name: /علامات لا يراها|nobody sees/ });
const line = (page: Page) => text(page).locator('p').first();
/** The line's words, without the joiners that hold a colleague's caret in its place. */
const words = async (page: Page) => (await line(page).textContent())?.replaceAll('\u2060', '');

async function open(member: Member): Promise<Page> {
  const visitor = await visit(browser, desk.url, member);
  visitors.push(visitor);
  await visitor.page.goto(`/articles/${article}`);
  await note(visitor.page).waitFor();
  return visitor.page;
}

test('signs that nobody sees are drawn without taking room, counted, shown, and taken away for everybody in one step', async () => {
  const page = await open(writer);
  const reader = await open(await desk.join('reader', 'قارئ'));
  expect(await note(page).textContent()).toMatch(/4.*1|4 علامات.*واحدة/);
  expect(await note(reader).getByRole('button').count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);

  const drawn = await line(page)
    .locator('span')
    .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));
  expect(drawn).toEqual([0, 0, 0, 0]);
  // Letters on both sides stay joined: the line is as wide as it is without anything drawn.
  const widths = await line(page).evaluate((paragraph) => {
    const width = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width;
    };
    const bare = paragraph.cloneNode() as HTMLElement;
    bare.textContent = paragraph.textContent;
    paragraph.after(bare);
    const both = [width(paragraph), width(bare)];
    bare.remove();
    return both;
  });
  expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 1);

  await note(page).getByRole('button').first().click();
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('\u202e');
  await note(page).getByRole('button').last().click();
  await expect.poll(() => words(page)).toBe(CLEAR);
  await expect.poll(() => words(reader)).toBe(CLEAR);
  expect([await note(page).count(), await note(reader).count()]).toEqual([0, 0]);
  await text(page).focus();
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => words(reader)).toBe(LINE);
  expect(await note(page).count()).toBe(1);
});

test('the caret walks through them from one end of the line to the other', async () => {
  const page = await open(writer);
  await line(page).click();
  await page.keyboard.press('Home');
  const places = new Set<number>();
  for (let step = 0; step <= LINE.length + 2; step++) {
    const place = await page.evaluate(() => {
      const { anchorNode, anchorOffset } = getSelection() as Selection;
      const range = document.createRange();
      const paragraph = (anchorNode as Node).parentElement?.closest('p') as Element;
      range.setStart(paragraph, 0);
      range.setEnd(anchorNode as Node, anchorOffset);
      return paragraph.textContent?.startsWith('قالت') ? String(range).length : -1;
    });
    if (place === -1 || place === LINE.length) break;
    places.add(place);
    await page.keyboard.press('ArrowLeft');
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  expect(places.size).toBeGreaterThan(CLEAR.length - 6);
});
