import { type ZipEntry, zipFile } from './zip-file.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const NAMESPACES = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', OFFICE],
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['pic', 'http://schemas.openxmlformats.org/drawingml/2006/picture'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
  ['w15', 'http://schemas.microsoft.com/office/word/2012/wordml'],
  ['w16cid', 'http://schemas.microsoft.com/office/word/2016/wordml/cid'],
  ['w16cex', 'http://schemas.microsoft.com/office/word/2018/wordml/cex'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** What a document for a test holds, as the markup of its parts. */
export interface DocxParts {
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly comments?: string;
  readonly commentsExtended?: string;
  readonly commentsIds?: string;
  readonly commentsExtensible?: string;
  /** Addresses outside, by relation id. */
  readonly links?: Readonly<Record<string, string>>;
  /** The text of a custom XML part, as markup. */
  readonly custom?: string;
  readonly more?: readonly ZipEntry[];
}

const ROOTS: readonly [part: keyof DocxParts, root: string][] = [
  ['styles', 'w:styles'],
  ['numbering', 'w:numbering'],
  ['footnotes', 'w:footnotes'],
  ['endnotes', 'w:endnotes'],
  ['comments', 'w:comments'],
  ['commentsExtended', 'w15:commentsEx'],
  ['commentsIds', 'w16cid:commentsIds'],
  ['commentsExtensible', 'w16cex:commentsExtensible'],
];

/** The parts of a .docx, as Word names them. */
export function docxEntries(parts: DocxParts): ZipEntry[] {
  const present = ROOTS.filter(([part]) => parts[part] !== undefined);
  const xml = (root: string, content: unknown) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root} ${NAMESPACES}>${String(content)}</${root}>`;
  const related = present.map(
    ([part], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${part}" Target="${part}.xml"/>`,
  );
  const links = Object.entries(parts.links ?? {}).map(
    ([id, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/hyperlink" Target="${escaped(target)}" TargetMode="External"/>`,
  );
  const relations = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  return [
    {
      name: '[Content_Types].xml',
      data: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: relations(`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`),
    },
    { name: 'word/document.xml', data: xml('w:document', `<w:body>${parts.body}<w:sectPr/></w:body>`) },
    { name: 'word/_rels/document.xml.rels', data: relations([...related, ...links].join('')) },
    ...present.map(([part, root]) => ({ name: `word/${part}.xml`, data: xml(root, parts[part]) })),
    ...(parts.custom === undefined ? [] : [{ name: 'customXml/item1.xml', data: parts.custom }]),
    ...(parts.more ?? []),
  ];
}

/** A .docx of these parts. */
export function docxFile(parts: DocxParts): Uint8Array {
  return zipFile(docxEntries(parts));
}

/** Text as it stands in markup. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A run of letters. `look` is the markup of its properties. */
export function run(text: string, look = ''): string {
  return `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** A paragraph of markup. `kind` is the markup of its properties. */
export function para(content: string, kind = ''): string {
  return `<w:p>${kind && `<w:pPr>${kind}</w:pPr>`}${content}</w:p>`;
}

/** Words between the marks of a comment, with its sign behind them. */
export function marked(id: number, content: string): string {
  return `<w:commentRangeStart w:id="${id}"/>${content}<w:commentRangeEnd w:id="${id}"/>${sign(id)}`;
}

/** The sign of a comment. */
export function sign(id: number): string {
  return `<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`;
}

/** A comment. Its paragraphs have the ids `<id>0`, `<id>1`…, padded, as `w14:paraId` is. */
export function comment(
  id: number,
  author: string,
  paragraphs: readonly string[],
  date = '2026-03-01T09:12:00Z',
): string {
  const content = paragraphs.map(
    (text, index) =>
      `<w:p w14:paraId="${paraId(id, index)}">${index === 0 ? '<w:r><w:annotationRef/></w:r>' : ''}${run(text)}</w:p>`,
  );
  return `<w:comment w:id="${id}" w:author="${escaped(author)}" w:date="${date}" w:initials="x">${content.join('')}</w:comment>`;
}

/** The id of a comment's paragraph. */
export function paraId(id: number, index: number): string {
  return (id * 16 + index + 1).toString(16).toUpperCase().padStart(8, '0');
}
