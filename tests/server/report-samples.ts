import type { Rendering } from '@sanad/server/report/rendering';
import type { ReportLanguage } from '@sanad/server/report/words';
import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { articleSchema, textRoot, writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { draftAside, judgeClaim, showClaim, type Verdict } from '@sanad/shared/claim';
import { addComment, assignClaim, putEvidence, reopenClaim, settleClaim } from '@sanad/shared/dossier';
import { type Evidence, evidenceShape } from '@sanad/shared/evidence';
import { quoteAt } from '@sanad/shared/quote';
import { makeReport, type Report, type ReportContext } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { mark } from '../shared/desk-article.ts';

const NAMES: Readonly<Record<string, string>> = {
  p1: 'ليلى حدّاد',
  p2: 'Omar “O’Neil” <script>alert(1)</script>',
  p3: 'نور‮txt',
};

type Line =
  | string
  | { readonly node: string; readonly attrs?: Record<string, unknown>; readonly content: readonly Line[] };

function build(line: Line): Node {
  if (typeof line === 'string') return block('paragraph', line);
  const [first] = line.content;
  const type = articleSchema.nodes[line.node];
  if (!type) throw new RangeError(`no node ${line.node}`);
  if (type.isTextblock) return block(line.node, String(first ?? ''), line.attrs);
  return type.create(line.attrs ?? null, line.content.map(build));
}

/** `**bold**`, `_emphasis_` and `[words](address)` in a text block. */
function block(node: string, source: string, attrs: Record<string, unknown> = {}): Node {
  const pieces = source.split(/(\*\*.+?\*\*|_.+?_|\[.+?\]\(.+?\))/).filter((piece) => piece !== '');
  const content = pieces.map((piece) => {
    const { strong, em, link } = articleSchema.marks;
    const linked = /^\[(.+?)\]\((.+?)\)$/.exec(piece);
    if (linked && link) return articleSchema.text(linked[1] as string, [link.create({ href: linked[2] })]);
    if (/^\*\*.+\*\*$/.test(piece) && strong) return articleSchema.text(piece.slice(2, -2), [strong.create()]);
    if (/^_.+_$/.test(piece) && em) return articleSchema.text(piece.slice(1, -1), [em.create()]);
    return articleSchema.text(piece);
  });
  return articleSchema.node(node, attrs, content);
}

/** Puts other words in the place of the first `words`, as an edit on another machine would. */
function reword(doc: Y.Doc, words: string, instead: string): void {
  const { text, blocks } = articleText(doc);
  const at = text.indexOf(words);
  const place = blocks.flatMap(({ start, runs }) => runs.map((run) => ({ run, from: start + run.offset })));
  const held = place.find(({ run, from }) => at >= from && at + words.length <= from + run.length);
  if (at === -1 || !held) throw new RangeError(`no words ${words}`);
  held.run.type.insert(at - held.from, instead);
  held.run.type.delete(at - held.from + instead.length, words.length);
}

function judged(doc: Y.Doc, words: string, verdict: Verdict | null, by = 'p1', note = ''): string {
  const id = mark(doc, words, null, by);
  if (verdict) judgeClaim(doc, id, { verdict, by, at: '2026-03-01T09:12:00.000Z', quote: words, note });
  return id;
}

const hand = (by: string, minute: number) => ({ by, at: `2026-03-01T09:${minute}:00.000Z` });

function piece(by: string, minute: number, said: object): Evidence {
  return evidenceShape.parse({ ...hand(by, minute), accessed: '2026-03-01', ...said });
}

/** Evidence of every stance, hostile and one that was taken away; a settlement that stands and one that was reopened. */
function gather(doc: Y.Doc, verified: string, disputed: string, unsourced: string): void {
  const photo = piece('p2', 14, { address: 'https://example.org/photo?id=7&size=l', kind: 'primary' });
  const statement = piece('p1', 15, {
    address: 'https://example.org/بيان/3',
    archive: 'https://web.archive.org/web/2026/https://example.org/3',
    title: 'بيان البلدية <b>رقم 3</b>',
    publisher: 'Municipality & Sons',
    locator: 'ص 2',
    excerpt: 'عادت المحطة إلى العمل\nصباح الثلاثاء.',
    note: 'نُشر قبل ‮التصحيح.',
    stance: 'supports',
    kind: 'secondary',
  });
  const call = piece('p3', 16, { title: 'مكالمة مع النقابة', stance: 'contradicts', accessed: '' });
  const gone = piece('p1', 17, { title: 'حُذف هذا', removed: true });
  putEvidence(doc, verified, 'piece-photo', photo);
  putEvidence(doc, verified, 'piece-statement', statement);
  putEvidence(doc, verified, 'piece-gone', gone);
  putEvidence(doc, disputed, 'piece-call', call);
  putEvidence(doc, disputed, 'piece-context', piece('p2', 18, { title: 'خلفية', stance: 'context' }));
  addComment(doc, disputed, 'comment-1', hand('p2', 19), { text: 'من قال 9؟', mentions: ['p1'], replyTo: null });
  const quote = 'توقف دام 11 يومًا';
  const settled = { how: 'attributed', reason: 'نُسب إلى <i>البلدية</i>.', wording: null, quote } as const;
  settleClaim(doc, disputed, 'settlement-1', hand('p1', 20), settled);
  assignClaim(doc, disputed, 'p3');
  const opened = { how: 'stands', reason: 'x', wording: null, quote: 'x' } as const;
  settleClaim(doc, unsourced, 'settlement-2', hand('p1', 21), opened);
  reopenClaim(doc, unsourced, () => 'reopening-1', hand('p1', 22), 'ظهر مصدر');
}

function setAside(doc: Y.Doc, words: string): void {
  const text = articleText(doc);
  const start = text.text.indexOf(words);
  const end = start + words.length;
  const anchor = makeAnchor(groundOf(doc, text), start, end);
  draftAside(doc, {
    id: 'aside-1',
    by: 'p1',
    at: '2026-03-01T09:13:00.000Z',
    anchor,
    quote: quoteAt(text.text, start, end),
  });
  showClaim(doc, 'aside-1');
}

function reportOf(doc: Y.Doc, id: string, title: string, language: string, more: Partial<ReportContext> = {}): Report {
  return makeReport(doc, {
    id,
    title,
    language,
    createdAt: '2026-02-28T18:00:00.000Z',
    changedAt: '2026-03-01T09:30:00.000Z',
    source: NO_SOURCE,
    exportedAt: '2026-03-01T10:05:00.000Z',
    exportedBy: NAMES.p1 as string,
    nameOf: (person) => NAMES[person] ?? person,
    ...more,
  });
}

/** What the confidential piece of `arabicReport` is called. */
export const SECRET = 'موظّف في البلدية لا يُسمّى';

/** An Arabic article with everything a report has to survive: overlaps, nesting, stale, recovered, detached, hostile text. */
export function arabicReport(withSecrets = false): Report {
  const doc = new Y.Doc();
  writeArticle(
    doc,
    articleSchema.node('doc', null, [
      block('title', 'محطة المياه في وادي الزيتون تعود إلى العمل'),
      build(
        'قالت البلدية إن محطة المياه عادت إلى العمل صباح الثلاثاء بعد توقف دام 11 يومًا، وإن الضخ يصل إلى 4300 منزل.',
      ),
      build(
        'UNICEF أكدت في تقريرها أن **“المياه صالحة للشرب”**، ونقلت وكالة (Reuters) عن المهندس سامر د. قوله إن الكلفة بلغت 2.5 مليون دولار.',
      ),
      build({ node: 'heading', attrs: { level: 2 }, content: ['روايتان للسبب'] }),
      build({
        node: 'blockquote',
        content: ['التوقف سببه عطل في المولّد 👩🏽‍🔧 لا قصف كما أُشيع، وسنحاسب المقصّرين.', 'هذا ما قاله رئيس البلدية.'],
      }),
      build({
        node: 'ordered_list',
        attrs: { order: 3 },
        content: [
          { node: 'list_item', content: ['مولّد قديم لم يُصَن منذ 2019.'] },
          { node: 'list_item', content: ['نقص الوقود، بحسب [بيان النقابة](https://example.org/statement?a=1&b=2).'] },
        ],
      }),
      build('كتب أحدهم <script>alert("x")</script> & ‮معكوسًا‬ في التعليقات، و[هنا](javascript:alert(1)) رابط.'),
      build('The ministry denied the report on Wednesday, and gave no figures.'),
    ]),
  );
  const verified = judged(
    doc,
    'محطة المياه عادت إلى العمل صباح الثلاثاء بعد توقف دام 11 يومًا',
    'verified',
    'p1',
    'بيان البلدية، 3 آذار.\nوصور من الموقع.',
  );
  const disputed = judged(doc, 'توقف دام 11 يومًا', 'disputed', 'p2', 'النقابة تقول 9 أيام.');
  const unsourced = judged(doc, 'توقف دام 11 يومًا، وإن الضخ يصل إلى 4300 منزل', 'unsourced', 'p3');
  judged(doc, '11', null, 'p2');
  judged(doc, 'المياه صالحة للشرب', 'verified', 'p2', '<b>UNICEF</b> & لا غير');
  judged(doc, 'الكلفة بلغت 2.5 مليون دولار', 'verified');
  judged(doc, 'عطل في المولّد 👩🏽‍🔧 لا قصف كما أُشيع، وسنحاسب المقصّرين.\nهذا ما قاله رئيس البلدية', 'disputed', 'p1');
  judged(doc, 'بيان النقابة', 'unchecked', 'p3');
  judged(doc, '<script>alert("x")</script> & ‮معكوسًا', 'unsourced', 'p2');
  judged(doc, 'denied the report on Wednesday', 'unsourced', 'p1', 'Which ministry?');
  judged(doc, 'قديم لم يُصَن منذ 2019', 'verified', 'p1');
  judged(doc, 'رابط', 'disputed', 'p3');
  gather(doc, verified, disputed, unsourced);
  setAside(doc, 'روايتان للسبب');
  reword(doc, '2.5 مليون', '3 ملايين');
  reword(doc, ' رابط', '');
  moveAway(doc, 'مولّد قديم لم يُصَن منذ 2019.');
  const secret = {
    ...piece('p1', 23, { title: SECRET, stance: 'context', note: '<script>1</script>' }),
    id: 'secret-1',
  };
  const pieces = [{ ...secret, changedBy: 'p2', changedAt: secret.at }];
  const secrets = withSecrets ? { confidential: { [verified]: pieces } } : {};
  return reportOf(doc, 'water-1', 'محطة المياه في وادي الزيتون تعود إلى العمل', 'ar', secrets);
}

/** An English article, short, without a title block and without a claim on half of it. */
export function englishReport(): Report {
  const doc = new Y.Doc();
  writeArticle(
    doc,
    articleSchema.node('doc', null, [
      build('The bridge at Korça reopened on 4 May, the mayor _said_, after nine months and €2.1m of work.'),
      build({
        node: 'bullet_list',
        content: [{ node: 'list_item', content: ['Erdoğan Şahin, engineer: “It will hold.”'] }],
      }),
      build('سُئل الناطق فقال: لا تعليق.'),
    ]),
  );
  judged(doc, 'reopened on 4 May, the mayor said, after nine months', 'verified', 'p1', 'Seen there on the day.');
  judged(doc, 'said, after nine months and €2.1m of work', 'disputed', 'p2');
  judged(doc, 'لا تعليق', 'unsourced', 'p3', 'لم نصل إليه.');
  return reportOf(doc, 'bridge-1', 'The bridge at Korça', 'en');
}

/** Lets the anchors of a block die while its words live on elsewhere, as moving it by a plain client does. */
function moveAway(doc: Y.Doc, words: string): void {
  const { blocks } = articleText(doc);
  const run = blocks.find(({ text }) => text === words)?.runs[0];
  const parent = run?.type.parent;
  if (!run || !(parent instanceof Y.XmlElement)) throw new RangeError(`no block ${words}`);
  doc.transact(() => {
    parent.delete(0, parent.length);
    parent.insert(0, [new Y.XmlText(words)]);
  });
  if (!textRoot(doc).length) throw new RangeError('the text is gone');
}

/** How a sample is rendered: in a language, and as a version that was signed off where one is given. */
export function renderingIn(language: ReportLanguage, version: Rendering['version'] = null): Rendering {
  return { language, url: 'https://desk.example/articles/water-1', version };
}
