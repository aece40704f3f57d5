import { type DeskChange, type DeskSettings, deskShape } from '@sanad/shared/desk';
import type { Blocker } from '@sanad/shared/sign-off';
import { blockedShape, type Version, versionShape, versionsShape } from '@sanad/shared/version';
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, call } from '../api.ts';
import { comparedShape } from './report-difference.ts';

const pathOf = (article: string) => `/api/articles/${encodeURIComponent(article)}`;

/** What the desk asks of an article before it is signed off. */
export const deskQuery = queryOptions({
  queryKey: ['desk'],
  meta: { unasked: true },
  queryFn: ({ signal }): Promise<DeskSettings> => call('/api/desk', deskShape, { signal }),
});

/** Sets what the desk asks for; answers with all of it. */
export const changeDesk = (change: DeskChange): Promise<DeskSettings> =>
  call('/api/desk', deskShape, { method: 'PATCH', json: change });

/** The versions of an article, newest first. */
export const versionsQuery = (article: string) =>
  queryOptions({
    queryKey: ['versions', article],
    queryFn: ({ signal }): Promise<readonly Version[]> =>
      call(`${pathOf(article)}/versions`, versionsShape, { signal }).then(({ versions }) => versions),
  });

/** Signs an article off as it is on the server. @throws ApiProblem; `blockersIn` tells what stands in the way. */
export const signOff = (article: string): Promise<Version> =>
  call(`${pathOf(article)}/sign-off`, versionShape, { method: 'POST' });

/** Reopens an article that is signed off. */
export const reopen = (article: string, reason: string): Promise<Version> =>
  call(`${pathOf(article)}/reopen`, versionShape, { method: 'POST', json: { reason } });

/** What stands in the way, where that is why signing off failed; null where it failed otherwise. */
export function blockersIn(error: unknown): readonly Blocker[] | null {
  if (!(error instanceof ApiProblem) || error.code !== 'blocked') return null;
  const blocked = blockedShape.safeParse(error.body);
  return blocked.success ? blocked.data.blockers : null;
}

/** The report of a version, or of the article now (null), as far as it is compared. A version never changes. */
export const comparedQuery = (article: string, number: number | null) =>
  queryOptions({
    queryKey: ['compared', article, number],
    queryFn: ({ signal }) => {
      const path =
        number === null ? `${pathOf(article)}/report.json` : versionPath(article, number, 'report.json', 'en');
      return call(path, comparedShape, { signal });
    },
    staleTime: number === null ? 0 : Number.POSITIVE_INFINITY,
  });

/** Where a version's report is. `language` is of its own words. */
export const versionPath = (article: string, number: number, file: 'report.html' | 'report.json', language: string) =>
  `${pathOf(article)}/versions/${number}/${file}?language=${language}`;
