import type { LeftOut } from '@sanad/shared/export';
import { useText } from '../i18n/language.tsx';
import styles from './left-out-list.module.css';

/** The claims that a format has no place for, and why each. */
export function LeftOutList({ claims }: { readonly claims: readonly LeftOut[] }) {
  const text = useText();
  if (claims.length === 0) return null;
  return (
    <details className={styles.list} open={claims.length <= 5}>
      <summary>{text('report.left-out', { count: claims.length })}</summary>
      <ul>
        {claims.map(({ id, number, quote, why }) => (
          <li key={id}>
            <span className={styles.number}>{text('report.left-out.claim', { number })}</span>
            <span className={styles.quote} dir="auto">
              {quote}
            </span>
            <span className={styles.why}>{why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
