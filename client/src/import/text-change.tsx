import type { DifferenceRow, TextDifference } from '@sanad/shared/import-draft';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import styles from './import.module.css';

/** What a coming text changes in an article: how much, which claims are touched, and every paragraph that changes. */
export function TextChange({
  difference,
  language,
}: {
  readonly difference: TextDifference;
  readonly language: string;
}) {
  const text = useText();
  const { touched, rows, more, changed, added, removed, moved, reshaped } = difference;
  if (!difference.changes) return <p role="status">{text('reimport.same')}</p>;
  const isShapeAlone = changed + added + removed + moved + reshaped === 0;
  return (
    <div className={styles.difference}>
      <p role="status">
        {isShapeAlone ? text('reimport.shape') : text('reimport.summary', { changed, added, removed, moved })}
        {reshaped > 0 ? ` ${text('reimport.reshaped', { count: reshaped })}` : null}
      </p>
      <section aria-label={text('claims.title')}>
        <p className={styles.counts}>
          {text('reimport.kept', { count: difference.kept })}
          {touched.length > 0 ? <> · {text('reimport.touched', { count: touched.length })}</> : null}
        </p>
        {touched.length > 0 ? (
          <ul className={styles.touched}>
            {touched.map(({ id, verdict, quote, becomes, words }) => (
              <li key={id}>
                <span className={styles.quote} lang={language}>
                  <VerdictSign of={verdict} /> <bdi>{words ?? quote}</bdi>
                </span>
                <span className={styles.kind}>{text(`reimport.becomes.${becomes}`)}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      <section
        className={styles.rows}
        aria-label={text('reimport.changes')}
        // It scrolls: the keyboard has to get there too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus
        tabIndex={0}
      >
        {rows.map((row, index) => (
          // The rows of a difference never change their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Row key={index} row={row} language={language} />
        ))}
        {more > 0 ? <p className={styles.stays}>{text('reimport.row.more', { count: more })}</p> : null}
      </section>
    </div>
  );
}

function Row({ row, language }: { readonly row: DifferenceRow; readonly language: string }) {
  const text = useText();
  if (row.kind === 'same') return <p className={styles.stays}>{text('reimport.row.same', { count: row.count })}</p>;
  return (
    <div className={styles.row}>
      <span className={styles.kind}>{text(`reimport.row.${row.kind}`)}</span>
      <p className={styles.words} dir={row.direction} lang={language}>
        {row.parts.map(({ kind, text: words }, index) => {
          const key = `${index} ${kind}`;
          if (kind === 'added') return <ins key={key}>{words}</ins>;
          return kind === 'removed' ? <del key={key}>{words}</del> : <span key={key}>{words}</span>;
        })}
      </p>
    </div>
  );
}
