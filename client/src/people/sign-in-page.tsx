import { ownPath } from '@sanad/shared/own-path';
import { type Person, SIGN_IN_ENDS, SIGN_IN_FAILURES, type SignInFailure } from '@sanad/shared/person';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { beginSignIn } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { sessionQuery, signInQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { notify } from '../ui/toast.tsx';
import { dropToken, takeToken } from './invitation-token.ts';
import { PageFrame } from './page-frame.tsx';
import { ProviderButton } from './provider-button.tsx';
import { SignedIn } from './signed-in.tsx';

/** Where the provider's answer leads: on to the desk when it was good, else to a sentence that says why not. */
export function SignInPage() {
  const [search] = useSearchParams();
  const failed = SIGN_IN_FAILURES.find((each) => each === search.get('failed'));
  const done = SIGN_IN_ENDS.find((each) => each === search.get('done'));
  if (failed) return <Failed why={failed} />;
  return <SignedIn>{(person) => <GoOn person={person} done={done ?? null} to={ownPath(search.get('to'))} />}</SignedIn>;
}

/** Tells how it ended, and goes on. */
function GoOn({
  person,
  done,
  to,
}: {
  readonly person: Person;
  readonly done: (typeof SIGN_IN_ENDS)[number] | null;
  readonly to: string;
}) {
  const text = useText();
  const [, navigate] = useLocation();
  const { data, isPending } = useQuery(signInQuery);
  const told = useRef(false);
  useEffect(() => {
    if (isPending || told.current) return;
    told.current = true;
    dropToken();
    const provider = data?.provider?.name ?? text('provider.unnamed');
    if (done === 'joined') notify({ text: text('provider.joined', { name: person.name }) });
    if (done === 'linked') notify({ text: text('provider.linked', { provider }) });
    navigate(to, { replace: true });
  });
  return <PageSkeleton />;
}

const SENTENCES: Readonly<Record<SignInFailure, MessageId>> = {
  unreachable: 'provider.unreachable',
  denied: 'provider.denied',
  expired: 'provider.expired',
  mismatch: 'provider.mismatch',
  'too-many': 'provider.too-many',
  unknown: 'provider.unknown',
  removed: 'provider.removed',
  nameless: 'provider.nameless',
  'link-unusable': 'provider.link-unusable',
  taken: 'provider.taken',
  'signed-out': 'provider.signed-out',
  failed: 'provider.broken',
};

function Failed({ why }: { readonly why: SignInFailure }) {
  const text = useText();
  const [, navigate] = useLocation();
  const session = useQuery(sessionQuery);
  const { data } = useQuery(signInQuery);
  const me = session.data?.person ?? null;
  const provider = data?.provider?.name ?? text('provider.unnamed');
  // The invitation that was to be followed is kept for this tab until it is used up.
  const invited = why !== 'link-unusable' && takeToken() !== null;
  return (
    <PageFrame person={me}>
      <title>{text('frame.sanad')}</title>
      <EmptyState
        level={1}
        title={text(me ? 'error.failed' : 'provider.not-in')}
        actions={
          <>
            {me ? (
              <Button look="primary" onPress={() => navigate('/', { replace: true })}>
                {text('people.no-link.go', { name: me.name })}
              </Button>
            ) : null}
            {!me && invited ? (
              <Button look="primary" onPress={() => navigate('/join', { replace: true })}>
                {text('provider.join.back')}
              </Button>
            ) : null}
            {!me && data?.provider ? (
              <ProviderButton
                provider={provider}
                look={invited ? 'plain' : 'primary'}
                label={text('provider.sign-in', { provider })}
                begin={() => beginSignIn({})}
              />
            ) : null}
          </>
        }
      >
        <p>{text(SENTENCES[why], { provider })}</p>
      </EmptyState>
    </PageFrame>
  );
}
