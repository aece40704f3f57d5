import { unfitFile } from '@sanad/client/library/text-file.ts';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { describe, expect, test } from 'vitest';

const file = (name: string, size = 100) => ({ name, size });

describe('a file that is to become an article', () => {
  test('is sent when its name is that of a text, a document, a page or a report', () => {
    for (const name of ['خبر.txt', 'story.MD', 'page.html', 'مقال.docx', 'report.json']) {
      expect(unfitFile(file(name)), name).toBeNull();
    }
  });
  test('is not sent as another kind', () => {
    expect(unfitFile(file('story.pages'))).toBe('file-kind');
    expect(unfitFile(file('story'))).toBe('file-kind');
  });
  test('is not sent empty', () => {
    expect(unfitFile(file('empty.txt', 0))).toBe('empty');
  });
  test('is not sent above its limit, which is higher for what is more than text', () => {
    expect(unfitFile(file('long.txt', IMPORT_LIMIT + 1))).toBe('too-large');
    expect(unfitFile(file('long.txt', IMPORT_LIMIT))).toBeNull();
    expect(unfitFile(file('long.docx', IMPORT_LIMIT + 1))).toBeNull();
    expect(unfitFile(file('long.docx', 33 * 1024 * 1024))).toBe('too-large');
  });
});
