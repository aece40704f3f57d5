import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AllowList } from '@sanad/server/import/address/allow-list';
import { articleOfFetchedPage, articleOfPage } from '@sanad/server/import/address/page-article';
import { fetchPage } from '@sanad/server/import/address/page-fetch';
import { directionOfLanguage } from '@sanad/shared/direction';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { openNameServer } from '../support/name-server.ts';
import { openWebSite } from '../support/web-site.ts';

const ARABIC = readFileSync(new URL('./pages/news-ar.html', import.meta.url));
const HERE = 'https://news.example/water/reservoir-full?from=home';
const TITLE = 'خزّان وادي الرمّان يمتلئ للمرة الأولى منذ تسع سنوات';

/** What the page of the fixture holds for its readers, block by block. */
const BLOCKS = [
  ['title', TITLE],
  [
    'paragraph',
    'أعلنت هيئة مياه الوادي، يوم السبت، أن خزّان وادي الرمّان بلغ سعته الكاملة البالغة 62 مليون متر مكعّب، وذلك للمرة الأولى منذ ربيع عام 2017.',
  ],
  [
    'paragraph',
    'وقال مدير الهيئة نادر شمس الدين إن «كمّية المطر التي هطلت منذ تشرين الثاني زادت على معدّلها بنحو أربعين في المئة»، مضيفا أن بوّابات السدّ فُتحت جزئيا صباح اليوم.',
  ],
  ['paragraph', 'الخزّان كما بدا فجر السبت، من جهة القرية القديمة.'],
  ['heading', 'ماذا يعني ذلك للقرى؟'],
  [
    'paragraph',
    'يروي الخزّان أراضي سبع عشرة قرية، ويعيش من زراعتها، بحسب تقرير الهيئة لعام 2025، نحو 38 ألف شخص؛ وقد تراجع محصول الرمّان فيها ثلاثة أعوام متتالية.',
  ],
  [
    'paragraph',
    'وترى المهندسة هالة قبّاني، من جامعة الضفّة، أن الامتلاء «خبر طيّب لموسم واحد، لا أكثر»، وأن تسرّب القنوات ما زال يضيّع ثلث المياه قبل أن تصل إلى الحقول.',
  ],
  ['blockquote', 'لا ينقصنا المطر وحده، بل تنقصنا قنوات لا تتسرّب.'],
  ['heading', 'الخطوات المقبلة'],
  ['paragraph', 'وتقول الهيئة إنها ستبدأ في نيسان ثلاثة أعمال:'],
  [
    'bullet_list',
    'تبطين 12 كيلومترا من القناة الرئيسية.',
    'تركيب عدّادات عند مداخل القرى.',
    'نشر منسوب الخزّان كل يوم على موقعها.',
  ],
  [
    'paragraph',
    'ولم تذكر الهيئة كلفة هذه الأعمال، ولا مصدر تمويلها. وكان البنك الزراعي (Agri Bank) قد أعلن في شباط قرضا قدره 4.5 مليون دولار للغرض نفسه.',
  ],
];

const blocksOf = ({ content }: { readonly content: Node }) =>
  content.content.content.map((block) => [
    block.type.name,
    ...(block.isTextblock ? [block.textContent] : block.content.content.map(({ textContent }) => textContent)),
  ]);
const wordsOf = ({ content }: { readonly content: Node }) => content.textBetween(0, content.content.size, '\n');

const SENTENCE =
  'أعلنت البلدية، أمس، أن أعمال ترميم الجسر القديم ستنتهي قبل نهاية الشهر، وأن السير عليه سيعود كما كان قبل الفيضان.';
const TEXT = `<p>${SENTENCE}</p>`.repeat(8);
const page = (head: string, body = `<h1>الجسر يعود</h1>${TEXT}`) =>
  `<!doctype html><html lang="ar"><head>${head}</head><body>${body}</body></html>`;
const made = (html: string, address = 'https://www.news.example/bridge', about = {}) =>
  articleOfPage(html, address, about);
