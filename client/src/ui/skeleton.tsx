import type { ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import styles from './skeleton.module.css';

/** A grey line in the shape of what comes. `width` is any CSS length, `height` too; in the text's own size by default. */
export function SkeletonLine({
  width = '100%',
  height = '1em',
}: {
  readonly width?: string;
  readonly height?: string;
}) {
  return <span className={styles.line} style={{ inlineSize: width, blockSize: height }} />;
}

/** The shape of what is loading. It shows after 150 ms: what comes sooner needs no announcement. */
export function Skeleton({ children }: { readonly children: ReactNode }) {
  const text = useText();
  return (
    <div className={styles.skeleton} role="status" aria-label={text('frame.loading')}>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}
