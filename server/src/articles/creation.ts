import { randomUUID } from 'node:crypto';
import { writeArticle } from '@sanad/shared/article';
import { NO_SOURCE } from '@sanad/shared/source';
import * as Y from 'yjs';
import { writeClaims } from '../import/claim-writer.ts';
import type { ArticleMade } from '../import/import-job.ts';
import type { Imported } from '../import/imported.ts';
import { newId } from '../people/secrets.ts';
import type { ArticleTable } from '../store/store.ts';

/**
 * Makes an article of an imported text, with the claims that came with it, by the person `actor`; answers with its id. It
 * is on disk when it does.
 */
export async function createArticle(
  articles: ArticleTable,
  imported: Imported,
  actor: string,
  now: Date,
): Promise<string> {
  return await storeArticle(articles, articleMade(imported, actor, now.toISOString()), actor, now);
}

/** Writes an imported text and the claims that came with it as an article, by the person `by`; nothing is stored. */
export function articleMade(
  { content, title, language, source = {}, claims = [], asides = [] }: Imported,
  by: string,
  at: string,
): ArticleMade {
  const doc = new Y.Doc();
  writeArticle(doc, content);
  const unwritten = writeClaims(doc, claims, asides, { by, at, newId: randomUUID });
  const update = Y.encodeStateAsUpdate(doc);
  const made = { update, client: doc.clientID, title, language, source, claims: claims.length - unwritten };
  doc.destroy();
  return made;
}

/** Stores an article that was written, by the person `actor`; answers with its id. It is on disk when it does. */
export async function storeArticle(
  articles: ArticleTable,
  { update: bytes, client, title, language, source, claims: brought }: ArticleMade,
  actor: string,
  now: Date,
): Promise<string> {
  const id = newId();
  const at = now.toISOString();
  const clients = [client];
  const from = source.file || source.address;
  const detail = { title, language, ...(from ? { from } : {}), ...(brought > 0 ? { claims: brought } : {}) };
  await articles.create(
    {
      id,
      title: title.slice(0, 300),
      language,
      createdAt: at,
      createdBy: actor,
      source: { ...NO_SOURCE, ...source },
      bringsClaims: brought > 0,
    },
    { article: id, at, actor, bytes, history: [{ kind: 'article-made', claim: null, detail }], clients },
  );
  return id;
}
