import { atLeast, type Role } from '@sanad/shared/policy';
import { Fragment } from 'react';
import { CHECKING_KEY } from '../checking/checking-keys.ts';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './keys-dialog.module.css';

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const control = apple ? '⌘' : 'Ctrl';

/** A key: what it does, the key, and the least role that can use it where that is not everybody. */
type Key = readonly [what: MessageId, key: string, least?: Role];

const GROUPS: readonly { readonly title: MessageId; readonly keys: readonly Key[] }[] = [
  {
    title: 'article.keys.anywhere',
    keys: [
      ['article.keys.open', '?'],
      ['article.keys.history', 'H'],
      ['article.keys.switch', 'F6'],
      ['article.keys.next', 'Alt ↓'],
      ['article.keys.previous', 'Alt ↑'],
      ['article.keys.leave', 'Esc'],
    ],
  },
  {
    title: 'article.keys.text',
    keys: [
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['article.keys.undo', `${control} Z`, 'checker'],
      ['article.keys.redo', apple ? '⇧ ⌘ Z' : 'Ctrl Y', 'checker'],
      ['article.keys.bold', `${control} B`, 'editor'],
      ['article.keys.italic', `${control} I`, 'editor'],
    ],
  },
  {
    title: 'checking.keys',
    keys: [
      ['checking.keys.mode', CHECKING_KEY, 'checker'],
      ['checking.next', 'J ↓', 'checker'],
      ['checking.previous', 'K ↑', 'checker'],
      ['checking.first', 'Home', 'checker'],
      ['checking.last', 'End', 'checker'],
      ['checking.next-untouched', 'N', 'checker'],
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['checking.aside', '0', 'checker'],
      ['checking.keys.part', '⇧ ← →', 'checker'],
      ['checking.keys.leave', 'Esc', 'checker'],
    ],
  },
  {
    title: 'article.keys.claims',
    keys: [
      ['article.keys.next', 'J ↓'],
      ['article.keys.previous', 'K ↑'],
      ['article.keys.first', 'Home'],
      ['article.keys.last', 'End'],
      ['article.keys.choose', '↵'],
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['claims.keys.confirm', 'Y', 'checker'],
      ['claims.keys.put-back', 'B', 'editor'],
      ['claims.keys.attach', 'P', 'checker'],
      ['thread.keys.comment', 'C', 'checker'],
      ['assignment.keys.assign', 'A', 'checker'],
      ['assignment.keys.pick', 'X', 'checker'],
      ['assignment.keys.extend', '⇧ ↓ ↑', 'checker'],
      ['settling.keys.settle', 'S', 'editor'],
      ['article.keys.note', 'N', 'checker'],
      ['article.keys.save-note', `${control} ↵`, 'checker'],
      ['evidence.add', 'E', 'checker'],
      ['article.keys.remove', 'Del', 'checker'],
    ],
  },
];

/** The keys of the article page that somebody of this role can use. */
export function KeysDialog({
  role,
  isOpen,
  onOpenChange,
}: {
  readonly role: Role;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  const usable = GROUPS.map(({ title, keys }) => ({
    title,
    keys: keys.filter(([, , least = 'reader']) => atLeast(role, least)),
  })).filter(({ keys }) => keys.length > 0);
  return (
    <Dialog title={text('article.keys')} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <div className={styles.groups}>
        {usable.map(({ title, keys }) => (
          <section key={title} className={styles.group}>
            <h3>{text(title)}</h3>
            <dl className={styles.keys}>
              {keys.map(([name, key]) => (
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
