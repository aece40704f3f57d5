import { useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { CopyIcon } from '../ui/icons.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './version-hash.module.css';

/** The hash of a version, its first letters in sight, the whole of it to copy. */
export function VersionHash({ hash }: { readonly hash: string }) {
  const text = useText();
  const copy = () =>
    navigator.clipboard.writeText(hash).then(
      () => notify({ text: text('signing.hash.copied') }),
      () => notify({ text: text('signing.hash.kept') }),
    );
  return (
    <span className={styles.hash} title={text('signing.hash.why')}>
      {text('signing.hash')}
      <code className={styles.letters} dir="ltr">
        {hash.slice(0, 12)}
        <span className={styles.rest}>{hash.slice(12)}</span>
      </code>
      <IconButton label={text('signing.hash.copy')} size="small" onPress={() => void copy()}>
        <CopyIcon />
      </IconButton>
    </span>
  );
}
