import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { ClaimCard } from './claim-card.tsx';
import styles from './tray.module.css';

/** The claims whose words are gone from the text, at the end of the list, with the words they had. */
export function Tray({
  marks,
  chosen,
  hovered,
  focused,
  total,
}: {
  readonly marks: readonly PlacedMark[];
  readonly chosen: string | null;
  readonly hovered: string | null;
  readonly focused: string | null;
  readonly total: number;
}) {
  const text = useText();
  const stop = marks.find(({ claim }) => claim.id === (focused ?? chosen)) ?? marks[0];
  return (
    <section className={styles.tray} data-tray>
      <h2 className={styles.title}>{text('claims.tray')}</h2>
      <p className={styles.detail}>{text('claims.tray.detail')}</p>
      <ol className={styles.list} aria-label={text('claims.tray')}>
        {marks.map((mark) => (
          <li key={mark.claim.id} data-card={mark.claim.id} aria-setsize={total} aria-posinset={mark.number}>
            <ClaimCard
              mark={mark}
              number={mark.number}
              chosen={mark.claim.id === chosen}
              hovered={mark.claim.id === hovered}
              tabStop={mark === stop}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
