import type { ReactNode } from 'react';
import styles from './hidden.module.css';

/** Words for those who hear the page, out of sight for the others. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
