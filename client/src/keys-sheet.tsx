import { atLeast, type Role } from '@sanad/shared/policy';
import { Fragment } from 'react';
import { useText } from './i18n/language.tsx';
import type { MessageId } from './i18n/messages.ts';
import styles from './keys-sheet.module.css';
import { Dialog } from './ui/dialog.tsx';

/** Keys that belong together: what each does, the key, and the least role that can use it where that is not everybody. */
export interface KeyGroup {
  readonly title: MessageId;
  readonly keys: readonly (readonly [what: MessageId, key: string, least?: Role])[];
}

export interface KeysSheetProps {
  readonly title: MessageId;
  readonly groups: readonly KeyGroup[];
  readonly role: Role;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The keys of a page that somebody of this role can use. */
export function KeysSheet({ title, groups, role, isOpen, onOpenChange }: KeysSheetProps) {
  const text = useText();
  const usable = groups
    .map((group) => ({ ...group, keys: group.keys.filter(([, , least = 'reader']) => atLeast(role, least)) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <Dialog title={text(title)} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <div className={styles.groups}>
        {usable.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{text(group.title)}</h3>
            <dl className={styles.keys}>
              {group.keys.map(([name, key]) => (
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
