import { articleSchema, textRoot, writeArticle } from '@sanad/shared/article';
import { ArticleReader } from '@sanad/shared/article-reader';
import { type ArticleText, articleText } from '@sanad/shared/article-text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

const words = fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\n', ' '));
const paragraph = (text: string) => articleSchema.node('paragraph', null, text ? [articleSchema.text(text)] : []);

function articleWith(texts: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const [first = '', ...others] = texts;
  const item = articleSchema.node('list_item', null, [paragraph(first)]);
  const blocks = [articleSchema.node('bullet_list', null, [item]), ...others.map(paragraph)];
  writeArticle(doc, articleSchema.node('doc', null, blocks));
  return doc;
}

describe('an article is sliced as its joined text is', () => {
  it('wherever the slice begins and ends: in a block, at its edges, over several, behind the end', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), fc.nat(50), fc.nat(50), (texts, start, end) => {
        const article = articleText(articleWith(texts));
        expect(article.length).toBe(article.text.length);
        expect(article.slice(start, end)).toBe(article.text.slice(start, end));
        expect(article.slice(start)).toBe(article.text.slice(start));
      }),
      { numRuns: 400 },
    );
  });

  it('also when it has no block', () => {
    const article = articleText(new Y.Doc());
    expect([article.text, article.length, article.slice(0, 3)]).toEqual(['', 0, '']);
  });
});

type Edit = (doc: Y.Doc) => void;
const elementsOf = (doc: Y.Doc) =>
  textRoot(doc)
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
const textOf = (doc: Y.Doc, at: number): Y.XmlText | null => {
  const blocks = elementsOf(doc).filter(({ nodeName }) => nodeName === 'paragraph');
  const child = blocks[at % Math.max(1, blocks.length)]?.get(0);
  return child instanceof Y.XmlText ? child : null;
};
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(9), fc.nat(20), words).map(
    ([at, offset, typed]): Edit =>
      (doc) => {
        const text = textOf(doc, at);
        text?.insert(Math.min(offset, text.length), typed);
      },
  ),
  fc.tuple(fc.nat(9), fc.nat(5)).map(
    ([at, count]): Edit =>
      (doc) => {
        const text = textOf(doc, at);
        text?.delete(0, Math.min(count, text.length));
      },
  ),
  fc.tuple(fc.nat(9), words).map(
    ([at, text]): Edit =>
      (doc) => {
        const root = textRoot(doc);
        const block = new Y.XmlElement('paragraph');
        block.insert(0, [new Y.XmlText(text), new Y.XmlText('ثم')]);
        root.insert(at % (root.length + 1), [block]);
      },
  ),
  fc.nat(9).map(
    (at): Edit =>
      (doc) => {
        const root = textRoot(doc);
        if (root.length > 1) root.delete(at % root.length, 1);
      },
  ),
  fc.tuple(fc.nat(9), words).map(
    ([at, text]): Edit =>
      (doc) => {
        const blocks = elementsOf(doc).filter(({ nodeName }) => nodeName === 'paragraph');
        blocks[at % Math.max(1, blocks.length)]?.insert(0, [new Y.XmlText(text)]);
      },
  ),
  fc.nat(9).map(
    (at): Edit =>
      (doc) => {
        const blocks = elementsOf(doc);
        blocks[at % Math.max(1, blocks.length)]?.setAttribute('dir', 'ltr');
      },
  ),
);

const told = (article: ArticleText) => ({
  text: article.text,
  blocks: article.blocks.map(({ kind, text, start, runs }) => ({
    kind,
    text,
    start,
    runs: runs.map(({ type, offset, length }) => {
      const placed = article.runOf(type);
      return { offset, length, at: (placed?.block.start ?? Number.NaN) + (placed?.run.offset ?? Number.NaN) };
    }),
  })),
});

describe('an article that is read again and again', () => {
  it('is at every turn what reading it once gives, whatever was done in one go in between', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), fc.array(fc.array(edits)), (texts, rounds) => {
        const doc = articleWith(texts);
        const reader = new ArticleReader(doc);
        for (const round of rounds) {
          expect(told(reader.read())).toEqual(told(articleText(doc)));
          doc.transact(() => {
            for (const edit of round) edit(doc);
          });
        }
        expect(told(reader.read())).toEqual(told(articleText(doc)));
        reader.destroy();
      }),
      { numRuns: 300 },
    );
  });

  it('is the same object as long as nothing of its text changes', () => {
    const doc = articleWith(['أ', 'ب']);
    const reader = new ArticleReader(doc);
    const first = reader.read();
    doc.getMap('claims').set('id', new Y.Map());
    expect(reader.read()).toBe(first);
    textOf(doc, 0)?.insert(0, 'ثم ');
    expect(reader.read()).not.toBe(first);
  });
});
