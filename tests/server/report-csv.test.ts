import { renderCsv } from '@sanad/server/report/csv';
import type { Rendering } from '@sanad/server/report/rendering';
import { REPORT_WORDS } from '@sanad/server/report/words';
import type { Report } from '@sanad/shared/report';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { SECRET } from './report-samples.ts';
import { DESK, formulasOf, fullEnglishReport, fullReport } from './text-samples.ts';

const inArabic: Rendering = { language: 'ar', url: DESK, version: null };
const inEnglish: Rendering = { ...inArabic, language: 'en' };

/** Reads a table as a program does that knows nothing of Sanad. */
function rowsOf(csv: string): string[][] {
  return parse(csv, { bom: true, relax_column_count: false, record_delimiter: '\r\n' });
}

function columnOf(csv: string, head: string): string[] {
  const [heads, ...rows] = rowsOf(csv);
  const index = heads?.indexOf(head) ?? -1;
  if (index === -1) throw new RangeError(`no column ${head}`);
  return rows.map((row) => row[index] as string);
}

describe('the report as a table for a spreadsheet', () => {
  it('of an Arabic article is the table it is meant to be', async () => {
    await expect(renderCsv(fullReport(), inArabic)).toMatchFileSnapshot('./report-golden/arabic.csv');
  });

  it('of an English article is the table it is meant to be', async () => {
    await expect(renderCsv(fullEnglishReport(), inEnglish)).toMatchFileSnapshot('./report-golden/english.csv');
  });

  it('begins with the mark by which a spreadsheet knows UTF-8, and ends its rows as one does', () => {
    const bytes = Buffer.from(renderCsv(fullReport(), inArabic));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(-2).toString()).toBe('\r\n');
  });

  it('has one row a claim, each as long as the head, and the same columns in either language', () => {
    const report = fullReport();
    const arabic = rowsOf(renderCsv(report, inArabic));
    const english = rowsOf(renderCsv(report, inEnglish));
    expect(arabic).toHaveLength(report.claims.length + 1);
    expect(new Set(arabic.map((row) => row.length)).size).toBe(1);
    expect(english[0]).toHaveLength(arabic[0]?.length as number);
    // The same order: what has no words of the report is the same cell in both.
    const quotes = (rows: string[][]) => rows.slice(1).map((row) => [row[1], row.at(-1), row.at(-2)]);
    expect(quotes(english)).toEqual(quotes(arabic));
    expect(new Set(arabic[0]).size).toBe(arabic[0]?.length);
  });

  it('keeps the words of every claim as they are, letter by letter', () => {
    const report = fullReport();
    expect(columnOf(renderCsv(report, inArabic), REPORT_WORDS.ar.words)).toEqual(
      report.claims.map(({ quote }) => quote),
    );
  });

  it('says where each claim is in code points, so that the words can be cut from the plain text', () => {
    const report = fullReport();
    const csv = renderCsv(report, inEnglish);
    const starts = columnOf(csv, 'Start');
    const ends = columnOf(csv, 'End');
    const letters = Array.from(report.article.text);
    for (const [index, claim] of report.claims.entries()) {
      const [start, end] = [starts[index], ends[index]];
      if (claim.start === null) expect([start, end]).toEqual(['', '']);
      else expect(letters.slice(Number(start), Number(end)).join('')).toBe(claim.quote);
    }
    expect(starts).toContain('');
  });

  it('lets nothing that was written be a formula, in any cell', () => {
    const report = fullReport();
    const written = formulasOf(report);
    expect(written.length).toBeGreaterThan(5);
    const csv = renderCsv(report, inArabic);
    const notes = columnOf(csv, REPORT_WORDS.ar.note);
    for (const formula of written) expect(notes).toContain(`'${formula}`);
    for (const cell of rowsOf(csv).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  });

  it('lets no cell be a formula wherever one is written', () => {
    const evil = '=cmd()';
    const report = fullEnglishReport();
    const [claim] = report.claims;
    if (!claim) throw new RangeError('no claim');
    const everywhere: Report = {
      ...report,
      claims: [
        {
          ...claim,
          id: evil,
          quote: evil,
          originalQuote: evil,
          verdictQuote: evil,
          verdictBy: evil,
          verdictAt: evil,
          createdBy: evil,
          createdAt: evil,
          note: evil,
          assignee: evil,
          claimant: { name: evil, kind: 'person', address: evil },
          settlement: { how: 'stands', reason: evil, wording: evil, quote: evil, by: evil, at: evil },
        },
      ],
    };
    const cells = rowsOf(renderCsv(everywhere, inEnglish)).flat();
    expect(cells.filter((cell) => cell === `'${evil}`).length).toBeGreaterThan(10);
    for (const cell of cells) expect(cell.startsWith('=')).toBe(false);
  });

  it('has evidence and thread in a cell each, a line for each thing that was said', () => {
    const csv = renderCsv(fullReport(), inEnglish);
    const evidence = columnOf(csv, 'Evidence').find((cell) => cell.includes('بيان البلدية'));
    expect(evidence).toMatch(/^1\. .*\n2\. /s);
    expect(evidence).toContain('https://web.archive.org/web/2026/https://example.org/3');
    const thread = columnOf(csv, 'Thread').find((cell) => cell.includes('من قال 9؟'));
    expect(thread?.split('\n')).toHaveLength(5);
    expect(thread).toContain('Settled: attributed');
    expect(thread).toContain('↳ سامر · 2026-03-01 09:24: =1+1\nالنقابة، هاتفيًّا 😀');
    expect(thread).toContain('A comment that was deleted');
  });

  it('tells nothing of what is confidential unless it was asked for with it', () => {
    const without = renderCsv(fullReport(), inArabic);
    expect(without).not.toContain(SECRET);
    expect(without).not.toContain(REPORT_WORDS.ar.confidential);
    expect(columnOf(renderCsv(fullReport(true), inArabic), REPORT_WORDS.ar.confidential).join('')).toContain(SECRET);
  });
});
