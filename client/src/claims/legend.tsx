import { useText } from '../i18n/language.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './legend.module.css';
import tone from './tone.module.css';
import { VerdictSign } from './verdict-sign.tsx';

const ENTRIES = ['verified', 'disputed', 'unsourced', 'unchecked'] as const;

/**
 * What the marks in the text mean: colour, line and sign of each verdict, and what stale words and those set aside look
 * like. `titled`: off where its title stands above it already.
 */
export function Legend({ titled = true }: { readonly titled?: boolean }) {
  const text = useText();
  return (
    <div className={styles.legend}>
      {titled ? <h2 className={styles.title}>{text('claims.legend')}</h2> : null}
      <dl className={styles.list}>
        {ENTRIES.map((verdict) => (
          <div key={verdict} className={classNames(tone.tone, styles.entry)} data-verdict={verdict}>
            <dt>
              <span className={styles.sample}>{text(`claims.verdict.${verdict}`)}</span>
              <VerdictSign of={verdict} />
            </dt>
            <dd>{text(`claims.legend.${verdict}`)}</dd>
          </div>
        ))}
        <div className={classNames(tone.tone, styles.entry)} data-verdict="unchecked" data-stale>
          <dt>
            <span className={styles.sample}>{text('claims.state.stale')}</span>
            <VerdictSign of="stale" />
          </dt>
          <dd>{text('claims.legend.stale')}</dd>
        </div>
        <div className={classNames(tone.tone, styles.entry)} data-verdict="disputed" data-settled>
          <dt>
            <span className={styles.sample}>{text('settling.settled')}</span>
            <VerdictSign of="settled" />
          </dt>
          <dd>{text('settling.legend')}</dd>
        </div>
        <div className={styles.entry}>
          <dt>
            <span className={styles.aside}>{text('claims.legend.aside.words')}</span>
          </dt>
          <dd>{text('claims.legend.aside')}</dd>
        </div>
      </dl>
    </div>
  );
}
