import { useQuery } from '@tanstack/react-query';
import { beginSignIn } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { signInQuery } from '../queries.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { PageFrame } from './page-frame.tsx';
import { ProviderButton } from './provider-button.tsx';

/** What a stranger sees, and somebody whose session has ended: how to get in. */
export function SignInNeeded() {
  const text = useText();
  const { data, isPending } = useQuery(signInQuery);
  if (isPending) return <PageSkeleton />;
  const provider = data?.provider;
  return (
    <PageFrame person={null}>
      {provider ? (
        <EmptyState
          level={1}
          title={text('provider.sign-in.title')}
          actions={
            <ProviderButton
              provider={provider.name}
              label={text('provider.sign-in', { provider: provider.name })}
              begin={() => beginSignIn({ to: location.pathname + location.search })}
            />
          }
        >
          <p>
            {text(provider.admits ? 'provider.sign-in.admits' : 'provider.sign-in.linked', { provider: provider.name })}
          </p>
          <p>{text('provider.sign-in.else')}</p>
        </EmptyState>
      ) : (
        <EmptyState level={1} title={text('people.sign-in')}>
          <p>{text('people.sign-in.how')}</p>
          <p>{text('people.sign-in.again')}</p>
        </EmptyState>
      )}
    </PageFrame>
  );
}
