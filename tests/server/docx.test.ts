import { articleOfDocx } from '@sanad/server/import/docx';
import { readArticle, writeArticle } from '@sanad/shared/article';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type DocxParts, docxFile, para, run } from '../support/docx-file.ts';

const read = (parts: DocxParts, about = {}) => articleOfDocx(docxFile(parts), about);
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const listed = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;

/** A document as nested lists of words: enough to see what became of what. */
function outline(node: Node): unknown {
  if (node.isTextblock) {
    const level = node.type.name === 'heading' ? node.attrs.level : '';
    return `${node.type.name}${level} ${node.attrs.dir}: ${inline(node)}`;
  }
  const children: unknown[] = [];
  node.forEach((child) => {
    children.push(outline(child));
  });
  const order = node.type.name === 'ordered_list' ? ` ${node.attrs.order}` : '';
  return node.type.name === 'doc' ? children : { [node.type.name + order]: children };
}

function inline(node: Node): string {
  let text = '';
  node.forEach((child) => {
    const mark = (name: string) => child.marks.find(({ type }) => type.name === name);
    let words = child.text ?? '';
    if (mark('em')) words = `_${words}_`;
    if (mark('strong')) words = `*${words}*`;
    const link = mark('link');
    text += link ? `[${words}](${link.attrs.href})` : words;
  });
  return text;
}

const remarksOf = (parts: DocxParts) =>
  Object.fromEntries((read(parts).remarks ?? []).map(({ kind, count }) => [kind, count]));

const STYLES = `
  <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="عنوان الفصل"/><w:basedOn w:val="1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="aq"><w:name w:val="Intense Quote"/></w:style>
  <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Our quotes"/><w:basedOn w:val="aq"/></w:style>
  <w:style w:type="paragraph" w:styleId="lc"><w:name w:val="List Continue"/></w:style>
  <w:style w:type="paragraph" w:styleId="lb"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="ar"><w:name w:val="Arabic"/><w:pPr><w:bidi/></w:pPr></w:style>
  <w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>`;

const NUMBERING = `
  <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="arabicAlpha"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="loop"/></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>`;

