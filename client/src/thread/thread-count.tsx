import { useText } from '../i18n/language.tsx';
import { CommentIcon } from '../ui/icons.tsx';
import styles from './thread-count.module.css';

/** How much was said, on a card at rest; nothing where nothing was. */
export function ThreadCount({ count, news }: { readonly count: number; readonly news: number }) {
  const text = useText();
  if (count === 0) return null;
  return (
    <span className={styles.count} data-new={news > 0 || undefined}>
      <span className={styles.shown} aria-hidden="true">
        <CommentIcon />
        {count}
        {news > 0 ? <span className={styles.dot} /> : null}
      </span>
      <span className={styles.heard}>
        {text('thread.count', { count })}
        {news > 0 ? `, ${text('thread.new', { count: news })}` : ''}
      </span>
    </span>
  );
}
