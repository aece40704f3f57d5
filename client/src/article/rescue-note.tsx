import { useText } from '../i18n/language.tsx';
import type { Rescue } from '../sync/rescue.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { RescueList, type RescueListProps } from './rescue-list.tsx';
import styles from './rescue-note.module.css';

/** Tells that changes were not accepted: why, what is safe, and hands over what was not accepted. */
export function RescueNote({
  reason,
  onSeen,
  ...list
}: Omit<RescueListProps, 'onSeen'> & {
  readonly reason: Rescue['reason'];
  /** Hears which of them was seen; null: the refusal of which there is no copy. */
  readonly onSeen: (rescue: Rescue | null) => void;
}) {
  const text = useText();
  const kept = list.rescues.length > 0;
  return (
    <section className={styles.note} aria-label={text('article.refused.title')}>
      <ErrorNote
        what={text(reason === 'frozen' ? 'article.refused.frozen.title' : 'article.refused.title')}
        safe={
          kept
            ? text('article.refused.safe')
            : `${text(`article.refused.${reason}`)} ${text('article.refused.safe.no-copy')}`
        }
        actions={kept ? null : <Button onPress={() => onSeen(null)}>{text('article.refused.dismiss')}</Button>}
      />
      {kept ? <RescueList {...list} onSeen={onSeen} /> : null}
    </section>
  );
}
