import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Claims of the list that were picked to be given to somebody together. */
export interface PickedClaims {
  readonly picked: ReadonlySet<string>;
  toggle(id: string): void;
  /** Picks all from the one that was picked last to `id`. */
  extendTo(id: string): void;
  clear(): void;
}

export const PickedClaimsContext = createContext<PickedClaims | null>(null);

/** The claims picked in the list around; null where there is no list, or nobody who may pick. */
export function usePicked(): PickedClaims | null {
  return use(PickedClaimsContext);
}

/** Whether a press on a claim's card picked it: with Ctrl or ⌘ it alone, with Shift all up to it. */
export function pickedBy(
  event: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean },
  picking: PickedClaims | null,
  claim: string,
): boolean {
  if (!picking || !(event.ctrlKey || event.metaKey || event.shiftKey)) return false;
  if (event.shiftKey) picking.extendTo(claim);
  else picking.toggle(claim);
  return true;
}

/**
 * Picks among claims, given by their ids: what leaves the list is not picked any more. Another object only when others are
 * picked.
 */
export function usePicking(order: readonly string[], mayPick: boolean): PickedClaims | null {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const picked = useMemo(() => {
    if (chosen.size === 0) return chosen;
    return new Set(order.filter((id) => chosen.has(id)));
  }, [chosen, order]);
  const toggle = useCallback((id: string) => {
    last.current = id;
    setChosen((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const listed = useRef(order);
  useEffect(() => {
    listed.current = order;
  }, [order]);
  const extendTo = useCallback((id: string) => {
    const { current } = listed;
    const [a, b] = [current.indexOf(last.current ?? id), current.indexOf(id)];
    const [from, to] = [Math.min(a === -1 ? b : a, b), Math.max(a, b)];
    last.current = id;
    setChosen((known) => new Set([...known, ...current.slice(from, to + 1)]));
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  return useMemo(
    () => (mayPick ? { picked, toggle, extendTo, clear } : null),
    [mayPick, picked, toggle, extendTo, clear],
  );
}
