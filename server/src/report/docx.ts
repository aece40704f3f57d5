import type { Report } from '@sanad/shared/report';
import { annexXml } from './docx/annex.ts';
import { articleXml } from './docx/article.ts';
import { commentParts } from './docx/comment-parts.ts';
import { coverXml } from './docx/cover.ts';
import { Links } from './docx/links.ts';
import { Lists } from './docx/lists.ts';
import { type Part, packed } from './docx/package.ts';
import { coreProperties, recordPart, recordProperties } from './docx/properties.ts';
import { sheetOf } from './docx/sheet.ts';
import { shellOf } from './docx/shell.ts';
import { type Threads, threadsOf } from './docx/threads.ts';
import { XML_HEAD } from './docx/xml.ts';
import type { Rendering } from './rendering.ts';
import { isHeld } from './spans.ts';
import { REPORT_WORDS } from './words.ts';

/**
 * The report as a document for Word: the text with one comment a claim on its very words, what gathered around the claim as
 * replies to it, in front a page that says what the report is, behind it the claims without a place, what was set aside,
 * who checked what, and an index. The same report and rendering make the same bytes.
 */
export async function renderDocx(report: Report, rendering: Rendering): Promise<Uint8Array> {
  const { language } = rendering;
  const links = new Links();
  const lists = new Lists();
  const sheet = sheetOf(report, rendering, links);
  const threads = threadsOf(report, language);
  const commentsOf = ({ id }: { readonly id: string }) => threads.ofClaim.get(id) ?? [];
  const body = [
    coverXml(sheet),
    articleXml(report, report.claims.filter(isHeld), { links, lists, commentsOf }),
    annexXml(sheet, commentsOf),
  ];
  const shell = await shellOf(report, REPORT_WORDS[language], sheet.own);
  return packed(shell, {
    body: body.join(''),
    relationships: links.relationships(),
    parts: [...commentsOfPackage(threads, sheet.words.direction), ...recordOfPackage(threads, rendering)],
    instead: {
      'word/numbering.xml': lists.part(),
      'docProps/core.xml': coreProperties(report, sheet.words),
    },
  });
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const MICROSOFT = 'http://schemas.microsoft.com/office';

const relationshipsPart = (inner: string) =>
  `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

function commentsOfPackage({ comments }: Threads, direction: 'rtl' | 'ltr'): Part[] {
  if (comments.length === 0) return [];
  const parts = commentParts(comments, direction);
  const part = (name: string, content: string, relationship: string): Part => ({
    path: `word/${name}.xml`,
    content,
    type: `${WORD}.${name}+xml`,
    relationship,
  });
  return [
    part('comments', parts.comments, `${OFFICE}/comments`),
    part('commentsExtended', parts.extended, `${MICROSOFT}/2011/relationships/commentsExtended`),
    part('commentsIds', parts.ids, `${MICROSOFT}/2016/09/relationships/commentsIds`),
    part('commentsExtensible', parts.extensible, `${MICROSOFT}/2018/08/relationships/commentsExtensible`),
    part('people', parts.people, `${MICROSOFT}/2011/relationships/people`),
    {
      path: 'word/_rels/comments.xml.rels',
      content: relationshipsPart(parts.links.relationships()),
      type: null,
      relationship: null,
    },
  ];
}

function recordOfPackage({ records }: Threads, { language }: Rendering): Part[] {
  const properties = `<Relationship Id="rId1" Type="${OFFICE}/customXmlProps" Target="itemProps1.xml"/>`;
  return [
    {
      path: 'customXml/item1.xml',
      content: recordPart({ version: 1, language, claims: [...records] }),
      type: null,
      relationship: `${OFFICE}/customXml`,
    },
    {
      path: 'customXml/itemProps1.xml',
      content: recordProperties(),
      type: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
      relationship: null,
    },
    { path: 'customXml/_rels/item1.xml.rels', content: relationshipsPart(properties), type: null, relationship: null },
  ];
}
