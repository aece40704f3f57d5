import styles from './key-hint.module.css';

/** The key that does what stands before it. Read by nobody's screen reader: `aria-keyshortcuts` is for that. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.hint} dir="ltr" aria-hidden="true" data-key-hint="">
      {keys}
    </span>
  );
}
