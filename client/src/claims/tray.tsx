import { memo } from 'react';
import { useText } from '../i18n/language.tsx';
import { ClaimCard } from './claim-card.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import styles from './tray.module.css';
import { useMark, useNumber } from './use-claims.ts';

/** The claims whose words are gone from the text, at the end of the list, with the words they had. */
export function Tray({
  ids,
  chosen,
  hovered,
  focused,
  total,
}: {
  readonly ids: readonly string[];
  readonly chosen: string | null;
  readonly hovered: string | null;
  readonly focused: string | null;
  readonly total: number;
}) {
  const text = useText();
  const current = focused ?? chosen;
  const stop = current !== null && ids.includes(current) ? current : ids[0];
  return (
    <section className={styles.tray} data-tray>
      <h2 className={styles.title}>{text('claims.tray')}</h2>
      <p className={styles.detail}>{text('claims.tray.detail')}</p>
      <ol className={styles.list} aria-label={text('claims.tray')}>
        {ids.map((id) => (
          <Detached
            key={id}
            id={id}
            total={total}
            chosen={id === chosen}
            hovered={id === hovered}
            tabStop={id === stop}
          />
        ))}
      </ol>
    </section>
  );
}

interface DetachedProps {
  readonly id: string;
  readonly total: number;
  readonly chosen: boolean;
  readonly hovered: boolean;
  readonly tabStop: boolean;
}

const Detached = memo(function Detached({ id, total, ...card }: DetachedProps) {
  const { editor } = useClaimsDesk();
  const mark = useMark(editor, id);
  const number = useNumber(editor, id);
  if (!mark || number === null) return null;
  return (
    <li data-card={id} aria-setsize={total} aria-posinset={number}>
      <ClaimCard mark={mark} number={number} {...card} />
    </li>
  );
});
