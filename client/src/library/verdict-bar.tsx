import type { Verdict } from '@sanad/shared/claim';
import type { Counts } from '@sanad/shared/protocol';
import { useText } from '../i18n/language.tsx';
import styles from './verdict-bar.module.css';

/** Left to do comes last, so that the bar fills from the start as the desk works. */
const ORDER: readonly Verdict[] = ['verified', 'disputed', 'unsourced', 'unchecked'];

/** The number of claims, whatever their verdict. */
export function claimTotal(counts: Counts): number {
  return ORDER.reduce((sum, verdict) => sum + counts[verdict], 0);
}

/** An article's claims by verdict, as a bar; read out as a sentence. */
export function VerdictBar({ counts }: { readonly counts: Counts }) {
  const text = useText();
  const total = claimTotal(counts);
  const sentence =
    total === 0
      ? text('library.claims.none')
      : text('library.claims.sentence', {
          total,
          verified: counts.verified,
          disputed: counts.disputed,
          unsourced: counts.unsourced,
          unchecked: counts.unchecked,
        });
  return (
    <span className={styles.bar} role="img" aria-label={sentence} title={sentence} data-empty={total === 0}>
      {ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
        <span key={verdict} className={styles.part} data-verdict={verdict} style={{ '--share': counts[verdict] }} />
      ))}
    </span>
  );
}
