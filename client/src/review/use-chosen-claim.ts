import type { QueuedClaim } from '@sanad/shared/queue';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { keyOf } from './queue-reader.ts';
import { getQueue } from './review-api.ts';

/** How long a choice rests before the address names it, in milliseconds: browsers refuse to write one very often. */
const REST = 300;

export interface ChosenClaim {
  readonly key: string | null;
  readonly claim: QueuedClaim | null;
  /** Where in the list it is; where it was last, when it is not there any more. -1: nowhere. */
  readonly at: number;
  /** Whether the list has it. */
  readonly isListed: boolean;
  /** Whether it was looked for in vain. */
  readonly isMissing: boolean;
  choose(key: string | null): void;
}

/** Which claim is chosen, by article and id; `said` is what the address names, `write` names another there. */
export function useChosenClaim(
  rows: readonly QueuedClaim[],
  isKnown: boolean,
  said: string | null,
  write: (key: string | null) => void,
): ChosenClaim {
  const [key, setKey] = useState(said);
  const written = useRef(said);
  // The address was changed by somebody else: the way back, a link.
  if (said !== written.current) {
    written.current = said;
    if (said !== key) setKey(said);
  }
  useEffect(() => {
    if (key === written.current) return;
    const timer = setTimeout(() => {
      written.current = key;
      write(key);
    }, REST);
    return () => clearTimeout(timer);
  }, [key, write]);

  const found = key === null ? -1 : rows.findIndex((row) => keyOf(row) === key);
  const last = useRef<{ key: string; at: number; claim: QueuedClaim | null } | null>(null);
  const listed = rows[found] ?? null;
  if (key !== null && listed) last.current = { key, at: found, claim: listed };
  const remembered = last.current?.key === key ? last.current : null;

  // One that is linked to and not among what was read.
  const [article = '', claim = ''] = key?.split('/') ?? [];
  const alone = useQuery({
    queryKey: ['queue', 'claim', key],
    queryFn: ({ signal }) => getQueue({ article, claim }, signal).then(({ claims }) => claims[0] ?? null),
    enabled: key !== null && !listed && isKnown,
  });
  return {
    key,
    claim: listed ?? alone.data ?? remembered?.claim ?? null,
    at: listed ? found : (remembered?.at ?? -1),
    isListed: listed !== null,
    isMissing: alone.data === null && remembered === null,
    choose: useCallback((next: string | null) => setKey(next), []),
  };
}
