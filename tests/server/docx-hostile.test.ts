import { articleOfDocx } from '@sanad/server/import/docx';
import { DOCX_LIMIT } from '@sanad/server/import/docx-zip';
import { BLOCK_LIMIT, TooManyBlocks } from '@sanad/server/import/imported';
import { Unimportable } from '@sanad/server/import/unimportable';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comment, docxEntries, docxFile, marked, para, paraId, run } from '../support/docx-file.ts';
import { type ZipEntry, zipFile } from '../support/zip-file.ts';

const GOOD = docxEntries({ body: para(run('Title')) + para(run('Words')) });
const DOCUMENT = 'word/document.xml';

/** What comes of a file: its refusal, or its title. */
function whatBecomesOf(bytes: Uint8Array): string {
  try {
    return articleOfDocx(bytes, {}).title;
  } catch (error) {
    if (error instanceof Unimportable) return error.why;
    throw error;
  }
}

const withEntry = (...entries: ZipEntry[]) =>
  zipFile([...GOOD.filter(({ name }) => !entries.some((each) => each.name === name)), ...entries]);
const withDocument = (data: string | Uint8Array) => withEntry({ name: DOCUMENT, data });
const documentOf = (inside: string, before = '') =>
  `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inside}</w:body></w:document>`;
const lying = (lies: NonNullable<ZipEntry['lies']>, name = DOCUMENT) =>
  zipFile(GOOD.map((entry) => (entry.name === name ? { ...entry, lies } : entry)));

function compound(name: string): Uint8Array {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt32BE(0xd0cf11e0, 0);
  bytes.write(name, 1024, 'utf16le');
  return bytes;
}

