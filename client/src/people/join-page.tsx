import type { InvitationLook, Person } from '@sanad/shared/person';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProblem, beginSignIn, join, lookAtInvitation } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { sessionQuery, signedIn, signInQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { ExactTime, RelativeTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { dropToken, takeToken } from './invitation-token.ts';
import styles from './join-page.module.css';
import { PageFrame } from './page-frame.tsx';
import { ProviderButton } from './provider-button.tsx';

/** Where an invitation or sign-in link leads: says what it offers, asks for a name, and lets its follower in. */
export function JoinPage() {
  const text = useText();
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // A second link opened in the same tab changes the fragment alone.
    const onHash = () => setToken(takeToken());
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  const session = useQuery(sessionQuery);
  const me = session.data?.person ?? null;
  return (
    <PageFrame person={null}>
      <title>{text('frame.sanad')}</title>
      {token ? <Offer key={token} token={token} me={me} /> : <NoLink me={me} />}
    </PageFrame>
  );
}

/** Whether an answer says that the link leads nowhere, rather than that asking failed. */
const leadsNowhere = (error: unknown) => error instanceof ApiProblem && [404, 410].includes(error.status);

function Offer({ token, me }: { readonly token: string; readonly me: Person | null }) {
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => lookAtInvitation(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (look.data) return <Accept token={token} look={look.data} me={me} />;
  // A token that is not even well-formed was cut off on the way.
  const malformed = look.error instanceof ApiProblem && look.error.status === 422;
  if (malformed || leadsNowhere(look.error)) return <NoLink me={me} />;
  if (look.error) return <Problem error={look.error} onRetry={() => void look.refetch()} />;
  return (
    <Skeleton>
      <div className={styles.form}>
        <SkeletonLine width="60%" height="2rem" />
        <SkeletonLine width="80%" />
        <SkeletonLine height="2.25rem" />
      </div>
    </Skeleton>
  );
}

/** The longest name, in characters; the server holds to the same. */
const NAME_LIMIT = 80;

function Accept({
  token,
  look,
  me,
}: {
  readonly token: string;
  readonly look: InvitationLook;
  readonly me: Person | null;
}) {
  const text = useText();
  const [, navigate] = useLocation();
  const provider = useQuery(signInQuery).data?.provider?.name;
  const [name, setName] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const joining = useMutation({
    mutationFn: () => (look.person === null ? join(token, name.trim()) : join(token)),
    onSuccess: (session) => {
      dropToken();
      signedIn(session);
      navigate('/', { replace: true });
    },
  });

  if (leadsNowhere(joining.error)) return <NoLink me={me} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (look.person === null && name.trim() === '') setNameMissing(true);
        else joining.mutate();
      }}
    >
      <h1 className={styles.title}>
        {look.person === null ? text('people.join') : text('people.join.back', { name: look.person })}
      </h1>
      <div className={styles.offer}>
        <p>{text(`people.join.${look.role}`)}</p>
        <p className={styles.expiry}>
          {text('people.join.expires')} <RelativeTime at={look.expiresAt} />{' '}
          <span>
            (<ExactTime at={look.expiresAt} />)
          </span>
        </p>
      </div>
      {me ? <p className={styles.note}>{text('people.join.already', { name: me.name })}</p> : null}
      {look.person === null ? (
        <TextField
          label={text('people.join.name')}
          description={text('people.join.name.hint')}
          value={name}
          onChange={(value) => {
            setName(value);
            setNameMissing(false);
          }}
          error={nameMissing ? text('people.join.name.missing') : null}
          autoComplete="name"
          maxLength={NAME_LIMIT}
          autoFocus
        />
      ) : null}
      {joining.error ? <Problem error={joining.error} what={text('people.join.failed')} /> : null}
      <div>
        <Button look="primary" type="submit" isPending={joining.isPending}>
          {text('people.join.enter')}
        </Button>
      </div>
      {provider ? (
        <div className={styles.provider}>
          <p className={styles.or}>{text('provider.or')}</p>
          <ProviderButton
            provider={provider}
            look="plain"
            label={text('provider.join', { provider })}
            begin={() => beginSignIn({ token })}
          />
          {look.person === null ? <p className={styles.expiry}>{text('provider.join.hint')}</p> : null}
        </div>
      ) : null}
    </form>
  );
}

function NoLink({ me }: { readonly me: Person | null }) {
  const text = useText();
  const [, navigate] = useLocation();
  useEffect(dropToken, []);
  return (
    <EmptyState
      level={1}
      title={text('people.no-link')}
      actions={
        me ? (
          <Button look="primary" onPress={() => navigate('/', { replace: true })}>
            {text('people.no-link.go', { name: me.name })}
          </Button>
        ) : null
      }
    >
      <p>{text('people.no-link.why')}</p>
      <p>{me ? text('people.no-link.in', { name: me.name }) : text('people.no-link.do')}</p>
    </EmptyState>
  );
}
