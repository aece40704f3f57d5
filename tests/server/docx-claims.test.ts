import { articleOfDocx } from '@sanad/server/import/docx';
import { placedBlocks } from '@sanad/shared/article';
import { CLAIM_LIMIT } from '@sanad/shared/claim';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comment, type DocxParts, docxFile, marked, para, paraId, run, sign } from '../support/docx-file.ts';

function read(parts: DocxParts, about = {}) {
  const article = articleOfDocx(docxFile(parts), about);
  const text = placedBlocks(article.content)
    .map(({ node }) => node.textContent)
    .join('\n');
  const claims = article.claims ?? [];
  const words = claims.map(({ place }) => place && text.slice(place.start, place.end));
  const said = claims.map(({ entries }) =>
    entries.map((entry) => (entry.kind === 'comment' ? entry.text : entry.kind)),
  );
  const remarks = Object.fromEntries((article.remarks ?? []).map(({ kind, count }) => [kind, count]));
  return { ...article, text, claims, words, said, remarks };
}

const by = 'w:author="Omar" w:date="2026-03-01T09:00:00Z"';
const start = (id: number) => `<w:commentRangeStart w:id="${id}"/>`;
const end = (id: number) => `<w:commentRangeEnd w:id="${id}"/>`;

describe('a comment is a claim on its very words', () => {
  test('across runs and paragraphs, one over the other and one within the other', () => {
    const body = [
      para(run('عنوان المقال')),
      para(
        `${run('قال ')}${start(0)}${run('المتحدّث إن ')}${start(1)}${run('الجسر', '<w:b/>')}${end(0)}${sign(0)}${run(' أُغلق')}`,
      ),
      para(`${run('يوم ')}${marked(2, run('الثلاثاء'))}${end(1)}${sign(1)}${run(' مساء.')}`),
    ].join('');
    const comments = comment(0, 'ليلى', ['من قال؟']) + comment(1, 'Omar', ['When?']) + comment(2, 'Omar', ['Tuesday?']);
    const article = read({ body, comments });
    expect(article.words).toEqual(['المتحدّث إن الجسر', 'الجسر أُغلق\nيوم الثلاثاء', 'الثلاثاء']);
    expect(article.claims.map(({ made }) => made)).toEqual([
      { named: 'ليلى', at: '2026-03-01T09:12:00.000Z' },
      { named: 'Omar', at: '2026-03-01T09:12:00.000Z' },
      { named: 'Omar', at: '2026-03-01T09:12:00.000Z' },
    ]);
    expect(article.claims.every(({ judgements }) => judgements.length === 0)).toBe(true);
    expect(article.remarks).toEqual({ comments: 3 });
  });

  test('where the title was not the first paragraph, and where the person gives another', () => {
    const heading = '<w:outlineLvl w:val="0"/>';
    const body =
      para(marked(0, run('Kicker'))) +
      para(marked(1, run('The title')), heading) +
      para(`${run('Then ')}${marked(2, run('words'))}`);
    const comments = [0, 1, 2].map((id) => comment(id, 'A', ['?'])).join('');
    expect(read({ body, comments }).text).toBe('The title\nKicker\nThen words');
    expect(read({ body, comments }).words).toEqual(['Kicker', 'The title', 'words']);
    expect(read({ body, comments }, { title: 'Another' }).text).toBe('Another\nKicker\nThe title\nThen words');
    expect(read({ body, comments }, { title: 'Another' }).words).toEqual(['Kicker', 'The title', 'words']);
    expect(read({ body, comments }, { title: 'THE TITLE' }).words).toEqual(['Kicker', 'THE TITLE', 'words']);
  });

  test('between paragraphs, in tables and their cells, in lists, notes, boxes and fields', () => {
    const body = [
      para(run('T')),
      start(0),
      para(run('first')),
      para(run('second')),
      end(0),
      `<w:tbl>${start(1)}<w:tr><w:tc>${para(`${run('left ')}${marked(2, run('cell'))}`)}</w:tc><w:tc>${para(marked(3, run('right')))}</w:tc></w:tr>${end(1)}</w:tbl>`,
      para(
        `${run('in a ')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:pict><v:textbox><w:txbxContent>${para(marked(5, run('box')))}</w:txbxContent></v:textbox></w:pict></w:r>${sign(0)}${sign(1)}`,
      ),
    ].join('');
    const footnotes = `<w:footnote w:id="1">${para(`${run('see ')}${marked(4, run('note'))}`)}</w:footnote>`;
    const comments = [0, 1, 2, 3, 4, 5].map((id) => comment(id, 'A', ['?'])).join('');
    const article = read({ body, comments, footnotes });
    expect(article.text).toBe('T\nfirst\nsecond\nleft cell | right\nin a [1]\nbox\nNotes\n[1] see note');
    expect(article.words).toEqual(['first\nsecond', 'left cell | right', 'cell', 'right', 'note', 'box']);
  });

  test('within and around what was put in and taken out', () => {
    const body = [
      para(run('T')),
      para(
        `${run('a ')}<w:ins ${by}>${start(0)}${run('new ')}</w:ins><w:del ${by}>${start(1)}<w:r><w:delText>old </w:delText></w:r></w:del>${run('kept')}${end(0)}<w:ins ${by}>${end(1)}${run(' more')}</w:ins>`,
      ),
      para(
        `${run('x ')}<w:del ${by}>${start(2)}<w:r><w:delText xml:space="preserve">the words that went</w:delText></w:r>${end(2)}</w:del>${sign(2)}${run('y')}`,
      ),
    ].join('');
    const comments = [0, 1, 2].map((id) => comment(id, 'A', ['?'])).join('');
    const article = read({ body, comments });
    expect(article.words).toEqual(['new kept', 'kept', null]);
    expect(article.claims[2]?.quote).toEqual({
      exact: 'the words that went',
      prefix: 'T\na new kept more\nx ',
      suffix: 'y',
    });
  });

  test('a sign alone stands for the word before it, else for its paragraph; a mark without an end ends at its sign', () => {
    const body = [
      para(run('T')),
      para(`${run('The bridge closed, ')}${sign(0)}${run('they say')}`),
      para(`${sign(1)}${run('A whole paragraph.')}`),
      para(`${run('from ')}${start(2)}${run('here to there')}${sign(2)}${run(' and on')}`),
      para(`${run('only an end')}${end(3)}${sign(3)}`),
      para(`${run('nothing between')}${start(4)}${end(4)}${sign(4)}`),
      para(sign(5)),
    ].join('');
    const comments = [0, 1, 2, 3, 4, 5].map((id) => comment(id, 'A', ['?'])).join('');
    expect(read({ body, comments }).words).toEqual([
      'closed',
      'A whole paragraph.',
      'here to there',
      'end',
      'between',
      'nothing between',
    ]);
  });

  test('a comment that stands nowhere is on the title, and said', () => {
    const article = read({ body: para(run('The title')) + para(run('x')), comments: comment(9, 'A', ['?']) });
    expect(article.words).toEqual(['The title']);
    expect(article.remarks).toEqual({ comments: 1, 'comments-without-place': 1 });
  });

  test('letters are never cut from their marks, and space at the edges is left out', () => {
    const body = para(run('T')) + para(`${run('x 👨‍')}${start(0)}${run('👩‍👧 b ')}${end(0)}${run('\u0301y')}`);
    expect(read({ body, comments: comment(0, 'A', ['?']) }).words).toEqual(['👨‍👩‍👧 b']);
  });

  test('more words than a claim may have are cut, and said', () => {
    const long = 'كلمة '.repeat(5000);
    const article = read({ body: para(run('T')) + para(marked(0, run(long))), comments: comment(0, 'A', ['?']) });
    expect(article.words[0]?.length).toBeLessThanOrEqual(CLAIM_LIMIT);
    expect(article.words[0]?.length).toBeGreaterThan(CLAIM_LIMIT - 200);
    expect(article.remarks).toEqual({ comments: 1, 'comments-shortened': 1 });
  });
});

