import { articleMade } from '@sanad/server/articles/creation';
import { writeClaims } from '@sanad/server/import/claim-writer';
import { articleOfReport } from '@sanad/server/import/report-json';
import { writeArticle } from '@sanad/shared/article';
import { cleanName } from '@sanad/shared/author';
import { readClaims } from '@sanad/shared/claim';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import { reportFaults } from '@sanad/shared/report-faults';
import { NO_SOURCE } from '@sanad/shared/source';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { arabicReport, englishReport, SECRET } from './report-samples.ts';

/** The report of an article that was made of a report. */
function again(report: Report, about: { title?: string } = {}): { report: Report; unwritten: number } {
  const read = articleOfReport(report, about);
  const doc = new Y.Doc();
  writeArticle(doc, read.content);
  let next = 0;
  const importer = {
    by: 'p9',
    at: '2026-05-01T10:00:00.000Z',
    newId: () => `again-${String(next++).padStart(4, '0')}`,
  };
  const unwritten = writeClaims(doc, read.claims ?? [], read.asides ?? [], importer);
  const { id, createdAt, changedAt } = report.article;
  return {
    unwritten,
    report: makeReport(doc, {
      id,
      title: read.title,
      language: read.language,
      createdAt,
      changedAt,
      source: { ...NO_SOURCE, ...read.source },
      exportedAt: report.exportedAt,
      exportedBy: report.exportedBy,
      nameOf: () => 'nobody',
    }),
  };
}

/** What has to be the same of a claim wherever it was. */
const essence = ({ claims }: Report) =>
  claims.map((claim) => ({
    number: claim.number,
    quote: claim.quote,
    original: claim.originalQuote,
    place: [claim.start, claim.end],
    verdict: claim.verdict,
    stale: claim.stale,
    judgements: claim.judgements.map(({ imported: _imported, by, ...judgement }) => ({
      ...judgement,
      by: cleanName(by),
    })),
    by: [cleanName(claim.createdBy), claim.createdAt, cleanName(claim.verdictBy ?? ''), claim.verdictAt],
    evidence: claim.evidence.map(({ id: _id, by, ...piece }) => ({ ...piece, by: cleanName(by) })),
    thread: claim.comments.map(({ kind, by, at }) => [kind, cleanName(by), at]),
    settlement: claim.settlement,
  }));

describe('an article that is made of its report', () => {
  it.each([
    ['Arabic', arabicReport()],
    ['English', englishReport()],
  ])('returns whole: text, formatting and every claim on its words (%s)', (_name, report) => {
    const { report: back, unwritten } = again(report);
    expect(unwritten).toBe(0);
    expect(back.article).toEqual(report.article);
    expect(essence(back)).toEqual(essence(report));
    expect(back.setAside).toEqual(report.setAside);
    expect(back.coverage).toEqual(report.coverage);
    expect(back.claims.every(({ imported }) => imported)).toBe(true);
  });

  it('is stored whole, however often: no id is of a kind that a claim cannot hold', () => {
    const report = arabicReport();
    for (let time = 0; time < 40; time++) {
      const { claims, update } = articleMade(articleOfReport(report, {}), 'p9', '2026-05-01T10:00:00.000Z');
      const doc = new Y.Doc();
      Y.applyUpdate(doc, update);
      expect([claims, readClaims(doc).length]).toEqual([report.claims.length, report.claims.length]);
    }
  });

  it('has nobody’s name where the report has none, and never that of who imports it', () => {
    const report = structuredClone(arabicReport());
    const nameless = (parts: readonly object[]) => {
      for (const part of parts) Object.assign(part, { by: ' ' });
    };
    for (const claim of report.claims) {
      Object.assign(claim, { createdBy: '' });
      for (const parts of [claim.judgements, claim.evidence, claim.comments]) nameless(parts);
    }
    const { report: back } = again(report);
    const names = back.claims.flatMap(({ createdBy, judgements, evidence, comments }) => [
      createdBy,
      ...[...judgements, ...evidence, ...comments].map(({ by }) => by),
    ]);
    expect(new Set(names)).toEqual(new Set(['?']));
  });

  it.each<[string, (claim: ReportClaim) => unknown]>([
    [
      'evidence at an address that runs',
      (claim) => Object.assign(claim.evidence[0] ?? {}, { address: 'javascript:alert(1)' }),
    ],
    ['evidence without a name', (claim) => Object.assign(claim.evidence[0] ?? {}, { address: '', title: '' })],
    ['a note without end', (claim) => Object.assign(claim.judgements[0] ?? {}, { note: 'x'.repeat(3000) })],
    [
      'a verdict on words without end',
      (claim) => Object.assign(claim.judgements[0] ?? {}, { quote: 'x'.repeat(20_000) }),
    ],
    [
      'a claimant at an address that runs',
      (claim) => Object.assign(claim, { claimant: { name: 'x', kind: 'person', address: 'javascript:x' } }),
    ],
    ['a claim without words', (claim) => Object.assign(claim, { originalQuote: ' ' })],
  ])('is refused with %s, and nothing is made', (_what, tamper) => {
    const report = structuredClone(arabicReport());
    const [claim] = report.claims.filter(({ evidence, judgements }) => evidence.length > 0 && judgements.length > 0);
    tamper(claim as ReportClaim);
    expect(() => articleOfReport(report, {})).toThrow(expect.objectContaining({ why: 'no-report' }));
  });

  it('has nothing confidential in it, and says how much was left out', () => {
    const report = arabicReport(true);
    expect(JSON.stringify(report)).toContain(SECRET);
    expect(articleOfReport(report, {}).remarks).toContainEqual({ kind: 'confidential-left-out', count: 1 });
    expect(JSON.stringify(again(report).report)).not.toContain(SECRET);
  });

  it('may have another title, and every claim stays on its words', () => {
    const report = arabicReport();
    const { report: back } = again(report, { title: 'عنوان آخر أطول مما كان بكثير، ومعه 👩🏽‍🔧' });
    expect(back.article.title).toBe('عنوان آخر أطول مما كان بكثير، ومعه 👩🏽‍🔧');
    const placed = (of: Report) => of.claims.filter(({ start }) => start !== null).map(({ quote }) => quote);
    expect(placed(back)).toEqual(placed(report));
    expect(reportFaults(back)).toEqual([]);
  });
});

describe('a report holds together', () => {
  it('as it is made', () => {
    for (const report of [arabicReport(), arabicReport(true), englishReport()])
      expect(reportFaults(report)).toEqual([]);
  });

  it.each<[string, (report: Report) => unknown, RegExp]>([
    [
      'words',
      (report) => Object.assign(report.article, { text: report.article.text.replace('4300', '4301') }),
      /blocks/,
    ],
    ['a quote', (report) => Object.assign(report.claims[0] ?? {}, { quote: 'كلمات أخرى' }), /words of claim 1 /],
    ['a verdict', (report) => Object.assign(report.claims[0] ?? {}, { verdict: 'unsourced' }), /verdict of claim 1 /],
    ['a place', (report) => Object.assign(report.claims[0] ?? {}, { start: null, end: null }), /place/],
    ['a count', (report) => Object.assign(report.counts, { disputed: 99 }), /counts 99 "disputed"/],
    ['a claim twice', (report) => (report.claims as unknown[]).push(report.claims[0]), /twice/],
    ['coverage', (report) => Object.assign(report.coverage, { touched: 99 }), /coverage/],
  ])('and not when somebody changed %s', (_what, tamper, fault) => {
    const report = structuredClone(arabicReport());
    tamper(report);
    expect(reportFaults(report).join('\n')).toMatch(fault);
  });
});
