import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { desk } from '../queries.ts';
import { type Asked, QueueReader, type QueueState } from './queue-reader.ts';
import { askedOf, type QueueFilter } from './queue-wish.ts';
import { getQueue } from './review-api.ts';

/** How often the queue is asked for anew while it is looked at, in milliseconds, whatever is told. */
const FRESH = 15_000;
/** The shortest time between two such questions: what comes in bursts is asked for once. */
const PACE = 1000;

function readerOf(filter: QueueFilter): QueueReader {
  const asked = askedOf(filter);
  return new QueueReader(({ after, through, limit }: Asked, signal) => {
    const page = {
      ...asked,
      ...(after === null ? {} : { after }),
      ...(through === null ? {} : { through }),
      limit: String(limit),
    };
    // Through the desk's queries, which know what an answer of 401 means.
    return desk.fetchQuery({
      queryKey: ['queue-page', page],
      queryFn: () => getQueue(page, signal),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    });
  });
}

/** The queue under a filter, kept up while the page is looked at. */
export function useQueue(filter: QueueFilter): { readonly reader: QueueReader; readonly state: QueueState } {
  const key = JSON.stringify(filter);
  const [known, setKnown] = useState(() => ({ key, reader: readerOf(filter) }));
  let { reader } = known;
  if (known.key !== key) {
    reader = readerOf(filter);
    setKnown({ key, reader });
  }
  const state = useSyncExternalStore(reader.subscribe, reader.state);
  useEffect(() => {
    reader.look(0, 0);
    return () => reader.close();
  }, [reader]);
  useNews(() => reader.refresh());
  return { reader, state };
}

/** Calls `changed` when something of the queue may have: when the desk tells so, on focus, and now and then. */
function useNews(changed: () => void): void {
  const tell = useEffectEvent(changed);
  const { data } = useQuery({
    queryKey: ['queue', 'news'],
    // Nothing is fetched here: that it is asked for says that there is something to fetch.
    queryFn: () => performance.now(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: FRESH,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  });
  const [first] = useState(data);
  const last = useRef(0);
  useEffect(() => {
    if (data === undefined || data === first) return;
    const due = Math.max(0, last.current + PACE - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      tell();
    }, due);
    return () => clearTimeout(timer);
  }, [data, first]);
}