describe('a file that is not what it says is refused', () => {
  test('the same file without anything odd is not', () => {
    expect(whatBecomesOf(zipFile(GOOD))).toBe('Title');
    expect(whatBecomesOf(zipFile(GOOD, 'a comment at the end'))).toBe('Title');
    expect(whatBecomesOf(zipFile(GOOD.map((entry) => ({ ...entry, stored: true }))))).toBe('Title');
  });

  test.each<[string, string, Uint8Array]>([
    ['nothing at all', 'empty', new Uint8Array()],
    ['a text', 'disguised', Buffer.from('These are words.')],
    ['a PDF', 'disguised', Buffer.from('%PDF-1.7\n')],
    ['a protected document', 'encrypted', compound('EncryptedPackage')],
    ['a document of the old kind', 'disguised', compound('WordDocument')],
    ['a .zip of something else', 'disguised', zipFile([{ name: 'a.txt', data: 'a' }])],
    ['an empty .zip', 'disguised', zipFile([])],
    ['half a file', 'damaged-file', zipFile(GOOD).subarray(0, 700)],
    ['the start of a .zip alone', 'damaged-file', Buffer.from('PK\x03\x04')],
    ['a .zip behind other bytes', 'disguised', Buffer.concat([Buffer.from('MZ'), zipFile(GOOD)])],
    ['a .zip with other bytes behind it', 'damaged-file', Buffer.concat([zipFile(GOOD), Buffer.from('more')])],
    ['a part that is protected', 'encrypted', lying({ flags: 0x0801 })],
    ['a .zip with masked headers', 'encrypted', lying({ flags: 0x2800 })],
    ['a packing nobody uses', 'damaged-file', lying({ method: 12 })],
    ['a wrong check sum', 'damaged-file', lying({ crc: 7 })],
    ['a part that is longer than it says', 'damaged-file', lying({ unpacked: 10 })],
    ['a part that is shorter than it says', 'damaged-file', lying({ unpacked: 100_000 })],
    ['a part of no length that has some', 'damaged-file', lying({ unpacked: 0 })],
    ['packed bytes beyond the end', 'damaged-file', lying({ packed: 1_000_000 })],
    ['a header that says another length', 'damaged-file', lying({ localUnpacked: 3 })],
    ['a header that says another name', 'damaged-file', lying({ localName: 'word/document.xm1' })],
    ['two parts on the same bytes', 'damaged-file', lying({ at: 0 }, '_rels/.rels')],
    ['a header where there is none', 'damaged-file', lying({ at: 5 })],
    ['two parts of one name', 'damaged-file', zipFile([...GOOD, { name: 'WORD/document.xml', data: 'x' }])],
    ['a name that leads out', 'damaged-file', zipFile([...GOOD, { name: '../../etc/passwd', data: 'x' }])],
    ['a name that leads out the other way', 'damaged-file', zipFile([...GOOD, { name: 'word\\..\\..\\x', data: 'x' }])],
    ['a name of a drive', 'damaged-file', zipFile([...GOOD, { name: 'C:\\x', data: 'x' }])],
  ])('%s: %s', (_, why, bytes) => {
    expect(whatBecomesOf(bytes)).toBe(why);
  });

  test('a workbook in the clothes of a document', () => {
    const types = GOOD.map((entry) =>
      entry.name === '[Content_Types].xml'
        ? { ...entry, data: String(entry.data).replace('wordprocessingml.document.main', 'spreadsheetml.sheet.main') }
        : entry,
    );
    expect(whatBecomesOf(zipFile(types))).toBe('disguised');
  });

  test.each<[string, string]>([
    ['no XML', 'just words'],
    ['XML that does not close', documentOf('').slice(0, -5)],
    ['two roots', documentOf('') + documentOf('')],
    ['another root', '<a/>'],
    ['no body', documentOf('').replace(/<w:body>.*<\/w:body>/, '')],
    ['a prefix that stands for nothing', documentOf('<x:p/>')],
    ['an attribute twice', documentOf('<w:p w:a="1" w:a="2"/>')],
    ['a sign that XML cannot hold', documentOf('<w:p>\u0001</w:p>')],
    ['a NUL by its number', documentOf('<w:p>&#0;</w:p>')],
  ])('a document of %s is damaged', (_, data) => {
    expect(whatBecomesOf(withDocument(data))).toBe('damaged-file');
  });

  test('bytes of another encoding are damaged; UTF-16 with its mark is read', () => {
    expect(whatBecomesOf(withDocument(Buffer.from(documentOf('\u00e9'), 'latin1')))).toBe('damaged-file');
    const wide = Buffer.from(`\ufeff${documentOf(para(run('Wide')))}`, 'utf16le');
    expect(whatBecomesOf(withDocument(wide))).toBe('Wide');
    expect(whatBecomesOf(withDocument(Buffer.from(wide).swap16()))).toBe('Wide');
  });

  test('a document without words is empty', () => {
    expect(whatBecomesOf(docxFile({ body: para('') + para(run('   ')) }))).toBe('empty');
  });

  test('whatever bytes of a good file change, an article or a refusal comes of it', () => {
    const good = docxFile({
      body: para(run('Title')) + para(marked(1, run('Words'))),
      comments: comment(1, 'A', ['?']),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bytes = Uint8Array.from(good);
          for (const [at, byte] of changes) bytes[at] = byte;
          expect(typeof whatBecomesOf(bytes)).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a file that would be too much is refused before it is', () => {
  test('one that is too large packed', () => {
    expect(whatBecomesOf(new Uint8Array(DOCX_LIMIT + 1))).toBe('too-large');
  });

  test('a part that says it unpacks to gigabytes', () => {
    expect(whatBecomesOf(lying({ unpacked: 0xfffffff0 }))).toBe('unpacks-too-large');
  });

  test('parts that are too large together, though nobody would read them', () => {
    const media = [0, 1, 2].map((id) => ({ name: `word/media/${id}.bmp`, data: new Uint8Array(40 * 1024 * 1024) }));
    expect(whatBecomesOf(zipFile([...GOOD, ...media]))).toBe('unpacks-too-large');
  });

  test('a part that unpacks to a thousand times its size', () => {
    expect(whatBecomesOf(withDocument(documentOf(' '.repeat(20_000_000))))).toBe('unpacks-too-large');
  });

  test('a bomb that says it is small never fills the memory', () => {
    const bomb = { name: DOCUMENT, data: new Uint8Array(90 * 1024 * 1024), lies: { unpacked: 2000 } };
    const before = process.memoryUsage().arrayBuffers;
    expect(whatBecomesOf(withEntry(bomb))).toBe('damaged-file');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('more parts than a document has', () => {
    const parts = Array.from({ length: 6000 }, (_, id) => ({ name: `x/${id}`, data: '' }));
    expect(whatBecomesOf(zipFile([...GOOD, ...parts]))).toBe('unpacks-too-large');
  });

  test('a document within a document within a document is a part nobody reads', () => {
    let inner = zipFile(GOOD);
    for (let depth = 0; depth < 20; depth++)
      inner = zipFile([...GOOD, { name: 'word/embeddings/x.docx', data: inner }]);
    expect(whatBecomesOf(inner)).toBe('Title');
  });

  test('elements without end', () => {
    expect(
      whatBecomesOf(withDocument(documentOf(`${'<w:p/>'.repeat(900)}<w:p a="${'x'.repeat(99)}"/>`.repeat(1200)))),
    ).toBe('unpacks-too-large');
  });

  test('elements without end in parts that are each within measure', () => {
    const many = `${'<w:p/>'.repeat(900)}<w:p w:a="${'x'.repeat(99)}"/>`.repeat(700);
    expect(whatBecomesOf(docxFile({ body: para(run('x')), comments: many }))).toBe('x');
    expect(whatBecomesOf(docxFile({ body: para(run('x')), styles: many, comments: many }))).toBe('unpacks-too-large');
  });

  test('elements in elements in elements', () => {
    const deep = (depth: number) =>
      documentOf('<w:sdt><w:sdtContent>'.repeat(depth) + para(run('deep')) + '</w:sdtContent></w:sdt>'.repeat(depth));
    expect(whatBecomesOf(withDocument(deep(100)))).toBe('deep');
    expect(whatBecomesOf(withDocument(deep(50_000)))).toBe('damaged-file');
  });

  test('more paragraphs than an article may have', () => {
    const body = para(run('x')).repeat(BLOCK_LIMIT + 1);
    expect(() => articleOfDocx(docxFile({ body }), {})).toThrow(TooManyBlocks);
    const lines = para('<w:r><w:t>x</w:t><w:br/></w:r>'.repeat(BLOCK_LIMIT + 1));
    expect(() => articleOfDocx(docxFile({ body: lines }), {})).toThrow(TooManyBlocks);
  });
});

describe('XML that declares anything of its own is refused before it is read', () => {
  const laughs = `<!DOCTYPE w:document [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
    .join('')}]>`;

  test.each<[string, string]>([
    ['a document type', documentOf(para(run('x')), '<!DOCTYPE w:document>')],
    ['a document type in small letters', documentOf(para(run('x')), '<!doctype html>')],
    ['a billion laughs', documentOf('&j;', laughs)],
    ['a file of the machine', documentOf('&x;', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['an address', documentOf('', '<!DOCTYPE d SYSTEM "https://example.org/x.dtd">')],
    ['an entity that nobody declared', documentOf('<w:p>&nbsp;</w:p>')],
  ])('%s', (_, data) => {
    expect(whatBecomesOf(withDocument(data))).toBe('forbidden-xml');
    expect(whatBecomesOf(withDocument(Buffer.from(`\ufeff${data}`, 'utf16le')))).toBe('forbidden-xml');
  });

  test('in any part that is read', () => {
    const parts = { body: para(run('x')), styles: '', numbering: '', comments: '', footnotes: '' };
    for (const name of ['styles', 'numbering', 'comments']) {
      const entries = docxEntries(parts).map((entry) =>
        entry.name === `word/${name}.xml`
          ? { ...entry, data: `<!DOCTYPE x>${String(entry.data).replace(/<\?.*\?>\n/, '')}` }
          : entry,
      );
      expect([name, whatBecomesOf(zipFile(entries))]).toEqual([name, 'forbidden-xml']);
    }
  });
});

describe('nothing of a file leads outside of it', () => {
  test('parts, pictures and templates elsewhere are never looked for', () => {
    const fetched: unknown[] = [];
    const before = globalThis.fetch;
    globalThis.fetch = (...asked) => {
      fetched.push(asked);
      return Promise.reject(new Error('no network'));
    };
    try {
      const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
      const outside = ['styles', 'comments', 'footnotes', 'attachedTemplate', 'image', 'frame']
        .map(
          (type, index) =>
            `<Relationship Id="x${index}" Type="${office}/${type}" Target="https://example.org/${type}.xml" TargetMode="External"/>`,
        )
        .join('');
      const entries = docxEntries({
        body: para(run('Title')) + para(`<w:r><w:footnoteReference w:id="1"/></w:r>${run('x')}`),
      }).map((entry) =>
        entry.name === 'word/_rels/document.xml.rels'
          ? { ...entry, data: String(entry.data).replace('</Rel', `${outside}</Rel`) }
          : entry,
      );
      expect(whatBecomesOf(zipFile(entries))).toBe('Title');
      expect(fetched).toEqual([]);
    } finally {
      globalThis.fetch = before;
    }
  });

  test('a relation that climbs out of the package finds nothing', () => {
    const entries = GOOD.map((entry) =>
      entry.name === '_rels/.rels'
        ? { ...entry, data: String(entry.data).replace('word/document.xml', '../../../etc/passwd') }
        : entry,
    );
    expect(whatBecomesOf(zipFile(entries))).toBe('disguised');
  });
});

// Each takes seconds at most where work grows with the length, and minutes where it does not: then the test is given up.
describe('it takes no longer than its length', () => {
  const body = (paragraphs: number, each: (index: number) => string) =>
    Array.from({ length: paragraphs }, (_, index) => each(index)).join('');

  test('a text of 20,000 words with 2,000 comments is an article with a claim for each', () => {
    const words = 'كلمات في خبر طويل عن أمر كان '.trim();
    const bytes = docxFile({
      body:
        para(run('العنوان')) +
        body(1000, (at) =>
          para(
            marked(at * 2, run(words, '<w:rtl/><w:lang w:bidi="ar-EG"/>')) +
              run(' ') +
              marked(at * 2 + 1, run(words, '<w:rtl/><w:b/>') + run(` ${words}`)),
          ),
        ),
      comments: body(2000, (id) => comment(id, 'ليلى', ['سطر أوّل من تعليق', 'وسطر ثانٍ'])),
      commentsExtended: body(2000, (id) => `<w15:commentEx w15:paraId="${paraId(id, 0)}" w15:done="0"/>`),
    });
    expect(articleOfDocx(bytes, {}).claims?.length).toBe(2000);
  });

  test.each<[string, () => Uint8Array]>([
    [
      '100,000 comments over the whole text',
      () => {
        const ids = Array.from({ length: 100_000 }, (_, id) => id);
        return docxFile({
          body:
            para(run('T')) +
            para(
              ids.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('') +
                run('words '.repeat(2000)) +
                ids.map((id) => `<w:commentRangeEnd w:id="${id}"/>`).join(''),
            ),
          comments: ids
            .map((id) => `<w:comment w:id="${id}" w:author="A"><w:p><w:r><w:t>?</w:t></w:r></w:p></w:comment>`)
            .join(''),
        });
      },
    ],
    [
      'marks between paragraphs that wait for a next one',
      () =>
        docxFile({
          body:
            para(run('T')) +
            body(20_000, (id) => `<w:commentRangeStart w:id="${id}"/>`) +
            body(20_000, (id) => `<w:commentRangeEnd w:id="${id}"/>`),
          comments: '',
        }),
    ],
    [
      'fields that never end',
      () =>
        docxFile({
          body:
            para(run('T')) +
            para(
              body(
                50_000,
                () =>
                  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>${run('x')}`,
              ),
            ),
        }),
    ],
    [
      'fields within each other’s results',
      () =>
        docxFile({
          body:
            para(run('T')) +
            para(
              body(
                5000,
                () =>
                  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('x')}`,
              ),
            ),
        }),
    ],
    [
      'styles based on each other in a long row',
      () =>
        docxFile({
          body: para(run('T')) + para(run('x'), '<w:pStyle w:val="s20000"/>'),
          styles: body(
            50_001,
            (id) =>
              `<w:style w:type="paragraph" w:styleId="s${id}"><w:basedOn w:val="s${id === 0 ? 20_000 : id - 1}"/></w:style>`,
          ),
        }),
    ],
    [
      'answers to answers in a long row',
      () =>
        docxFile({
          body: para(marked(0, run('T'))),
          comments: body(20_000, (id) => comment(id, 'A', ['?'])),
          commentsExtended: body(
            20_000,
            (id) =>
              `<w15:commentEx w15:paraId="${paraId(id, 0)}" w15:paraIdParent="${paraId(id === 0 ? 19_999 : id - 1, 0)}"/>`,
          ),
        }),
    ],
    [
      'paragraphs that all go on in the next',
      () => docxFile({ body: para(run('T')) + body(20_000, () => para(run('x'), '<w:rPr><w:del w:id="1"/></w:rPr>')) }),
    ],
    [
      'lists that go ever deeper and back',
      () =>
        docxFile({
          body:
            para(run('T')) +
            body(5000, (id) => para(run('x'), `<w:numPr><w:ilvl w:val="${id % 9}"/><w:numId w:val="1"/></w:numPr>`)),
          numbering: '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        }),
    ],
    [
      'lines of many looks in one paragraph',
      () =>
        docxFile({
          body: para(run('T')) + para(body(12_000, () => `${run('a')}${run('b', '<w:b/>')}<w:r><w:br/></w:r>`)),
        }),
    ],
    [
      'cells of nothing but space',
      () =>
        docxFile({
          body: `${para(run('T'))}<w:tbl><w:tr>${body(40_000, () => `<w:tc>${para(run(' '))}</w:tc>`)}<w:tc>${para(run('x'))}</w:tc><w:tc>${para(run('y'))}</w:tc></w:tr></w:tbl>`,
        }),
    ],
    [
      'links within links',
      () =>
        docxFile({
          body:
            para(run('T')) +
            para(
              body(
                40_000,
                () =>
                  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('x')}`,
              ),
            ),
        }),
    ],
    [
      'a row of many cells',
      () =>
        docxFile({
          body: `${para(run('T'))}<w:tbl><w:tr>${body(20_000, () => `<w:tc>${para(run('x'))}</w:tc>`)}</w:tr></w:tbl>`,
        }),
    ],
    [
      'notes that refer to each other',
      () =>
        docxFile({
          body: para(`${run('T')}<w:r><w:footnoteReference w:id="0"/></w:r>`),
          footnotes: body(
            5000,
            (id) =>
              `<w:footnote w:id="${id}">${para(`${run('x')}<w:r><w:footnoteReference w:id="${(id + 1) % 5000}"/></w:r>`)}</w:footnote>`,
          ),
        }),
    ],
  ])('%s', (_, make) => {
    const bytes = make();
    expect(articleOfDocx(bytes, {}).content.textContent).not.toBe('');
  });

  test('claims beyond what anybody checks are cut, and said', () => {
    const ids = Array.from({ length: 10_050 }, (_, id) => id);
    const { claims, remarks } = articleOfDocx(
      docxFile({
        body: para(run('T')) + para(ids.map((id) => marked(id, run('w '))).join('')),
        comments: ids.map((id) => comment(id, 'A', ['?'])).join(''),
      }),
      {},
    );
    expect(claims?.length).toBe(10_000);
    expect(remarks).toContainEqual({ kind: 'comments-cut', count: 50 });
  });
});
