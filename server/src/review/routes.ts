import { foldedText } from '@sanad/shared/fold';
import { type Queue, queueQuery } from '@sanad/shared/protocol';
import type { FastifyInstance } from 'fastify';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Parts } from '../http/parts.ts';
import { read } from '../http/problem.ts';

/** The queue: claims of every article, newest first, read from their rows alone. */
export function reviewRoutes(app: FastifyInstance, { store }: Parts): void {
  app.get('/api/claims', async (request): Promise<Queue> => {
    const { verdict, stale, article, q, after, limit } = read(queueQuery, request.query);
    const from = readCursor(after);
    const rows = await store.articles.claims({
      ...(verdict ? { verdict } : {}),
      ...(stale ? { stale: stale === 'true' } : {}),
      ...(article ? { article } : {}),
      ...(q ? { q: foldedText(q) } : {}),
      ...(from ? { after: { createdAt: from.at, id: from.id } } : {}),
      limit: limit + 1,
    });
    const claims = rows.slice(0, limit);
    const last = claims.at(-1);
    return { claims, next: last && rows.length > limit ? cursorOf(last.createdAt, last.id) : null };
  });
}
