import { renderDocx } from '@sanad/server/report/docx';
import { recordShape } from '@sanad/server/report/docx-record';
import type { ReportLanguage } from '@sanad/server/report/words';
import type { Report, ReportClaim } from '@sanad/shared/report';
import { describe, expect, it } from 'vitest';
import { partsOf, readWord } from '../support/word-document.ts';
import { schemaFaults } from '../support/word-schema.ts';
import { childrenOf, elementsIn, readXml, textIn } from '../support/xml-element.ts';
import { arabicReport, englishReport } from './report-samples.ts';

function docx(report: Report, language: ReportLanguage = 'ar'): Promise<Uint8Array> {
  return renderDocx(report, { language, url: 'https://desk.example.org/articles/1', version: null });
}

describe('the package of a report for Word', () => {
  it('is the same bytes whenever it is made', async () => {
    const report = arabicReport();
    const [first, second] = [await docx(report), await docx(report)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('holds hostile text as text, and what XML cannot hold as signs to see', async () => {
    const report = englishReport();
    const evil = '{ HYPERLINK "x" } </w:t><w:instrText>DDEAUTO</w:instrText>\u0000\u0007\ud800\uffff\r&amp;';
    const claims = report.claims.map((claim) => ({
      ...claim,
      note: evil,
      judgements: claim.judgements.map((each) => ({ ...each, note: evil, by: evil })),
    }));
    const blocks = [
      {
        kind: 'paragraph' as const,
        direction: 'ltr' as const,
        start: 0,
        runs: [{ text: evil, href: 'https://example.org/ "<x>%zz\u0001' }],
      },
    ];
    const title = `${evil} {PAGE}`;
    const bytes = await docx(
      {
        ...report,
        article: { ...report.article, title, text: evil, blocks },
        exportedBy: evil,
        claims: claims.map((claim) => ({ ...claim, start: null, end: null })),
      },
      'en',
    );
    const word = readWord(bytes);
    const shown = '{ HYPERLINK "x" } </w:t><w:instrText>DDEAUTO</w:instrText>␀␇\ufffd\ufffd␍&amp;';
    expect(word.text).toBe(shown);
    expect(word.comments[0]?.paragraphs).toContain(shown);
    for (const [path, source] of word.parts) {
      if (!path.endsWith('.xml') && !path.endsWith('.rels')) continue;
      const elements = [...elementsIn(readXml(source))];
      // The page numbers in the footer are the only fields.
      if (!path.startsWith('word/footer'))
        expect(elements.filter(({ name }) => /instrText|fld/.test(name))).toEqual([]);
    }
  });

  it('stands in the order that the schema gives, with ids that no two share', async () => {
    for (const report of [arabicReport(true), englishReport()]) {
      const parts = partsOf(await docx(report, 'en'));
      for (const [path, source] of parts) {
        const root = readXml(source);
        if (/^word\/(document|comments|numbering|styles|header1)\.xml$/.test(path)) {
          expect(path.endsWith('header1.xml') ? [] : schemaFaults(root), path).toEqual([]);
        }
      }
      const ids = (path: string, name: string, attribute: string) =>
        [...elementsIn(readXml(parts.get(path) as string))]
          .filter((element) => element.name === name)
          .map(({ attributes }) => attributes.get(attribute) as string);
      const paragraphs = ids('word/commentsExtended.xml', 'w15:commentEx', 'w15:paraId');
      const lasting = ids('word/commentsIds.xml', 'w16cid:commentId', 'w16cid:durableId');
      for (const list of [paragraphs, lasting]) {
        expect(new Set(list).size).toBe(list.length);
        for (const id of list) {
          expect(id).toMatch(/^[0-9A-F]{8}$/);
          expect(Number.parseInt(id, 16)).toBeGreaterThan(0);
          expect(Number.parseInt(id, 16)).toBeLessThan(0x7fffffff);
        }
      }
      expect(ids('word/commentsIds.xml', 'w16cid:commentId', 'w16cid:paraId')).toEqual(paragraphs);
      expect(ids('word/commentsExtensible.xml', 'w16cex:commentExtensible', 'w16cex:durableId')).toEqual(lasting);
      const authors = new Set(ids('word/comments.xml', 'w:comment', 'w:author'));
      expect(new Set(ids('word/people.xml', 'w15:person', 'w15:author'))).toEqual(authors);
    }
  });

  it('leads to every part that is in the package, and tells what each is', async () => {
    const parts = partsOf(await docx(arabicReport()));
    const types = readXml(parts.get('[Content_Types].xml') as string);
    const told = new Set(
      childrenOf(types).map(({ attributes }) => attributes.get('PartName') ?? attributes.get('Extension')),
    );
    for (const path of parts.keys()) {
      if (path === '[Content_Types].xml') continue;
      expect(told.has(`/${path}`) || told.has(path.split('.').at(-1)), path).toBe(true);
    }
    for (const [path, source] of parts) {
      if (!path.endsWith('.rels')) continue;
      const folder = path.replace(/_rels\/[^/]*$/, '');
      const listed = childrenOf(readXml(source));
      const ids = listed.map(({ attributes }) => attributes.get('Id'));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { attributes } of listed) {
        if (attributes.get('TargetMode') === 'External') continue;
        const target = new URL(attributes.get('Target') as string, `file:///${folder}`).pathname.slice(1);
        expect(parts.has(target), target).toBe(true);
      }
    }
  });

  it('carries the record of its claims, each part by the comment that shows it', async () => {
    for (const report of [arabicReport(true), englishReport()]) {
      const { parts, comments } = readWord(await docx(report, 'en'));
      const record = recordShape.parse(JSON.parse(textIn(readXml(parts.get('customXml/item1.xml') as string))));
      expect(record.claims.map(({ id }) => id)).toEqual(report.claims.map(({ id }) => id));
      for (const [i, { comment, parts: told, detached }] of record.claims.entries()) {
        const claim = report.claims[i] as ReportClaim;
        expect(detached).toBe(claim.start === null);
        expect(comments[comment]?.parent).toBeNull();
        for (const [at, part] of told.entries()) {
          const isStanding = part.kind === 'judgement' && !told.slice(at + 1).some(({ kind }) => kind === 'judgement');
          expect(comments[part.comment]?.parent).toBe(isStanding ? null : comment);
          expect(comments[part.comment]?.author).toBe(part.by);
        }
      }
    }
  });

  it('dates itself by the report', async () => {
    const parts = partsOf(await docx(arabicReport()));
    const core = parts.get('docProps/core.xml') as string;
    expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-01T10:05:00Z</dcterms:created>');
    expect(core).toContain('<dc:creator>ليلى حدّاد</dc:creator>');
    expect([...parts.values()].join('')).not.toContain(
      `${new Date().getUTCFullYear()}-${String(new Date().getUTCMonth() + 1).padStart(2, '0')}`,
    );
  });
});