const linked = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('an Arabic page', () => {
  it('comes by its address with its title, paragraphs, direction, byline, day and site, and nothing that stands around them', async () => {
    const names = await openNameServer();
    const site = await openWebSite();
    names.tell('daffa.newsroom.example', { addresses: ['127.0.0.1'] });
    site.answer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(ARABIC));
    const host = `daffa.newsroom.example:${site.port}`;
    const fetched = await fetchPage(`http://${host}/water/reservoir-full?utm_source=share#top`, {
      allow: AllowList.read(host),
      resolver: names.resolver(),
    });
    const article = articleOfFetchedPage(fetched, {});
    expect(blocksOf(article)).toEqual(BLOCKS);
    expect(article.title).toBe(TITLE);
    expect(article.language).toBe('ar-SY');
    expect(directionOfLanguage(article.language)).toBe('rtl');
    article.content.descendants((node) => {
      if (node.isTextblock) expect(node.attrs.dir).toBe('rtl');
    });
    expect(article.source).toEqual({
      address: `http://${host}/water/reservoir-full`,
      site: 'جريدة الضفّة',
      byline: 'ريما الحلبي، سامر نعمة',
      publishedAt: '2026-03-14T08:30:00+03:00',
    });
    // No picture, style, script or frame of it was asked for.
    expect(site.requests).toEqual([`${host} /water/reservoir-full?utm_source=share`]);
    await Promise.all([site.close(), names.close()]);
  });

  it('keeps what is bold and where its links lead', () => {
    const article = articleOfPage(ARABIC.toString(), HERE, {});
    const marked: unknown[] = [];
    article.content.descendants((node) => {
      for (const mark of node.marks) marked.push([mark.type.name, mark.attrs.href ?? '', node.text]);
    });
    expect(marked).toEqual([
      ['strong', '', 'نادر شمس الدين'],
      ['em', '', 'أربعين في المئة'],
      ['link', 'https://news.example/reports/2025/villages', 'تقرير الهيئة لعام 2025'],
    ]);
  });

  it('has the title and language that the person gives it', () => {
    const article = articleOfPage(ARABIC.toString(), HERE, { title: 'الخزّان', language: 'ar' });
    expect([article.title, article.language]).toEqual(['الخزّان', 'ar']);
    expect(blocksOf(article).slice(1)).toEqual(BLOCKS.slice(1));
  });

  it('is read in a thread of its own as it is here', async () => {
    const program = `
      const { workerData, parentPort } = await import('node:worker_threads');
      const { articleOfFetchedPage } = await import(workerData.reader);
      parentPort.postMessage(articleOfFetchedPage(workerData.page, {}).content.toJSON());`;
    const reader = new URL('../../server/src/import/address/page-article.ts', import.meta.url).href;
    const fetched = { bytes: new Uint8Array(ARABIC), charset: null, address: HERE };
    const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
      workerData: { reader, page: fetched },
      execArgv: [],
    });
    const content = await new Promise((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
    expect(content).toEqual(articleOfFetchedPage(fetched, {}).content.toJSON());
    await thread.terminate();
  });

  it.each([
    ['windows-1256', 'text/html', '<meta charset="windows-1256">'],
    ['windows-1256', 'windows-1256', ''],
    ['windows-1256', null, ''],
    ['iso-8859-6', null, '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">'],
    ['utf-8', null, ''],
    ['utf-8', 'iso-8859-6', ''], // which these bytes cannot be
    ['utf-8', 'windows-1256', '<meta charset="windows-1256">'], // which they could, but are not
    ['windows-1256', 'utf-8', '<meta charset="utf-8">'], // neither can these
    ['utf-16le', null, ''],
  ] as const)('is read in %s when its header says %s and it says %s', (encoding, charset, head) => {
    const html = page(`${head}<title>الجسر يعود</title>`);
    const bytes = encoded(encoding, html);
    expect(new TextDecoder(encoding).decode(bytes)).toBe(html); // or nothing is tried here
    const article = articleOfFetchedPage({ bytes, charset, address: HERE }, {});
    expect(blocksOf(article)).toEqual([
      ['title', 'الجسر يعود'],
      ...Array.from({ length: 8 }, () => ['paragraph', SENTENCE]),
    ]);
    const guessed = article.remarks?.some(({ kind }) => kind === 'encoding-guessed');
    const isSaid = charset === encoding || head.toLowerCase().includes(encoding);
    expect(guessed).toBe(!isSaid && (encoding === 'windows-1256' || charset !== null));
  });

  it('with one letter broken is still read in the encoding it names', () => {
    const bytes = encoded('utf-8', page('<meta charset="utf-8"><title>الجسر يعود</title>'));
    bytes[bytes.length - 60] = 0xff;
    expect(articleOfFetchedPage({ bytes, charset: null, address: HERE }, {}).title).toBe('الجسر يعود');
  });

  it('of old, set in tables, keeps its paragraphs', () => {
    const old = `<table><tr><td><a href="/">الرئيسية</a></td></tr><tr><td><font size="3">${SENTENCE}<br><br>${SENTENCE}<br><br>${SENTENCE}</font></td></tr></table>`;
    const paragraphs = blocksOf(made(page('<title>الجسر</title>', old))).filter(([, words]) => words === SENTENCE);
    expect(paragraphs.length).toBe(3);
  });

  it('of one paragraph is an article', () => {
    expect(
      blocksOf(
        made(
          page('<title>عاجل</title>', `<nav><a href="/">الرئيسية</a></nav><h1>عاجل: الجسر يعود</h1><p>${SENTENCE}</p>`),
        ),
      ),
    ).toEqual([
      ['title', 'عاجل: الجسر يعود'],
      ['paragraph', SENTENCE],
    ]);
  });

  it('loses the links to other articles that stand between its paragraphs, and no sentence that begins as they do', () => {
    const body = `<h1>ع</h1>${TEXT}<p><strong>اقرأ أيضًا:</strong> <a href="/x">الجسر الآخر ينهار بعد المطر</a></p><p>اقرأ أيضا ما كتبه <a href="/y">المؤرخ</a> عن المدينة قبل قرن من الزمان.</p><p>إعلان</p>${TEXT}`;
    const words = wordsOf(made(page('<title>ع</title>', body)));
    expect(words).not.toContain('الجسر الآخر');
    expect(words).not.toContain('إعلان');
    expect(words).toContain('اقرأ أيضا ما كتبه المؤرخ عن المدينة');
  });
});

