import { renderHtml } from '@sanad/server/report/html';
import type { Report } from '@sanad/shared/report';
import { selectFrom } from '@sanad/shared/report-choice';
import { readReport, UnreadableReport } from '@sanad/shared/report-reader';
import { describe, expect, it } from 'vitest';
import { arabicReport, englishReport, renderingIn, SECRET } from './report-samples.ts';

const VERSION = {
  number: 3,
  hash: 'f48ad960f7261076fe45c74647a2b150794799aa0c1f2c1b9f8be7c39aa0b1c2',
  signedAt: '2026-03-01T10:05:00.000Z',
  signedBy: 'Omar <b>',
};
const SOURCE = {
  address: 'https://example.org/news?a=1&b=2',
  site: 'جريدة <الوادي>',
  byline: 'سلمى العطّار',
  publishedAt: '2026-02-28',
  file: 'water.docx',
};
const ENTITY: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };
const shown = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&\w+;/g, (entity) => ENTITY[entity] ?? entity)
    .replace(/\s+/g, ' ');
const section = (html: string, id: string) => html.split(`id="${id}"`)[1]?.split('</section>')[0] ?? '';
const narrowed = () => selectFrom(arabicReport(), { verdicts: ['verified', 'disputed'], threads: false });

describe('the report as a page', () => {
  it('of a signed version, narrowed, is the page it is meant to be', async () => {
    const report = { ...narrowed(), article: { ...narrowed().article, source: SOURCE } };
    const html = renderHtml(report, renderingIn('ar', VERSION), []);
    await expect(html).toMatchFileSnapshot('./report-golden/arabic-signed-narrowed.html');
    expect(html).toContain(VERSION.hash);
    expect(html).toContain('href="https://example.org/news?a=1&amp;b=2"');
    expect(html).not.toContain('<b>Omar');
  });

  it('says who checked what and when, by person and with initials', () => {
    const ledger = shown(section(renderHtml(arabicReport(), renderingIn('en'), []), 'h-ledger'));
    const numbers = (by: string) =>
      arabicReport()
        .claims.filter(({ verdict, verdictBy }) => verdict === 'verified' && verdictBy === by)
        .map(({ number }) => number);
    expect(ledger).toMatch(/ل ح\s+ليلى حدّاد/);
    expect(numbers('ليلى حدّاد').length).toBeGreaterThan(1);
    expect(ledger).toContain(`Verified (${numbers('ليلى حدّاد').length}) ${numbers('ليلى حدّاد').join(', ')}`);
    expect(ledger).toContain('1 Mar 2026, 09:12');
    const unjudged = {
      ...englishReport(),
      claims: englishReport().claims.map((claim) => ({ ...claim, judgements: [] })),
    };
    expect(shown(section(renderHtml(unjudged, renderingIn('en'), []), 'h-ledger'))).toContain(
      'No verdict has been given yet.',
    );
  });

  it('tells every verdict of a claim that was judged more than once, and on which words', () => {
    const report = englishReport();
    const [claim] = report.claims;
    if (!claim) throw new Error('the sample has no claim');
    const earlier = {
      verdict: 'disputed',
      by: 'Zoe <i>',
      at: '2026-02-27T08:00:00.000Z',
      quote: 'reopened on 3 May',
      note: 'No!',
    } as const;
    const judgements = [{ ...earlier, imported: true as const }, ...claim.judgements];
    const html = renderHtml(
      { ...report, claims: [{ ...claim, judgements }, ...report.claims.slice(1)] },
      renderingIn('en'),
      [],
    );
    const row = shown(html.split('class="judged"')[1]?.split('</ol>')[0] ?? '');
    expect(row).toMatch(/Disputed\s+·\s+ZI\s+Zoe <i>\s+\(from the file\)\s+·\s+27 Feb 2026, 08:00/);
    expect(row).toContain('No!');
    expect(row).toMatch(/The words then\s+reopened on 3 May/);
    expect(html).not.toContain('<i>');
  });

  it('has what was said of the claims in it, or says that it was left out by choice', () => {
    const whole = shown(renderHtml(arabicReport(), renderingIn('en'), []));
    expect(whole).toContain('من قال 9؟');
    expect(whole).toContain('Reopened');
    expect(whole).not.toContain('some of the claims');
    const part = shown(renderHtml(narrowed(), renderingIn('en'), []));
    expect(part).not.toContain('من قال 9؟');
    expect(part).toContain(
      'those with the verdict Verified, Disputed. This report is without the threads of its claims.',
    );
    expect(part).toContain('Settled: attributed');
    expect(narrowed().claims.map(({ number }) => number)).toEqual([1, 3, 5, 6, 7, 8, 12]); // as in the whole report
  });

  it('lists the sentences that were set aside, with who did it', () => {
    const aside = shown(section(renderHtml(arabicReport(), renderingIn('en'), []), 'h-aside'));
    expect(aside).toMatch(/روايتان للسبب\s+Set aside by:\s+ل ح\s+ليلى حدّاد/);
    expect(renderHtml(englishReport(), renderingIn('en'), [])).not.toContain('h-aside');
  });

  it('says who outside the desk says what a claim says, and links it only where that is safe', () => {
    const report = englishReport();
    const by = (address: string): Report => ({
      ...report,
      claims: report.claims.map((claim) => ({ ...claim, claimant: { name: 'The <mayor>', kind: 'person', address } })),
    });
    expect(renderHtml(by('https://example.org/said'), renderingIn('en'), [])).toContain(
      '<a href="https://example.org/said" rel="noopener noreferrer nofollow"><bdi>The &lt;mayor&gt;</bdi></a>',
    );
    expect(renderHtml(by('javascript:alert(1)'), renderingIn('en'), [])).not.toContain('javascript:alert(1)"');
  });

  it('is narrowed without what is confidential coming in', () => {
    const html = renderHtml(
      selectFrom(arabicReport(true), { verdicts: ['disputed'], threads: true }),
      renderingIn('en'),
      [],
    );
    expect(html).not.toContain(SECRET); // it is a verified claim's
    expect(html).toContain('pieces of confidential evidence in it: 0');
  });
});

describe('a report that an earlier version of the program stored', () => {
  it('is read, with what it did not tell of left empty', () => {
    const now = arabicReport();
    const { setAside: _, ...rest } = now;
    const { source: __, ...article } = now.article;
    const claims = now.claims.map(({ prefix: _p, suffix: _s, judgements: _j, claimant: _c, ...claim }) => claim);
    const read = readReport(JSON.stringify({ ...rest, version: 2, article, claims }));
    expect(read).toMatchObject({ version: 3, setAside: [], article: { source: { address: '', file: '' } } });
    expect(read.claims.map(({ prefix }) => prefix.trimStart())).toEqual(
      now.claims.map(({ prefix, attachment }) => (attachment === 'detached' ? '' : prefix.trimStart())),
    );
    const judged = now.claims.filter(({ verdictBy }) => verdictBy !== null);
    expect(read.claims.flatMap(({ judgements }) => judgements)).toEqual(judged.flatMap(({ judgements }) => judgements));
    expect(renderHtml(read, renderingIn('ar'), [])).toContain('id="c1"');
  });

  it('is refused where it is none, or of a later one', () => {
    expect(() => readReport('{}')).toThrow(UnreadableReport);
    expect(() => readReport(JSON.stringify({ ...arabicReport(), version: 4 }))).toThrow(UnreadableReport);
  });
});
