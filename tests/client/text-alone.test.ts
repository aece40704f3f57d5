import { textAlone } from '@sanad/client/sync/text-alone.ts';
import { textRoot } from '@sanad/shared/article';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

test('x', () => {
  const d = new Y.Doc();
  textRoot(d).insert(0, [new Y.XmlText('a')]);
  const u = textAlone(Y.encodeStateAsUpdate(d));
  const e = new Y.Doc();
  Y.applyUpdate(e, u!);
  expect(textRoot(e).toString()).toBe('a');
});
