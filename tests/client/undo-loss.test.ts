import { losesLetters } from '@sanad/client/editor/undo-loss.ts';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { articleOf, copyOf, exchange, lettersOf } from '../shared/desk-article.ts';

const FIRST = 'قالت الوزارة إن المحطة ستعمل قريبًا. ';
const SECOND = 'ونفى المجلس ذلك في بيان لاحق.';

/** Splits the first paragraph as y-prosemirror does: its second half is written anew in a block of its own. */
function split(doc: Y.Doc): void {
  const half = new Y.XmlElement('paragraph');
  half.insert(0, [new Y.XmlText(SECOND)]);
  lettersOf(doc, 1).delete(FIRST.length, SECOND.length);
  textRoot(doc).insert(2, [half]);
}

/** Makes a heading of the first half as y-prosemirror does: the paragraph goes, a heading comes. */
function toHeading(doc: Y.Doc): void {
  const heading = new Y.XmlElement('heading');
  heading.insert(0, [new Y.XmlText(FIRST)]);
  textRoot(doc).delete(1, 1);
  textRoot(doc).insert(1, [heading]);
}

function splitBy(amal: Y.Doc): Y.UndoManager {
  const undo = new Y.UndoManager(textRoot(amal), { trackedOrigins: new Set(['amal']) });
  amal.transact(() => split(amal), 'amal');
  return undo;
}

const last = (undo: Y.UndoManager) => {
  const step = undo.undoStack.at(-1);
  if (!step) throw new Error('nothing to undo');
  return step;
};

test('undoing a split is safe while nobody has touched the halves', () => {
  const amal = articleOf('عنوان', FIRST + SECOND);
  const undo = splitBy(amal);
  expect(losesLetters(amal, textRoot(amal), last(undo))).toBe(false);
  undo.undo();
  expect(articleText(amal).text).toContain(FIRST + SECOND);
});

test('undoing a split is not, once a colleague has made a heading of the first half', () => {
  const amal = articleOf('عنوان', FIRST + SECOND);
  const basem = copyOf(amal);
  const undo = splitBy(amal);
  exchange(amal, basem);
  toHeading(basem);
  exchange(amal, basem);
  const before = Y.encodeStateAsUpdate(amal);
  expect(losesLetters(amal, textRoot(amal), last(undo))).toBe(true);
  expect(Y.encodeStateAsUpdate(amal)).toEqual(before);
  undo.undo();
  expect(articleText(amal).text).not.toContain(SECOND);
});

test('undoing typing is safe, and so is undoing a deletion, whatever became of the block', () => {
  const amal = articleOf('عنوان', FIRST + SECOND);
  const basem = copyOf(amal);
  const undo = new Y.UndoManager(textRoot(amal), { trackedOrigins: new Set(['amal']), captureTimeout: 0 });
  amal.transact(() => lettersOf(amal, 1).insert(0, 'عاجل: '), 'amal');
  expect(losesLetters(amal, textRoot(amal), last(undo))).toBe(false);
  amal.transact(() => lettersOf(amal, 1).delete(0, 6), 'amal');
  exchange(amal, basem);
  toHeading(basem);
  exchange(amal, basem);
  expect(losesLetters(amal, textRoot(amal), last(undo))).toBe(false);
});
