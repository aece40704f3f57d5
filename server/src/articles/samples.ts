import type { Actor } from '@sanad/shared/policy';
import type * as Y from 'yjs';
import { articleOfText } from '../import/text.ts';
import { newId } from '../people/secrets.ts';
import type { ArticleTable } from '../store/store.ts';
import type { Rooms } from '../sync/rooms.ts';
import { makeClaim } from './claim-acts.ts';
import { createArticle } from './creation.ts';
import { arabic } from './samples/arabic.ts';
import { english } from './samples/english.ts';
import type { Sample } from './samples/sample.ts';

/** The samples, by language. */
export const samples: Readonly<Record<Sample['language'], Sample>> = { ar: arabic, en: english };

/** Makes the sample of a language an article of the desk, with its claims judged by `actor`; answers with its id. */
export async function createSample(
  { articles, rooms }: { readonly articles: ArticleTable; readonly rooms: Rooms },
  language: Sample['language'],
  actor: Actor,
  now: Date,
): Promise<string> {
  const { title, paragraphs, claims } = samples[language];
  const imported = articleOfText(paragraphs.join('\n\n'), { title, language });
  const id = await createArticle(articles, imported, actor.id, now);
  const who = { by: actor.id, at: now.toISOString() };
  const judgeAll = (doc: Y.Doc) => {
    for (const { quote, verdict, note } of claims) {
      const place = makeClaim(doc, newId(), { quote }, who, { verdict, note, ...who });
      if (place.kind !== 'found') throw new Error(`a claim of the sample has no place: ${quote}`);
    }
  };
  // Whatever the desk asks for: a sample shows what verdicts look like.
  await rooms.change(id, actor, judgeAll, 'off');
  await rooms.projected(id);
  return id;
}