describe('a document becomes an article', () => {
  test('title, headings by name, by level and by what a style is based on, and paragraphs with their directions', () => {
    const body = [
      para(run('العنوان الكبير'), style('a3')),
      para(run('مقدّمة الخبر')),
      para(run('قسم أوّل'), style('1')),
      para(run('فصل'), style('Chapter')),
      para(run('تحته'), style('2')),
      para(run('English words alone')),
      para(run('By its own level'), '<w:outlineLvl w:val="2"/>'),
      para(run('No heading any more'), `${style('1')}<w:outlineLvl w:val="9"/>`),
    ].join('');
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title rtl: العنوان الكبير',
      'paragraph rtl: مقدّمة الخبر',
      'heading2 rtl: قسم أوّل',
      'heading2 rtl: فصل',
      'heading3 rtl: تحته',
      'paragraph ltr: English words alone',
      'heading4 ltr: By its own level',
      'paragraph ltr: No heading any more',
    ]);
  });

  test('without a style of titles the one heading of level 1 is the title, and those below keep their levels', () => {
    const body = para(run('Desk')) + para(run('Headline'), style('1')) + para(run('Section'), style('2'));
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title ltr: Headline',
      'paragraph ltr: Desk',
      'heading2 ltr: Section',
    ]);
  });

  test('lists of both kinds, nested, with the number they begin and go on with', () => {
    const body = [
      para(run('T')),
      para(run('one'), listed(1)),
      para(run('inner'), listed(1, 1)),
      para(run('goes on'), style('lc')),
      para(run('two'), style('lb')),
      para(run('three'), listed(2)),
      para(run('a'), listed(2, 1)),
      para(run('four'), listed(2)),
      para(run('between')),
      para(run('five'), listed(2)),
      para(run('seven'), listed(3)),
      para(run('out of it'), `${style('lb')}${listed(0)}`),
      para(run('of a list that names itself'), listed(4)),
    ].join('');
    expect(outline(read({ body, styles: STYLES, numbering: NUMBERING }).content)).toEqual([
      'title ltr: T',
      {
        bullet_list: [
          {
            list_item: [
              'paragraph ltr: one',
              { bullet_list: [{ list_item: ['paragraph ltr: inner'] }] },
              'paragraph ltr: goes on',
            ],
          },
          { list_item: ['paragraph ltr: two'] },
        ],
      },
      {
        'ordered_list 3': [
          { list_item: ['paragraph ltr: three', { 'ordered_list 1': [{ list_item: ['paragraph ltr: a'] }] }] },
          { list_item: ['paragraph ltr: four'] },
        ],
      },
      'paragraph ltr: between',
      { 'ordered_list 5': [{ list_item: ['paragraph ltr: five'] }] },
      { 'ordered_list 7': [{ list_item: ['paragraph ltr: seven'] }] },
      'paragraph ltr: out of it',
      { 'ordered_list 1': [{ list_item: ['paragraph ltr: of a list that names itself'] }] },
    ]);
  });

  test('quotes by their style, several paragraphs in one', () => {
    const body = para(run('T')) + para(run('a'), style('aq')) + para(run('b'), style('Mine')) + para(run('c'));
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title ltr: T',
      { blockquote: ['paragraph ltr: a', 'paragraph ltr: b'] },
      'paragraph ltr: c',
    ]);
  });

  test('bold and italic: of a run, of a style, of Arabic letters, and taken back', () => {
    const body = [
      para(run('T')),
      para(
        run('b', '<w:b/>') +
          run('i', '<w:i w:val="true"/>') +
          run('p', '<w:b w:val="0"/>') +
          run('s', '<w:rStyle w:val="s"/>'),
      ),
      para(run('غ', '<w:rtl/><w:bCs/>') + run('ل', '<w:rtl/><w:b/>')),
      para(run('lead') + run('within', '<w:rStyle w:val="s"/>') + run('plain', '<w:b w:val="0"/>'), style('Lead')),
      para(run('Heading', '<w:b/>') + run('too', '<w:i/>'), style('2')),
    ].join('');
    expect(outline(read({ body, styles: STYLES }, { title: 'T', language: 'en' }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: *b*_i_p*s*',
      'paragraph rtl: *غ*ل',
      'paragraph ltr: *lead*withinplain',
      'heading2 ltr: Heading_too_',
    ]);
  });

  test('directions: what a paragraph says holds, what its style says holds for its letters', () => {
    const body = [
      para(run('العنوان')),
      para(run('English in its own way'), '<w:bidi/>'),
      para(run('عربي'), '<w:bidi w:val="0"/>'),
      para(run('English in an Arabic style'), style('ar')),
      para(run('2026'), style('ar')),
      para(run('2026'), '<w:bidi w:val="0"/>'),
    ].join('');
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title rtl: العنوان',
      'paragraph rtl: English in its own way',
      'paragraph ltr: عربي',
      'paragraph ltr: English in an Arabic style',
      'paragraph rtl: 2026',
      'paragraph ltr: 2026',
    ]);
  });

  test('links: by relation, by field in either form, over several runs; only those that are safe', () => {
    const field = (code: string, words: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code.slice(0, 8)}</w:instrText></w:r><w:r><w:instrText>${code.slice(8)}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${words}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const body = [
      para(run('T')),
      para(
        `<w:hyperlink r:id="rL1">${run('rel')}${run('ation')}</w:hyperlink><w:hyperlink r:id="rL2">${run('script')}</w:hyperlink><w:hyperlink w:anchor="x">${run(' inside')}</w:hyperlink>`,
      ),
      para(field(' HYPERLINK "https://example.org/a\\\\b" \\l "c"', run('field'))),
      para(`<w:fldSimple w:instr=' HYPERLINK "https://example.org/simple" '>${run('simple')}</w:fldSimple>`),
      para(field(' HYPERLINK "file:///etc/passwd"', run('file'))),
      para(field(' PAGE ', run('7')) + run(' pages')),
      para(field(` INCLUDETEXT "${'x'.repeat(9)}" `, field(' QUOTE ', run('inner')) + run('outer'))),
    ].join('');
    const links = { rL1: 'https://example.org/?a=1&b=2', rL2: 'javascript:alert(1)' };
    expect(outline(read({ body, links }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: [relation](https://example.org/?a=1&b=2)script inside',
      'paragraph ltr: [field](https://example.org/a\\b)',
      'paragraph ltr: [simple](https://example.org/simple)',
      'paragraph ltr: file',
      'paragraph ltr: 7 pages',
      'paragraph ltr: innerouter',
    ]);
    expect(remarksOf({ body, links })).toEqual({ 'links-unsafe': 2 });
  });

  test('tabs, breaks, symbols and hyphens are letters; a line break begins a paragraph, in a heading a word', () => {
    const body = [
      para(run('T')),
      para(
        `${run('a')}<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Odd" w:char="E123"/></w:r>`,
      ),
      para(
        `${run('one ')}<w:r><w:br/></w:r>${run(' two')}<w:r><w:br w:type="page"/><w:cr/><w:lastRenderedPageBreak/></w:r>${run('three')}`,
      ),
      para(`${run('Head')}<w:r><w:br/></w:r>${run('line')}`, style('2')),
    ].join('');
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: a\tb\u2011c\u00adα✓□',
      'paragraph ltr: one',
      'paragraph ltr: two',
      'paragraph ltr: three',
      'heading2 ltr: Head line',
    ]);
  });

  test('space at the edges of a run counts only where the file says so', () => {
    const body = para(run('T')) + para('<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>');
    expect(outline(read({ body }).content)).toEqual(['title ltr: T', 'paragraph ltr: a b']);
  });

  test('a table is a paragraph for each row, or the paragraphs of its cells where those are more', () => {
    const cell = (...content: string[]) => `<w:tc><w:tcPr/>${content.join('')}</w:tc>`;
    const body = `${para(run('T'))}<w:tbl><w:tblPr/><w:tr>${cell(para(run('a')))}${cell(para(''))}${cell(para(run('b')))}</w:tr><w:sdt><w:sdtContent><w:tr>${cell(para(run('c')), para(run('d')))}${cell(para(run('e')))}</w:tr></w:sdtContent></w:sdt></w:tbl>`;
    expect(outline(read({ body }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: a | b',
      'paragraph ltr: c',
      'paragraph ltr: d',
      'paragraph ltr: e',
    ]);
    expect(remarksOf({ body })).toEqual({ tables: 1 });
  });

  test('the words of a text box follow the paragraph it hangs on, once; pictures are counted', () => {
    const box = (words: string) => `<w:txbxContent>${para(run(words))}</w:txbxContent>`;
    const body = [
      para(run('T')),
      para(
        `${run('before ')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><wps:txbx>${box('boxed')}</wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('boxed')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run('after')}`,
      ),
      para(
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:object/></w:r>',
      ),
    ].join('');
    expect(outline(read({ body }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: before after',
      'paragraph ltr: boxed',
    ]);
    expect(remarksOf({ body })).toEqual({ pictures: 2 });
  });

  test('footnotes and endnotes are kept: a number in the text, and the notes at the end under a heading of their own', () => {
    const parts = {
      body:
        para(run('خبر اليوم')) +
        para(
          `${run('قال المصدر')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' ثم أضاف')}<w:r><w:endnoteReference w:id="1"/></w:r>${run('.')}`,
        ),
      footnotes: `<w:footnote w:type="separator" w:id="-1">${para(run('---'))}</w:footnote><w:footnote w:id="2">${para(`<w:r><w:footnoteRef/></w:r>${run(' في مقابلة')}`)}${para(run('تكملة'))}</w:footnote><w:footnote w:id="3">${para(run('nobody refers to this'))}</w:footnote>`,
      endnotes: `<w:endnote w:id="1">${para(run('في بيان'))}</w:endnote>`,
    };
    expect(outline(read(parts).content)).toEqual([
      'title rtl: خبر اليوم',
      'paragraph rtl: قال المصدر[1] ثم أضاف[2].',
      'heading2 rtl: الحواشي',
      'paragraph rtl: [1]  في مقابلة',
      'paragraph rtl: تكملة',
      'paragraph rtl: [2] في بيان',
    ]);
    expect(remarksOf(parts)).toEqual({ footnotes: 2 });
    expect(outline(read(parts, { language: 'en' }).content)).toContain('heading2 ltr: Notes');
  });

  test('hidden words are left out, and said', () => {
    const styles = `${STYLES}<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>`;
    const body =
      para(run('T')) +
      para(
        run('seen ') +
          run('not ', '<w:vanish/>') +
          run('this', '<w:rStyle w:val="h"/>') +
          run('too', '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'),
      );
    expect(outline(read({ body, styles }).content)).toEqual(['title ltr: T', 'paragraph ltr: seen too']);
    expect(remarksOf({ body, styles })).toEqual({ 'hidden-text': 1 });
  });

  test('styles that are based on each other are what they say themselves', () => {
    const body = para(run('T')) + para(run('x'), style('x'));
    expect(outline(read({ body, styles: STYLES }, { title: 'T' }).content)).toEqual([
      'title ltr: T',
      'heading2 ltr: x',
    ]);
  });

  test('it can be written into an article, and is the same when it is read from there', () => {
    const body = para(run('T')) + para(run('one'), listed(1)) + para(run('q', '<w:b/>'), style('aq'));
    const { content } = read({ body, styles: STYLES, numbering: NUMBERING });
    const doc = new Y.Doc();
    writeArticle(doc, content);
    expect(readArticle(doc).toJSON()).toEqual(content.toJSON());
  });
});

