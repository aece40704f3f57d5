import { articleSchema, isSafeAddress, placedBlocks, readArticle, textRoot, writeArticle } from '@sanad/shared/article';
import { articleText, blockAt, codePoints, titleOf } from '@sanad/shared/article-text';
import { directionOfBlock, directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { articleOf } from './desk-article.ts';

const json = {
  type: 'doc',
  content: [
    { type: 'title', attrs: { dir: 'rtl' }, content: [{ type: 'text', text: 'عنوان الخبر' }] },
    {
      type: 'paragraph',
      attrs: { dir: 'rtl' },
      content: [
        { type: 'text', text: 'قال ' },
        { type: 'text', text: 'الوزير', marks: [{ type: 'strong' }] },
        { type: 'text', text: ' عبر ' },
        { type: 'text', text: 'منصته', marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }] },
      ],
    },
    {
      type: 'bullet_list',
      content: [
        {
          type: 'list_item',
          content: [{ type: 'paragraph', attrs: { dir: null }, content: [{ type: 'text', text: 'أولا' }] }],
        },
        {
          type: 'list_item',
          content: [
            {
              type: 'blockquote',
              content: [
                { type: 'paragraph', attrs: { dir: 'ltr' }, content: [{ type: 'text', text: 'Second, quoted' }] },
              ],
            },
          ],
        },
      ],
    },
    { type: 'paragraph', attrs: { dir: null } },
    { type: 'heading', attrs: { level: 3, dir: null }, content: [{ type: 'text', text: 'نهاية 😀' }] },
  ],
};

test('an article comes back from its Y.Doc as it was written', () => {
  const doc = new Y.Doc();
  const content = articleSchema.nodeFromJSON(json);
  writeArticle(doc, content);
  expect(readArticle(doc).eq(content)).toBe(true);
});

test('reading an article writes nothing', () => {
  const doc = articleOf('عنوان', 'نص');
  const before = Y.encodeStateAsUpdate(doc);
  readArticle(doc);
  articleText(doc);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('an article that has text is not written over', () => {
  const doc = articleOf('عنوان', 'نص');
  expect(() => writeArticle(doc, articleSchema.nodeFromJSON(json))).toThrow(RangeError);
});

test('the plain text is the text blocks in order, whatever they are nested in, joined by one line end', () => {
  const doc = new Y.Doc();
  writeArticle(doc, articleSchema.nodeFromJSON(json));
  expect(articleText(doc).text).toBe('عنوان الخبر\nقال الوزير عبر منصته\nأولا\nSecond, quoted\n\nنهاية 😀');
});

test('the editor and the document count the same offsets', () => {
  const doc = new Y.Doc();
  writeArticle(doc, articleSchema.nodeFromJSON(json));
  const fromEditor = placedBlocks(readArticle(doc)).map(({ node, start }) => ({ text: node.textContent, start }));
  expect(articleText(doc).blocks.map(({ text, start }) => ({ text, start }))).toEqual(fromEditor);
});

test('a block in two runs of letters is one text', () => {
  const doc = new Y.Doc();
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [new Y.XmlText('قال '), new Y.XmlText('الوزير')]);
  textRoot(doc).insert(0, [block]);
  const { text, blocks } = articleText(doc);
  expect(text).toBe('قال الوزير');
  expect(blocks[0]?.runs.map(({ offset, length }) => [offset, length])).toEqual([
    [0, 4],
    [4, 6],
  ]);
});

test('the title is the first words', () => {
  expect(titleOf(articleOf('', '  أول الكلام  ', 'نص'))).toBe('أول الكلام');
  expect(titleOf(articleOf(''))).toBe('');
});

test('the block at an offset is the last that starts before it', () => {
  const blocks = [{ start: 0 }, { start: 5 }, { start: 6 }, { start: 20 }];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), (offset) => {
      expect(blockAt(blocks, offset)).toBe(blocks.findLast((block) => block.start <= offset));
    }),
  );
  expect(blockAt([], 3)).toBeNull();
});

test('code points count a surrogate pair once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(codePoints(text, text.length)).toBe([...text].length);
    }),
  );
});

test('only addresses that cannot run are safe', () => {
  for (const safe of ['https://example.org', 'http://a.b/c?d', 'mailto:desk@example.org', 'HTTPS://EXAMPLE.ORG']) {
    expect(isSafeAddress(safe)).toBe(true);
  }
  for (const unsafe of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', '//example.org', '', 'https://']) {
    expect(isSafeAddress(unsafe)).toBe(false);
  }
});

describe('direction', () => {
  test('of a language', () => {
    expect(['ar', 'ar-EG', 'fa', 'he', 'ur'].map(directionOfLanguage)).toEqual(Array(5).fill('rtl'));
    expect(['en', 'fr-CA', 'tr', ''].map(directionOfLanguage)).toEqual(Array(4).fill('ltr'));
  });
  test('of an Arabic paragraph that opens with a Latin name is right to left', () => {
    expect(directionOfBlock('Reuters: قال مسؤولون إن المحادثات مستمرة', 'rtl')).toBe('rtl');
  });
  test('of a Latin quotation in an Arabic article is left to right', () => {
    expect(directionOfBlock('“We do not comment on ongoing operations,” the spokesman (المتحدث) said.', 'rtl')).toBe(
      'ltr',
    );
  });
  test('of a block without letters is the article’s', () => {
    expect([directionOfBlock('2014 – 2016', 'rtl'), directionOfBlock('…', 'ltr')]).toEqual(['rtl', 'ltr']);
  });
  test('a language is guessed by its letters', () => {
    expect([guessLanguage('قال CNN'), guessLanguage('said by قناة once'), guessLanguage('123')]).toEqual([
      'ar',
      'en',
      'en',
    ]);
  });
});
