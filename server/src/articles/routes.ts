import { articleText } from '@sanad/shared/article-text';
import { directionOfLanguage } from '@sanad/shared/direction';
import { articleOfImportRequest } from '@sanad/shared/import-draft';
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
import type { Source, sourceChange } from '@sanad/shared/source';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../http/access.ts';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import type { Reading } from '../import/import-job.ts';
import type { Imports } from '../import/imports.ts';
import type { Material } from '../import/readers.ts';
import { pasted, receivedFile } from '../import/received.ts';
import { importProblem } from '../import/refusal.ts';
import { closing } from '../import/routes.ts';
import type { ArticleRow } from '../store/store.ts';
import { storeArticle } from './creation.ts';
import { createSample } from './samples.ts';

/** GET /api/articles */
export const pageQuery = z.strictObject({
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What an article is to be made of, and how. */
interface Wanted {
  readonly material: Material;
  readonly reading: Reading;
  readonly source: Partial<Source>;
  /** The import that it is made of, if it is. */
  readonly held: string | null;
}

/** @throws HttpProblem when there is nothing that an article could be made of. */
async function wantedOf(imports: Imports, request: FastifyRequest): Promise<Wanted> {
  const plain = { withoutHiddenSigns: false, source: {}, held: null };
  if (request.isMultipart()) {
    const { material, fields } = await receivedFile(request).catch((error) => {
      throw importProblem(error);
    });
    const about = read(articleRequest.pick({ title: true, language: true }), fields);
    return { ...plain, material, reading: { ...about, encoding: null, withoutHiddenSigns: false } };
  }
  if (typeof request.body === 'object' && request.body !== null && 'import' in request.body) {
    const { import: id, source = {}, ...about } = read(articleOfImportRequest, request.body);
    const { article, material, reading, made } = imports.held(id, request.person.id);
    if (article !== null) throw new HttpProblem(422, 'other-article', 'This was read as the text of an article.');
    const known = made?.facts.source ?? {};
    return { material, reading: { ...reading, ...about }, source: { ...known, ...definedOf(source) }, held: id };
  }
  const { content, format, ...about } = read(articleRequest, request.body);
  const reading = { ...about, encoding: 'utf-8' as const, withoutHiddenSigns: false };
  return { ...plain, material: pasted(format, content), reading };
}

/** The parts of a source that were given. */
function definedOf(source: z.infer<typeof sourceChange>): Partial<Source> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined));
}

/** A text of the largest size as JSON: each of its bytes may have become `\u00xx`. */
const BODY_LIMIT = IMPORT_LIMIT * 6 + 4096;

/** Making, listing and reading articles. */
export function articleRoutes(app: FastifyInstance, { store, rooms, now, url }: Parts, imports: Imports): void {
  const { articles } = store;
  const summary = ({ frozenAt: _, ...row }: ArticleRow): ArticleSummary => ({
    ...row,
    direction: directionOfLanguage(row.language),
    present: rooms.present(row.id),
  });
  const made = (id: string): MadeArticle => ({ id, url: `${url()}/articles/${id}` });
  const editor = { least: 'editor' as const };

  app.post('/api/articles', { config: editor, bodyLimit: BODY_LIMIT }, async (request, reply): Promise<MadeArticle> => {
    const { person } = request;
    const { material, reading, source, held } = await wantedOf(imports, request);
    const signal = closing(reply.raw);
    const at = now();
    const make = async () => {
      const written = await imports.write(material, reading, person.id, at.toISOString(), signal).catch((error) => {
        throw importProblem(error);
      });
      signal.throwIfAborted();
      const stored = await storeArticle(
        articles,
        { ...written, source: { ...written.source, ...source } },
        person.id,
        at,
      );
      // Whoever asks for its claims next is to find them.
      if (written.claims > 0) await rooms.refresh(stored);
      return stored;
    };
    const id = await (held === null ? make() : imports.makeOnce(held, person.id, make));
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
    // Signed off or not: where it stands in public is known once it is published, and no signed report says it anew.
    if (!(await articles.setSource(id, { ...row.source, ...given(source) }))) throw noSuchArticle();
    return detail(id);
  });
}

/** The parts of a source that were sent. */
function given(change: z.infer<typeof articleChange>['source']): Partial<Source> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
