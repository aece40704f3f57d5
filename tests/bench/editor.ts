import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ArticleText, TextBlock } from '@sanad/shared/article-text';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { resolveAfterLetters } from './anchor-acts.ts';
import { BenchPage, type Cost } from './bench-page.ts';
import { buildPages, servePages } from './bench-pages.ts';
import {
  Colleague,
  judgeClaims,
  markWords,
  type Pages,
  placesIn,
  receiveLetters,
  runAndRest,
  scrollThrough,
  textOfBytes,
  typeLetters,
} from './editor-acts.ts';
import { MEASURE, SCALES, Values } from './editor-measures.ts';
import { type Measure, percentile, ratio, rowsOf, tableOf } from './figures.ts';
import { articleBytes, claimedBytes, claimRanges, story } from './long-article.ts';

const OUT = fileURLToPath(new URL('out/', import.meta.url));
const WORDS = 20_000;
const SEED = 20_260_105;

/** How often each act is done. `--quick` sees only whether everything runs: its figures mean nothing. */
const quick = process.argv.includes('--quick');
const TIMES = quick
  ? { open: 1, runs: 1, run: 4, rest: 4, acts: 3, scroll: 20, anchors: 20 }
  : { open: 3, runs: 5, run: 20, rest: 20, acts: 20, scroll: 120, anchors: 300 };

const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** Opens the pages several times, in turn; the last of each stay open. */
async function openPages(browser: Browser, url: string, values: Values): Promise<Pages> {
  const times = new Map<number, number[]>([0, ...SCALES].map((scale) => [scale, []]));
  const pages = new Map<number, BenchPage>();
  for (let round = 0; round < TIMES.open; round++) {
    for (const [scale, known] of times) {
      const page = await BenchPage.open(browser, url, scale === 0 ? 'bare' : 'editor', String(scale));
      known.push(page.opened);
      if (round === TIMES.open - 1) pages.set(scale, page);
      else await page.close();
    }
  }
  const bare = percentile(times.get(0) ?? [], 0.5);
  values.set(MEASURE.bareOpen, 0, bare);
  for (const scale of SCALES) values.set(MEASURE.open, scale, ratio(percentile(times.get(scale) ?? [], 0.5), bare));
  return pages;
}

/** Whether a block has a claim of its own with each number of claims. */
function hasClaimsIn(text: ArticleText): (block: TextBlock) => boolean {
  const ranges = SCALES.map((scale) => claimRanges(text, scale, SEED));
  return ({ start, text: { length } }) =>
    ranges.every((claims) => claims.some((claim) => claim.start >= start && claim.end <= start + length));
}

const workOf = (costs: readonly Cost[] | undefined) => (costs ?? []).map(({ work }) => work);

/** Sets a keystroke's measures: at each scale against the bare editor. */
function compare(values: Values, costs: ReadonlyMap<number, readonly Cost[]>, p95: Measure, median: Measure): number {
  const bare = workOf(costs.get(0));
  for (const scale of SCALES) {
    const work = workOf(costs.get(scale));
    values.set(p95, scale, ratio(percentile(work, 0.95), percentile(bare, 0.95)));
    values.set(median, scale, ratio(percentile(work, 0.5), percentile(bare, 0.5)));
  }
  return percentile(bare, 0.95);
}

async function measurePages(pages: Pages, articles: ReadonlyMap<number, Uint8Array>, values: Values): Promise<void> {
  const text = textOfBytes(articles.get(0) as Uint8Array);
  const claimed = new Map([...pages].filter(([scale]) => scale !== 0));
  const colleague = new Colleague(articles.get(0) as Uint8Array, 3);
  const [typed, received, marked, rested] = [1, 2, 3, 5].map((seed) => placesIn(text, 40, seed));
  // No block twice: a colleague who has not heard of this page's verdict on a claim gives theirs beside it, not after it.
  const judged = placesIn(text, 40, 4, hasClaimsIn(text)).filter(
    ({ block }, index, all) => all.findIndex((place) => place.block === block) === index,
  );

  say('typing');
  const local = await typeLetters(pages, (typed ?? []).slice(0, TIMES.runs), TIMES.run);
  values.set(MEASURE.bareLocal, 0, compare(values, local, MEASURE.local, MEASURE.localMedian));

  say('a colleague typing');
  const remote = await receiveLetters(pages, colleague, (received ?? []).slice(0, TIMES.runs), TIMES.run);
  values.set(MEASURE.bareRemote, 0, compare(values, remote, MEASURE.remote, MEASURE.remoteMedian));

  say('runs of letters and the rest after them');
  for (const [measure, by, index] of [
    [MEASURE.rest, null, 0],
    [MEASURE.remoteRest, colleague, 1],
  ] as const) {
    const place = rested?.[index];
    if (!place) throw new Error('no place to type at');
    const costs = await runAndRest(pages, place, TIMES.rest, by);
    for (const scale of SCALES) values.set(measure, scale, ratio(costs.get(scale)?.work ?? 0, costs.get(0)?.work ?? 0));
  }

  say('marking');
  const marks = await markWords(claimed, (marked ?? []).slice(0, TIMES.acts));
  for (const scale of SCALES) values.set(MEASURE.mark, scale, percentile(marks.get(scale) ?? [], 0.95));

  say('judging');
  const colleagues = new Map(SCALES.map((scale) => [scale, new Colleague(articles.get(scale) as Uint8Array, 4)]));
  const verdicts = await judgeClaims(claimed, colleagues, judged.slice(0, TIMES.acts));
  const p95 = SCALES.map((scale) => percentile(verdicts.get(scale) ?? [], 0.95));
  for (const [index, scale] of SCALES.entries()) values.set(MEASURE.judge, scale, p95[index] as number);
  values.set(MEASURE.judgeGrowth, 10_000, ratio(p95.at(-1) as number, p95[0] as number));

  say('scrolling');
  values.set(MEASURE.scroll, 10_000, await scrollThrough(pages.get(10_000) as BenchPage, TIMES.scroll));
}

const article = articleBytes(story(WORDS, SEED));
const articles = new Map<number, Uint8Array>([
  [0, article],
  ...SCALES.map((scale) => [scale, claimedBytes(article, scale, SEED)] as const),
]);
const values = new Values(say);
say('anchors without a page');
for (const scale of SCALES) {
  const times = resolveAfterLetters(articles.get(scale) as Uint8Array, TIMES.anchors);
  values.set(MEASURE.anchors, scale, percentile(times, 0.95));
}
say('building the pages');
await buildPages();
const server = await servePages(new Map([...articles].map(([scale, bytes]) => [String(scale), bytes])));
const browser = await launchBrowser();
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, Chromium ${browser.version()}`;
try {
  say('opening');
  const pages = await openPages(browser, server.url, values);
  await measurePages(pages, articles, values);
  for (const page of pages.values()) await page.close();
} finally {
  await browser.close();
  await server.close();
}
const rows = rowsOf(Object.values(MEASURE), values.all());
mkdirSync(OUT, { recursive: true });
writeFileSync(`${OUT}editor.json`, `${JSON.stringify(rows, null, 2)}\n`);
console.log(
  `\n${WORDS} words on ${machine}${quick ? ' (a quick run: its figures mean nothing)' : ''}\n\n${tableOf(rows)}`,
);
