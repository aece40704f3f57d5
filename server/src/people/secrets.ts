import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

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

/** Whether two secrets are one; how long it takes tells nothing of either. */
export function isSame(secret: string, given: string): boolean {
  const [one, other] = [secret, given].map((each) => createHash('sha256').update(each).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
