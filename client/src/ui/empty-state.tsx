import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components';
import styles from './empty-state.module.css';

/** A screen with nothing on it yet: says so, says what to do, and holds the buttons that do it. */
export function EmptyState({
  title,
  level = 2,
  children,
  actions,
}: {
  readonly title: string;
  /** 1 where it is all there is on the page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <section className={styles.empty}>
      <Heading level={level} className={styles.title ?? ''}>
        {title}
      </Heading>
      {children ? <div className={styles.words}>{children}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </section>
  );
}
