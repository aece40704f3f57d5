import type { Judgement } from '@sanad/shared/claim';
import { foldedEqual } from '@sanad/shared/fold';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './claim-history.module.css';
import { useClaimsDesk } from './claims-desk.ts';
import { VerdictSign } from './verdict-sign.tsx';

/** The verdicts a claim had before the one that holds, the latest first, folded away; none, nothing. */
export function ClaimHistory({ mark }: { readonly mark: PlacedMark }) {
  const text = useText();
  const earlier = mark.claim.judgements.slice(0, -1).reverse();
  const last = mark.claim.judgements.at(-1);
  if (earlier.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary className={styles.summary}>{text('claims.history', { count: earlier.length })}</summary>
      <ol className={styles.list}>
        {earlier.map((judgement) => (
          <Earlier
            key={`${judgement.at} ${judgement.by}`}
            judgement={judgement}
            words={last === undefined || foldedEqual(last.quote, judgement.quote) ? null : judgement.quote}
          />
        ))}
      </ol>
    </details>
  );
}

function Earlier({ judgement, words }: { readonly judgement: Judgement; readonly words: string | null }) {
  const { nameOf, language } = useClaimsDesk();
  const text = useText();
  return (
    <li className={styles.entry}>
      <p className={styles.line}>
        <VerdictSign of={judgement.verdict} />
        <span>{text(`claims.verdict.${judgement.verdict}`)}</span>
        <span className={styles.who}>
          <bdi>{nameOf(judgement.by)}</bdi> · <RelativeTime at={judgement.at} />
        </span>
      </p>
      {words === null ? null : (
        <p className={styles.words}>
          {text('claims.stale.then')}: <bdi lang={language}>{words}</bdi>
        </p>
      )}
      {judgement.note ? (
        <p className={styles.note} dir="auto">
          {judgement.note}
        </p>
      ) : null}
    </li>
  );
}
