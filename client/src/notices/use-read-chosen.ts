import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { noticesQuery, useReading } from './notice-queries.ts';

const isKnown = () => true;

/**
 * Whoever goes to a claim by themselves has read what they were told of it. What comes while they are at it stays unread:
 * they may be looking elsewhere.
 */
export function useReadChosen(editor: ArticleEditor, article: string): void {
  const client = useQueryClient();
  const read = useReading();
  const chosen = useSyncExternalStore(editor.subscribe, () => editor.chosen());
  const markRead = useEffectEvent((id: string) => {
    const told = client.getQueryData(noticesQuery.queryKey)?.pages.flatMap(({ notices }) => notices) ?? [];
    const of = told.filter((one) => one.readAt === null && one.article.id === article && one.claim?.id === id);
    if (of.length > 0) read({ ids: of.slice(0, 100).map((one) => one.id) });
  });
  const known = useInfiniteQuery({ ...noticesQuery, select: isKnown }).data === true;
  useEffect(() => {
    if (chosen !== null && known) markRead(chosen);
  }, [chosen, known]);
}
