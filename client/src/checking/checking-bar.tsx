import type { Verdict } from '@sanad/shared/verdict';
import { Button } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { RootMark } from '../ui/root-mark.tsx';
import styles from './checking.module.css';
import type { Checking } from './checking.ts';
import { useCheckingState, useSentenceState } from './use-checking.ts';

const OFFERED = ['verified', 'disputed', 'unsourced'] as const satisfies readonly Verdict[];
const SIGNS = { verified: '✓', disputed: '✗', unsourced: '?' } as const;

/** What can be done about the sentence in hand, each with its key; and what it is, for those who listen. */
export function CheckingBar({ checking }: { readonly checking: Checking }) {
  const text = useText();
  const { direction } = useLanguage();
  const said = useSentenceState();
  const { on, coverage, current } = useCheckingState(checking);
  const sentence = coverage.sentences[current];
  const place = { number: current + 1, total: coverage.sentences.length };
  const heard =
    on && sentence ? text('checking.heard', { ...place, state: said(sentence), words: sentence.words }) : '';
  return (
    <>
      <p role="status" className={styles.heard} dir={direction}>
        {heard}
      </p>
      {on && sentence ? (
        <div role="toolbar" aria-label={text('checking.bar')} className={styles.bar} dir={direction} data-page-foot="">
          <RootMark name="foot" />
          <Button
            className={styles.step ?? ''}
            aria-label={text('checking.previous')}
            onPress={() => checking.step(-1)}
            isDisabled={current === 0}
          >
            <Arrow up />
          </Button>
          <span className={styles.place}>
            <bdi>{text('checking.place', place)}</bdi>
          </span>
          <Button
            className={styles.step ?? ''}
            aria-label={text('checking.next')}
            onPress={() => checking.step(1)}
            isDisabled={current === coverage.sentences.length - 1}
          >
            <Arrow />
          </Button>
          {OFFERED.map((verdict, index) => (
            <Button
              key={verdict}
              className={styles.act ?? ''}
              data-verdict={verdict}
              data-stands={sentence.claims[verdict] > 0 ? '' : undefined}
              onPress={() => checking.judge(verdict)}
            >
              <span aria-hidden="true" className={styles.sign}>
                {SIGNS[verdict]}
              </span>
              <span className={styles.word}>{text(`checking.${verdict}`)}</span>
              <span className={styles.key}>
                <KeyHint keys={String(index + 1)} />
              </span>
            </Button>
          ))}
          <Button
            className={styles.act ?? ''}
            data-stands={sentence.state === 'set-aside' ? '' : undefined}
            onPress={() => checking.toggleAside()}
          >
            <span aria-hidden="true" className={styles.sign}>
              –
            </span>
            <span className={styles.word}>
              {text(sentence.state === 'set-aside' ? 'checking.aside.back' : 'checking.aside')}
            </span>
            <span className={styles.key}>
              <KeyHint keys="0" />
            </span>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Arrow({ up = false }: { readonly up?: boolean }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path d={up ? 'm5 12 5-5 5 5' : 'm5 8 5 5 5-5'} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
