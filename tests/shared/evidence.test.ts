import { addressesIn, addressFault, evidenceRequest, evidenceShape } from '@sanad/shared/evidence';
import { describe, expect, test } from 'vitest';

describe('an address of evidence', () => {
  test.each([
    'https://example.org',
    'http://example.org/a?b=c#d',
    'https://sana.sy/أخبار/محطة',
    'https://web.archive.org/web/2024/https://example.org/@user',
    'HTTPS://EXAMPLE.ORG/',
    'http://[2001:db8::1]:8080/x',
  ])('%s is taken', (address) => {
    expect(addressFault(address)).toBe(null);
  });

  test.each([
    ['javascript:alert(1)', 'not-web'],
    ['JaVaScRiPt:alert(1)', 'not-web'],
    ['data:text/html,<script>1</script>', 'not-web'],
    ['file:///etc/passwd', 'not-web'],
    ['mailto:a@example.org', 'not-web'],
    ['example.org/page', 'not-web'],
    ['قال الوزير', 'odd-signs'],
    ['word', 'no-address'],
    ['https://', 'no-address'],
    ['https:///page', 'no-address'],
    ['http:\\\\example.org', 'not-web'],
    ['https://user:secret@example.org', 'secret-inside'],
    ['https://bank.example@evil.example/', 'secret-inside'],
    ['https://example.org/a b', 'odd-signs'],
    ['https://example.org/\u202egpj.exe', 'odd-signs'],
    ['java\nscript:alert(1)', 'odd-signs'],
    [`https://example.org/${'a'.repeat(2000)}`, 'too-long'],
  ])('%s is refused: %s', (address, fault) => {
    expect(addressFault(address)).toBe(fault);
    const tried = evidenceRequest.safeParse({ address });
    expect(tried.success).toBe(false);
    expect(tried.error?.issues[0]?.message).toMatch(/^[A-Z].*\.$/);
  });
});

test('several addresses that are pasted at once are each a piece of evidence, once', () => {
  const pasted = ' https://example.org/a\nhttps://example.org/b\r\n\thttps://example.org/a ';
  expect(addressesIn(pasted)).toEqual(['https://example.org/a', 'https://example.org/b']);
});

test('a text with words beside the address is not taken for addresses', () => {
  expect(addressesIn('see https://example.org/a')).toEqual([]);
  expect(addressesIn('')).toEqual([]);
});

test('evidence has an address, or a title where it has none', () => {
  const signed = { by: 'amal', at: '2026-03-01T09:00:00.000Z' };
  expect(evidenceShape.safeParse({ ...signed, title: 'مكالمة مع الوزارة' }).success).toBe(true);
  expect(evidenceShape.safeParse({ ...signed, title: '  ' }).success).toBe(false);
  expect(evidenceShape.safeParse({ ...signed, address: 'https://example.org', confidential: true }).success).toBe(
    false,
  );
});
