import { type Sealed, type SealedRequest, sealedListShape } from '@sanad/shared/sealed';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

const pathOf = (article: string) => `/api/articles/${encodeURIComponent(article)}`;
const pathOn = (article: string, claim: string) => `${pathOf(article)}/claims/${encodeURIComponent(claim)}/sealed`;
const listed = ({ sealed }: { sealed: readonly Sealed[] }) => sealed;

/** Who has given a sealed verdict in an article. */
export const sealedQuery = (article: string) =>
  queryOptions({
    queryKey: ['sealed', article],
    meta: { unasked: true },
    queryFn: ({ signal }): Promise<readonly Sealed[]> =>
      call(`${pathOf(article)}/sealed`, sealedListShape, { signal }).then(listed),
  });

/** Gives a sealed verdict, in place of one's own before; answers with all that are sealed then. */
export const giveSealed = (article: string, claim: string, given: SealedRequest): Promise<readonly Sealed[]> =>
  call(pathOn(article, claim), sealedListShape, { method: 'POST', json: given }).then(listed);

/** Takes one's own sealed verdict back; answers with all that are sealed then. */
export const withdrawSealed = (article: string, claim: string): Promise<readonly Sealed[]> =>
  call(pathOn(article, claim), sealedListShape, { method: 'DELETE' }).then(listed);
