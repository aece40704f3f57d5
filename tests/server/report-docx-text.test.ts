import { renderDocx } from '@sanad/server/report/docx';
import { initialsOf } from '@sanad/server/report/docx/initials';
import { ledgerOf, stretches } from '@sanad/server/report/docx/ledger';
import { Links } from '@sanad/server/report/docx/links';
import { stretchesOf } from '@sanad/server/report/docx/reading-order';
import { shownInXml, xmlAttribute, xmlText } from '@sanad/server/report/docx/xml';
import { articleSchema, writeArticle } from '@sanad/shared/article';
import type { Direction } from '@sanad/shared/direction';
import { makeReport } from '@sanad/shared/report';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { markRange } from '../shared/desk-article.ts';
import { readWord } from '../support/word-document.ts';
import { childrenOf, elementsIn, readXml, textIn } from '../support/xml-element.ts';
import { arabicReport } from './report-samples.ts';

/** The stretches of a text: those that read from right to left in «». */
function read(text: string, base: Direction): string {
  let from = 0;
  return stretchesOf(text, base)
    .map(({ end, rightToLeft }) => {
      const part = text.slice(from, end);
      from = end;
      return rightToLeft ? `«${part}»` : part;
    })
    .join('|');
}

describe('the way a text reads', () => {
  it.each<[string, Direction, string]>([
    ['قال The Guardian إن', 'rtl', '«قال »|The Guardian|« إن»'],
    ['وكالة (Reuters) عن', 'rtl', '«وكالة (»|Reuters|«) عن»'],
    ['بلغت 2.5 مليون', 'rtl', '«بلغت 2.5 مليون»'],
    ['COVID-19 في 2021', 'rtl', 'COVID-19|« في 2021»'],
    ['He said «نعم» twice.', 'ltr', 'He said «|«نعم»|» twice.'],
    ['no Arabic (at all) 12%', 'ltr', 'no Arabic (at all) 12%'],
    ['مُحمَّد', 'rtl', '«مُحمَّد»'],
    ['12', 'rtl', '«12»'],
    ['12', 'ltr', '12'],
    ['لا 👩🏽‍🔧 قصف', 'rtl', '«لا 👩🏽‍🔧 قصف»'],
    ['', 'rtl', ''],
  ])('of %j in a paragraph that runs %s', (text, base, wanted) => {
    expect(read(text, base)).toBe(wanted);
  });

  it('turns nowhere else, and leaves nothing out', () => {
    const letters = fc.constantFrom(
      'ا',
      'b',
      '1',
      '٢',
      ' ',
      '(',
      '،',
      '\u0651',
      '\u200d',
      '👩',
      '\u200f',
      '\u202e',
      '.',
    );
    const text = fc.array(letters, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom<Direction>('rtl', 'ltr'), (sample, base) => {
        const found = stretchesOf(sample, base);
        expect(found.at(-1)?.end ?? 0).toBe(sample.length);
        for (const [i, { end, rightToLeft }] of found.entries()) {
          expect(end).toBeGreaterThan(found[i - 1]?.end ?? 0);
          expect(rightToLeft).not.toBe(found[i - 1]?.rightToLeft);
          for (const sign of sample.slice(found[i - 1]?.end ?? 0, end)) {
            if (/[اb]/.test(sign)) expect(rightToLeft).toBe(sign === 'ا');
          }
        }
      }),
    );
  });
});

describe('text in XML', () => {
  it('shows what XML cannot hold, sign for sign', () => {
    expect(shownInXml('a\u0000b\u001fc\u007fd\u0085\ud83de\uffff\r')).toBe('a␀b␟c␡d\ufffd\ufffde\ufffd␍');
    expect(shownInXml('قبل\tبعد\n👩🏽‍🔧‮')).toBe('قبل\tبعد\n👩🏽‍🔧‮');
  });

  it('comes back as it was said, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const root = readXml(`<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`);
        expect(textIn(root)).toBe(shownInXml(text));
        expect(root.attributes.get('b')).toBe(shownInXml(text.replace(/[\t\n\r]+/g, ' ')));
      }),
    );
  });
});

