import { z } from 'zod';

const article = z.string();

/**
 * What the desk tells a browser of, as it happens: that something has changed, by ids alone, and never what. Whoever is
 * told asks for it, and is shown what they may see.
 *
 * - `notice`: one's own notices have changed.
 * - `confidential`: confidential evidence of an article has changed.
 * - `sealed`: somebody gave a sealed verdict on a claim of an article, or they were opened.
 * - `desk`: the desk's settings have changed.
 * - `queue`: what waits to be checked has changed, in an article or, without one, in any.
 */
const events = {
  notice: z.object({}),
  confidential: z.object({ article }),
  sealed: z.object({ article }),
  desk: z.object({}),
  queue: z.object({ article: article.optional() }),
} as const;

export type DeskEventKind = keyof typeof events;
export const DESK_EVENTS = Object.keys(events) as [DeskEventKind, ...DeskEventKind[]];

/** GET /api/events (server-sent events): `kind` is the event's name, the rest its data. */
export type DeskEvent =
  | { readonly kind: 'notice' | 'desk' }
  | { readonly kind: 'confidential' | 'sealed'; readonly article: string }
  | { readonly kind: 'queue'; readonly article?: string };

/** Reads the data of an event of that kind; null when it is none. */
export function deskEventOf(kind: DeskEventKind, data: string): DeskEvent | null {
  try {
    const read = events[kind].safeParse(JSON.parse(data));
    return read.success ? ({ kind, ...read.data } as DeskEvent) : null;
  } catch {
    return null; // no JSON
  }
}
