import { type ArticleDetail, articleShape } from '@sanad/shared/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api.ts';

/** What is known of an article besides its document: language, direction, title. */
export const articleQuery = (articleId: string) =>
  queryOptions({
    queryKey: ['article', articleId],
    meta: { unasked: true },
    queryFn: ({ signal }): Promise<ArticleDetail> =>
      call(`/api/articles/${encodeURIComponent(articleId)}`, articleShape, { signal }),
    // The document itself comes live: only its language and direction are read here.
    staleTime: 5 * 60_000,
  });