describe('what a page says of itself', () => {
  it.each<[string, string, string]>([
    ['the heading that its own title holds', '<title>الجسر يعود | جريدة الضفة</title>', 'الجسر يعود'],
    [
      'the headline it names, where no heading says it',
      `<title>x</title>${linked({ '@type': 'NewsArticle', headline: 'عودة الجسر القديم' })}`,
      'عودة الجسر القديم',
    ],
    [
      'the title it is shared by',
      '<title>x</title><meta property="og:title" content="عودة الجسر القديم">',
      'عودة الجسر القديم',
    ],
    ['its heading, where it has no other', '', 'الجسر يعود'],
  ])('names its title: %s', (_what, head, title) => {
    expect(made(page(head)).title).toBe(title);
  });

  it.each<[string, unknown, string]>([
    ['a name', { author: 'ريما الحلبي' }, 'ريما الحلبي'],
    ['a person', { author: { '@type': 'Person', name: 'ريما\n الحلبي' } }, 'ريما الحلبي'],
    ['several', { author: [{ name: 'ريما' }, { name: 'سامر' }, { name: 'ريما' }] }, 'ريما، سامر'],
    ['an address of theirs', { author: 'https://facebook.example/rima' }, ''],
    ['nobody', {}, ''],
    ['what is no name', { author: 7 }, ''],
  ])('names who wrote it: %s', (_what, data, byline) => {
    expect(
      made(page(linked({ '@type': ['NewsArticle'], headline: 'ع', ...(data as object) }))).source?.byline ?? '',
    ).toBe(byline);
  });

  it.each<[string, string]>([
    ['<meta name="author" content="ريما الحلبي">', 'ريما الحلبي'],
    ['<meta name="author" content="By Rima Halabi">', 'Rima Halabi'],
    ['<meta name="author" content="بقلم: ريما الحلبي">', 'ريما الحلبي'],
  ])('names who wrote it: %s', (head, byline) => {
    expect(made(page(head)).source?.byline).toBe(byline);
  });

  it.each<[string, string]>([
    [linked({ '@type': 'Article', headline: 'ع', datePublished: '2026-03-14T08:30:00Z' }), '2026-03-14T08:30:00Z'],
    [
      linked({ '@type': 'Article', headline: 'ع', datePublished: '2026-03-14 08:30:00+0300' }),
      '2026-03-14T08:30:00+03:00',
    ],
    [linked({ '@type': 'Article', headline: 'ع', datePublished: '2026-03-14' }), '2026-03-14'],
    [linked({ '@type': 'Article', headline: 'ع', datePublished: '2026-03-14T08:30' }), '2026-03-14'], // in whose zone?
    ['<meta property="article:published_time" content="2026-03-14T08:30:00+03:00">', '2026-03-14T08:30:00+03:00'],
    [linked({ '@type': 'Article', headline: 'ع', datePublished: 'yesterday' }), ''],
    [linked({ '@type': 'Article', headline: 'ع', datePublished: '2026-13-45' }), ''],
    ['', ''],
  ])('names when it was published: %s', (head, publishedAt) => {
    expect(made(page(head)).source?.publishedAt ?? '').toBe(publishedAt);
  });

  it.each<[string, string, string]>([
    ['/bridge', 'https://www.news.example/bridge?utm=1', 'https://www.news.example/bridge'],
    ['https://news.example/bridge', 'https://www.news.example/b', 'https://news.example/bridge'],
    ['https://www.news.example/bridge', 'https://m.news.example/b', 'https://www.news.example/bridge'],
    ['https://other.example/bridge', 'https://news.example/b', 'https://news.example/b'],
    ['https://sub.news.example/bridge', 'https://news.example/b', 'https://news.example/b'],
    ['https://news.example:8443/bridge', 'https://news.example/b', 'https://news.example/b'],
    ['http://10.0.0.1/admin', 'https://news.example/b', 'https://news.example/b'],
    ['javascript:alert(1)', 'https://news.example/b', 'https://news.example/b'],
    ['https://user:secret@news.example/bridge', 'https://news.example/b', 'https://news.example/b'],
    ['', 'https://news.example/b', 'https://news.example/b'],
  ])('names its address: %s at %s', (canonical, address, kept) => {
    expect(made(page(`<link rel="canonical" href="${canonical}">`), address).source?.address).toBe(kept);
  });

  it('is found in the middle of other descriptions, by the address it stands at', () => {
    const other = {
      '@type': 'NewsArticle',
      headline: 'خبر آخر',
      author: 'غيرها',
      url: 'https://www.news.example/other',
    };
    const own = {
      '@type': 'ReportageNewsArticle',
      headline: 'الجسر',
      author: 'ريما',
      mainEntityOfPage: { '@id': 'https://www.news.example/bridge' },
    };
    const head =
      linked({ '@type': 'ItemList', itemListElement: [{ item: other }] }) + linked([other, { '@graph': [own] }]);
    expect(made(page(head)).source?.byline).toBe('ريما');
  });

  it.each<[string, string]>([
    ['no JSON', '{"@type": "NewsArticle", '],
    ['another kind of thing', '{"@type": "Organization", "name": "x"}'],
    ['arrays in arrays', '['.repeat(100_000)],
    ['a thing that names itself', '{"@type": "NewsArticle", "author": {"@id": "#a"}, "@id": "#a"}'],
    ['names that objects have', '{"@type": "NewsArticle", "__proto__": {"name": "x"}, "constructor": 1}'],
    ['nothing', 'null'],
  ])('may be nonsense: %s', (_what, data) => {
    expect(made(page(`<script type="application/ld+json">${data}</script>`)).title).toBe('الجسر يعود');
  });

  it('with line ends in its strings, as many sites have them, is read', () => {
    const data = '{"@type": "NewsArticle", "headline": "ع", "author": "ريما\nالحلبي"}';
    expect(made(page(`<script type="application/ld+json">${data}</script>`)).source?.byline).toBe('ريما الحلبي');
  });
});

