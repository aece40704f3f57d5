import type { ReactNode } from 'react';
import styles from './error-note.module.css';
import { NoticeIcon } from './icons.tsx';

/** A failure: what happened, what is safe, and what to do about it (`actions`). Announced when it appears. */
export function ErrorNote({
  what,
  safe,
  actions,
}: {
  readonly what: string;
  readonly safe?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles.note} role="alert">
      <NoticeIcon />
      <div className={styles.words}>
        <p className={styles.what}>{what}</p>
        {safe ? <p>{safe}</p> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}
