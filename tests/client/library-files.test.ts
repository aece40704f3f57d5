import { looksBinary, unfitFile, unfitText } from '@sanad/client/library/text-file.ts';
import { IMPORT_LIMIT } from '@sanad/shared/protocol';
import { describe, expect, test } from 'vitest';

const file = (name: string, ...parts: BlobPart[]) => new File(parts, name);
const utf16 = (text: string, mark: boolean) => {
  const units = Uint16Array.from([...(mark ? [0xfeff] : []), ...[...text].map((char) => char.charCodeAt(0))]);
  return new Uint8Array(units.buffer);
};

describe('a file that is to become an article', () => {
  test('is welcome as text and Markdown, in Arabic and English, whatever its encoding', async () => {
    expect(await unfitFile(file('خبر.txt', 'عاد الجسر إلى العمل'))).toBeNull();
    expect(await unfitFile(file('story.MD', '# Bridge'))).toBeNull();
    expect(await unfitFile(file('wide.txt', utf16('The bridge is open', true)))).toBeNull();
    expect(await unfitFile(file('wide.txt', utf16('فُتح الجسر 2026', false)))).toBeNull();
    expect(await unfitFile(file('old.txt', Uint8Array.of(0xe3, 0xd1, 0xcd, 0xc8, 0xc7)))).toBeNull();
  });
  test('is not welcome empty', async () => {
    expect(await unfitFile(file('empty.txt'))).toBe('empty');
  });
  test('is not welcome above the limit', async () => {
    expect(await unfitFile(file('long.txt', new Uint8Array(IMPORT_LIMIT + 1).fill(97)))).toBe('too-large');
    expect(await unfitFile(file('long.txt', new Uint8Array(IMPORT_LIMIT).fill(97)))).toBeNull();
  });
  test('is not welcome as another kind, nor as another kind by another name', async () => {
    expect(await unfitFile(file('story.docx', 'PK'))).toBe('other-kind');
    expect(await unfitFile(file('story.txt', '%PDF-1.7\n'))).toBe('not-text');
    expect(await unfitFile(file('story.txt', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14)))).toBe('not-text');
    expect(await unfitFile(file('story.txt', Uint8Array.of(1, 0, 0, 0, 65, 0, 0, 3)))).toBe('not-text');
  });
});

describe('a pasted text', () => {
  test('needs words', () => {
    expect(unfitText(' \n\t ')).toBe('empty');
    expect(unfitText('كلمة')).toBeNull();
  });
  test('is measured in bytes, not letters', () => {
    expect(unfitText('a'.repeat(IMPORT_LIMIT))).toBeNull();
    expect(unfitText('ع'.repeat(IMPORT_LIMIT / 2 + 1))).toBe('too-large');
  });
});

test('zero bytes in every second place are UTF-16, elsewhere they are data', () => {
  expect(looksBinary(Uint8Array.of(65, 0, 66, 0))).toBe(false);
  expect(looksBinary(Uint8Array.of(0, 65, 0, 66))).toBe(false);
  expect(looksBinary(Uint8Array.of(65, 0, 0, 66))).toBe(true);
});
