import styles from './page.module.css';
import { Skeleton, SkeletonLine } from './skeleton.tsx';

/** The shape of a page of text, while its code or its data is on the way. */
export function PageSkeleton() {
  return (
    <main className={styles.column}>
      <Skeleton>
        <div className={styles.lines}>
          <SkeletonLine width="55%" height="2rem" />
          <SkeletonLine />
          <SkeletonLine />
          <SkeletonLine width="80%" />
        </div>
      </Skeleton>
    </main>
  );
}
