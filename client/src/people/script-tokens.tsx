import type { Tokens } from '@sanad/shared/person';
import { useMutation, useQuery } from '@tanstack/react-query';
import { endSession } from '../api.ts';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk, tokensQuery } from '../queries.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { notify } from '../ui/toast.tsx';
import { AskedFirst } from './asked-first.tsx';
import styles from './people-page.module.css';

/** The tokens that scripts come in with, each with a way to revoke it; nothing where there are none. */
export function ScriptTokens() {
  const text = useText();
  const { data, error, refetch } = useQuery(tokensQuery);
  if (error) {
    return (
      <section className={styles.section}>
        <Problem error={error} onRetry={() => void refetch()} />
      </section>
    );
  }
  if (!data || data.tokens.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.subheading}>{text('people.tokens')}</h2>
      <p className={styles.explain}>{text('people.tokens.why')}</p>
      <ul className={styles.list}>
        {data.tokens.map((token) => (
          <ScriptToken key={token.id} token={token} />
        ))}
      </ul>
    </section>
  );
}

function ScriptToken({ token }: { readonly token: Tokens['tokens'][number] }) {
  const text = useText();
  const { name } = token;
  const revoke = useMutation({
    mutationFn: () => endSession(token.person, token.id),
    onSuccess: () => notify({ text: text('people.tokens.revoked') }),
    onError: (error) => notify({ text: text(tellingOf(error).detail ?? tellingOf(error).what) }),
    onSettled: () => desk.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  return (
    <li className={styles.token}>
      <AskedFirst
        label={text('people.tokens.revoke')}
        name={text('people.tokens.revoke.of', { name })}
        question={text('people.tokens.sure', { name })}
        detail={text('people.tokens.detail')}
        isPending={revoke.isPending}
        onSure={() => revoke.mutate()}
      >
        <div>
          <bdi>{name}</bdi>
          <span className={styles.soft}> · {text(`frame.role.${token.role}`)}</span>
        </div>
        <div className={styles.soft}>
          {token.usedAt ? (
            <>
              {text('people.sessions.used')} <RelativeTime at={token.usedAt} />
            </>
          ) : (
            text('people.sessions.unused')
          )}
          {' · '}
          {text('people.tokens.made')} <RelativeTime at={token.createdAt} />
          {' · '}
          {token.expiresAt ? (
            <>
              {text('people.tokens.ends')} <RelativeTime at={token.expiresAt} />
            </>
          ) : (
            text('people.tokens.endless')
          )}
        </div>
      </AskedFirst>
    </li>
  );
}
