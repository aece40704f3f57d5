import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { isCursor } from '@sanad/shared/presence';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { articleOf } from './desk-article.ts';

const json = (position: Y.RelativePosition) => JSON.parse(JSON.stringify(Y.relativePositionToJSON(position)));

describe('a cursor that an editor can look up', () => {
  test('is one that Yjs wrote, on a letter, at the end of a run and in an empty text', () => {
    const doc = articleOf('عنوان', 'قال الوزير');
    const run = articleText(doc).blocks[1]?.runs[0]?.type as Y.XmlText;
    const at = (index: number, assoc = 0) => json(Y.createRelativePositionFromTypeIndex(run, index, assoc));
    const root = json(Y.createRelativePositionFromTypeIndex(textRoot(new Y.Doc()), 0));
    for (const position of [at(0), at(3), at(run.length), at(2, -1), root]) {
      expect(isCursor({ anchor: position, head: position })).toBe(true);
    }
  });

  test.each([
    null,
    undefined,
    'x',
    5,
    [],
    {},
    { anchor: {}, head: {} },
    { anchor: { tname: 'text' } },
    { anchor: { tname: 'text' }, head: { tname: 'claims' } },
    { anchor: { item: { client: '1', clock: 0 } }, head: { tname: 'text' } },
    { anchor: { item: { client: 1, clock: 0.5 } }, head: { tname: 'text' } },
    { anchor: { type: { client: 1 } }, head: { tname: 'text' } },
    { anchor: { tname: { a: 1 } }, head: { tname: 'text' } },
    { anchor: { tname: 'text', assoc: 'x' }, head: { tname: 'text' } },
  ])('is not %j', (cursor) => {
    expect(isCursor(cursor)).toBe(false);
  });
});
