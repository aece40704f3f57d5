import { standingJudgement } from '@sanad/shared/claim';
import { readsAlike } from '@sanad/shared/fold';
import type { ReactNode } from 'react';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './claim-condition.module.css';
import { ClaimSeeking } from './claim-seeking.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import { type Signed, VerdictSign } from './verdict-sign.tsx';
import { WordsThenAndNow } from './words-then-and-now.tsx';

/** The words a claim's verdict was given for, where it sits on others now; null where there is nothing to compare. */
export function wordsJudged(mark: PlacedMark): string | null {
  const judgement = standingJudgement(mark.claim);
  if (mark.attachment.kind === 'detached' || !judgement || judgement.verdict === 'unchecked') return null;
  return readsAlike(judgement.quote, mark.attachment.words) ? null : judgement.quote;
}

/** Why a claim's verdict may not be read as it stands (stale, found again, detached), and what to do; else nothing. */
export function ClaimCondition({ mark }: { readonly mark: PlacedMark }) {
  switch (mark.attachment.kind) {
    case 'detached':
      return <Detached mark={mark} />;
    case 'recovered':
      return <Recovered mark={mark} />;
    case 'exact':
      return mark.stale ? <Stale mark={mark} /> : null;
  }
}

function Stale({ mark }: { readonly mark: PlacedMark }) {
  const { deeds, editor } = useClaimsDesk();
  const text = useText();
  return (
    <Condition sign="stale" why={text('claims.stale.why')}>
      <Compared mark={mark} />
      {editor.mayJudge() ? (
        <>
          <div className={styles.row}>
            <Button size="small" hint="Y" aria-keyshortcuts="Y" onPress={() => deeds.confirm(mark)}>
              {text('claims.confirm')}
            </Button>
            {deeds.mayPutBack(mark) ? (
              <Button size="small" hint="B" aria-keyshortcuts="B" onPress={() => deeds.putBack(mark)}>
                {text('claims.put-back')}
              </Button>
            ) : null}
          </div>
          <p className={styles.else}>{text('claims.stale.else')}</p>
        </>
      ) : null}
    </Condition>
  );
}

function Recovered({ mark }: { readonly mark: PlacedMark }) {
  const { deeds, editor } = useClaimsDesk();
  const text = useText();
  const differs = wordsJudged(mark) !== null;
  return (
    <Condition sign="recovered" why={text(mark.stale ? 'claims.recovered.why' : 'claims.recovered.unjudged')}>
      <Compared mark={mark} />
      {editor.mayJudge() ? (
        <>
          <div className={styles.row}>
            <Button size="small" hint="Y" aria-keyshortcuts="Y" onPress={() => deeds.confirm(mark)}>
              {text(differs ? 'claims.confirm.recovered' : 'claims.confirm.place')}
            </Button>
            {differs ? (
              <Button size="small" look="quiet" onPress={() => deeds.confirmPlace(mark)}>
                {text('claims.confirm.place-only')}
              </Button>
            ) : null}
          </div>
          <details>
            <summary className={styles.summary}>{text('claims.elsewhere')}</summary>
            <ClaimSeeking mark={mark} />
          </details>
        </>
      ) : null}
    </Condition>
  );
}

function Detached({ mark }: { readonly mark: PlacedMark }) {
  const { deeds, editor } = useClaimsDesk();
  const text = useText();
  return (
    <Condition sign="detached" why={text('claims.detached.why')}>
      {editor.mayJudge() ? <ClaimSeeking mark={mark} /> : null}
      {deeds.mayRemove(mark) ? (
        <Button size="small" look="quiet" hint="Del" onPress={() => deeds.remove(mark)}>
          {text('claims.shut')}
        </Button>
      ) : null}
    </Condition>
  );
}

function Condition({
  sign,
  why,
  children,
}: {
  readonly sign: Signed;
  readonly why: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.condition}>
      <p className={styles.why}>
        <VerdictSign of={sign} />
        {why}
      </p>
      {children}
    </div>
  );
}

function Compared({ mark }: { readonly mark: PlacedMark }) {
  const judged = wordsJudged(mark);
  if (judged === null || mark.attachment.kind === 'detached') return null;
  return <WordsThenAndNow judged={judged} now={mark.attachment.words} />;
}
