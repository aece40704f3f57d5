import type { DeedKind } from '@sanad/shared/deed';
import type { HistoryPage } from '@sanad/shared/protocol';
import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { getHistory, type HistoryWish } from '../api.ts';

/** What a history can be narrowed to. */
export const SUBJECTS = ['text', 'marks', 'verdicts', 'places', 'asides', 'dossier', 'stages'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The kinds of rows that make up a subject. Every kind is of one. */
const SUBJECT_OF: Readonly<Record<DeedKind, Subject>> = {
  'article-made': 'text',
  'text-edited': 'text',
  'claim-made': 'marks',
  'claim-removed': 'marks',
  'claim-restored': 'marks',
  'verdict-given': 'verdicts',
  'verdict-withdrawn': 'verdicts',
  'claim-moved': 'places',
  'aside-made': 'asides',
  'aside-removed': 'asides',
  'aside-restored': 'asides',
  'claim-assigned': 'dossier',
  'claimant-set': 'dossier',
  'evidence-added': 'dossier',
  'evidence-changed': 'dossier',
  'evidence-removed': 'dossier',
  'evidence-restored': 'dossier',
  'evidence-withdrawn': 'dossier',
  'comment-added': 'dossier',
  'comment-edited': 'dossier',
  'comment-deleted': 'dossier',
  'claim-settled': 'dossier',
  'claim-reopened': 'dossier',
  'settlement-withdrawn': 'dossier',
  'reopening-withdrawn': 'dossier',
  'signed-off': 'stages',
  reopened: 'stages',
};

/** The kinds of a subject, for the server. */
export function kindsOf(subject: Subject): readonly string[] {
  return Object.entries(SUBJECT_OF)
    .filter(([, of]) => of === subject)
    .map(([kind]) => kind);
}

export type Pages = InfiniteData<HistoryPage, string | null>;

/** An article's history as it is wished for, page by page from the newest row. */
export const historyQuery = (article: string, wish: HistoryWish) =>
  infiniteQueryOptions({
    queryKey: ['history', article, wish],
    queryFn: ({ pageParam, signal }) => getHistory(article, wish, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What is on screen is followed up by what the document tells, and its older pages never change: they are not asked
    // for again when the window has the keyboard again, or another time it is opened.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/**
 * Pages with news put before them. `fresh` is the first page asked for anew: what it holds is newer in every row, for an
 * edit still counts letters. Where it does not reach what is known, it stands alone, and the rest is asked for again.
 */
export function withNews({ pages, pageParams }: Pages, fresh: HistoryPage): Pages {
  const [first, ...rest] = pages;
  const end = fresh.entries.at(-1)?.row;
  const newest = first?.entries[0]?.row;
  const meets = fresh.next !== null && end !== undefined && newest !== undefined && end <= newest;
  if (!first || !meets) return { pages: [fresh], pageParams: [null] };
  const older = (page: HistoryPage) => ({ ...page, entries: page.entries.filter(({ row }) => row < end) });
  const known = older(first);
  return {
    pages: [{ ...fresh, entries: [...fresh.entries, ...known.entries], next: first.next }, ...rest.map(older)],
    pageParams,
  };
}

/** Asks for what is new in a history that is on screen, and for nothing that is known already. */
export async function refreshHistory(client: QueryClient, article: string, wish: HistoryWish): Promise<void> {
  const query = historyQuery(article, wish);
  const known = client.getQueryData(query.queryKey);
  // What has not come yet, or could not be had, is asked for as it is.
  if (!known) return client.refetchQueries({ queryKey: query.queryKey, exact: true });
  const fresh = await getHistory(article, wish, null);
  client.setQueryData<Pages>(query.queryKey, (pages) => pages && withNews(pages, fresh));
}
