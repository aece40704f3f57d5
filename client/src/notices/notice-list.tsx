import type { Notice } from '@sanad/shared/notice';
import { Link } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { CheckIcon, NoticeIcon } from '../ui/icons.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './notice-list.module.css';
import { NoticeSentence } from './notice-sentence.tsx';

export interface NoticeListProps {
  /** Newest first. */
  readonly notices: readonly Notice[];
  /** The one that was opened: it is gone to. */
  readonly onOpen: (notice: Notice) => void;
  readonly onRead: (notice: Notice) => void;
}

/** What one was told, article by article: that with the newest first. */
export function NoticeList({ notices, onOpen, onRead }: NoticeListProps) {
  const text = useText();
  return (
    <ol className={styles.articles} aria-label={text('notices.list')}>
      {byArticle(notices).map(({ article, told }) => (
        <li key={article.id} className={styles.article}>
          <h3 className={styles.title} lang={article.language}>
            {/* It runs in its own direction and stands where the list stands. */}
            <bdi>{article.title || text('article.untitled')}</bdi>
          </h3>
          <ol className={styles.told}>
            {told.map((notice) => (
              <Row key={notice.id} notice={notice} onOpen={onOpen} onRead={onRead} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

interface RowProps extends Omit<NoticeListProps, 'notices'> {
  readonly notice: Notice;
}

function Row({ notice, onOpen, onRead }: RowProps) {
  const text = useText();
  const { actor, claim, article, readAt } = notice;
  const unread = readAt === null;
  return (
    <li className={styles.notice} data-notice={notice.kind} data-unread={unread ? '' : undefined}>
      <span className={styles.who} aria-hidden="true">
        {actor === null || actor === 'server' ? <NoticeIcon /> : <Avatar face={actor} />}
      </span>
      <div className={styles.about}>
        <Link className={styles.link ?? ''} href={addressOf(notice)} onPress={() => onOpen(notice)}>
          {unread ? <Hidden>{text('notices.unread')} </Hidden> : null}
          <NoticeSentence notice={notice} />
        </Link>
        {claim ? (
          <p className={styles.words}>
            {claim.words === null ? (
              text('notices.claim-gone')
            ) : (
              <q lang={article.language}>
                <bdi>{claim.words}</bdi>
              </q>
            )}
          </p>
        ) : null}
        <p className={styles.when}>
          <RelativeTime at={notice.at} />
        </p>
      </div>
      {unread ? (
        <IconButton size="small" label={text('notices.read')} className={styles.read} onPress={() => onRead(notice)}>
          <CheckIcon />
        </IconButton>
      ) : null}
    </li>
  );
}

/** Where a notice leads: to its claim, or to its article. */
function addressOf({ article, claim }: Notice): string {
  const query = claim ? `?${new URLSearchParams({ claim: claim.id })}` : '';
  return `/articles/${encodeURIComponent(article.id)}${query}`;
}

interface OfArticle {
  readonly article: Notice['article'];
  readonly told: Notice[];
}

function byArticle(notices: readonly Notice[]): OfArticle[] {
  const articles = new Map<string, OfArticle>();
  for (const notice of notices) {
    const known = articles.get(notice.article.id);
    if (known) known.told.push(notice);
    else articles.set(notice.article.id, { article: notice.article, told: [notice] });
  }
  return [...articles.values()];
}
