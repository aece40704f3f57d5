import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { articleQuery } from '../article/article-queries.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './sign-off-dialog.module.css';
import { reopen, versionsQuery } from './signing-calls.ts';

/** How long a reason may be, in UTF-16 units. */
const LONGEST = 2000;

/** Asks why an article is to be reopened, and reopens it. */
export function ReopenDialog({
  article,
  number,
  isOpen,
  onOpenChange,
}: {
  readonly article: string;
  /** The version that stands. */
  readonly number: number;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const reopening = useMutation({
    mutationFn: () => reopen(article, reason.trim()),
    onSuccess: () => {
      onOpenChange(false);
      setReason('');
      notify({ text: text('signing.reopened') });
    },
    onSettled: () => {
      void desk.invalidateQueries({ queryKey: articleQuery(article).queryKey });
      void desk.invalidateQueries({ queryKey: versionsQuery(article).queryKey });
    },
  });
  return (
    <Dialog
      title={text('signing.reopen.title')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      dismissable={reason === ''}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const said = reason.trim();
          const fits = said !== '' && said.length <= LONGEST;
          setMissing(!fits);
          if (fits) reopening.mutate();
        }}
      >
        <p>{text('signing.reopen.what', { number })}</p>
        <TextField
          label={text('signing.reopen.reason')}
          value={reason}
          onChange={(said) => {
            setReason(said);
            setMissing(false); // a field that is wrong would keep the form from being sent
          }}
          lines={3}
          autoFocus
          error={missing ? text('signing.reopen.missing') : null}
        />
        {reopening.error ? <Problem error={reopening.error} what={text('signing.reopen.failed')} /> : null}
        <div className={styles.actions}>
          <Button onPress={() => onOpenChange(false)}>{text('frame.cancel')}</Button>
          <Button look="primary" type="submit" isPending={reopening.isPending}>
            {text('signing.reopen')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
