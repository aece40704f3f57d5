import { useCallback, useEffect, useMemo, useState } from 'react';
import { noteVisit } from './notice-queries.ts';

/** What was looked at since this page was loaded, by the ids of comments: coming back to an article brings it not back. */
const looked = new Set<string>();

/** The comments that others added while a person was not there. */
export interface Unread {
  /** By their ids. */
  readonly comments: ReadonlySet<string>;
  /** Says that comments were looked at: they are no longer among those. */
  look(comments: readonly string[]): void;
}

/**
 * What others said in the threads of an article since this person's last visit, as the server knows it; nothing while it
 * cannot be asked. Use it once for an article that is open: it tells the server that one is there, and when one leaves.
 */
export function useUnread(article: string): Unread {
  const [comments, setComments] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let left = false;
    const ask = async () => {
      const unread = await noteVisit(article).catch(() => []);
      if (!left) setComments((known) => new Set([...known, ...unread].filter((id) => !looked.has(id))));
    };
    const leave = () => void noteVisit(article, true).catch(() => undefined);
    const look = () => {
      if (document.visibilityState === 'visible') void ask();
      else leave();
    };
    void ask();
    document.addEventListener('visibilitychange', look);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', look);
      leave();
      setComments(new Set());
    };
  }, [article]);
  const look = useCallback((seen: readonly string[]) => {
    for (const id of seen) looked.add(id);
    setComments((known) =>
      seen.some((id) => known.has(id)) ? new Set([...known].filter((id) => !looked.has(id))) : known,
    );
  }, []);
  return useMemo(() => ({ comments, look }), [comments, look]);
}
