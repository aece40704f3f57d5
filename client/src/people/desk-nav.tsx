import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { QUEUE_COUNT_LIMIT } from '@sanad/shared/queue';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { getQueue } from '../review/review-api.ts';
import styles from './desk-nav.module.css';

/** How often one's own work is counted anew while the page is looked at, in milliseconds, whatever is told. */
const FRESH = 60_000;

/** The ways between the pages of the desk: the articles, the review, and one's own work with how much there is. */
export function DeskNav({ person }: { readonly person: Person }) {
  const text = useText();
  const [path] = useLocation();
  const [query] = useSearchParams();
  const mayWork = atLeast(person.role, 'checker');
  const mine = useQuery({
    queryKey: ['queue', 'count', person.id],
    meta: { unasked: true },
    queryFn: ({ signal }) => getQueue({ assignee: 'me', state: 'open', limit: '1' }, signal).then(({ total }) => total),
    enabled: mayWork,
    refetchInterval: FRESH,
  }).data;
  const isMine = path === '/review' && query.get('view') === 'mine';
  const count = mine ?? 0;
  return (
    <nav className={styles.nav} aria-label={text('frame.pages')}>
      <Link href="/" className={styles.link} aria-current={path === '/' ? 'page' : undefined}>
        {text('frame.articles')}
      </Link>
      <Link href="/review" className={styles.link} aria-current={path === '/review' && !isMine ? 'page' : undefined}>
        {text('review.title')}
      </Link>
      {mayWork ? (
        <Link
          href="/review?view=mine"
          className={styles.link}
          aria-label={text('review.mine.count', { count })}
          aria-current={isMine ? 'page' : undefined}
        >
          {text('review.mine')}
          {count > 0 ? (
            <span className={styles.count} dir="ltr">
              {count >= QUEUE_COUNT_LIMIT ? `${QUEUE_COUNT_LIMIT - 1}+` : count}
            </span>
          ) : null}
        </Link>
      ) : null}
    </nav>
  );
}
