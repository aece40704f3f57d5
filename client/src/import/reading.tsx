import type { ImportPhase } from '@sanad/shared/import-draft';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './import.module.css';

/** A text that is being read: how far it is, and the way out. */
export function Reading({ phase, onCancel }: { readonly phase: ImportPhase; readonly onCancel: () => void }) {
  const text = useText();
  const cancel = useRef<HTMLButtonElement>(null);
  // What was pressed has gone; the keyboard stays in the dialog.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div className={styles.reading}>
      <div className={styles.bar} aria-hidden="true" />
      <p role="status" className={styles.phase}>
        {text(`import.phase.${phase}`)}
      </p>
      <p className={styles.soft}>{text('import.phase.safe')}</p>
      <div className={styles.actions}>
        <Button ref={cancel} onPress={onCancel}>
          {text('frame.cancel')}
        </Button>
      </div>
    </div>
  );
}
