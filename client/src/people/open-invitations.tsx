import type { Invitation } from '@sanad/shared/person';
import { useMutation, useQuery } from '@tanstack/react-query';
import { withdrawInvitation } from '../api.ts';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk, invitationsQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './people-page.module.css';

/** The links that are still open, each with a way to withdraw it. */
export function OpenInvitations({ nameOf }: { readonly nameOf: (person: string) => string | null }) {
  const text = useText();
  const open = useQuery(invitationsQuery);
  if (open.error) {
    return (
      <section className={styles.section}>
        <Problem error={open.error} onRetry={() => void open.refetch()} />
      </section>
    );
  }
  if (!open.data || open.data.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.subheading}>{text('people.open')}</h2>
      <p className={styles.explain}>{text('people.open.why')}</p>
      <ul className={styles.list}>
        {open.data.map((invitation) => (
          <OpenInvitation key={invitation.id} invitation={invitation} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  );
}

function OpenInvitation({
  invitation,
  nameOf,
}: {
  readonly invitation: Invitation;
  readonly nameOf: (person: string) => string | null;
}) {
  const text = useText();
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(invitation.id),
    onError: (error) => notify({ text: text(tellingOf(error).detail ?? tellingOf(error).what) }),
    onSettled: () => desk.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const forWhom = invitation.person === null ? null : nameOf(invitation.person);
  const maker = invitation.createdBy === null ? null : nameOf(invitation.createdBy);
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <div>
          {forWhom === null
            ? text('people.open.role', { role: text(`frame.role.${invitation.role}`) })
            : text('people.open.person', { name: forWhom })}
        </div>
        <div className={styles.soft}>
          {maker === null ? null : <>{text('people.open.by', { name: maker })} · </>}
          {text('people.open.until')} <RelativeTime at={invitation.expiresAt} />
        </div>
      </div>
      <Button size="small" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
        {text('people.withdraw')}
      </Button>
    </li>
  );
}
