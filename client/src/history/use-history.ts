import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { HistoryWish } from '../api.ts';
import { historyQuery, refreshHistory } from './history-queries.ts';
import { tellingsOf } from './telling.ts';

/** How long after a change the server is asked what it knows of it, in milliseconds: once for all that comes meanwhile. */
const GENTLY = 1200;
/** How long after it could not be asked it is asked again. */
const AGAIN = 5000;

/**
 * What was done to an article, newest first, and its older pages on demand. While it is on screen it follows the
 * document: what is new there is asked for soon after, and again as soon as the connection is back. `behind`: what is new
 * could not be had.
 */
export function useHistory(article: string, doc: Y.Doc, wish: HistoryWish, offline = false) {
  const client = useQueryClient();
  const pages = useInfiniteQuery(historyQuery(article, wish));
  const [behind, setBehind] = useState(false);
  const wasOffline = useRef(offline);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let left = false;
    const askIn = (wait: number) => {
      timer ??= setTimeout(() => void ask(), wait);
    };
    const ask = async () => {
      timer = null;
      const failed = await refreshHistory(client, article, wish).then(
        () => false,
        () => true,
      );
      if (left) return;
      setBehind(failed);
      if (failed) askIn(AGAIN);
    };
    const onUpdate = () => askIn(GENTLY);
    doc.on('update', onUpdate);
    if (wasOffline.current && !offline) askIn(0);
    wasOffline.current = offline;
    return () => {
      left = true;
      doc.off('update', onUpdate);
      if (timer) clearTimeout(timer);
    };
  }, [client, article, doc, wish, offline]);
  const rows = useMemo(() => pages.data?.pages.flatMap(({ entries }) => entries), [pages.data]);
  const told = useMemo(() => rows && tellingsOf(rows), [rows]);
  return { pages, told, behind: behind || offline };
}
