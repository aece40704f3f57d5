import { articleOfHtml } from '@sanad/server/import/html';
import { TooManyBlocks } from '@sanad/server/import/imported';
import { placedBlocks } from '@sanad/shared/article';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import {
  FROM_GOOGLE_DOCS,
  FROM_WORD,
  FROM_WORDPRESS,
  GOOGLE_DOCS_TEXT,
  WORD_TEXT,
  WORDPRESS_TEXT,
} from '../support/clipboard-samples.ts';

const shape = (node: Node): unknown =>
  node.isTextblock
    ? `${node.type.name}: ${node.textContent}`
    : { [node.type.name]: node.content.content.map((child) => shape(child)) };
const blocksOf = (html: string, about = {}) => articleOfHtml(html, about).content.content.content.map(shape);
const bodyOf = (html: string, about = {}) => blocksOf(html, { title: 'T', ...about }).slice(1);
const runsOf = (node: Node) =>
  node.content.content.map(({ text, marks }) => [text, ...marks.map((mark) => mark.attrs.href ?? mark.type.name)]);
const remarksOf = (html: string) =>
  Object.fromEntries((articleOfHtml(html, {}).remarks ?? []).map(({ kind, count }) => [kind, count]));

describe('HTML becomes an article', () => {
  test('headings, paragraphs, quotes and nested lists are what they were', () => {
    const html = `<!doctype html><html lang="ar" dir="rtl"><head><title>عنوان - الموقع</title></head><body>
      <h1>عنوان</h1><p>فقرة\n أولى</p><h2>فصل</h2><h1>آخر</h1>
      <ol start="3"><li>ثلاثة<ul><li>داخل</ul><li><p>أربعة</p><p>وبعدها</p></ol>
      <blockquote><p>قال</p><p>وقال</p></blockquote></body></html>`;
    const { content, title, language } = articleOfHtml(html, {});
    expect([title, language]).toEqual(['عنوان', 'ar']);
    expect(content.content.content.map(shape)).toEqual([
      'title: عنوان',
      'paragraph: فقرة أولى',
      'heading: فصل',
      'heading: آخر',
      {
        ordered_list: [
          { list_item: ['paragraph: ثلاثة', { bullet_list: [{ list_item: ['paragraph: داخل'] }] }] },
          { list_item: ['paragraph: أربعة', 'paragraph: وبعدها'] },
        ],
      },
      { blockquote: ['paragraph: قال', 'paragraph: وقال'] },
    ]);
    expect(content.child(4).attrs.order).toBe(3);
  });

  test('bold, italic and links are kept, by element and by style, whatever the order in which they end', () => {
    const { content } = articleOfHtml(
      '<p>T<p><b>bold <i>both</b> it</i> <span style="font-weight:700">heavy</span> <b style="font-weight: normal">light</b> <a href="https://example.org/a">go</a> <strong>x<p>y',
      {},
    );
    expect(runsOf(content.child(1)).filter(([text]) => text !== ' ')).toEqual([
      ['bold ', 'strong'],
      ['both', 'em', 'strong'],
      [' it', 'em'],
      ['heavy', 'strong'],
      [' light '],
      ['go', 'https://example.org/a'],
      ['x', 'strong'],
    ]);
    expect(runsOf(content.child(2))).toEqual([['y']]);
  });

  test('links are made whole by the base of the page or the address it came from; what could run is dropped', () => {
    const page = (base: string, about = {}) => {
      const { content, remarks } = articleOfHtml(
        `${base}<p>T<p><a href="/p?a=1&amp;b">one</a><a href="q">two</a><a href="#x">in</a><a href=" java&#10;script:alert(1)">bad</a><a href="data:text/html,x">data</a><a href="vbscript:x">vb</a><a href="//other.example/z">three</a><a href="https://www.google.com/url?q=https://meant.example/&amp;sa=D">g</a>`,
        about,
      );
      return [
        runsOf(content.child(1)).map((run) => run.join(' ')),
        remarks?.find(({ kind }) => kind === 'links-unsafe'),
      ];
    };
    expect(page('', { address: 'https://example.org/dir/page' })).toEqual([
      [
        'one https://example.org/p?a=1&b',
        'two https://example.org/dir/q',
        'inbaddatavb',
        'three https://other.example/z',
        'g https://meant.example/',
      ],
      { kind: 'links-unsafe', count: 3 },
    ]);
    expect(page('<base href="/sub/">', { address: 'https://example.org/dir/page' })[0]).toContain(
      'two https://example.org/sub/q',
    );
    expect(page('<base href="https://b.example/">')[0]).toContain('two https://b.example/q');
    expect(page('<base href="javascript:alert(1)//">')[1]).toEqual({ kind: 'links-unsafe', count: 6 });
    expect(page('')[0]).toEqual(['onetwoinbaddatavbthree', 'g https://meant.example/']);
  });

  test('a line break starts a paragraph, in a heading it is a space; spaces are as a page shows them', () => {
    expect(bodyOf('<p>one<br>two<br><br>three</p><h2>A<br>B</h2><p> a \n\n <b> b</b>&nbsp; c&nbsp;d </p>')).toEqual([
      'paragraph: one',
      'paragraph: two',
      'paragraph: three',
      'heading: A B',
      'paragraph: a b c\u00a0d',
    ]);
    expect(bodyOf('<pre>let  a;\n\n  let b;\n</pre>')).toEqual(['paragraph: let  a;', 'paragraph: let b;']);
  });

  test('tables are lines, columns of a page are paragraphs; definitions, figures and captions keep their words', () => {
    expect(
      bodyOf(
        `<table><caption>Costs</caption><tr><th>Year<th>Cost<tr><td>2025<td><p>86<p>m</table>
        <table><tr><td><p>${'long '.repeat(100)}<td>side</table>
        <table><tr><td><table><tr><td>in<td>side</table></table>
        <dl><dt>Term<dd>What it is</dl><figure><img src="x.png" alt="a"><figcaption>Seen from above</figcaption></figure>`,
      ),
    ).toEqual([
      'paragraph: Costs',
      'paragraph: Year | Cost',
      'paragraph: 2025 | 86 m',
      `paragraph: ${'long '.repeat(100).trim()}`,
      'paragraph: side',
      'paragraph: in | side',
      'paragraph: Term',
      'paragraph: What it is',
      'paragraph: Seen from above',
    ]);
  });

  test('digits that stand high or low do not join the number beside them', () => {
    expect(bodyOf('<p>10<sup>2</sup> km<sup>2</sup> H<sub>2</sub>O<sup>[1]</sup>')).toEqual([
      'paragraph: 10² km² H₂O[1]',
    ]);
  });

  test('no script, style or outside thing is in it, and what nobody sees is left out and counted', () => {
    const html = `<title>T</title><style>p{color:red}</style><script>document.write('<p>evil</p>')</script>
      <p>seen<span style="display:none">gone</span><span hidden>gone</span><i aria-hidden="true">gone</i>
      <span style="FONT-SIZE: 0px">gone</span><span style="font:0/0 a">gone</span><span style="visibility:hidden">gone</span>
      <span style="mso-hide:all">gone</span><span style="text-indent:-9999px">gone</span></p><p hidden>gone<p>seen too
      <template><p>gone</p></template><noscript>gone</noscript><iframe>gone</iframe><object>gone</object>
      <nav><a href="/x">gone</a></nav><button>gone</button><svg><title>gone</title><text>gone</text></svg><textarea>gone</textarea>`;
    expect(bodyOf(html)).toEqual(['paragraph: seen', 'paragraph: seen too']);
    expect(remarksOf(html)).toEqual({ scripts: 3, 'hidden-text': 9, pictures: 1, 'page-parts': 3 });
    expect(JSON.stringify(articleOfHtml(html, {}).content.toJSON())).not.toMatch(/script|style|gone/);
  });

  test('what is hidden and not closed hides no more than its own item or cell', () => {
    expect(
      bodyOf('<ul><li hidden>a<ul><li>b</ul><li>c</ul><table><tr><td style="display:none">d<td>e</table>'),
    ).toEqual([{ bullet_list: [{ list_item: ['paragraph: c'] }] }, 'paragraph: e']);
  });

  test('each block runs as it is said to, where its letters do not all speak against it', () => {
    const { content } = articleOfHtml(
      `<body dir="rtl"><p>العنوان<p dir="rtl">NordRail Signalling Systems وشركاؤها<p dir="rtl">All in English<p dir="ltr">كله عربي
       <p style="direction:ltr">2026<p><span dir="ltr">NordRail</span> قالت الشركة إن المشروع<p dir="auto">2026`,
      { language: 'ar' },
    );
    expect(placedBlocks(content).map(({ node }) => node.attrs.dir)).toEqual([
      'rtl',
      'rtl',
      'ltr',
      'rtl',
      'ltr',
      'rtl',
      'rtl',
    ]);
  });

  test.each([
    ['<html lang="fa"><p>سلام دنیا', 'fa'],
    ['<html lang="FR-ca"><p>Bonjour', 'fr-ca'],
    ['<meta property="og:locale" content="ar_EG"><p>مرحبا', 'ar-EG'],
    ['<html lang="en-US"><p>قالت البلدية', 'ar'],
    ['<html lang="<script>"><p>Words', 'en'],
  ])('the language is the one that is named, unless the letters are others: %s', (html, language) => {
    expect(articleOfHtml(html, {}).language.toLowerCase()).toBe(language.toLowerCase());
  });

  test.each([
    ['<title>Paper | Ferry returns</title><meta property="og:site_name" content="Paper"><p>Text', 'Ferry returns'],
    ['<title>Anything</title><meta property="og:title" content="Ferry &amp; boat"><p>Text', 'Ferry & boat'],
    ['<title>Ferry returns - Paper</title><h1>Paper</h1><h1>Ferry returns</h1><p>Text', 'Paper'],
    ['<title>Ferry returns</title><h1>Logo</h1><h1>Ferry returns</h1><p>Text', 'Ferry returns'],
    ['<p>First words<p>Text', 'First words'],
    ['<title></title><h1></h1><p>First words', 'First words'],
  ])('the title is the heading that the page is named for, its name, or its first words: %s', (html, title) => {
    expect(articleOfHtml(html, {}).title).toBe(title);
  });

  test('where it comes from is read of the page, as far as it is fit to be told', () => {
    const page = (head: string) => articleOfHtml(`${head}<p>Text`, { address: 'https://example.org/here' }).source;
    expect(
      page(
        `<link rel="canonical" href="/story"><meta property="og:site_name" content="Paper"><meta name="author" content="Sara
         Haddad"><meta property="article:published_time" content="2026-02-03T10:00:00+0300">`,
      ),
    ).toEqual({
      address: 'https://example.org/story',
      site: 'Paper',
      byline: 'Sara Haddad',
      publishedAt: '2026-02-03T10:00:00+03:00',
    });
    expect(page('<meta name="date" content="2026-02-03">')).toEqual({ publishedAt: '2026-02-03' });
    expect(page('<meta name="date" content="2026-02-03 10:00">')).toEqual({ publishedAt: '2026-02-03' });
    expect(page('<meta name="date" content="yesterday"><link rel="canonical" href="javascript:x">')).toEqual({});
    expect(page('<meta name="date" content="2026-99-99T99:99:99Z">')).toEqual({});
  });

  test('a text without words is no article, and too many paragraphs are too many', () => {
    expect(() => articleOfHtml('<script>words</script><p>&nbsp;</p>', {})).toThrow(RangeError);
    expect(() => articleOfHtml('<p>x'.repeat(40_001), {})).toThrow(TooManyBlocks);
  });
});

