import { type Notices, type noticesRead, noticesShape, unreadShape, visitShape } from '@sanad/shared/notice';
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../api.ts';

/** How many notices are asked for at a time. */
const PAGE = 30;

function getNotices(after: string | null, signal?: AbortSignal): Promise<Notices> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(after === null ? {} : { after }) });
  return call(`/api/notices?${query}`, noticesShape, { signal });
}

/** One's own notices, newest first. The server tells when they have changed (`desk-events.ts`). */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices'],
  meta: { unasked: true },
  queryFn: ({ pageParam, signal }) => getNotices(pageParam, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

/** How many of one's own notices are unread; 0 until it is known. */
export function useUnreadCount(): number {
  return useInfiniteQuery({ ...noticesQuery, select: countOf }).data ?? 0;
}

const countOf = ({ pages }: InfiniteData<Notices>) => pages[0]?.unread ?? 0;

export type ReadWish = z.input<typeof noticesRead>;

/** Marks notices as read: here at once, and at the server. Where that fails they are unread again. */
export function useReading(): (wish: ReadWish) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (wish: ReadWish) => call('/api/notices/read', unreadShape, { method: 'POST', json: wish }),
    onMutate: (wish) => markRead(client, wish),
    onSettled: () => client.invalidateQueries(noticesQuery),
  });
  return mutate;
}

async function markRead(client: QueryClient, wish: ReadWish): Promise<void> {
  await client.cancelQueries(noticesQuery);
  const at = new Date().toISOString();
  const isMeant = ({ id, at: made }: Notices['notices'][number]) =>
    'ids' in wish ? wish.ids.includes(id) : wish.until === undefined || made <= wish.until;
  client.setQueryData(noticesQuery.queryKey, (known) => {
    if (!known) return known;
    const meant = known.pages.flatMap(({ notices }) => notices).filter((one) => one.readAt === null && isMeant(one));
    const [first] = known.pages;
    const unread = 'ids' in wish ? Math.max(0, (first?.unread ?? 0) - meant.length) : 0;
    const pages = known.pages.map((page) => ({
      ...page,
      unread,
      notices: page.notices.map((one) => (meant.includes(one) ? { ...one, readAt: at } : one)),
    }));
    return { ...known, pages };
  });
}

/** Says that one is in an article; answers with the comments that are new to oneself. `leaving`: the page goes. */
export async function noteVisit(article: string, leaving = false): Promise<readonly string[]> {
  const path = `/api/articles/${encodeURIComponent(article)}/visit`;
  if (!leaving) return (await call(path, visitShape, { method: 'POST' })).unread;
  // What is sent with the page's last breath is not waited for.
  await fetch(path, { method: 'POST', keepalive: true, credentials: 'same-origin' });
  return [];
}
