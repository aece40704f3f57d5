import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type * as Y from 'yjs';
import type { HistoryWish } from '../api.ts';
import { historyQuery, refreshHistory } from './history-queries.ts';
import { tellingsOf } from './telling.ts';

/** How long after a change the server is asked what it knows of it, in milliseconds: once for all that comes meanwhile. */
const GENTLY = 1200;

/**
 * What was done to an article, newest first, and its older pages on demand. While it is on screen it follows the
 * document: what is new there is asked for soon after.
 */
export function useHistory(article: string, doc: Y.Doc, wish: HistoryWish) {
  const client = useQueryClient();
  const pages = useInfiniteQuery(historyQuery(article, wish));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      timer = null;
      // What cannot be had now is told by the list itself; the next change asks again.
      refreshHistory(client, article, wish).catch(() => undefined);
    };
    const onUpdate = () => {
      timer ??= setTimeout(ask, GENTLY);
    };
    doc.on('update', onUpdate);
    return () => {
      doc.off('update', onUpdate);
      if (timer) clearTimeout(timer);
    };
  }, [client, article, doc, wish]);
  const rows = useMemo(() => pages.data?.pages.flatMap(({ entries }) => entries), [pages.data]);
  const told = useMemo(() => rows && tellingsOf(rows), [rows]);
  return { pages, rows, told };
}