describe('tracked changes are read as if they were accepted', () => {
  const by = 'w:author="Omar" w:date="2026-03-01T09:00:00Z"';
  const ins = (content: string, who = by) => `<w:ins w:id="1" ${who}>${content}</w:ins>`;
  const del = (words: string) =>
    `<w:del w:id="2" ${by}><w:r><w:delText xml:space="preserve">${words}</w:delText></w:r></w:del>`;

  test('what was put in stays, what was taken out goes, what was moved is where it went; counted by who did what when', () => {
    const body = [
      para(run('T')),
      para(
        `${run('a ')}${del('gone ')}${ins(run('new '))}${ins(run('still new '))}${run('b ')}${ins(run('again '))}${ins(run('c'), 'w:author="Mona"')}`,
      ),
      para(`<w:moveFrom w:id="5" ${by}>${run('moved')}</w:moveFrom>${run('left')}`),
      para(`<w:moveTo w:id="6" ${by}>${run('moved')}</w:moveTo>`),
    ].join('');
    expect(outline(read({ body }).content)).toEqual([
      'title ltr: T',
      'paragraph ltr: a new still new b again c',
      'paragraph ltr: left',
      'paragraph ltr: moved',
    ]);
    expect(remarksOf({ body })).toEqual({ 'tracked-changes': 5 });
  });

  test('paragraphs whose end between them was deleted are one, of the second’s kind', () => {
    const gone = `<w:rPr><w:del w:id="3" ${by}/></w:rPr>`;
    const body =
      para(run('T')) +
      para(run('one '), gone) +
      para(run('two '), gone) +
      para(run('three'), style('2')) +
      para(run('last'), gone);
    expect(outline(read({ body, styles: STYLES }).content)).toEqual([
      'title ltr: T',
      'heading2 ltr: one two three',
      'paragraph ltr: last',
    ]);
    expect(remarksOf({ body })).toEqual({ 'tracked-changes': 3 });
  });

  test('a paragraph that was deleted whole leaves nothing', () => {
    const body = para(run('T')) + para(del('all of it'), `<w:rPr><w:del w:id="3" ${by}/></w:rPr>`) + para(run('next'));
    expect(outline(read({ body }).content)).toEqual(['title ltr: T', 'paragraph ltr: next']);
  });

  test('a row that was deleted goes, one that was put in stays', () => {
    const row = (kind: string, words: string) =>
      `<w:tr><w:trPr><w:${kind} w:id="4" ${by}/></w:trPr><w:tc>${para(run(words))}</w:tc></w:tr>`;
    const body = `${para(run('T'))}<w:tbl>${row('del', 'gone')}${row('ins', 'here')}</w:tbl>`;
    expect(outline(read({ body }).content)).toEqual(['title ltr: T', 'paragraph ltr: here']);
  });
});
