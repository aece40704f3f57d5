import { z } from 'zod';

/**
 * What a client says of itself in awareness. `user` is stamped by the server from the connection (a client's own is
 * overwritten); `claim` is the claim it holds; `reading` the text block in view, counted from 0; `cursor` is
 * y-prosemirror's, and nobody is told one that it could not draw (see `isCursor`).
 */
export interface Presence {
  readonly user?: { readonly id: string; readonly name: string; readonly color: string };
  readonly claim?: string | null;
  readonly reading?: number | null;
  readonly cursor?: unknown;
}

const clock = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const idShape = z.object({ client: clock, clock }).nullish();

/** A Y.RelativePosition in the article's text, as Yjs writes it in JSON. Yjs throws at one that names no place. */
const positionShape = z
  .object({ type: idShape, tname: z.literal('text').nullish(), item: idShape, assoc: z.number().int().nullish() })
  .refine(({ type, tname, item }) => Boolean(type ?? tname ?? item));

const cursorShape = z.object({ anchor: positionShape, head: positionShape });

/** Whether a cursor is one that an editor can look up: two places in the text that Yjs understands. */
export function isCursor(cursor: unknown): boolean {
  return cursorShape.safeParse(cursor).success;
}
