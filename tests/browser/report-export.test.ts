import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '@sanad/shared/report';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { visit } from '../support/visitor.ts';
import { lineUnder } from './drawn-claims.ts';

const TEXT = `عودة محطة المياه
قالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا، وإن الضخ يصل إلى 4300 منزل.`;
const WORDS = [
  ['المحطة عادت إلى العمل بعد توقف دام 11 يومًا', 'verified'],
  ['توقف دام 11 يومًا، وإن الضخ يصل', 'disputed'],
] as const;

let browser: Browser;
let desk: TestDesk;
let reader: Member;
let article: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  const editor = await desk.join('editor', 'سلمى');
  reader = await desk.join('reader', 'Rana');
  article = await desk.article(editor, TEXT, { language: 'ar' });
  for (const [quote, verdict] of WORDS) {
    expect((await desk.call(editor, `/api/articles/${article}/claims`, { quote, verdict })).status).toBe(201);
  }
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** Presses Export on the article's page and takes what one of its entries brings down; gives the file's path. */
async function exported(entry: RegExp): Promise<string> {
  const { page, context } = await visit(browser, desk.url, reader, { acceptDownloads: true });
  try {
    await page.goto(`/articles/${article}`);
    await lineUnder(page).first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: entry }).click(),
    ]);
    const path = join(desk.data, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  } finally {
    await context.close();
  }
}

/** The words of a claim in the table of a report. */
function wordsInTable(page: Page, number: number): Promise<string | null> {
  return page.locator(`#c${number} .quote`).first().textContent();
}

describe('the export button', () => {
  it('brings a page that is read without the desk, with every claim on its words', async () => {
    const file = await exported(/HTML/);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('tbody tr').count()).toBe(WORDS.length);
    for (const [i, [quote]] of WORDS.entries()) expect(await wordsInTable(page, i + 1)).toBe(quote);
    expect(await page.locator('.t').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('#t1').evaluate((span) => getComputedStyle(span).textDecorationStyle)).toBe('solid');
    expect(await page.locator('#t2').evaluate((span) => getComputedStyle(span).textDecorationStyle)).toBe('double');
    await context.close();
  });

  it('brings the same as plain data', async () => {
    const report = JSON.parse(readFileSync(await exported(/JSON/), 'utf8')) as Report;
    expect(report.claims.map(({ quote, verdict }) => [quote, verdict])).toEqual(WORDS);
    expect(report.exportedBy).toBe('Rana');
  });
});
