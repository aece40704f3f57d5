import type { Report, ReportClaim } from '@sanad/shared/report';
import { selectFrom } from '@sanad/shared/report-choice';
import { reportFaults } from '@sanad/shared/report-faults';
import { readReport, UnreadableReport } from '@sanad/shared/report-reader';
import { reportSchema, reportShape } from '@sanad/shared/report-shape';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { arabicReport, englishReport } from '../server/report-samples.ts';
import { fullReport } from '../server/text-samples.ts';

const validate = addFormats.default(new Ajv2020({ strict: true, strictTypes: false })).compile(reportSchema());
const samples = (): [string, Report][] => [
  ['Arabic', arabicReport()],
  ['with what is confidential', arabicReport(true)],
  ['English', englishReport()],
  ['with claimants and a source', fullReport()],
  ['narrowed', selectFrom(fullReport(), { verdicts: ['disputed'], threads: false })],
];

/** A report as a desk of before would have written it. */
function asSecond(report: Report): string {
  const { setAside: _setAside, article, claims, ...rest } = report;
  const { source: _source, ...before } = article;
  const old = claims.map(({ prefix: _p, suffix: _s, judgements: _j, claimant: _c, ...claim }) => claim);
  return JSON.stringify({ ...rest, version: 2, article: before, claims: old });
}

/** Why a text is not read. */
function refusalOf(json: string): [string, string] {
  try {
    readReport(json);
  } catch (error) {
    if (error instanceof UnreadableReport) return [error.why, error.message];
    throw error;
  }
  throw new RangeError('it was read');
}

describe('the JSON Schema of a report', () => {
  it('is the one that is published', async () => {
    await expect(`${JSON.stringify(reportSchema(), null, 2)}\n`).toMatchFileSnapshot('../../docs/report.schema.json');
  });

  it.each(samples())('holds for every report, as another reader of schemas sees it: %s', (_, report) => {
    expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('does not hold where something is missing, added or of another kind', () => {
    const whole = JSON.parse(JSON.stringify(arabicReport())) as Record<string, unknown> & { claims: object[] };
    const [first, ...others] = whole.claims;
    const wrong: unknown[] = [
      { ...whole, version: 2 },
      { ...whole, version: 4 },
      { ...whole, extra: 1 },
      { ...whole, exportedAt: 'yesterday' },
      { ...whole, coverage: {} },
      { ...whole, claims: [{ ...first, verdict: 'true' }, ...others] },
      { ...whole, claims: [{ ...first, start: -1 }, ...others] },
      { ...whole, claims: [{ ...first, start: 1.5 }, ...others] },
      { ...whole, claims: [{ ...first, judgements: [{}] }, ...others] },
      { ...whole, claims: [{ ...first, imported: false }, ...others] },
    ];
    for (const value of wrong) {
      expect([validate(value), reportShape.safeParse(value).success]).toEqual([false, false]);
    }
  });
});

describe('a report that is read', () => {
  it.each(samples())('is the one that was written: %s', (_, report) => {
    expect(readReport(JSON.stringify(report))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(readReport(`\ufeff${JSON.stringify(report)}`).article.id).toBe(report.article.id);
  });

  it.each(samples())('of version 2 is read with what can be worked out, and agrees with itself: %s', (_, report) => {
    const read = readReport(asSecond(report));
    expect(read.version).toBe(3);
    expect(reportFaults(read)).toEqual([]);
    expect(read.article.source).toEqual({ address: '', site: '', byline: '', publishedAt: '', file: '' });
    for (const [index, claim] of read.claims.entries()) {
      const before = report.claims[index] as ReportClaim;
      if (claim.start !== null) expect([claim.prefix, claim.suffix]).toEqual([before.prefix, before.suffix]);
      expect(claim.judgements.at(-1)?.verdict ?? 'unchecked').toBe(claim.verdict);
      expect(claim.quote).toBe(before.quote);
    }
  });

  it('is refused with a sentence where it is none, is damaged, or is of a version to come', () => {
    expect(refusalOf('')).toEqual(['no-report', 'This is no JSON.']);
    expect(refusalOf('{"kind":"sanad-report"')).toEqual(['no-report', 'This is no JSON.']);
    for (const other of ['null', '[]', '{}', '"x"', '{"kind":"sanad-report"}', '{"kind":"x","version":3}']) {
      expect(refusalOf(other)).toEqual(['no-report', 'This is no report of Sanad.']);
    }
    expect(refusalOf('{"kind":"sanad-report","version":4}')).toEqual([
      'newer-report',
      'This report is of version 4; this desk reads up to 3.',
    ]);
    expect(refusalOf('{"kind":"sanad-report","version":3}')[1]).toMatch(/^This report is damaged at "article": /);
    expect(refusalOf('{"kind":"sanad-report","version":2,"claims":[]}')[1]).toMatch(/damaged at "article"/);
    expect(refusalOf('{"kind":"sanad-report","version":1}')[0]).toBe('no-report');
  });

  it('is refused, and nothing breaks, where it holds lists within lists without end', () => {
    const deep = `${'{"kind":"quote","children":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const report = JSON.stringify(englishReport()).replace('"blocks":[', `"blocks":[${deep},`);
    expect(refusalOf(report)[0]).toBe('no-report');
  });
});
