import type { MadeInvitation } from '@sanad/shared/person';
import { ROLES, type Role } from '@sanad/shared/policy';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { makeInvitation } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk, invitationsQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { CheckIcon, CopyIcon } from '../ui/icons.tsx';
import { ExactTime } from '../ui/relative-time.tsx';
import { Select } from '../ui/select.tsx';
import styles from './invite-dialog.module.css';

/** How long an invitation may last, in hours. */
const LASTING = ['1', '24', '72', '168', '720'] as const;

/** Asks for the role and the life of an invitation, and makes it. */
export function InviteDialog({
  isOpen,
  onOpenChange,
  onMade,
}: {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onMade: (link: MadeInvitation) => void;
}) {
  const text = useText();
  const [role, setRole] = useState<Role>('checker');
  const [hours, setHours] = useState<(typeof LASTING)[number]>('72');
  const making = useMutation({
    mutationFn: () => makeInvitation({ role, hours: Number(hours) }),
    onSuccess: onMade,
    onSettled: () => desk.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  return (
    <Dialog title={text('people.invite')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          making.mutate();
        }}
      >
        <p>{text('people.invite.how')}</p>
        <Choice
          label={text('people.invite.role')}
          value={role}
          onChange={setRole}
          options={ROLES.map((each) => ({
            id: each,
            text: text(`frame.role.${each}`),
            description: text(`people.role.${each}`),
          }))}
        />
        <Select
          label={text('people.invite.hours')}
          value={hours}
          onChange={setHours}
          options={LASTING.map((each) => ({
            id: each,
            text:
              Number(each) < 24
                ? text('people.hours', { count: Number(each) })
                : text('people.days', { count: Number(each) / 24 }),
          }))}
        />
        {making.error ? <Problem error={making.error} what={text('people.invite.failed')} /> : null}
        <div className={styles.actions}>
          <Button onPress={() => onOpenChange(false)}>{text('frame.cancel')}</Button>
          <Button look="primary" type="submit" isPending={making.isPending}>
            {text('people.invite.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Shows a link that was just made: this once, for the desk keeps only its fingerprint. */
export function LinkDialog({
  made,
  onClose,
}: {
  readonly made: { readonly link: MadeInvitation; readonly name: string | null } | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  return (
    <Dialog
      title={text('people.link')}
      isOpen={made !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      dismissable={false}
    >
      {made ? <MadeLink link={made.link} name={made.name} onClose={onClose} /> : null}
    </Dialog>
  );
}

function MadeLink({
  link,
  name,
  onClose,
}: {
  readonly link: MadeInvitation;
  readonly name: string | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.link);
      setCopied(true);
    } catch {
      // No clipboard without https or leave to use it: the link is marked, to be copied by hand.
      field.current?.focus();
      field.current?.select();
    }
  };
  return (
    <div className={styles.form}>
      <p>
        {name === null
          ? text('people.link.for-role', { role: text(`frame.role.${link.role}`) })
          : text('people.link.for-person', { name })}{' '}
        {text('people.link.until')} <ExactTime at={link.expiresAt} />.
      </p>
      <TextField label={text('people.link.label')} value={link.link} isReadOnly dir="ltr" inputRef={field} />
      <p className={styles.once}>{text('people.link.once')}</p>
      <div className={styles.actions}>
        <Button onPress={onClose}>{text('people.link.done')}</Button>
        <Button look="primary" icon={copied ? <CheckIcon /> : <CopyIcon />} onPress={() => void copy()} autoFocus>
          {copied ? text('people.link.copied') : text('people.link.copy')}
        </Button>
      </div>
      <span role="status" className={styles.status}>
        {copied ? text('people.link.copied') : ''}
      </span>
    </div>
  );
}