describe('what a comment says is the thread of its claim', () => {
  const body = para(run('T')) + para(`${start(2)}${marked(1, run('words'))}${end(2)}`);
  const extended = (...each: readonly [id: number, parent: number | null, done: 0 | 1][]) =>
    each
      .map(
        ([id, parent, done]) =>
          `<w15:commentEx w15:paraId="${paraId(id, 0)}"${parent === null ? '' : ` w15:paraIdParent="${paraId(parent, 0)}"`} w15:done="${done}"/>`,
      )
      .join('');

  test('its paragraphs are lines of one entry, in its writer’s name', () => {
    const article = read({ body, comments: comment(1, 'منى', ['سطر أوّل', '', 'سطر ثانٍ '], '2026-03-01T09:12:00') });
    expect(article.claims[0]?.entries).toEqual([
      {
        kind: 'comment',
        text: 'سطر أوّل\n\nسطر ثانٍ',
        replyTo: null,
        by: { named: 'منى', at: '2026-03-01T09:12:00.000Z' },
      },
    ]);
  });

  test('answers are in the thread of what they answer, not claims of their own', () => {
    const comments = comment(1, 'A', ['question']) + comment(2, 'B', ['answer']) + comment(3, 'C', ['to the answer']);
    const article = read({ body, comments, commentsExtended: extended([1, null, 0], [2, 1, 0], [3, 2, 0]) });
    expect(article.words).toEqual(['words']);
    expect(article.claims[0]?.entries).toMatchObject([
      { text: 'question', replyTo: null, by: { named: 'A' } },
      { text: 'answer', replyTo: 0, by: { named: 'B' } },
      { text: 'to the answer', replyTo: 1, by: { named: 'C' } },
    ]);
  });

  test('answers that go round in a circle are threads of their own, and nothing is lost', () => {
    const comments = comment(1, 'A', ['one']) + comment(2, 'B', ['two']);
    const article = read({ body, comments, commentsExtended: extended([1, 2, 0], [2, 1, 0]) });
    expect(article.said.flat().sort()).toEqual(['one', 'two']);
  });

  test('that it was resolved is said in the importing person’s name: nobody settled the claim', () => {
    const article = read({ body, comments: comment(1, 'A', ['done?']), commentsExtended: extended([1, null, 1]) });
    expect(article.claims[0]?.entries).toEqual([
      { kind: 'comment', text: 'done?', replyTo: null, by: { named: 'A', at: '2026-03-01T09:12:00.000Z' } },
      {
        kind: 'comment',
        text: 'This comment was marked as resolved in the file.',
        replyTo: 0,
        by: { named: null, at: null },
      },
    ]);
    expect(article.remarks).toEqual({ comments: 1, 'comments-resolved': 1 });
  });

  test('the time in UTC counts where the file has it beside the writer’s own', () => {
    const article = read({
      body,
      comments: comment(1, 'A', ['?'], '2026-03-01T12:12:00Z'),
      commentsIds: `<w16cid:commentId w16cid:paraId="${paraId(1, 0)}" w16cid:durableId="0A"/>`,
      commentsExtensible: '<w16cex:commentExtensible w16cex:durableId="0A" w16cex:dateUtc="2026-03-01T09:12:00Z"/>',
    });
    expect(article.claims[0]?.made.at).toBe('2026-03-01T09:12:00.000Z');
  });

  test.each(['', 'yesterday', '0000-00-00T00:00:00Z', '2026-13-41T99:00:00Z'])(
    'a time that is none (%s) is nobody’s',
    (date) => {
      expect(read({ body, comments: comment(1, 'A', ['?'], date) }).claims[0]?.made.at).toBeNull();
    },
  );

  test('a writer without a name is not the one who imports, and a name holds no signs that turn it', () => {
    expect(
      read({ body, comments: comment(1, 'a\u202Egnp\u0007', ['?']).replace('\u0007', '') }).claims[0]?.made.named,
    ).toBe('agnp');
    const nameless = comment(1, '', ['?']).replace('w:initials="x"', 'w:initials=""');
    expect(read({ body, comments: nameless }).claims[0]?.made.named).toBe('Somebody without a name in the file');
  });

  test('a comment without words is a claim without a thread; a long one is several entries', () => {
    expect(read({ body, comments: comment(1, 'A', [' ']) }).claims[0]?.entries).toEqual([]);
    const long = read({ body, comments: comment(1, 'A', ['word '.repeat(2500)]) }).said[0] as string[];
    expect(long.join(' ')).toBe('word '.repeat(2500).trim());
    expect(long.length).toBe(3);
  });

  test('confidential evidence that a report shows in an answer is left out, and said', () => {
    const comments = comment(1, 'A', ['Verified']) + comment(2, 'B', ['Confidential evidence', 'the source']);
    const article = read({ body, comments, commentsExtended: extended([1, null, 0], [2, 1, 0]) });
    expect(article.said).toEqual([['Verified']]);
    expect(article.remarks).toEqual({ comments: 1, 'confidential-left-out': 1 });
  });
});

