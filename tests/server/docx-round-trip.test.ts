import { writeClaims } from '@sanad/server/import/claim-writer';
import { articleOfDocx } from '@sanad/server/import/docx';
import { renderDocx } from '@sanad/server/report/docx';
import { REPORT_LANGUAGES, type ReportLanguage } from '@sanad/server/report/words';
import { writeArticle } from '@sanad/shared/article';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { officeReports } from '../office/samples.ts';

/** The report of the article that a desk makes of a document. */
function returned(bytes: Uint8Array, of: Report): Report {
  const { content, claims = [], asides = [], title, language } = articleOfDocx(bytes, {});
  const doc = new Y.Doc();
  writeArticle(doc, content);
  let made = 0;
  const newId = () => `made-${String(++made).padStart(6, '0')}`;
  const unwritten = writeClaims(doc, claims, asides, { by: 'importer', at: '2026-12-01T10:00:00.000Z', newId });
  expect(unwritten).toBe(0);
  const { createdAt, changedAt, id } = of.article;
  const about = { id, title, language, source: NO_SOURCE, createdAt, changedAt, nameOf: (person: string) => person };
  return makeReport(doc, { ...about, exportedAt: of.exportedAt, exportedBy: of.exportedBy });
}

/** A name as an import takes it over: without the signs that turn what stands around it. */
const seen = (name: string) => name.replace(/\p{Cf}/gu, '');

/** What of a claim has to come back; what it is called is new, and what points at another points by its place. */
function kept(claim: ReportClaim) {
  const { quote, originalQuote, start, end, attachment, verdict, stale, verdictQuote, note, claimant } = claim;
  const said = (id: string | null) => claim.comments.findIndex((entry) => entry.id === id);
  return {
    ...{ quote, originalQuote, start, end, attachment, verdict, stale, verdictQuote, note, claimant },
    made: [seen(claim.createdBy), claim.createdAt],
    judgements: claim.judgements.map(({ imported: _, by, ...each }) => ({ ...each, by: seen(by) })),
    evidence: claim.evidence.map(({ id: _, by, ...piece }) => ({ ...piece, by: seen(by) })),
    comments: claim.comments.map((entry) => {
      const by = [entry.kind, seen(entry.by), entry.at];
      if (entry.kind === 'comment') return [...by, entry.text, said(entry.replyTo)];
      if (entry.kind === 'settlement')
        return [...by, entry.how, entry.reason, entry.wording, entry.quote, entry.verdict];
      return entry.kind === 'reopening' ? [...by, said(entry.of), entry.reason] : by;
    }),
    settlement: claim.settlement && { ...claim.settlement, by: seen(claim.settlement.by) },
  };
}

/** By place, and of those at the same place in any order: what they are called decided it. */
const all = ({ claims }: Report) => claims.map((claim) => JSON.stringify(kept(claim))).sort();

describe('an article that goes out as a document for Word and comes back', () => {
  const reports = Object.entries(officeReports());
  const both = reports.flatMap(([name, report]) => REPORT_LANGUAGES.map((language) => ({ name, report, language })));

  it.each(both)(
    'keeps every claim of $name on its words, with all that gathered around it, in $language',
    async ({ report, language }) => {
      const write = (each: Report, words: ReportLanguage) =>
        renderDocx(each, { language: words, url: 'https://desk.example.org/articles/1', version: null });
      const once = returned(await write(report, language), report);
      expect(once.article.text).toBe(report.article.text);
      expect(once.claims).toHaveLength(report.claims.length);
      expect(all(once)).toEqual(all(report));
      const twice = returned(await write(once, language), report);
      expect(twice.article.text).toBe(report.article.text);
      expect(all(twice)).toEqual(all(report));
    },
  );

  it('leaves what is confidential behind', async () => {
    const report = officeReports().arabic as Report;
    expect(report.counts.confidential).toBe(1);
    const url = 'https://desk.example.org/articles/1';
    const once = returned(await renderDocx(report, { language: 'ar', url, version: null }), report);
    expect(JSON.stringify(once)).not.toContain(
      report.claims.flatMap(({ confidential }) => confidential ?? [])[0]?.title,
    );
  });
});
