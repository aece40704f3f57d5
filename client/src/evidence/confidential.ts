import type { Confidentials } from '@sanad/shared/confidential';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { ApiProblem } from '../api.ts';
import { desk } from '../queries.ts';
import {
  addConfidential,
  changeConfidential,
  getConfidential,
  type OfClaim,
  removeConfidential,
} from './evidence-api.ts';
import type { ConfidentialEvidence, EvidencePiece } from './evidence-desk.ts';

const KEY = 'confidential';

/**
 * What is confidential in an article; null to whom it is not told. It stays in this page's memory and nowhere else, and
 * goes with the last that shows it.
 */
const confidentialQuery = (article: string) =>
  queryOptions({
    queryKey: [KEY, article],
    meta: { unasked: true },
    queryFn: async ({ signal }): Promise<Confidentials | null> => {
      try {
        return await getConfidential(article, signal);
      } catch (error) {
        // Who may not read it any more keeps nothing of what they were told before.
        if (error instanceof ApiProblem && error.status === 403) return null;
        throw error;
      }
    },
    gcTime: 0,
  });

/** Asks again what is confidential in an article: somebody has written there. */
export function refreshConfidential(article: string): Promise<void> {
  return desk.invalidateQueries({ queryKey: [KEY, article] });
}

/** The claims of an article that have confidential evidence; none where that is not told. */
export function useConfidentialClaims(article: string, person: Person): ReadonlySet<string> {
  const may = atLeast(person.role, 'checker');
  const { data } = useQuery({ ...confidentialQuery(article), enabled: may });
  return useMemo(() => new Set(Object.keys(data?.claims ?? {})), [data]);
}

/** The confidential pieces of a claim; null where they are not told, or not known yet. */
export function useConfidential({ article, claim }: OfClaim, person: Person): readonly EvidencePiece[] | null {
  const may = atLeast(person.role, 'checker');
  useEffect(() => {
    if (!may) desk.removeQueries({ queryKey: [KEY] });
  }, [may]);
  const select = useCallback(
    (told: Confidentials | null) =>
      told && (told.claims[claim] ?? []).map((piece): EvidencePiece => ({ ...piece, confidential: true })),
    [claim],
  );
  const { data } = useQuery({ ...confidentialQuery(article), enabled: may, select });
  return may ? (data ?? null) : null;
}

/** Where the confidential evidence of a claim is written; `removed` hears of what was taken away, with how to bring it back. */
export function useConfidentialActs(
  { article, claim }: OfClaim,
  removed: (piece: EvidencePiece, undo: () => Promise<void>) => void,
): ConfidentialEvidence {
  return useMemo(() => {
    const of = { article, claim };
    const told = async (act: Promise<void>) => {
      try {
        await act;
      } finally {
        await refreshConfidential(article);
      }
    };
    return {
      add: (wish, moves) => told(addConfidential(of, moves === undefined ? wish : { ...wish, moves })),
      change: (id, change) => told(changeConfidential(of, id, change)),
      remove: async (piece) => {
        await told(removeConfidential(of, piece.id));
        removed(piece, () => told(changeConfidential(of, piece.id, { removed: false })));
      },
    };
  }, [article, claim, removed]);
}
