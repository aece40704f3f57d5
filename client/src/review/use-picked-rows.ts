import type { QueuedClaim } from '@sanad/shared/queue';
import { useCallback, useMemo, useState } from 'react';
import { keyOf } from './queue-reader.ts';

/** Claims of the list that were picked to be given to somebody together. */
export interface PickedRows {
  readonly picked: ReadonlySet<string>;
  readonly claims: readonly QueuedClaim[];
  /** Whose they are; undefined where that is not the same for all. */
  readonly assignee: string | null | undefined;
  /** Picks one or lets it go; `through`: all from the one before to it. */
  press(key: string, through: boolean): void;
  toggle(key: string): void;
  add(key: string): void;
  clear(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** Picks among `rows`: what leaves the list is not picked any more. */
export function usePickedRows(rows: readonly QueuedClaim[]): PickedRows {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE);
  const [last, setLast] = useState<string | null>(null);
  const claims = useMemo(() => (chosen.size === 0 ? [] : rows.filter((row) => chosen.has(keyOf(row)))), [rows, chosen]);
  const picked = useMemo(() => (claims.length === 0 ? NONE : new Set(claims.map(keyOf))), [claims]);
  const toggle = useCallback((key: string) => {
    setLast(key);
    setChosen((known) => {
      const next = new Set(known);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const add = useCallback((key: string) => {
    setLast(key);
    setChosen((known) => new Set([...known, key]));
  }, []);
  const press = useCallback(
    (key: string, through: boolean) => {
      if (!through || last === null) {
        toggle(key);
        return;
      }
      const order = rows.map(keyOf);
      const [a, b] = [order.indexOf(last), order.indexOf(key)];
      setLast(key);
      setChosen((known) => new Set([...known, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]));
    },
    [rows, last, toggle],
  );
  const clear = useCallback(() => setChosen(NONE), []);
  const [first] = claims;
  const assignee = first && claims.every((one) => one.assignee === first.assignee) ? first.assignee : undefined;
  return { picked, claims, assignee, press, toggle, add, clear };
}
