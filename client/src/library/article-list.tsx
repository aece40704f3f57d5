import type { ArticleSummary } from '@sanad/shared/protocol';
import { useIntl } from 'react-intl';
import { Link } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { SealIcon } from '../signing/seal-icon.tsx';
import { AvatarStack } from '../ui/avatar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './article-list.module.css';
import { claimTotal, VerdictBar } from './verdict-bar.tsx';

/** The articles, newest change first. */
export function ArticleList({ articles }: { readonly articles: readonly ArticleSummary[] }) {
  return (
    <ul className={styles.list}>
      {articles.map((article) => (
        <li key={article.id} className={styles.row}>
          <ArticleRow article={article} />
        </li>
      ))}
    </ul>
  );
}

function ArticleRow({ article }: { readonly article: ArticleSummary }) {
  const text = useText();
  const intl = useIntl();
  const { counts } = article;
  const total = claimTotal(counts);
  return (
    <article className={styles.article}>
      <h2 className={styles.title} lang={article.title ? article.language : undefined}>
        <Link href={`/articles/${article.id}`} className={styles.link}>
          {/* It runs in its own direction and stands where the list stands. */}
          {article.title ? <bdi dir={article.direction}>{article.title}</bdi> : text('library.untitled')}
        </Link>
      </h2>
      <div className={styles.facts}>
        {article.signed ? (
          <span className={styles.signed}>
            <SealIcon /> {text('signing.signed-off')}
          </span>
        ) : null}
        <span className={styles.measure}>
          <VerdictBar counts={counts} />
        </span>
        {counts.disputed > 0 ? (
          <span className={styles.disputes}>
            <span aria-hidden="true">✗</span> {text('library.disputes', { count: counts.disputed })}
          </span>
        ) : null}
        <span className={styles.claims}>{text('library.claims', { count: total })}</span>
        {counts.stale > 0 ? <span>{text('library.stale', { count: counts.stale })}</span> : null}
        <span>{intl.formatDisplayName(article.language, { type: 'language' }) ?? article.language}</span>
        <span className={styles.when}>
          <RelativeTime at={article.changedAt} />
        </span>
      </div>
      {article.present.length > 0 ? (
        <div className={styles.present}>
          <AvatarStack faces={article.present} label={text('library.present', { count: article.present.length })} />
        </div>
      ) : null}
    </article>
  );
}

/** The shape of the list while it is on the way. */
export function ArticleListSkeleton() {
  return (
    <Skeleton>
      <ul className={styles.list}>
        {[72, 48, 60].map((width) => (
          <li key={width} className={styles.row}>
            <div className={styles.article}>
              <SkeletonLine width={`${width}%`} height="1.6rem" />
              <div className={styles.facts}>
                <SkeletonLine width="10rem" height="6px" />
                <SkeletonLine width="14rem" height="0.9rem" />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Skeleton>
  );
}
