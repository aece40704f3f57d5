import type { LeftOut } from '@sanad/shared/export';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import styles from './left-out-list.module.css';

/** Why a format has no place for a claim, in the reader's language. */
const WHY: Readonly<Record<string, MessageId>> = {
  'no-address': 'report.left-out.no-address',
  'not-decided': 'report.left-out.not-decided',
  'no-verdict': 'report.left-out.no-verdict',
  'not-in-text': 'report.left-out.not-in-text',
  'place-unsure': 'report.left-out.place-unsure',
  stale: 'report.left-out.stale',
  'no-claimant': 'report.left-out.no-claimant',
};

/** The claims that a format has no place for, and why each. */
export function LeftOutList({ claims }: { readonly claims: readonly LeftOut[] }) {
  const text = useText();
  if (claims.length === 0) return null;
  return (
    <details className={styles.list}>
      <summary>{text('report.left-out', { count: claims.length })}</summary>
      <ul>
        {claims.map(({ id, number, quote, why }) => (
          <li key={id}>
            <span className={styles.number}>{text('report.left-out.claim', { number })}</span>
            <span className={styles.quote} dir="auto">
              {quote}
            </span>
            <span className={styles.why}>{WHY[why] ? text(WHY[why]) : why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
