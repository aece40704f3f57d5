import { standingJudgement, type Verdict } from '@sanad/shared/claim';
import { voicesFor, wordsJudged } from '@sanad/shared/second-look';
import { ToggleButton } from 'react-aria-components';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import tone from './tone.module.css';
import styles from './verdict-picker.module.css';
import { VerdictSign } from './verdict-sign.tsx';

/** The verdicts a person gives, in the order of their keys 1, 2 and 3. */
export const GIVEN_VERDICTS = ['verified', 'disputed', 'unsourced'] as const;

/** Gives this person's verdict on a claim. Pressed in: their own; framed: a colleague's, which holds until they give one. */
export function VerdictPicker({ mark }: { readonly mark: PlacedMark }) {
  const { deeds, editor, person, second } = useClaimsDesk();
  const text = useText();
  if (!editor.mayJudge()) return <p className={styles.reader}>{text('claims.judge.reader')}</p>;
  const standing = standingJudgement(mark.claim);
  const sealed = second.sealedOn(mark.claim.id).find(({ by, void: isVoid }) => by === person.id && !isVoid);
  const voices = second.asks === 'off' ? [] : voicesFor(mark.claim.judgements, wordsJudged(mark.attachment));
  const own = voices.find(({ by }) => by === person.id)?.verdict ?? sealed?.own?.verdict ?? null;
  const stands = (verdict: Verdict) => voices.some((voice) => voice.by !== person.id && voice.verdict === verdict);
  const others = standing !== null && standing.by !== person.id;
  const label = text(others && own === null ? 'claims.judge.own' : 'claims.judge');
  return (
    <fieldset className={styles.picker} data-picker>
      <legend className={others && own === null ? styles.legend : styles.hidden}>{label}</legend>
      <div className={styles.row}>
        {GIVEN_VERDICTS.map((verdict, index) => (
          <ToggleButton
            key={verdict}
            className={classNames(tone.tone, styles.verdict)}
            data-verdict={verdict}
            aria-keyshortcuts={String(index + 1)}
            isSelected={own === null ? !others && mark.verdict === verdict : own === verdict}
            data-stands={own !== verdict && ((others && mark.verdict === verdict) || stands(verdict)) ? '' : undefined}
            onChange={() => deeds.judge(mark, verdict)}
          >
            <VerdictSign of={verdict} />
            <span>{text(`claims.verdict.${verdict}`)}</span>
            <KeyHint keys={String(index + 1)} />
          </ToggleButton>
        ))}
      </div>
    </fieldset>
  );
}
