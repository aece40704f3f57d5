import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './empty-queue.module.css';
import { narrowings, type QueueView, type QueueWish, viewWish } from './queue-wish.ts';

/** Where to look next when a view is empty. */
const NEXT: Readonly<Record<QueueView, readonly QueueView[]>> = {
  disputes: ['unsourced', 'unassigned'],
  unsourced: ['disputes', 'unassigned'],
  stale: ['disputes'],
  unassigned: ['disputes'],
  mine: ['unassigned', 'disputes'],
  all: [],
};

/** Nothing in this view, or nothing that matches: what that means, and what to do. */
export function EmptyQueue({ wish, onWish }: { readonly wish: QueueWish; readonly onWish: (wish: QueueWish) => void }) {
  const text = useText();
  const { view, filter } = wish;
  const isNarrowed = narrowings(wish) > 0 || filter.q.trim() !== '';
  return (
    <div className={styles.empty}>
      {isNarrowed ? (
        <EmptyState
          title={text('review.empty.filter')}
          actions={
            <Button look="primary" onPress={() => onWish(viewWish(view))}>
              {text('review.empty.filter.clear')}
            </Button>
          }
        >
          <p>{text('review.empty.filter.detail')}</p>
        </EmptyState>
      ) : (
        <EmptyState
          title={text(`review.empty.${view}`)}
          actions={NEXT[view].map((next) => (
            <Button key={next} onPress={() => onWish(viewWish(next))}>
              {text(`review.view.${next}`)}
            </Button>
          ))}
        >
          <p>{text(`review.empty.${view}.detail`)}</p>
        </EmptyState>
      )}
    </div>
  );
}

/** A claim that the address names and that is not there. */
export function MissingClaim() {
  const text = useText();
  return (
    <div className={styles.empty}>
      <EmptyState title={text('review.missing')}>
        <p>{text('review.missing.detail')}</p>
      </EmptyState>
    </div>
  );
}
