import { articleText } from '@sanad/shared/article-text';
import { directionOfLanguage } from '@sanad/shared/direction';
import {
  type ArticleDetail,
  type ArticleSummary,
  type Articles,
  articleChange,
  articleRequest,
  IMPORT_LIMIT,
  type MadeArticle,
  sampleRequest,
} from '@sanad/shared/protocol';
import type { Source } from '@sanad/shared/source';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../http/access.ts';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Parts } from '../http/parts.ts';
import { noSuchArticle, read } from '../http/problem.ts';
import type { Imported } from '../import/imported.ts';
import type { ArticleRow } from '../store/store.ts';
import { Refused } from '../sync/gate.ts';
import { createArticle } from './creation.ts';
import { createSample } from './samples.ts';
import { importContent, importUpload } from './upload.ts';

/** GET /api/articles */
export const pageQuery = z.strictObject({
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A text of the largest size as JSON: each of its bytes may have become `\u00xx`. */
const BODY_LIMIT = IMPORT_LIMIT * 6 + 4096;

/** Making, listing and reading articles. */
export function articleRoutes(app: FastifyInstance, { store, rooms, now, url }: Parts): void {
  const { articles } = store;
  const summary = ({ frozenAt: _, ...row }: ArticleRow): ArticleSummary => ({
    ...row,
    direction: directionOfLanguage(row.language),
    present: rooms.present(row.id),
  });
  const made = (id: string): MadeArticle => ({ id, url: `${url()}/articles/${id}` });
  const editor = { least: 'editor' as const };

  app.post('/api/articles', { config: editor, bodyLimit: BODY_LIMIT }, async (request, reply): Promise<MadeArticle> => {
    const imported: Imported = request.isMultipart()
      ? await importUpload(request)
      : importContent(read(articleRequest, request.body));
    const id = await createArticle(articles, imported, request.person.id, now());
    reply.code(201).header('location', `/api/articles/${id}`);
    return made(id);
  });

  app.post('/api/articles/samples', { config: editor }, async (request, reply): Promise<MadeArticle> => {
    const { language } = read(sampleRequest, request.body);
    const id = await createSample({ articles, rooms }, language, actorOf(request), now());
    reply.code(201).header('location', `/api/articles/${id}`);
    return made(id);
  });

  app.get('/api/articles', async (request): Promise<Articles> => {
    const { after, limit } = read(pageQuery, request.query);
    const from = readCursor(after);
    const rows = await articles.page(limit + 1, from && { changedAt: from.at, id: from.id });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      articles: page.map(summary),
      next: last && rows.length > limit ? cursorOf(last.changedAt, last.id) : null,
    };
  });

  const detail = async (id: string): Promise<ArticleDetail> => {
    const row = await articles.get(id);
    const text = row && (await rooms.read(id, (doc) => articleText(doc).text));
    if (row === null || text === null) throw noSuchArticle();
    return { ...summary(row), text };
  };

  app.get<{ Params: { id: string } }>('/api/articles/:id', async (request) => detail(request.params.id));

  app.patch<{ Params: { id: string } }>('/api/articles/:id', { config: editor }, async (request) => {
    const { id } = request.params;
    const { source } = read(articleChange, request.body);
    const row = await articles.get(id);
    if (!row) throw noSuchArticle();
    if (!(await articles.setSource(id, { ...row.source, ...given(source) }))) throw new Refused('frozen');
    return detail(id);
  });
}

/** The parts of a source that were sent. */
function given(change: z.infer<typeof articleChange>['source']): Partial<Source> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
