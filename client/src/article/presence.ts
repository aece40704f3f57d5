import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';

/** Somebody who has the article open, in however many windows. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  /** A CSS colour, the same for them on every screen. */
  readonly colour: string;
  readonly own: boolean;
  /** The claims they hold. */
  readonly claims: readonly string[];
  /** The block they read, counted from 0; null when they do not say. */
  readonly reading: number | null;
}

const stateShape = z.object({
  user: z.object({ id: z.string(), name: z.string(), color: z.string() }),
  claim: z.string().nullish(),
  reading: z.number().int().min(0).nullish(),
});

/** Who is here by what the windows say of themselves; each person once, the own one first, the others by name. */
export function peopleHere(states: Iterable<unknown>, own: string): PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const state of states) {
    const { data } = stateShape.safeParse(state);
    if (!data) continue;
    const { id, name, color } = data.user;
    const known = people.get(id);
    const claims = [...(known?.claims ?? []), ...(data.claim ? [data.claim] : [])];
    people.set(id, {
      id,
      name,
      colour: color,
      own: id === own,
      claims: [...new Set(claims)],
      reading: known?.reading ?? data.reading ?? null,
    });
  }
  return [...people.values()].sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name));
}

/** The colleagues on each claim, by claim. */
export function holdersOf(people: readonly PersonHere[]): ReadonlyMap<string, readonly PersonHere[]> {
  const holders = new Map<string, PersonHere[]>();
  for (const person of people) {
    if (person.own) continue;
    for (const claim of person.claims) holders.set(claim, [...(holders.get(claim) ?? []), person]);
  }
  return holders;
}

/** What a window says of itself but for its cursor, in a word; null when it says nothing. */
function saidBy(state: Readonly<Record<string, unknown>> | undefined): string | null {
  return state ? JSON.stringify([state.user, state.claim, state.reading]) : null;
}

interface Changed {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Hears of changes of who is here and where, and not of every cursor that moves. Answers with what ends it. */
function watchPeople(awareness: Awareness, listener: () => void): () => void {
  const said = new Map<number, string | null>();
  const look = ({ added, updated, removed }: Changed) => {
    let isNews = false;
    for (const client of [...added, ...updated, ...removed]) {
      const now = saidBy(awareness.getStates().get(client));
      isNews ||= now !== said.get(client);
      said.set(client, now);
    }
    if (isNews) listener();
  };
  awareness.on('change', look);
  return () => awareness.off('change', look);
}

/** Who has the article open now; another array only when something in it changed. */
export function usePeopleHere(awareness: Awareness, own: string): readonly PersonHere[] {
  const last = useRef<{ readonly people: readonly PersonHere[]; readonly key: string } | null>(null);
  const subscribe = useCallback((listener: () => void) => watchPeople(awareness, listener), [awareness]);
  const look = useMemo(
    () => () => {
      const people = peopleHere(awareness.getStates().values(), own);
      const key = JSON.stringify(people);
      if (last.current?.key !== key) last.current = { people, key };
      return last.current.people;
    },
    [awareness, own],
  );
  return useSyncExternalStore(subscribe, look);
}
