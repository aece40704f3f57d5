import { useUnreadCount } from './notice-queries.ts';

/** The title of the browser's tab: what page it is, and before that how much is unread. */
export function PageTitle({ children }: { readonly children: string }) {
  const unread = useUnreadCount();
  return <title>{unread > 0 ? `(${unread}) ${children}` : children}</title>;
}
