import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { articleAt, claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { claimsSeen } from './drawn-claims.ts';

export const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
export const FIRST =
  'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل دام أربعة أشهر.';
export const SECOND = 'وقال المهندس المشرف سامر النجّار إن المكتبة الكبرى تتسع لأربعين ألف كتاب.';
export const TEXT = [TITLE, FIRST, SECOND].join('\n');

export const LIBRARIES = 'ثلاث مكتبات عامة في الأحياء الشرقية';
export const EAST = 'الأحياء الشرقية';
export const COST = 'بكلفة بلغت مليوني دينار';
export const BOOKS = 'تتسع لأربعين ألف كتاب';

/** People at an article's text in real browsers, at a desk of their own. */
export let browser: Browser;
export let desk: TestDesk;
export let editor: Member;
export let checker: Member;
export let reader: Member;
export const visitors: Visitor[] = [];

/** Opens the desk and the browser for the tests of a file, and holds after each that no page complained. */
export function atTheText(): void {
  beforeAll(async () => {
    [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
    editor = await desk.join('editor', 'سلمى');
    checker = await desk.join('checker', 'Omar');
    reader = await desk.join('reader', 'Rana');
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });
  afterEach(async () => {
    const complaints = visitors
      .flatMap((visitor) => visitor.complaints)
      .filter((complaint) => !complaint.includes('ERR_INTERNET_DISCONNECTED'));
    await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
    expect(complaints).toEqual([]);
  });
}

export const newArticle = () => desk.article(editor, TEXT, { language: 'ar' });

export async function open(member: Member, article: string, options: Parameters<typeof visit>[3] = {}): Promise<Page> {
  const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce', ...options });
  visitors.push(visitor);
  await go(visitor.page, article);
  return visitor.page;
}

export async function go(page: Page, article: string): Promise<void> {
  await page.goto(`/articles/${article}`);
  await page.locator('.ProseMirror', { hasText: 'سامر' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
}

export const bar = (page: Page) => page.locator('[data-selection-bar]');
export const frame = (page: Page) => page.evaluate(() => new Promise(requestAnimationFrame));

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await frame(page);
  }
}

export async function type(page: Page, letters: string): Promise<void> {
  for (const letter of letters) {
    await page.keyboard.insertText(letter);
    await frame(page);
  }
}

/** Selects words, or puts the caret `at` letters behind their start, as the browser's own selection does. */
export async function select(page: Page, words: string, at?: number): Promise<void> {
  const find = ({ words, at }: { words: string; at: number | null }) => {
    const text = document.querySelector<HTMLElement>('.ProseMirror');
    for (const block of text?.querySelectorAll('h1, h2, h3, p') ?? []) {
      const start = block.textContent?.indexOf(words) ?? -1;
      if (start === -1) continue;
      const place = (offset: number): [Node, number] => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let left = offset;
        let last: Node = block;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement?.closest('[data-cursor]')) continue;
          const length = node.textContent?.length ?? 0;
          if (left <= length) return [node, left];
          left -= length;
          last = node;
        }
        return [last, last.textContent?.length ?? 0];
      };
      text?.focus();
      const [from, to] = at === null ? [start, start + words.length] : [start + at, start + at];
      getSelection()?.setBaseAndExtent(...place(from), ...place(to));
      return true;
    }
    return false;
  };
  expect(await page.evaluate(find, { words, at: at ?? null })).toBe(true);
  await frame(page);
  await frame(page);
}

/** Where the first and the last letter of words are on screen. */
export function edges(
  page: Page,
  words: string,
): Promise<{ start: { x: number; y: number }; end: { x: number; y: number } }> {
  return page.evaluate((wanted) => {
    for (const block of document.querySelectorAll('.ProseMirror p')) {
      const node = block.firstChild;
      const start = block.textContent?.indexOf(wanted) ?? -1;
      if (start === -1 || !node) continue;
      const range = document.createRange();
      const edge = (from: number) => {
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect();
      };
      const first = edge(start);
      const last = edge(start + wanted.length - 1);
      return {
        start: { x: first.right - 1, y: first.y + first.height / 2 },
        end: { x: last.left + 1, y: last.y + last.height / 2 },
      };
    }
    throw new Error(`not on screen: ${wanted}`);
  }, words);
}

/** The claims as they are drawn: their words (blocks joined by nothing), verdict, and whether they are stale. */
export async function drawn(page: Page): Promise<{ words: string; verdict: string; stale: boolean }[]> {
  return (await claimsSeen(page))
    .map(({ words, verdict, stale }) => ({ words, verdict, stale }))
    .sort((a, b) => (a.words < b.words ? -1 : 1));
}

/** The letters on screen, without what a colleague's cursor puts between them. */
export const letters = async (page: Page) =>
  (await page.locator('.ProseMirror').textContent())?.replaceAll('\u2060', '');

export const wordsDrawn = async (page: Page) => (await drawn(page)).map(({ words }) => words);
export const textOf = async (article: string) => (await articleAt(desk.url, editor, article)).text;
export const kept = async (article: string) =>
  (await claimsAt(desk.url, editor, article)).map(({ quote, verdict, stale, attachment }) => ({
    quote,
    verdict,
    stale,
    attachment,
  }));

/** Waits until everybody and the server hold exactly these claims, on exactly these words. */
export async function expectClaims(
  article: string,
  pages: readonly Page[],
  wanted: readonly { quote: string; verdict: string; stale?: boolean; drawn?: string }[],
): Promise<void> {
  const byWords = <T extends { words: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.words < b.words ? -1 : 1));
  const onScreen = byWords(
    wanted.map(({ quote, verdict, stale = false, drawn: words = quote }) => ({ words, verdict, stale })),
  );
  for (const page of pages) await expect.poll(() => drawn(page)).toEqual(onScreen);
  const stored = byWords(wanted.map(({ quote, verdict, stale = false }) => ({ words: quote, verdict, stale })));
  await expect
    .poll(async () =>
      byWords((await kept(article)).map(({ quote, verdict, stale }) => ({ words: quote, verdict, stale }))),
    )
    .toEqual(stored);
}
