import { STAGE_REASON } from '@sanad/shared/protocol';
import type { Signed } from '@sanad/shared/version';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ArticleSession } from '../sync/session.ts';
import { articleQuery } from './article-queries.ts';

/** Whether an article takes changes, and the version that stands, as far as it is known here. */
export interface Stage {
  readonly frozen: boolean;
  readonly signed: Signed | null;
}

/**
 * The stage of an article. The server sends everybody back in when it changes, and says why: that holds at once, and is
 * asked about; after any other lost connection, or a change that came too late, it is asked about as well.
 */
export function useStage(session: ArticleSession): Stage {
  const client = useQueryClient();
  const query = articleQuery(session.articleId);
  const { data, dataUpdatedAt } = useQuery(query);
  const sentBack = useSyncExternalStore(session.subscribe, session.sentBack);
  const kind = useSyncExternalStore(session.subscribe, () => session.state().kind);
  const [key] = query.queryKey;
  const lost = useRef(false);
  useEffect(() => {
    if (sentBack) void client.invalidateQueries({ queryKey: [key, session.articleId] });
  }, [client, key, session, sentBack]);
  useEffect(() => {
    if (kind === 'offline') lost.current = true;
    const back = kind === 'live' && lost.current;
    if (back) lost.current = false;
    if (back || kind === 'refused') void client.invalidateQueries({ queryKey: [key, session.articleId] });
  }, [client, key, session, kind]);
  const signed = data?.signed ?? null;
  const heard = sentBack !== null && sentBack.at >= dataUpdatedAt;
  return { frozen: heard ? sentBack.reason === STAGE_REASON.signedOff : signed !== null, signed };
}
