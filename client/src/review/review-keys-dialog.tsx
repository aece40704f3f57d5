import { atLeast, type Role } from '@sanad/shared/policy';
import { Fragment } from 'react';
import styles from '../article/keys-dialog.module.css';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { Dialog } from '../ui/dialog.tsx';

type Key = readonly [what: MessageId, key: string, least?: Role];

const GROUPS: readonly { readonly title: MessageId; readonly keys: readonly Key[] }[] = [
  {
    title: 'review.keys.list',
    keys: [
      ['review.keys.next', 'J ↓'],
      ['review.keys.previous', 'K ↑'],
      ['review.keys.first', 'Home'],
      ['review.keys.last', 'End'],
      ['review.keys.pick', 'X', 'checker'],
      ['review.keys.pick-on', '⇧ J', 'checker'],
      ['review.keys.search', '/'],
      ['review.keys.leave', 'Esc'],
      ['review.keys.sheet', '?'],
    ],
  },
  {
    title: 'review.keys.claim',
    keys: [
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['review.keys.evidence', 'E', 'checker'],
      ['review.keys.comment', 'C', 'checker'],
      ['review.keys.assign', 'A', 'checker'],
      ['review.keys.settle', 'S', 'editor'],
      ['review.keys.open', 'O'],
    ],
  },
];

/** The keys of the page of the queue that somebody of this role can use. */
export function ReviewKeysDialog({
  role,
  isOpen,
  onOpenChange,
}: {
  readonly role: Role;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  return (
    <Dialog title={text('review.keys')} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <div className={styles.groups}>
        {GROUPS.map(({ title, keys }) => (
          <section key={title} className={styles.group}>
            <h3>{text(title)}</h3>
            <dl className={styles.keys}>
              {keys
                .filter(([, , least = 'reader']) => atLeast(role, least))
                .map(([name, key]) => (
                  <Fragment key={name}>
                    <dt>
                      <kbd dir="ltr">{key}</kbd>
                    </dt>
                    <dd>{text(name)}</dd>
                  </Fragment>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
