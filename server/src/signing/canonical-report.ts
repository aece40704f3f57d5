import { createHash } from 'node:crypto';
import type { Report } from '@sanad/shared/report';
import canonicalize from 'canonicalize';

/**
 * A report as RFC 8785 writes it: the same value always makes the same bytes, wherever it is made. Half of a surrogate
 * pair, which no UTF-8 can hold, becomes U+FFFD as it would in any file.
 */
export function canonicalReport(report: Report): string {
  const whole: unknown = JSON.parse(
    JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)),
  );
  const text = canonicalize(whole);
  if (text === undefined) throw new RangeError('a report that is no value');
  return text;
}

/** SHA-256 of a text in UTF-8, in hex. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
