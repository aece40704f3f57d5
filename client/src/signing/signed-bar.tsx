import type { Signed } from '@sanad/shared/version';
import { FormattedMessage } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { ExactTime } from '../ui/relative-time.tsx';
import { SealIcon } from './seal-icon.tsx';
import styles from './signed-bar.module.css';
import { useNameOf } from './use-name-of.ts';

/** Over the text of an article that is signed off: by whom and when, and that nothing is changed. */
export function SignedBar({ signed }: { readonly signed: Signed | null }) {
  const text = useText();
  const nameOf = useNameOf();
  return (
    <div className={styles.bar} role="status">
      <SealIcon />
      <p>
        {signed ? (
          <FormattedMessage
            id="signing.bar"
            values={{ name: <bdi>{nameOf(signed.signedBy)}</bdi>, when: <ExactTime at={signed.signedAt} /> }}
          />
        ) : (
          text('signing.bar.unknown')
        )}
      </p>
    </div>
  );
}