describe('links for Word', () => {
  it.each([
    ['https://example.org/a?b=1&c="d"', 'https://example.org/a?b=1&amp;c=%22d%22'],
    ['https://example.org/بيان/3', 'https://example.org/بيان/3'],
    ['https://example.org/100%/x', 'https://example.org/100%25/x'],
    ['  mailto:a@example.org ', 'mailto:a@example.org'],
  ])('lead to %j', (address, target) => {
    const links = new Links();
    expect(links.around('<w:r/>', address)).toBe('<w:hyperlink r:id="rIdLink1" w:history="1"><w:r/></w:hyperlink>');
    expect(links.around('<w:r/>', address)).toContain('rIdLink1');
    expect(links.relationships().match(/Target="(.*?)"/)?.[1]).toBe(target);
  });

  it.each(['https://', 'http://[', 'https://a:b:c/'])('are none where %j is no address', (address) => {
    const links = new Links();
    expect(links.around('<w:r/>', address)).toBe('<w:r/>');
    expect(links.relationships()).toBe('');
  });
});

describe('the ledger', () => {
  it('tells who judged which claims, by their last verdict, and when first and last', () => {
    const lines = ledgerOf(arabicReport());
    expect(lines.map(({ name }) => initialsOf(name))).toEqual(['OS', 'ل ح', 'ن T']);
    expect(lines[1]?.judged).toEqual({ verified: [1, 6, 8], disputed: [7], unsourced: [11], unchecked: [] });
    expect(lines.map(({ first, last }) => [first, last])).toEqual(
      lines.map(() => Array(2).fill('2026-03-01T09:12:00.000Z')),
    );
  });

  it('keeps a name of the desk apart from the same name in a file', () => {
    const judgement = {
      verdict: 'verified',
      by: 'Noor',
      at: '2026-03-01T09:00:00.000Z',
      quote: 'x',
      note: '',
    } as const;
    const [claim] = arabicReport().claims;
    if (!claim) throw new RangeError('no claim');
    const claims = [
      {
        ...claim,
        judgements: [judgement, { ...judgement, verdict: 'disputed' as const, at: '2026-03-02T09:00:00.000Z' }],
      },
      { ...claim, number: 2, judgements: [{ ...judgement, imported: true as const }] },
    ];
    expect(ledgerOf({ claims })).toMatchObject([
      { imported: false, judged: { verified: [], disputed: [1] }, last: '2026-03-02T09:00:00.000Z' },
      { imported: true, judged: { verified: [2] } },
    ]);
  });

  it('says numbers in a row as one stretch', () => {
    expect(stretches([1, 2, 3, 5, 7, 8], ', ')).toBe('1–3, 5, 7–8');
    expect(stretches([], ', ')).toBe('');
  });
});

function paragraphOf(text: string): Node {
  return articleSchema.node('paragraph', null, text === '' ? [] : [articleSchema.text(text)]);
}

function listOf(type: 'bullet_list' | 'ordered_list', items: readonly (readonly Node[])[], order = 1): Node {
  const attrs = type === 'ordered_list' ? { order } : null;
  return articleSchema.node(
    type,
    attrs,
    items.map((content) => articleSchema.node('list_item', null, [...content])),
  );
}

