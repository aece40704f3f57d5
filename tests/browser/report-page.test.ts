import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadReportFonts, type ReportFonts } from '@sanad/server/report/fonts';
import { renderHtml } from '@sanad/server/report/html';
import type { Report } from '@sanad/shared/report';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arabicReport, englishReport, renderingIn } from '../server/report-samples.ts';
import { launchBrowser } from '../support/browser.ts';

const ADDRESS = 'https://report.example/';
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let browser: Browser;
let fonts: ReportFonts;
beforeAll(async () => {
  [browser, fonts] = await Promise.all([launchBrowser(), loadReportFonts()]);
});
afterAll(() => browser.close());

interface Shown {
  readonly page: Page;
  /** Everything the page asked for, itself left out. */
  readonly requests: string[];
  /** What the browser complained of. */
  readonly complaints: string[];
}

/** Shows a report as a browser gets it from a server that has nothing else to give, and closes it afterwards. */
async function withReport(
  html: string,
  look: (shown: Shown) => Promise<void>,
  options: { readonly width?: number; readonly scheme?: 'light' | 'dark'; readonly bypassCSP?: boolean } = {},
): Promise<void> {
  const { width = 1280, scheme = 'light', bypassCSP = false } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**', (route) => {
      const url = route.request().url();
      if (url === ADDRESS) return route.fulfill({ contentType: 'text/html', body: html });
      requests.push(url);
      return route.abort();
    });
    await page.goto(ADDRESS);
    await page.evaluate(() => document.fonts.ready);
    await look({ page, requests, complaints });
  } finally {
    await context.close();
  }
}

const samples: [string, () => Report, 'ar' | 'en'][] = [
  ['Arabic', arabicReport, 'ar'],
  ['Arabic in an English frame', arabicReport, 'en'],
  ['English', englishReport, 'en'],
];

describe.each(samples)('the page of a report, %s', (_, sample, language) => {
  const html = () => renderHtml(sample(), renderingIn(language), fonts);

  it('asks the network for nothing, and nothing of it is blocked', async () => {
    await withReport(html(), async ({ page, requests, complaints }) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => document.fonts.ready);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  it('shows the article in the letters it brings along', async () => {
    await withReport(html(), async ({ page }) => {
      const loaded = await page.evaluate(() => [...document.fonts].filter((face) => face.status === 'loaded').length);
      expect(loaded).toBeGreaterThan(1);
    });
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to complain of, %s', async (scheme) => {
    const look = async ({ page }: Shown) => {
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate<AxeResults>(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      expect(told).toEqual([]);
      expect(passes.map(({ id }) => id)).toContain('color-contrast');
    };
    await withReport(html(), look, { scheme, bypassCSP: true });
  });

  it.each([390, 720, 1440])('is never wider than a screen of %i px', async (width) => {
    const look = async ({ page }: Shown) => {
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
    };
    await withReport(html(), look, { width });
  });

  it('leads from a number to its row and back to the words', async () => {
    await withReport(html(), async ({ page }) => {
      await page.locator('sup a[href="#c2"]').click();
      expect(await page.evaluate(() => document.querySelector(':target')?.tagName)).toBe('TR');
      await page.locator('tr:target a[href="#t2"]').click();
      expect(await page.evaluate(() => document.querySelector(':target')?.textContent)).not.toBe('');
      expect(await page.evaluate(() => document.querySelector(':target')?.closest('.t') !== null)).toBe(true);
    });
  });

  it('prints, with the head of its table on every page', async () => {
    await withReport(html(), async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('thead') as Element).display)).toBe(
        'table-header-group',
      );
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    });
  });
});

describe('Arabic letters in a report', () => {
  it('stay joined where a claim begins, ends or crosses another inside a word', async () => {
    const report = arabicReport();
    const [title] = report.article.blocks;
    const claim = report.claims[0];
    if (!title || !('runs' in title) || !claim) throw new Error('the sample has no title or no claim');
    const word = 'والمستشفيات';
    const cut = (number: number, start: number, end: number) => ({ ...claim, id: `c${number}`, number, start, end });
    const withWord = (claims: Report['claims']): Report => ({
      ...report,
      article: { ...report.article, blocks: [{ ...title, start: 0, runs: [{ text: word }] }] },
      claims,
    });
    const widthOf = async (made: Report, style = '') => {
      let width = 0;
      const look = async ({ page }: Shown) => {
        width = await page.evaluate(() => {
          const block = document.querySelector('.t h1') as Element;
          for (const number of block.querySelectorAll('sup')) number.remove();
          const range = document.createRange();
          range.selectNodeContents(block);
          return range.getBoundingClientRect().width;
        });
      };
      await withReport(renderHtml(made, renderingIn('ar'), fonts).replace('</style>', `${style}</style>`), look);
      return width;
    };
    const whole = await widthOf(withWord([]));
    const claims = [cut(1, 1, 7), cut(2, 3, 9), cut(3, 5, 6)];
    const cutUp = await widthOf(withWord(claims));
    const torn = await widthOf(withWord(claims), '.m{display:inline-block}');
    expect(Math.abs(torn - whole)).toBeGreaterThan(1); // so the measure does tell joined letters from torn ones
    expect(whole).toBeGreaterThan(40);
    expect(Math.abs(cutUp - whole)).toBeLessThan(0.5);
  });
});
