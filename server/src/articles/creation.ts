import { writeArticle } from '@sanad/shared/article';
import { NO_SOURCE } from '@sanad/shared/source';
import * as Y from 'yjs';
import { writeClaims } from '../import/claim-writer.ts';
import type { Imported } from '../import/imported.ts';
import { newId } from '../people/secrets.ts';
import type { ArticleTable } from '../store/store.ts';

/**
 * Makes an article of an imported text, with the claims that came with it, by the person `actor`; answers with its id. It
 * is on disk when it does.
 */
export async function createArticle(
  articles: ArticleTable,
  { content, title, language, source, claims = [], asides = [] }: Imported,
  actor: string,
  now: Date,
): Promise<string> {
  const id = newId();
  const at = now.toISOString();
  const doc = new Y.Doc();
  writeArticle(doc, content);
  const unwritten = writeClaims(doc, claims, asides, { by: actor, at, newId });
  const bytes = Y.encodeStateAsUpdate(doc);
  const clients = [doc.clientID];
  doc.destroy();
  const from = source?.file || source?.address;
  const brought = claims.length - unwritten;
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
