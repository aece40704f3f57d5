import type { OpenSession } from '@sanad/shared/person';
import { useMutation } from '@tanstack/react-query';
import { endSession } from '../api.ts';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { desk, sessionsQuery, tokensQuery } from '../queries.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { notify } from '../ui/toast.tsx';
import { AskedFirst } from './asked-first.tsx';
import styles from './session-list.module.css';

/** Ends sessions of a person (null: one's own), and tells how it went. */
export function useEnding(person: string | null) {
  const text = useText();
  return useMutation({
    mutationFn: (session: string | 'all') => endSession(person, session),
    onSuccess: () => notify({ text: text('people.sessions.ended') }),
    onError: (error) => notify({ text: text(tellingOf(error).detail ?? tellingOf(error).what) }),
    onSettled: () =>
      Promise.all([
        desk.invalidateQueries({ queryKey: sessionsQuery(person).queryKey }),
        desk.invalidateQueries({ queryKey: tokensQuery.queryKey }),
      ]),
  });
}

/** The sessions of a person (null: one's own), each with a way to end it; the one that looks has none here. */
export function SessionList({
  person,
  sessions,
}: {
  readonly person: string | null;
  readonly sessions: readonly OpenSession[];
}) {
  return (
    <ul className={styles.list}>
      {sessions.map((session) => (
        <SessionRow key={session.id} person={person} session={session} />
      ))}
    </ul>
  );
}

function SessionRow({ person, session }: { readonly person: string | null; readonly session: OpenSession }) {
  const text = useText();
  const ending = useEnding(person);
  const unnamed = session.kind === 'token' ? 'people.sessions.token' : 'people.sessions.device';
  const device = session.device ?? text(unnamed);
  const about = (
    <>
      <div className={styles.device}>
        <bdi>{device}</bdi>
        {session.current ? <span className={styles.current}>{text('people.sessions.current')}</span> : null}
      </div>
      <div className={styles.soft}>
        {session.current || session.inside ? (
          text(session.current ? 'people.sessions.now' : 'people.sessions.inside')
        ) : session.usedAt ? (
          <>
            {text('people.sessions.used')} <RelativeTime at={session.usedAt} />
          </>
        ) : (
          text('people.sessions.unused')
        )}
        {' · '}
        {text(session.kind === 'token' ? 'people.tokens.made' : 'people.sessions.since')}{' '}
        <RelativeTime at={session.createdAt} />
      </div>
    </>
  );
  return (
    <li className={styles.row}>
      {session.current ? (
        about
      ) : (
        <AskedFirst
          label={text('people.sessions.end')}
          name={text('people.sessions.end.of', { device })}
          question={text('people.sessions.end.sure', { device })}
          detail={text('people.sessions.end.detail')}
          isPending={ending.isPending}
          onSure={() => ending.mutate(session.id)}
        >
          {about}
        </AskedFirst>
      )}
    </li>
  );
}

/** The shape of a list of sessions that is loading. */
export function SessionListSkeleton() {
  return (
    <Skeleton>
      <div className={styles.waiting}>
        <SkeletonLine width="45%" />
        <SkeletonLine width="70%" />
        <SkeletonLine width="40%" />
        <SkeletonLine width="65%" />
      </div>
    </Skeleton>
  );
}
