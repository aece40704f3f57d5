import { z } from 'zod';

// Whoever stands behind a verdict or a comment: a person of the desk by their id, or somebody whom an imported file names.

const OUTSIDER = 'file:';
/** The longest name that is taken over from a file, in UTF-16 units. */
export const OUTSIDER_LIMIT = 200;

/** The id of somebody of the desk. */
export const personId = z.string().min(1).max(64);

/**
 * The id of whoever said something: a person's, or that of a name in an imported file (see `outsiderId`). The gate lets
 * people write in their own id alone, so that nobody but the import ever brings an outsider's.
 */
export const authorId = z.union([
  personId,
  z
    .string()
    .startsWith(OUTSIDER)
    .max(OUTSIDER.length + OUTSIDER_LIMIT),
]);

/**
 * The id that stands for a name in an imported file. Nobody of the desk has such an id: who is only named in a file has
 * not signed in, stands by nothing here and is told of nothing.
 */
export function outsiderId(name: string): string {
  return OUTSIDER + name.trim().slice(0, OUTSIDER_LIMIT).toWellFormed();
}

/** The name that an id stands for where it is that of a name in a file; null for a person of the desk. */
export function outsiderName(id: string): string | null {
  return id.startsWith(OUTSIDER) ? id.slice(OUTSIDER.length) : null;
}

/** A name without signs that nobody sees, or that would make it read as another. */
export function cleanName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[^\P{Cc}\s]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
