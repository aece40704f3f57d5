import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { LinkIcon, LockIcon } from '../ui/icons.tsx';
import { useEvidenceOf } from './evidence-of-claim.ts';
import styles from './evidence-sign.module.css';

/** On a card at rest: how much evidence there is, whether some of it is confidential, or that some is missing. */
export function EvidenceSign({ mark }: { readonly mark: PlacedMark }) {
  const text = useText();
  const { pieces, unbacked } = useEvidenceOf(mark);
  if (unbacked) return <p className={styles.sign}>{text('evidence.unbacked')}</p>;
  if (pieces.length === 0) return null;
  const secret = pieces.some(({ confidential }) => confidential);
  const words = text('evidence.count', { count: pieces.length });
  return (
    <p className={styles.sign} title={secret ? `${words} · ${text('evidence.confidential')}` : words}>
      <LinkIcon />
      <span aria-hidden="true">{pieces.length}</span>
      {secret ? <LockIcon /> : null}
      <span className={styles.heard}>{words}</span>
      {secret ? <span className={styles.heard}> · {text('evidence.confidential')}</span> : null}
    </p>
  );
}