describe('no article is', () => {
  const wall = (words: string, more = '') => page('<title>x</title>', `<div><p>${words}</p>${more}</div>`);
  it.each<[string, string]>([
    ['an empty page', page('<title>x</title>', '')],
    [
      'a page that a program has yet to write',
      page(
        '<title>x</title>',
        '<div id="root"></div><script>load()</script><noscript>Enable JavaScript to run this app.</noscript>',
      ),
    ],
    [
      'a form for signing in',
      wall(
        'Sign in with your name to read this page and all of the others that are kept for you here.',
        '<input type="password">',
      ),
    ],
    [
      'a wall of cookies',
      wall('نستخدم ملفات تعريف الارتباط (الكوكيز) لتحسين تجربتك على موقعنا، وبمتابعة التصفح فإنك توافق على ذلك كله.'),
    ],
    [
      'a gate against programs',
      wall(
        'Just a moment. Enable JavaScript and cookies to continue, so that we know whether you are human and not a machine.',
      ),
    ],
    ['a page that was not found, whatever its status', wall('404. Page not found.')],
    [
      'a taste for who does not pay',
      page(
        linked({ '@type': 'NewsArticle', headline: 'ع', isAccessibleForFree: false }),
        `<h1>ع</h1><p>${SENTENCE}</p><p>اشترك لتقرأ بقية المقال.</p>`,
      ),
    ],
    [
      'a list of links',
      page(
        '<title>x</title>',
        Array.from(
          { length: 40 },
          (_, index) => `<h2><a href="/${index}">خبر رقم ${index} عن موضوع من مواضيع اليوم في المدينة القديمة</a></h2>`,
        ).join(''),
      ),
    ],
    ['a text that is hidden', page('<title>x</title>', `<div style="display:none">${TEXT}</div>`)],
  ])('%s', (_what, html) => {
    expect(() => made(html)).toThrow(expect.objectContaining({ name: 'Unimportable', why: 'no-page' }));
  });

  it('though a long one for subscribers is, and says so', () => {
    const html = page(
      linked({ '@type': 'NewsArticle', headline: 'ع', isAccessibleForFree: 'False' }),
      `<h1>ع</h1>${TEXT.repeat(3)}`,
    );
    expect(made(html).remarks).toContainEqual({ kind: 'for-subscribers', count: 1 });
  });
});

