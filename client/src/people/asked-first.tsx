import { type ReactNode, useId, useState } from 'react';
import { Group } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './asked-first.module.css';

/**
 * A row whose deed cannot be taken back: its button asks, in place, and the second one does it. What is safe has the
 * focus while it asks, and the button has it again when nothing was done.
 */
export function AskedFirst({
  children,
  label,
  name,
  question,
  detail,
  isPending,
  onSure,
}: {
  /** What the row is about; stands before the button. */
  readonly children?: ReactNode;
  readonly label: string;
  /** The button's accessible name, where the label alone says not what it is for. */
  readonly name: string;
  readonly question: string;
  readonly detail: string;
  readonly isPending: boolean;
  readonly onSure: () => void;
}) {
  const text = useText();
  const [state, setState] = useState<'idle' | 'asking' | 'answered'>('idle');
  const id = useId();
  return (
    <div className={styles.row}>
      {children ? <div className={styles.what}>{children}</div> : null}
      {state === 'asking' ? (
        <Group className={styles.question ?? ''} aria-labelledby={id}>
          <div>
            <p id={id} className={styles.asked}>
              {question}
            </p>
            <p className={styles.detail}>{detail}</p>
          </div>
          <div className={styles.answers}>
            <Button size="small" autoFocus onPress={() => setState('answered')}>
              {text('people.keep')}
            </Button>
            <Button
              size="small"
              look="primary"
              isPending={isPending}
              onPress={() => {
                setState('answered');
                onSure();
              }}
            >
              {label}
            </Button>
          </div>
        </Group>
      ) : (
        <Button
          size="small"
          aria-label={name}
          isPending={isPending}
          autoFocus={state === 'answered'}
          onPress={() => setState('asking')}
        >
          {label}
        </Button>
      )}
    </div>
  );
}
