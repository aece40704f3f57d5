import {
  type Notice,
  type Notices,
  noticesQuery,
  noticesRead,
  type unreadShape,
  type visitShape,
} from '@sanad/shared/notice';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Parts } from '../http/parts.ts';
import { noSuchArticle, read } from '../http/problem.ts';
import { doersOf } from '../people/doers.ts';
import type { NoticeRow } from '../store/notice-table.ts';

/** Who comes back within this goes on with the same visit, in milliseconds: a page loaded anew is no other visit. */
const PAUSE = 5 * 60_000;
/** How many of the newest deeds are looked through for comments. */
const LOOKED_THROUGH = 1000;

/** What one was told, and what is new in an article since one was there: each person their own. */
export function noticeRoutes(app: FastifyInstance, { store, notices, now }: Parts): void {
  app.get('/api/notices', async (request): Promise<Notices> => {
    const { after, limit } = read(noticesQuery, request.query);
    const { id } = request.person;
    const rows = await store.notices.page(id, limit + 1, readCursor(after));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const doers = await doersOf(
      store.people,
      page.flatMap(({ actor }) => actor ?? []),
    );
    return {
      notices: page.map((row) => told(row, row.actor === null ? null : (doers.get(row.actor) ?? null))),
      unread: await store.notices.unread(id),
      next: last && rows.length > limit ? cursorOf(last.at, last.id) : null,
    };
  });

  app.post('/api/notices/read', async (request): Promise<z.infer<typeof unreadShape>> => {
    const which = read(noticesRead, request.body);
    const { id } = request.person;
    const at = now().toISOString();
    const changed = await store.notices.read(id, 'ids' in which ? which.ids : { until: which.until ?? at }, at);
    if (changed) notices.tellRead(id);
    return { unread: await store.notices.unread(id) };
  });

  app.post<{ Params: { id: string } }>(
    '/api/articles/:id/visit',
    async (request): Promise<z.infer<typeof visitShape>> => {
      const article = request.params.id;
      const { id } = request.person;
      if (!(await store.articles.get(article))) throw noSuchArticle();
      const since = await store.visits.note(id, article, now().toISOString(), PAUSE);
      if (since === null) return { unread: [] };
      const kinds = ['comment-added', 'comment-deleted'];
      const rows = await store.history.page({ article, kinds, after: since, limit: LOOKED_THROUGH });
      const unread = new Set<string>();
      for (const { kind, actor, detail } of rows.toReversed()) {
        if (typeof detail.comment !== 'string') continue;
        if (kind === 'comment-deleted') unread.delete(detail.comment);
        else if (actor !== id) unread.add(detail.comment);
      }
      return { unread: [...unread] };
    },
  );
}

function told(row: NoticeRow, actor: Notice['actor']): Notice {
  const { id, at, kind, article, title, language, claim, words, detail, readAt } = row;
  const { verdict = null, comment = null, version = null } = detail;
  return {
    id,
    at,
    kind,
    article: { id: article, title, language },
    claim: claim === null ? null : { id: claim, words },
    actor,
    verdict,
    comment,
    version,
    readAt,
  };
}
