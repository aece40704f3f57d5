import { writeArticle } from '@sanad/shared/article';
import * as Y from 'yjs';
import type { Imported } from '../import/imported.ts';
import { newId } from '../people/secrets.ts';
import type { ArticleTable } from '../store/store.ts';

/** Makes an article of an imported text, by the person `actor`; answers with its id. It is on disk when it does. */
export async function createArticle(
  articles: ArticleTable,
  { content, title, language }: Imported,
  actor: string,
  now: Date,
): Promise<string> {
  const id = newId();
  const at = now.toISOString();
  const doc = new Y.Doc();
  writeArticle(doc, content);
  const bytes = Y.encodeStateAsUpdate(doc);
  const clients = [doc.clientID];
  doc.destroy();
  await articles.create(
    { id, title: title.slice(0, 300), language, createdAt: at, createdBy: actor },
    {
      article: id,
      at,
      actor,
      bytes,
      history: [{ kind: 'article-made', claim: null, detail: { title, language } }],
      clients,
    },
  );
  return id;
}
