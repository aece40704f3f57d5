import { addedWords, refusedWords } from '@sanad/client/article/refused-words.ts';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { lettersOf } from '../shared/desk-article.ts';

function add(doc: Y.Doc, line: string): void {
  const block = new Y.XmlElement('paragraph');
  textRoot(doc).push([block]);
  const letters = new Y.XmlText();
  block.push([letters]);
  letters.insert(0, line);
}

/** A document of paragraphs. */
function documentOf(...lines: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  for (const line of lines) {
    add(doc, line);
  }
  return doc;
}

/** The server's document, and a change that somebody made to a copy of it. */
function refused(doc: Y.Doc, act: (doc: Y.Doc) => void) {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const known = Y.encodeStateVector(copy);
  copy.transact(() => act(copy));
  return { update: Y.encodeStateAsUpdate(copy, known), text: articleText(copy).text };
}

const plain = (blocks: ReturnType<typeof refusedWords>) => blocks.map(({ before, now }) => [before, now]);

test('of a refused change the paragraphs that it touches are told, and no other', () => {
  const doc = documentOf('عنوان', 'فقرة أولى.', 'فقرة ثانية.');
  const rescue = refused(doc, (copy) => {
    lettersOf(copy, 1).insert(0, 'هذه ');
    lettersOf(copy, 2).delete(0, 5);
  });
  const blocks = refusedWords(doc, rescue);
  expect(plain(blocks)).toEqual([
    ['فقرة أولى.', 'هذه فقرة أولى.'],
    ['فقرة ثانية.', 'ثانية.'],
  ]);
  expect(addedWords(blocks)).toBe('هذه');
});

test('what colleagues wrote meanwhile is no part of it', () => {
  const doc = documentOf('عنوان', 'فقرة أولى.', 'فقرة ثانية.');
  const rescue = refused(doc, (copy) => lettersOf(copy, 2).insert(0, 'ثم '));
  lettersOf(doc, 1).insert(0, 'من زميل: ');
  lettersOf(doc, 2).insert(11, ' ومن زميل أيضًا');
  expect(plain(refusedWords(doc, rescue))).toEqual([['فقرة ثانية. ومن زميل أيضًا', 'ثم فقرة ثانية. ومن زميل أيضًا']]);
});

test('paragraphs that come anew are told whole, and those that go', () => {
  const doc = documentOf('عنوان', 'فقرة أولى.');
  const rescue = refused(doc, (copy) => add(copy, 'فقرة جديدة.'));
  expect(plain(refusedWords(doc, rescue))).toEqual([['', 'فقرة جديدة.']]);
  expect(addedWords(refusedWords(doc, rescue))).toBe('فقرة جديدة.');
  expect(
    plain(
      refusedWords(
        doc,
        refused(doc, (copy) => textRoot(copy).delete(1, 1)),
      ),
    ),
  ).toEqual([['فقرة أولى.', '']]);
});

test('a change that holds no words of the text is told to hold none', () => {
  const doc = documentOf('عنوان', 'فقرة أولى.');
  const rescue = refused(doc, (copy) => copy.getMap('claims').set('a', new Y.Map()));
  expect(refusedWords(doc, rescue)).toEqual([]);
});

test('a change that builds on what is no longer there is told by the text as its writer had it', () => {
  const doc = documentOf('عنوان', 'فقرة أولى.');
  const elsewhere = documentOf('عنوان', 'فقرة أولى.');
  const rescue = refused(elsewhere, (copy) => lettersOf(copy, 1).insert(0, 'هذه '));
  expect(plain(refusedWords(doc, rescue))).toEqual([['فقرة أولى.', 'هذه فقرة أولى.']]);
});