describe('what other programs copy becomes an article:', () => {
  const titled = ([first, ...more]: readonly unknown[]) => [String(first).replace('heading', 'title'), ...more];

  test('Word, with its lists, without comments, deletions, marks of its own and hidden words', () => {
    expect(blocksOf(FROM_WORD)).toEqual(titled(WORD_TEXT));
    expect(remarksOf(FROM_WORD)).toEqual({
      'tracked-changes': 1,
      'comments-left-out': 2,
      tables: 1,
      'hidden-text': 1,
      pictures: 1,
    });
  });

  test('Google Docs, whose bold element is none and whose lists stand beside their items', () => {
    expect(blocksOf(FROM_GOOGLE_DOCS)).toEqual(titled(GOOGLE_DOCS_TEXT));
    const [, line] = articleOfHtml(FROM_GOOGLE_DOCS, {}).content.content.content;
    expect(line && runsOf(line)).toEqual([
      ['قالت البلدية إن '],
      ['الكلفة', 'strong'],
      [' ارتفعت', 'em'],
      [' بحسب '],
      ['التقرير', 'https://example.org/report'],
    ]);
  });

  test('a CMS', () => {
    expect(bodyOf(FROM_WORDPRESS)).toEqual(WORDPRESS_TEXT);
  });
});

