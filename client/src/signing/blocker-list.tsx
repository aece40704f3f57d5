import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import { BLOCKER_KINDS, type Blocker } from '@sanad/shared/sign-off';
import { Button as AriaButton } from 'react-aria-components';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './blocker-list.module.css';

export interface BlockerListProps {
  readonly blockers: readonly Blocker[];
  readonly claims: readonly PlacedMark[];
  readonly language: string;
  readonly direction: Direction;
  /** The coverage there is, and what is asked for, in percent. */
  readonly have: number;
  readonly want: number;
  readonly onClaim: (claim: string) => void;
  readonly onCoverage: () => void;
}

/** What stands in the way, kind by kind: what to do about it, and each claim as the way to it. */
export function BlockerList(props: BlockerListProps) {
  const { blockers, claims, language, direction, have, want, onClaim, onCoverage } = props;
  const text = useText();
  const kinds = BLOCKER_KINDS.map((kind) => ({ kind, of: blockers.filter((blocker) => blocker.kind === kind) }));
  return (
    <div className={styles.kinds}>
      {kinds.map(({ kind, of }) =>
        of.length === 0 ? null : (
          <section key={kind}>
            <h3 className={styles.kind}>
              {kind === 'coverage'
                ? text('signing.blocker.coverage')
                : text(`signing.blocker.${kind}`, { count: of.length })}
            </h3>
            <p className={styles.todo}>
              {kind === 'coverage'
                ? text('signing.blocker.coverage.do', { have, want })
                : text(`signing.blocker.${kind}.do`)}
            </p>
            {kind === 'coverage' ? (
              <Button size="small" onPress={onCoverage}>
                {text('signing.blocker.coverage.go')}
              </Button>
            ) : (
              <ul className={styles.claims}>
                {of.map(({ claim: id }) => {
                  const mark = claims.find(({ claim }) => claim.id === id);
                  if (!mark) return null;
                  const words = mark.attachment.kind === 'detached' ? mark.claim.quote.exact : mark.attachment.words;
                  return (
                    <li key={id}>
                      <AriaButton className={styles.claim ?? ''} onPress={() => onClaim(mark.claim.id)}>
                        <span className={styles.number}>{mark.number}</span>
                        <VerdictSign of={mark.verdict} />
                        <span className={styles.words} lang={language} dir={directionOfBlock(words, direction)}>
                          {words}
                        </span>
                      </AriaButton>
                    </li>
                  );
                })}
              </ul>
            )}
          </section>
        ),
      )}
    </div>
  );
}
