import { useMutation, useQuery } from '@tanstack/react-query';
import { beginLink, unlinkIdentity } from '../api.ts';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk, identityQuery } from '../queries.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { notify } from '../ui/toast.tsx';
import { AskedFirst } from './asked-first.tsx';
import { ProviderButton } from './provider-button.tsx';
import styles from './session-list.module.css';

/** The account of a person (null: one's own) at the provider: linked since when, or to be linked; nothing without one. */
export function LinkedAccount({ person }: { readonly person: string | null }) {
  const text = useText();
  const { data, error, refetch } = useQuery(identityQuery(person));
  const unlinking = useMutation({
    mutationFn: () => unlinkIdentity(person),
    onError: (failure) => notify({ text: text(tellingOf(failure).detail ?? tellingOf(failure).what) }),
    onSettled: () => desk.invalidateQueries({ queryKey: identityQuery(person).queryKey }),
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data?.provider) return null;
  const { provider, linkedAt } = data;
  return (
    <section className={styles.account}>
      <h3 className={styles.device}>{text('provider.account', { provider })}</h3>
      {linkedAt ? (
        <AskedFirst
          label={text('provider.account.unlink')}
          name={text('provider.account.unlink')}
          question={text('provider.account.unlink.sure', { provider })}
          detail={text('provider.account.unlink.detail')}
          isPending={unlinking.isPending}
          onSure={() => unlinking.mutate()}
        >
          <p className={styles.soft}>
            {text('provider.account.linked')} <RelativeTime at={linkedAt} />.{' '}
            {person === null ? text('provider.account.use') : null}
          </p>
        </AskedFirst>
      ) : person === null ? (
        <>
          <p className={styles.soft}>{text('provider.account.none')}</p>
          <ProviderButton
            provider={provider}
            look="plain"
            label={text('provider.account.link')}
            begin={() => beginLink(location.pathname)}
          />
        </>
      ) : (
        <p className={styles.soft}>{text('provider.account.none-of')}</p>
      )}
    </section>
  );
}