describe('whatever the document is like', () => {
  const letters = fc
    .array(fc.constantFrom(...'ابتثجلاكمنهي', 'a', 'b', 'Z', '7', '👍🏽', 'é', 'لا', 'مُ', '&', '<'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((each) => each.join(''));
  const atom = fc.record({
    letters,
    wrap: fc.constantFrom('', '', '', 'ins', 'moveTo', 'sdt', 'hyperlink', 'smartTag', 'field'),
    /** What stands beside it and is not seen. */
    beside: fc.constantFrom('', '', 'del', 'hidden', 'moveFrom', 'code', 'picture'),
    isInside: fc.boolean(),
    look: fc.constantFrom('', '<w:b/>', '<w:rtl/><w:bCs/>', '<w:i/>'),
  });
  const paragraph = fc.record({
    atoms: fc.array(atom, { minLength: 0, maxLength: 5 }),
    kind: fc.constantFrom(
      '',
      '',
      '<w:outlineLvl w:val="1"/>',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
      '<w:pStyle w:val="Q"/>',
      '<w:bidi/>',
      'joined',
      'cell',
    ),
  });
  const range = fc.tuple(fc.nat(), fc.nat());

  test('every claim stands on the words its comment stood on', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 9 }),
        fc.array(range, { maxLength: 8 }),
        (paragraphs, ranges) => {
          // Each atom has a name that stands nowhere else, so that it is found in whatever text comes of the document.
          const names: string[] = [];
          for (const { atoms } of paragraphs) for (const each of atoms) names.push(`${each.letters}⟪${names.length}⟫`);
          const comments =
            names.length === 0
              ? []
              : ranges.map(([a, b]) => [a % names.length, b % names.length].sort((x, y) => x - y) as [number, number]);
          let at = 0;
          const body = paragraphs.map(({ atoms, kind }) => {
            const content = atoms.map((each) => {
              const index = at++;
              const marks = (side: 0 | 1) =>
                comments
                  .map((found, id) => (found[side] === index ? (side === 0 ? start(id) : end(id) + sign(id)) : ''))
                  .join('');
              return written(each, names[index] as string, marks(0), marks(1));
            });
            return placed(content.join(''), kind);
          });
          const parts = {
            body: para(run('العنوان ⟪t⟫')) + body.join(''),
            comments: comments.map((_, id) => comment(id, 'A', ['?'])).join(''),
            styles: '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>',
            numbering: '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            links: { rL: 'https://example.org/' },
          };
          const { text, words } = read(parts);
          expect(words).toEqual(
            comments.map(([first, last]) => {
              const [from, to] = [names[first], names[last]] as [string, string];
              expect(text).toContain(from);
              return text.slice(text.indexOf(from), text.indexOf(to) + to.length);
            }),
          );
          expect(text).not.toContain('unseen');
        },
      ),
      { numRuns: 400 },
    );
  });

  function written(
    each: { wrap: string; beside: string; isInside: boolean; look: string },
    name: string,
    before: string,
    behind: string,
  ): string {
    const half = Math.floor([...name].length / 2);
    const runs = run([...name].slice(0, half).join(''), each.look) + run([...name].slice(half).join(''));
    const inside = each.isInside && each.wrap !== 'field' ? before + runs + behind : runs;
    const [pre, post] = inside === runs ? [before, behind] : ['', ''];
    return `${unseen(each.beside)}${pre}${unseen(each.beside)}${wrapped(each.wrap, inside)}${post}`;
  }

  function wrapped(wrap: string, inside: string): string {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    if (wrap === '') return inside;
    if (wrap === 'field')
      return `${field('begin')}<w:r><w:instrText> REF unseen </w:instrText></w:r>${field('separate')}${inside}${field('end')}`;
    if (wrap === 'sdt') return `<w:sdt><w:sdtPr/><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
    return `<w:${wrap} ${wrap === 'hyperlink' ? 'r:id="rL"' : by}>${inside}</w:${wrap}>`;
  }

  function unseen(kind: string): string {
    if (kind === 'del') return `<w:del ${by}><w:r><w:delText>unseen</w:delText></w:r></w:del>`;
    if (kind === 'moveFrom') return `<w:moveFrom ${by}>${run('unseen')}</w:moveFrom>`;
    if (kind === 'hidden') return run('unseen', '<w:vanish/>');
    if (kind === 'code')
      return '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>unseen</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    return kind === 'picture' ? '<w:r><w:drawing><pic:pic/></w:drawing></w:r>' : '';
  }

  function placed(content: string, kind: string): string {
    if (kind === 'cell')
      return `<w:tbl><w:tr><w:tc>${para(content)}</w:tc><w:tc>${para(run('|'))}</w:tc></w:tr></w:tbl>`;
    return para(content, kind === 'joined' ? `<w:rPr><w:del ${by}/></w:rPr>` : kind);
  }
});
