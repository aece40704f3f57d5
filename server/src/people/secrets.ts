import { createHash, randomBytes } from 'node:crypto';

/** A new secret: 256 random bits, fit for a cookie, a header and an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A new id: 120 random bits, not secret. */
export function newId(): string {
  return randomBytes(15).toString('base64url');
}

/** What is kept of a secret. It needs no salt: nobody guesses 256 random bits. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