// Without the limits each takes minutes, or all of the stack: then the test is given up.
describe('a hostile page', () => {
  const timely = (html: string) => {
    try {
      return made(html);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Unimportable' });
      return null;
    }
  };
  const MANY = 100_000;

  it.each<[string, string]>([
    ['elements in each other, closed', `${'<div>'.repeat(MANY)}${TEXT}${'</div>'.repeat(MANY)}`],
    ['elements in each other, left open', '<div>'.repeat(MANY) + TEXT],
    ['spans in each other', '<span class="a">'.repeat(MANY) + TEXT],
    ['ends of what never began', `${TEXT}${'</x></p></div>'.repeat(MANY)}`],
    ['attributes', `<div ${Array.from({ length: MANY }, (_, index) => `a${index}=b`).join(' ')}>${TEXT}`],
  ])('of a hundred thousand %s is read all the same', (_what, body) => {
    expect(wordsOf(timely(page('<title>الجسر</title>', body)) ?? made(''))).toContain(SENTENCE);
  });

  it.each<[string, string]>([
    ['lists in each other', '<ul><li>'.repeat(MANY) + TEXT],
    ['tables in each other', '<table><tr><td>'.repeat(MANY) + TEXT],
    ['links', '<a href="/x">words, and more words</a> '.repeat(MANY)],
    ['signs by their names', '&lt;'.repeat(MANY * 10)],
    ['signs that begin an element', '<'.repeat(MANY * 10)],
    ['line ends', `${'<div>'.repeat(50)}${'words, here<br><br>'.repeat(MANY)}`],
    ['small pieces, deep down', `${'<div class="comment">'.repeat(20)}${'<span class="x">a</span> '.repeat(8000)}`],
    ['paragraphs, deep down', `${'<div>'.repeat(50)}${`<p>${SENTENCE}</p>`.repeat(20_000)}`],
    ['letters', 'word, and '.repeat(MANY * 5)],
    ['quotation marks that do not end', `<p title="${'"'.repeat(MANY * 10)}`],
  ])('of too many %s takes no more time than others', (_what, body) => {
    timely(page('<title>x</title>', body));
  });

  it('says nothing by scripts, and leads nowhere by its links', () => {
    const body = `<h1>ع</h1>${TEXT}<p onclick="alert(1)">${SENTENCE} <a href="javascript:alert(1)">هنا</a> <a href="data:text/html,x">هناك</a></p><script>document.write('نص')</script><svg onload="alert(2)"><script>alert(3)</script></svg><iframe srcdoc="<p>إطار</p>"></iframe><style>p { display: none }</style>`;
    const article = made(page('<title>ع</title><base href="javascript:alert(1)">', body));
    expect(wordsOf(article)).not.toMatch(/alert|document|display|إطار/);
    expect(JSON.stringify(article.content.toJSON())).not.toMatch(/javascript:|data:|onclick/);
    expect(wordsOf(article)).toContain('هنا');
  });
});

/** The bytes of a text in an encoding; of those that nothing writes any more, letter by letter. */
function encoded(encoding: string, text: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0);
  const letters = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0; byte < 256; byte++) letters.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Uint8Array.from(text, (letter) => letters.get(letter) ?? 0x3f);
}
