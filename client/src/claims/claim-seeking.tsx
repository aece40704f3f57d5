import { directionOfBlock } from '@sanad/shared/direction';
import { useMemo, useSyncExternalStore } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { PlacedMark, Spot } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './claim-seeking.module.css';
import { useClaimsDesk } from './claims-desk.ts';

/**
 * The way of a claim to words in the text: places that look like it are offered, selected words taken. Showing a place
 * only selects it; the claim is put there by a second act.
 */
export function ClaimSeeking({ mark }: { readonly mark: PlacedMark }) {
  const { deeds, editor } = useClaimsDesk();
  const text = useText();
  const { place } = editor;
  const spot = useSyncExternalStore(place.onSelected, place.selected);
  const { id } = mark.claim;
  // The list has another version whenever the text under it has settled elsewhere.
  const version = useSyncExternalStore(editor.subscribe, () => editor.list.version);
  const candidates = useMemo(() => (version > 0 ? place.candidates(id) : []), [place, id, version]);
  const show = ({ words, start }: Spot) => {
    // The text may have moved since the places were looked for.
    const near = place.candidates(id).filter((each) => each.words === words);
    const nearest = near.sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0];
    if (nearest) place.show(nearest);
  };
  return (
    <div className={styles.seeking} data-seeking>
      {candidates.length > 0 ? (
        <>
          <p>{text('claims.places', { count: candidates.length })}</p>
          <ul className={styles.places}>
            {candidates.map((candidate) => (
              <li key={candidate.start}>
                <AriaButton className={styles.place ?? ''} onPress={() => show(candidate)}>
                  <Words spot={candidate} />
                </AriaButton>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className={styles.how}>{text(spot ? 'claims.attach.selected' : 'claims.attach.how')}</p>
      {spot ? (
        <p className={styles.selected}>
          <Words spot={spot} />
        </p>
      ) : null}
      <Button size="small" hint="P" aria-keyshortcuts="P" isDisabled={!spot} onPress={() => deeds.attach(mark)}>
        {text('claims.attach')}
      </Button>
    </div>
  );
}

/** The longest words shown whole. */
const WHOLE = 160;

function Words({ spot }: { readonly spot: Spot }) {
  const { language, direction } = useClaimsDesk();
  const { words, before, after } = spot;
  const shown = words.length > WHOLE ? `${words.slice(0, WHOLE).replace(/\S+$/, '')}…` : words;
  return (
    <bdi lang={language} dir={directionOfBlock(words, direction)} className={styles.words}>
      {before}
      <b>{shown}</b>
      {after}
    </bdi>
  );
}
