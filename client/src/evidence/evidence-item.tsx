import { addressFault, evidenceName } from '@sanad/shared/evidence';
import { FormattedDate } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { LockIcon, PencilIcon, TrashIcon } from '../ui/icons.tsx';
import type { EvidencePiece } from './evidence-desk.ts';
import styles from './evidence-item.module.css';
import { StanceSign } from './stance-sign.tsx';

export interface EvidenceItemProps {
  readonly piece: EvidencePiece;
  /** The name of whoever gave it. */
  readonly by: string;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}

/** A piece of evidence in two lines, with its excerpt folded away. */
export function EvidenceItem({ piece, by, onEdit, onRemove }: EvidenceItemProps) {
  const text = useText();
  const name = evidenceName(piece);
  return (
    <li className={styles.item} data-piece={piece.id} data-confidential={piece.confidential || undefined}>
      <span className={styles.sign}>
        <StanceSign of={piece.stance} />
      </span>
      <div className={styles.body}>
        <p className={styles.name}>
          <Reference piece={piece} />
        </p>
        <p className={styles.about}>
          <span>
            {text(`evidence.stance.${piece.stance}`)}
            {' · '}
            {text(`evidence.kind.${piece.kind}`)}
          </span>
          {[piece.publisher, piece.locator].map((each) =>
            each.trim() ? (
              <span key={each}>
                {' · '}
                <bdi>{each}</bdi>
              </span>
            ) : null,
          )}
          {piece.accessed ? (
            <span>
              {' · '}
              <Seen on={piece.accessed} />
            </span>
          ) : null}
          {isLink(piece.archive) ? (
            <span>
              {' · '}
              <Outward href={piece.archive}>{text('evidence.archived')}</Outward>
            </span>
          ) : null}
          <span>
            {' · '}
            {text('evidence.by', { name: by })}
          </span>
        </p>
        {piece.note ? (
          <p className={styles.note} dir="auto">
            {piece.note}
          </p>
        ) : null}
        {piece.excerpt ? (
          <details>
            <summary className={styles.summary}>{text('evidence.excerpt')}</summary>
            <blockquote className={styles.excerpt} dir="auto">
              {piece.excerpt}
            </blockquote>
          </details>
        ) : null}
        {piece.confidential ? (
          <p className={styles.lock}>
            <LockIcon />
            {text('evidence.confidential')}
          </p>
        ) : null}
      </div>
      {onEdit && onRemove ? (
        <div className={styles.acts}>
          <IconButton size="small" label={text('evidence.edit.of', { name })} onPress={onEdit}>
            <PencilIcon />
          </IconButton>
          <IconButton size="small" label={text('evidence.remove.of', { name })} onPress={onRemove}>
            <TrashIcon />
          </IconButton>
        </div>
      ) : null}
    </li>
  );
}

/** What it is called; with its address below where it is called otherwise. */
function Reference({ piece }: { readonly piece: EvidencePiece }) {
  const { address } = piece;
  const title = piece.title.trim();
  if (!isLink(address)) return <bdi>{title || address}</bdi>;
  if (title) {
    return (
      <>
        <Outward href={address}>
          <bdi>{title}</bdi>
        </Outward>
        <Address of={address} />
      </>
    );
  }
  return (
    <Outward href={address}>
      <Address of={address} />
    </Outward>
  );
}

/** An address, from left to right whatever stands around it. */
function Address({ of }: { readonly of: string }) {
  return (
    <bdi className={styles.address} dir="ltr" title={of}>
      {of.replace(/^https?:\/\//i, '')}
    </bdi>
  );
}

/** A link that tells whoever is at its end nothing of the desk. */
function Outward({ href, children }: { readonly href: string; readonly children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** What stands in a document is not to be trusted by those who make links of it. */
const isLink = (address: string) => address !== '' && addressFault(address) === null;

/** A day without a time: read at noon in UTC and told in UTC, it is the same day everywhere. */
function Seen({ on }: { readonly on: string }) {
  const text = useText();
  const [before = '', after = ''] = text('evidence.accessed', { date: '|' }).split('|');
  return (
    <>
      {before}
      <bdi>
        <time dateTime={on}>
          <FormattedDate value={`${on}T12:00:00Z`} timeZone="UTC" day="numeric" month="long" year="numeric" />
        </time>
      </bdi>
      {after}
    </>
  );
}
