import type { Report } from '@sanad/shared/report';
import { type DocxRecord, RECORD_NAMESPACE } from '../docx-record.ts';
import type { ReportWords } from '../words.ts';
import { XML_HEAD, xmlAttribute, xmlText } from './xml.ts';

const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';

/** What the file says of itself: title, who exported it, when. The clock is the report's. */
export function coreProperties(report: Report, words: ReportWords): string {
  const { article, exportedAt, exportedBy } = report;
  const when = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${exportedAt.slice(0, 19)}Z</dcterms:${name}>`;
  const fields = [
    `<dc:title>${xmlText(article.title || words.untitled)}</dc:title>`,
    `<dc:subject>${xmlText(words.report)}</dc:subject>`,
    `<dc:creator>${xmlText(exportedBy)}</dc:creator>`,
    `<cp:keywords>${xmlText(`${words.brand}, ${article.id}`)}</cp:keywords>`,
    `<cp:lastModifiedBy>${xmlText(exportedBy)}</cp:lastModifiedBy>`,
    '<cp:revision>1</cp:revision>',
    when('created'),
    when('modified'),
    `<dc:language>${xmlText(article.language)}</dc:language>`,
  ];
  return `${XML_HEAD}<cp:coreProperties xmlns:cp="${CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${fields.join('')}</cp:coreProperties>`;
}

/** The record of the claims, as the text of a custom XML part. */
export function recordPart(record: DocxRecord): string {
  // What JSON leaves as it is and XML cannot hold.
  const json = JSON.stringify(record).replace(
    /[\ufffe\uffff\x7f-\x9f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${XML_HEAD}<claims xmlns="${xmlAttribute(RECORD_NAMESPACE)}">${xmlText(json)}</claims>`;
}

/** By which Word knows the record's part again when it saves the file. */
const RECORD_ID = '{5A4A4144-0001-4C41-8D53-5A4E41440001}';

export function recordProperties(): string {
  const store = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
  return `${XML_HEAD}<ds:datastoreItem ds:itemID="${RECORD_ID}" xmlns:ds="${store}"><ds:schemaRefs><ds:schemaRef ds:uri="${xmlAttribute(RECORD_NAMESPACE)}"/></ds:schemaRefs></ds:datastoreItem>`;
}
