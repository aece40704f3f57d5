import { rescueFile } from '@sanad/client/article/rescue-file.ts';
import { expect, it } from 'vitest';
import * as Y from 'yjs';

it('a rescue copy holds the text for people, and the whole update to have everything back from', () => {
  const lost = new Y.Doc();
  lost.getMap('anything').set('verdict', 'متنازَع عليه');
  // Longer than what one call of String.fromCharCode takes.
  lost.getArray('more').push(Array.from({ length: 50_000 }, (_, at) => at));
  const update = Y.encodeStateAsUpdate(lost);
  const file = rescueFile({
    articleId: 'a1',
    at: '2026-05-01T10:00:00.000Z',
    reason: 'text-needs-editor',
    update,
    text: 'عنوان\nفقرة لم تُقبل',
  });
  expect(file).toContain('عنوان\nفقرة لم تُقبل');
  const encoded = file.split('base64 ----\n')[1] ?? '';
  const found = new Y.Doc();
  Y.applyUpdate(
    found,
    Uint8Array.from(atob(encoded.trim()), (letter) => letter.charCodeAt(0)),
  );
  expect(found.getMap('anything').get('verdict')).toBe('متنازَع عليه');
  expect(found.getArray('more').length).toBe(50_000);
});
