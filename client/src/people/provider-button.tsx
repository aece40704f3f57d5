import { useMutation } from '@tanstack/react-query';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import styles from './provider-button.module.css';

/** Goes to the identity provider, by the address that `begin` gives; says so where that did not work. */
export function ProviderButton({
  provider,
  label,
  begin,
  look = 'primary',
}: {
  /** What the provider is called. */
  readonly provider: string;
  readonly label: string;
  readonly begin: () => Promise<string>;
  readonly look?: 'primary' | 'plain';
}) {
  const text = useText();
  const leaving = useMutation({ mutationFn: begin, onSuccess: (address) => location.assign(address) });
  return (
    <div className={styles.leaving}>
      {leaving.error ? <Problem error={leaving.error} what={text('provider.failed', { provider })} /> : null}
      <div>
        <Button look={look} isPending={leaving.isPending} onPress={() => leaving.mutate()}>
          {label}
        </Button>
      </div>
    </div>
  );
}
