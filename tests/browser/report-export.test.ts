import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '@sanad/shared/report';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
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
const SAID = 'النقابة تقول 9.';
const SECRET = 'موظّف لا يُسمّى';

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let reader: Member;
let article: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  editor = await desk.join('editor', 'سلمى');
  reader = await desk.join('reader', 'Rana');
  article = await desk.article(editor, TEXT, { language: 'ar' });
  for (const [quote, verdict] of WORDS) {
    const made = await desk.call(editor, `/api/articles/${article}/claims`, { quote, verdict });
    const { id } = (await made.json()) as { id: string };
    const said = await desk.call(editor, `/api/articles/${article}/claims/${id}/comments`, { text: SAID });
    const kept = await desk.call(editor, `/api/articles/${article}/claims/${id}/confidential`, { title: SECRET });
    expect([made.status, said.status, kept.status]).toEqual([201, 201, 201]);
  }
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

interface Exporting {
  readonly page: Page;
  readonly dialog: Locator;
  readonly complaints: readonly string[];
}

/** Opens the article as somebody and presses Export; what the browser complained of has to be nothing in the end. */
async function exporting(
  member: Member,
  look: (at: Exporting) => Promise<void>,
  options: Parameters<typeof visit>[3] = {},
): Promise<void> {
  const { page, context, complaints } = await visit(browser, desk.url, member, { acceptDownloads: true, ...options });
  try {
    await page.goto(`/articles/${article}`);
    await lineUnder(page).first().waitFor({ state: 'attached' });
    await openDialog(page);
    await look({ page, dialog: page.getByRole('dialog'), complaints });
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('dialog', { name: 'Export the report' }).waitFor();
}

const choose = (dialog: Locator, name: RegExp) => dialog.getByRole('radio', { name }).check({ force: true });

/** Presses Export in the dialog and takes the file that comes down; gives its path. */
async function taken({ page, dialog }: Pick<Exporting, 'page' | 'dialog'>): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const path = join(desk.data, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** The words of a claim in the table of a report. */
function wordsInTable(page: Page, number: number): Promise<string | null> {
  return page.locator(`#c${number} .quote`).first().textContent();
}

describe('the export dialog', () => {
  it('brings a page that is read without the desk, with every claim on its words', async () => {
    let file = '';
    await exporting(reader, async (at) => {
      await choose(at.dialog, /HTML/);
      file = await taken(at);
      await at.dialog.getByText(/^Done: .*عودة محطة المياه - sanad\.html/).waitFor();
    });
    expect(file).toMatch(/عودة محطة المياه - sanad\.html$/);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('#h-claims ~ table tbody tr:not(.more)').count()).toBe(WORDS.length);
    for (const [i, [quote]] of WORDS.entries()) expect(await wordsInTable(page, i + 1)).toBe(quote);
    expect(await page.locator('.t').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('#t1').evaluate((span) => getComputedStyle(span).textDecorationStyle)).toBe('solid');
    expect(await page.locator('#t2').evaluate((span) => getComputedStyle(span).textDecorationStyle)).toBe('double');
    await context.close();
  });

  it('brings the same as plain data', async () => {
    await exporting(reader, async (at) => {
      await choose(at.dialog, /\(JSON\)/);
      const report = JSON.parse(readFileSync(await taken(at), 'utf8')) as Report;
      expect(report.claims.map(({ quote, verdict }) => [quote, verdict])).toEqual(WORDS);
      expect(report.exportedBy).toBe('Rana');
    });
  });

  it('leaves out what is not chosen, shows that before, and knows the choice the next time', async () => {
    await exporting(reader, async (at) => {
      const { page, dialog } = at;
      const shown = page.frameLocator('iframe');
      await shown.getByText(SAID).first().waitFor();
      await dialog.getByRole('checkbox', { name: /Disputed/ }).uncheck({ force: true });
      await dialog.getByRole('checkbox', { name: /What was said/ }).uncheck({ force: true });
      await shown.getByText('This report is without the threads of its claims.').waitFor();
      await choose(dialog, /\(JSON\)/);
      await expect
        .poll(() => dialog.getByRole('textbox', { name: 'Preview' }).inputValue())
        .toContain('"sanad-report"');
      const report = JSON.parse(readFileSync(await taken(at), 'utf8')) as Report;
      expect(report.claims.map(({ verdict, comments }) => [verdict, comments])).toEqual([['verified', []]]);
      await page.reload();
      await lineUnder(page).first().waitFor({ state: 'attached' });
      await openDialog(page);
      expect(await dialog.getByRole('radio', { name: /\(JSON\)/ }).isChecked()).toBe(true);
      expect(await dialog.getByRole('checkbox', { name: /Disputed/ }).isChecked()).toBe(false);
      for (const verdict of ['Verified', 'Unsourced', 'Unchecked']) {
        await dialog.getByRole('checkbox', { name: verdict }).uncheck({ force: true });
      }
      await dialog.getByText('Choose at least one verdict.').waitFor();
      expect(await dialog.getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
    });
  });

  it('offers what is confidential to editors alone, with a warning, and asks for it each time', async () => {
    await exporting(reader, async ({ dialog }) => {
      await dialog.getByText('What was said of the claims').waitFor();
      expect(await dialog.getByText('Confidential evidence').count()).toBe(0);
    });
    await exporting(editor, async (at) => {
      const secret = at.dialog.getByRole('checkbox', { name: /Confidential evidence/ });
      await secret.check({ force: true });
      await at.dialog.getByText(/Whoever gets this file reads/).waitFor();
      await choose(at.dialog, /\(JSON\)/);
      const path = await taken(at);
      expect(path).toMatch(/sanad\.confidential\.json$/);
      expect(readFileSync(path, 'utf8')).toContain(SECRET);
      await at.page.keyboard.press('Escape');
      await at.dialog.waitFor({ state: 'detached' });
      await openDialog(at.page);
      expect(await secret.isChecked()).toBe(false);
    });
  });

  it('is worked by the keyboard alone, and gives the focus back', async () => {
    await exporting(reader, async ({ page, dialog }) => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      const button = page.getByRole('button', { name: 'Export', exact: true });
      await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      const html = dialog.getByRole('radio', { name: /HTML/ });
      await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      for (let presses = 0; presses < 6; presses++) {
        if (await html.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('ArrowDown');
      expect(await dialog.getByRole('radio', { name: /DOCX/ }).isChecked()).toBe(true);
      await page.keyboard.press('ArrowUp');
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toMatch(/\.html$/);
    });
  });

  it('says why a report was not made, and that one was cancelled', async () => {
    await exporting(reader, async ({ page, dialog }) => {
      const busy = { type: 'about:blank', title: 'Busy', status: 503, detail: 'Busy.', code: 'busy' };
      await page.frameLocator('iframe').locator('.brand').waitFor();
      await page.route('**/exports', (route) =>
        route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(busy) }),
      );
      const start = dialog.getByRole('button', { name: 'Export', exact: true });
      await start.click();
      await dialog.getByRole('alert').getByText('Many reports are being made just now.').waitFor();
      await page.unroute('**/exports');
      await page.route('**/exports', () => undefined); // no answer comes
      await start.click();
      await dialog.getByRole('progressbar').waitFor();
      await page.keyboard.press('Enter'); // the focus is on the button that cancels
      await dialog.getByText('Cancelled. No file was made.').waitFor();
      await expect.poll(() => start.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.unroute('**/exports');
    });
  });

  it.each(['light', 'dark'] as const)(
    'has nothing for axe to complain of, %s, wide and narrow',
    async (colorScheme) => {
      for (const width of [1440, 390]) {
        const look = async ({ page }: Exporting) => {
          await page.frameLocator('iframe').locator('.brand').waitFor();
          expect(await accessibilityFaults(page)).toEqual([]);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(beyond).toBeLessThanOrEqual(0);
        };
        await exporting(reader, look, { colorScheme, viewport: { width, height: 844 } });
      }
    },
  );

  it('brings a version that was signed off', async () => {
    const id = await desk.article(editor, 'Bridge\nIt opened on 4 May.', { language: 'en' });
    expect((await desk.call(editor, `/api/articles/${id}/sign-off`, undefined, 'POST')).status).toBe(201);
    const { page, context, complaints } = await visit(browser, desk.url, reader, { acceptDownloads: true });
    try {
      await page.goto(`/articles/${id}`);
      await page.getByRole('button', { name: /Signed off/ }).click();
      await page.getByRole('button', { name: 'All versions' }).click();
      await page.getByRole('button', { name: 'Export the report of version 1' }).click();
      const dialog = page.getByRole('dialog', { name: 'Export the report of version 1' });
      await choose(dialog, /\(JSON\)/);
      const path = await taken({ page, dialog });
      expect(path).toMatch(/Bridge - sanad\.v1\.json$/);
      expect(readFileSync(path, 'utf8')).toBe(await desk.desk.store.versions.part(id, 1, 'report'));
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