describe('hostile HTML', () => {
  const DEEP = 100_000;
  test.each([
    ['elements', '<div>'.repeat(DEEP), 'x'],
    ['quotes', '<blockquote>'.repeat(DEEP), 'x'],
    ['lists', '<ul><li>'.repeat(DEEP), 'x'],
    ['tables', '<table><tr><td>'.repeat(DEEP), 'x'],
    ['bold', '<b>'.repeat(DEEP), 'x'],
    ['ends of what is not open', `${'<a>'.repeat(DEEP)}${'</b>'.repeat(DEEP)}`, 'x'],
    ['ends in the wrong order', `${'<b>'.repeat(DEEP)}${'<i>'.repeat(DEEP)}${'</b>'.repeat(DEEP)}`, 'x'],
    ['hidden elements', `${'<i hidden>'.repeat(DEEP)}${'</i>'.repeat(DEEP)}`, 'x'],
    ['lists beside items', `<ul><li>a</li>${'<ul><li></li></ul>'.repeat(DEEP)}</ul>`, 'x'],
    ['attributes', `<p ${Array.from({ length: DEEP }, (_, at) => `a${at}`).join(' ')}>`, 'x'],
    ['styles', `<p style="${'mso-list:'.repeat(DEEP)}">`, 'x'],
    ['list levels', '<p style="mso-list:l0 level99 lfo1">'.repeat(DEEP / 4), 'x'],
    ['comments', '<!--'.repeat(DEEP), '-->x'],
    ['brackets', '<'.repeat(DEEP), ' x'],
  ])('of a hundred thousand %s takes neither the stack nor minutes', (_name, hostile, words) => {
    const { content } = articleOfHtml(`<p>T</p>${hostile}${words}`, {});
    content.check();
    expect(content.textContent).toContain('x');
  });

  test('whatever is written, the article fits its schema, holds the words once, and no line end', () => {
    const tags =
      'p div b i a ul ol li table tr td th blockquote h1 h2 pre br hr span dl dt dd q sup svg script title del'.split(
        ' ',
      );
    const tag = fc.tuple(
      fc.constantFrom('<', '</'),
      fc.constantFrom(...tags),
      fc.constantFrom(
        '>',
        ' hidden>',
        ' dir=rtl>',
        ' style="mso-list:l0 level2 lfo1">',
        '/>',
        ' href="https://example.org/">',
      ),
    );
    const piece = fc.oneof(
      tag.map((parts) => parts.join('')),
      fc.constantFrom('كلمة ', 'word ', '\n', '&amp;', '&nbsp;', '<!--', '-->', '<', '"', '\u202e', '\ud800', '\0'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { content } = articleOfHtml(`<p>س</p>${pieces.join('')}`, {});
        content.check();
        expect(content.firstChild?.type.name).toBe('title');
        for (const { node } of placedBlocks(content)) {
          expect(node.textContent).not.toMatch(/[\n\0]/);
          expect(node.textContent.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no word that stands in no element is lost, whatever stands around it', () => {
    const tags = 'p div b i a ul li table tr td blockquote h2 br span dd q'.split(' ');
    const piece = fc
      .tuple(fc.constantFrom('<', '</'), fc.constantFrom(...tags))
      .map(([open, name]) => `${open}${name}>`);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = pieces.map((each, at) => `${each}w${at} `).join('');
        const bodies = articleOfHtml(`<p>T</p>${html}`, {}).content;
        expect(bodies.textBetween(0, bodies.content.size, ' ').match(/w\d+/g) ?? []).toEqual(
          pieces.map((_, at) => `w${at}`),
        );
      }),
    );
  });
});