describe('blocks for Word', () => {
  async function shapes(blocks: readonly Node[]) {
    const doc = new Y.Doc();
    writeArticle(doc, articleSchema.node('doc', null, [...blocks]));
    const at = '2026-03-01T09:00:00.000Z';
    const dates = { createdAt: at, changedAt: at, exportedAt: at };
    const source = {
      address: 'https://example.org/a',
      site: 'Site',
      byline: 'Amal',
      publishedAt: '2026-02-28',
      file: 'a.docx',
    };
    const about = { id: 'a', title: 'T', language: 'en', source, exportedBy: 'x', nameOf: (id: string) => id };
    const report = makeReport(doc, { ...about, ...dates });
    const word = readWord(
      await renderDocx(report, { language: 'en', url: 'https://desk.example.org/a', version: null }),
    );
    const value = (paragraph: ReturnType<typeof readXml>, name: string) =>
      [...elementsIn(paragraph)].find((element) => element.name === name)?.attributes.get('w:val');
    const paragraphs = [...elementsIn(readXml(word.parts.get('word/document.xml') as string))]
      .filter(({ name }) => name === 'w:p')
      .map((paragraph) => [
        value(paragraph, 'w:pStyle'),
        value(paragraph, 'w:numId'),
        value(paragraph, 'w:ilvl'),
        textIn(paragraph),
      ])
      .filter(([style]) => !style?.startsWith('SanadReport'));
    return { word, report, paragraphs, numbering: readXml(word.parts.get('word/numbering.xml') as string) };
  }

  it('that are lists nest, begin where they say, do not flow into their neighbours, and go on behind a second paragraph', async () => {
    const inner = listOf('ordered_list', [[paragraphOf('one')], [paragraphOf('two')]], 7);
    const { paragraphs, numbering } = await shapes([
      listOf('bullet_list', [[paragraphOf('first'), paragraphOf('more'), inner], [paragraphOf('second')]]),
      listOf('ordered_list', [[paragraphOf('a')]]),
      listOf('ordered_list', [[paragraphOf('b')]]),
      articleSchema.node('blockquote', null, [paragraphOf('quoted')]),
    ]);
    expect(paragraphs).toEqual([
      ['ListParagraph', '1', '0', 'first'],
      ['ListContinue', undefined, undefined, 'more'],
      ['ListParagraph', '2', '1', 'one'],
      ['ListParagraph', '2', '1', 'two'],
      ['ListParagraph', '1', '0', 'second'],
      ['ListParagraph', '3', '0', 'a'],
      ['ListParagraph', '4', '0', 'b'],
      ['Quote', undefined, undefined, 'quoted'],
    ]);
    const definitions = childrenOf(numbering).filter(({ name }) => name === 'w:abstractNum');
    const starts = childrenOf(numbering)
      .filter(({ name }) => name === 'w:num')
      .map((num) => {
        const id = childrenOf(num)[0]?.attributes.get('w:val');
        const definition = definitions.find(({ attributes }) => attributes.get('w:abstractNumId') === id);
        const level = definition && childrenOf(definition).at(-1);
        return [id, level && childrenOf(level)[0]?.attributes.get('w:val')];
      });
    expect(starts).toEqual([
      ['0', '1'],
      ['2', '7'],
      ['3', '1'],
      ['4', '1'],
    ]);
  });

  it('that are lists stand no deeper than Word lets them', async () => {
    let list = listOf('bullet_list', [[paragraphOf('the deepest')]]);
    for (let i = 0; i < 12; i++) list = listOf('bullet_list', [[paragraphOf('in')], [list]]);
    const { paragraphs } = await shapes([list]);
    expect(paragraphs.at(-1)?.slice(2)).toEqual(['8', 'the deepest']);
  });

  it('without claims make a document that has no comments and is whole', async () => {
    const { word, report } = await shapes([paragraphOf('Nothing here.'), paragraphOf(''), paragraphOf('More.')]);
    expect(word.text).toBe(report.article.text);
    expect(word.comments).toEqual([]);
    expect([...word.parts.keys()].filter((path) => /comments|people/.test(path))).toEqual([]);
    for (const told of ['Site', 'Amal', '2026-02-28', 'https://example.org/a', 'a.docx'])
      expect(word.own).toContain(told);
  });

  it('hold a claim that begins or ends with a break between paragraphs', async () => {
    const doc = new Y.Doc();
    writeArticle(doc, articleSchema.node('doc', null, [paragraphOf('One two.'), paragraphOf('Three.')]));
    markRange(doc, 4, 12, 'verified');
    const at = '2026-03-01T09:00:00.000Z';
    const source = { address: '', site: '', byline: '', publishedAt: '', file: '' };
    const about = { id: 'a', title: 'T', language: 'en', source, createdAt: at, changedAt: at, exportedAt: at };
    const report = makeReport(doc, { ...about, exportedBy: 'x', nameOf: (id) => id });
    const [claim] = report.claims;
    if (!claim) throw new RangeError('no claim');
    // Nobody marks so, and an edit may leave it so.
    for (const [start, end, words] of [
      [8, 12, '\nThr'],
      [4, 9, 'two.\n'],
      [8, 9, '\n'],
    ] as const) {
      const claims = [{ ...claim, start, end, quote: words }];
      const bytes = await renderDocx(
        { ...report, claims },
        { language: 'en', url: 'https://desk.example.org/a', version: null },
      );
      expect(readWord(bytes).comments[0]?.words).toBe(words);
    }
  });
});
