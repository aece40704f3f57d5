import { HttpProblem } from './problem.ts';

/** The keyset of a page's last row as one word for an address: time and id. */
export function cursorOf(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/**
 * Reads a cursor back that came as the parameter `name`; undefined for none.
 * @throws HttpProblem (422) when it is none of ours.
 */
export function readCursor(
  cursor: string | undefined,
  name = 'after',
): { readonly at: string; readonly id: string } | undefined {
  if (!cursor) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')) {
      return { at: value[0] as string, id: value[1] as string };
    }
  } catch {
    // not JSON: the same answer as for JSON of another shape
  }
  throw new HttpProblem(
    422,
    'invalid',
    `"${name}" has to be the "next" of the page before; leave it out to start over.`,
  );
}
