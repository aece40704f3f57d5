import { readFileSync } from 'node:fs';
import { writeClaims } from '@sanad/server/import/claim-writer';
import { articleOfDocx } from '@sanad/server/import/docx';
import type { Imported } from '@sanad/server/import/imported';
import { renderDocx } from '@sanad/server/report/docx';
import { isSafeAddress, writeArticle } from '@sanad/shared/article';
import { cleanName } from '@sanad/shared/author';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import { NO_SOURCE } from '@sanad/shared/source';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { arabicReport, englishReport, SECRET } from './report-samples.ts';

const LATER = '2026-11-28T12:00:00.000Z';

/** The report of the article that an import makes. */
function reportOf({ content, title, language, claims, asides }: Imported): Report {
  const doc = new Y.Doc();
  writeArticle(doc, content);
  let ids = 0;
  const unwritten = writeClaims(doc, claims ?? [], asides ?? [], {
    by: 'importer',
    at: LATER,
    newId: () => `imported-${++ids}`,
  });
  expect(unwritten).toBe(0);
  return makeReport(doc, {
    id: 'again-1',
    title,
    language,
    createdAt: LATER,
    changedAt: LATER,
    source: NO_SOURCE,
    exportedAt: LATER,
    exportedBy: 'importer',
    nameOf: (person) => person,
  });
}

/**
 * What a claim is, apart from ids and from what only the desk it came from knows: whether its place had to be found again
 * there. Names come back without the signs that turn them.
 */
function essence(raw: ReportClaim) {
  const claim = named(raw);
  const { quote, originalQuote, start, end, attachment, verdict, stale, verdictQuote, note, verdictBy, verdictAt } =
    claim;
  const { createdBy, createdAt, claimant, settlement } = claim;
  const at = new Map(claim.comments.map(({ id }, index) => [id, index]));
  return {
    ...{
      quote,
      originalQuote,
      start,
      end,
      isDetached: attachment === 'detached',
      verdict,
      stale,
      verdictQuote,
      note,
    },
    ...{ verdictBy, verdictAt, createdBy, createdAt, claimant, settlement },
    judgements: claim.judgements.map(({ imported: _, ...judgement }) => judgement),
    evidence: claim.evidence.map(({ id: _, ...piece }) => piece),
    thread: claim.comments
      .filter(({ kind }) => kind !== 'deleted')
      .map((entry) => {
        const { kind, by, at: when } = entry;
        if (entry.kind === 'comment')
          return { kind, by, when, text: entry.text, to: at.get(entry.replyTo ?? '') ?? null };
        if (entry.kind === 'settlement')
          return { kind, by, when, how: entry.how, reason: entry.reason, quote: entry.quote };
        return entry.kind === 'reopening' ? { kind, by, when, reason: entry.reason, of: at.get(entry.of) } : null;
      }),
  };
}

function named(value: ReportClaim): ReportClaim {
  const names = (key: string, each: unknown) =>
    /^(by|createdBy|verdictBy)$/.test(key) && typeof each === 'string' ? cleanName(each) : each;
  return JSON.parse(JSON.stringify(value, names)) as ReportClaim;
}

/** A report as an import has it: the first block is the title, and an address that is not safe is none. */
function titled(report: Report): Report {
  const block = (each: ReportBlock): ReportBlock => {
    if ('children' in each) return { ...each, children: each.children.map(block) };
    const runs: ReportRun[] = [];
    for (const { href, ...run } of each.runs) {
      const safe = href !== undefined && isSafeAddress(href) ? { ...run, href } : run;
      const last = runs.at(-1);
      const { text: _, ...look } = safe;
      const { text, ...before } = last ?? { text: '' };
      if (last && JSON.stringify(before) === JSON.stringify(look))
        runs[runs.length - 1] = { ...last, text: text + safe.text };
      else runs.push(safe);
    }
    return { ...each, runs };
  };
  const [first, ...rest] = report.article.blocks;
  if (!first || 'children' in first) throw new Error('a sample begins with words');
  const title = { ...first, kind: 'title', runs: [{ text: first.runs.map(({ text }) => text).join('') }] } as const;
  return { ...report, article: { ...report.article, blocks: [title, ...rest.map(block)] } };
}

const rendering = (language: 'ar' | 'en') => ({ language, url: 'https://desk.example/articles/x', version: null });

describe('a Word report of ours comes back', () => {
  test.each<[string, () => Report, 'ar' | 'en']>([
    ['an Arabic one', arabicReport, 'ar'],
    ['an Arabic one with English words around it', arabicReport, 'en'],
    ['an English one', englishReport, 'en'],
  ])(
    '%s: the same text, and the same claims on the same words with everything around them',
    async (_, sample, language) => {
      const before = sample();
      const imported = articleOfDocx(await renderDocx(before, rendering(language)), {});
      const after = reportOf(imported);
      expect(after.article.text).toBe(before.article.text);
      expect(after.article.blocks).toEqual(titled(before).article.blocks);
      expect(after.claims.map(essence)).toEqual(before.claims.map(essence));
      expect(imported.remarks?.find(({ kind }) => kind === 'claims')?.count).toBe(before.claims.length);
      expect(imported.remarks?.find(({ kind }) => kind === 'comments')).toBeUndefined();
    },
  );

  test('what is confidential in it stays in the file', async () => {
    const imported = articleOfDocx(await renderDocx(arabicReport(true), rendering('ar')), {});
    expect(JSON.stringify(imported)).not.toContain(SECRET);
    expect(imported.remarks).toContainEqual({ kind: 'confidential-left-out', count: 1 });
  });

  test('also when LibreOffice has saved it, which numbers comments anew and loses what answers what', () => {
    const before = arabicReport();
    const imported = articleOfDocx(readFileSync(new URL('docx/report-saved.docx', import.meta.url)), {});
    const after = reportOf(imported);
    expect(after.article.text).toBe(before.article.text);
    expect(after.claims.map(essence)).toEqual(before.claims.map(essence));
    expect(imported.remarks?.find(({ kind }) => kind === 'comments')).toBeUndefined();
  });
});
