import { type Doer, type HistoryPage, historyQuery } from '@sanad/shared/protocol';
import type { FastifyInstance } from 'fastify';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import { doersOf } from '../people/doers.ts';
import type { StoredHistory } from '../store/store.ts';

/** The history of an article: who did what, and when. It is read here, and there is no other address to it. */
export function historyRoutes(app: FastifyInstance, { store }: Parts): void {
  app.get<{ Params: { id: string } }>('/api/articles/:id/history', async (request): Promise<HistoryPage> => {
    const article = request.params.id;
    const { claim, actor, kind, before, after, limit } = read(historyQuery, request.query);
    const from = { before: rowAt(before, 'before'), after: rowAt(after, 'after') };
    if (!(await store.articles.get(article))) throw noSuchArticle();
    const found = await store.history.page({
      article,
      ...(claim === undefined ? {} : { claim }),
      ...(actor === undefined ? {} : { actor }),
      ...(kind === undefined ? {} : { kinds: kind }),
      ...(from.before === undefined ? {} : { before: from.before }),
      ...(from.after === undefined ? {} : { after: from.after }),
      limit: limit + 1,
    });
    const more = found.length > limit;
    const rows = from.after === undefined ? found.slice(0, limit) : found.slice(-limit);
    const last = from.after === undefined ? rows.at(-1) : rows[0];
    const doers = await doersOf(
      store.people,
      rows.map((row) => row.actor),
    );
    return {
      entries: rows.map((row) => ({ ...row, actor: doers.get(row.actor) as Doer })),
      next: more && last ? wordFor(last) : null,
      latest: rows[0] ? wordFor(rows[0]) : (after ?? null),
    };
  });
}

function wordFor({ at, row }: StoredHistory): string {
  return cursorOf(at, String(row));
}

function rowAt(cursor: string | undefined, name: 'before' | 'after'): number | undefined {
  const place = readCursor(cursor, name);
  if (!place) return undefined;
  const row = Number(place.id);
  if (Number.isSafeInteger(row)) return row;
  throw new HttpProblem(422, 'invalid', `"${name}" has to be a word that a page of this history came with.`);
}
