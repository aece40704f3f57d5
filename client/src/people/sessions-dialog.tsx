import type { Person } from '@sanad/shared/person';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { sessionsQuery } from '../queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AskedFirst } from './asked-first.tsx';
import { LinkedAccount } from './linked-account.tsx';
import styles from './session-list.module.css';
import { SessionList, SessionListSkeleton, useEnding } from './session-list.tsx';

/**
 * Where somebody is signed in, and how to end it there: `of` null shows whoever looks their own, an admin looks at
 * anybody's.
 */
export function SessionsDialog({
  of,
  isOpen,
  onOpenChange,
}: {
  readonly of: Pick<Person, 'id' | 'name'> | null;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  const title = of ? text('people.sessions.of', { name: of.name }) : text('people.sessions');
  return (
    <Dialog title={title} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Sessions of={of} />
    </Dialog>
  );
}

function Sessions({ of }: { readonly of: Pick<Person, 'id' | 'name'> | null }) {
  const text = useText();
  const person = of?.id ?? null;
  const { data, error, refetch } = useQuery(sessionsQuery(person));
  const ending = useEnding(person);
  const body = useRef<HTMLDivElement>(null);
  const count = data?.sessions.length;
  useEffect(() => {
    // The row that was ended took the focus with it, and with the focus the keys of the dialog.
    if (count !== undefined && document.activeElement === document.body) body.current?.focus();
  }, [count]);
  if (!data) {
    return error ? (
      <Problem error={error} what={text('people.sessions.failed')} onRetry={() => void refetch()} />
    ) : (
      <SessionListSkeleton />
    );
  }
  const { sessions } = data;
  const others = sessions.filter(({ current }) => !current);
  return (
    <div className={styles.body} ref={body} tabIndex={-1}>
      {of ? null : <p>{text('people.sessions.why')}</p>}
      {sessions.length > 0 ? <SessionList person={person} sessions={sessions} /> : null}
      {others.length === 0 ? (
        <p>{of ? text('people.sessions.none', { name: of.name }) : text('people.sessions.alone')}</p>
      ) : null}
      {others.length > 1 ? (
        <div className={styles.all}>
          <AskedFirst
            label={text(of ? 'people.sessions.all' : 'people.sessions.others')}
            name={text(of ? 'people.sessions.all' : 'people.sessions.others')}
            question={of ? text('people.sessions.all.sure', { name: of.name }) : text('people.sessions.others.sure')}
            detail={text('people.sessions.end.detail')}
            isPending={ending.isPending}
            onSure={() => ending.mutate('all')}
          />
        </div>
      ) : null}
      <LinkedAccount person={person} />
    </div>
  );
}
