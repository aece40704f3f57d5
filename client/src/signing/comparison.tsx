import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { Verdict } from '@sanad/shared/verdict';
import type { Version } from '@sanad/shared/version';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { DifferentWords } from '../claims/words-then-and-now.tsx';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { ForwardIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './comparison.module.css';
import { type BlockChange, type ClaimChange, reportDifference } from './report-difference.ts';
import { comparedQuery } from './signing-calls.ts';

/** Between two frozen texts every sign counts. */
const isSame = (a: string, b: string) => a === b;

/** The changed blocks with where they begin among each other, which tells them apart. */
function placed(blocks: readonly BlockChange[]): { readonly at: number; readonly block: BlockChange }[] {
  let at = 0;
  return blocks.map((block) => {
    const here = at;
    at += (block.before?.length ?? 0) + (block.after?.length ?? 0) + 1;
    return { at: here, block };
  });
}

/** What is compared: versions by number; null is the article now. */
export interface Pair {
  readonly from: number;
  readonly to: number | null;
}

const NOW = 'now';

/** Says which two are compared. */
export function PairChoice({
  pair: { from, to },
  versions,
  onPair,
  onBack,
}: {
  readonly pair: Pair;
  readonly versions: readonly Version[];
  readonly onPair: (pair: Pair) => void;
  readonly onBack: () => void;
}) {
  const text = useText();
  const options = versions.map(({ number }) => ({
    id: String(number),
    text: text('signing.version', { number }),
  }));
  return (
    <div className={styles.choice}>
      <Select
        label={text('signing.compare.from')}
        options={options}
        value={String(from)}
        onChange={(id) => onPair({ from: Number(id), to })}
      />
      <Select
        label={text('signing.compare.to')}
        options={[{ id: NOW, text: text('signing.compare.now') }, ...options]}
        value={to === null ? NOW : String(to)}
        onChange={(id) => onPair({ from, to: id === NOW ? null : Number(id) })}
      />
      <Button look="quiet" onPress={onBack}>
        {text('signing.compare.back')}
      </Button>
    </div>
  );
}

/** What differs between two versions, or a version and the article now: the text block by block, and the verdicts. */
export function Comparison({
  article,
  language,
  direction,
  pair: { from, to },
}: {
  readonly article: string;
  readonly language: string;
  readonly direction: Direction;
  readonly pair: Pair;
}) {
  const text = useText();
  const before = useQuery(comparedQuery(article, from));
  const after = useQuery(comparedQuery(article, to));
  const difference = useMemo(
    () => (before.data && after.data ? reportDifference(before.data, after.data) : null),
    [before.data, after.data],
  );
  const failed = before.error ?? after.error;
  if (failed) {
    const retry = () => {
      if (before.error) void before.refetch();
      if (after.error) void after.refetch();
    };
    return <Problem error={failed} what={text('signing.compare.failed')} onRetry={retry} />;
  }
  if (!difference) {
    return (
      <Skeleton>
        <SkeletonLine width="70%" height="1.25rem" />
      </Skeleton>
    );
  }
  const { blocks, claims } = difference;
  if (blocks.length === 0 && claims.length === 0) return <p>{text('signing.compare.same')}</p>;
  return (
    <div className={styles.parts}>
      <section>
        <h3 className={styles.heading}>{text('signing.compare.text')}</h3>
        {blocks.length === 0 ? <p className={styles.soft}>{text('signing.compare.text.same')}</p> : null}
        {placed(blocks).map(({ at, block: { before: was, after: is } }) => (
          <DifferentWords key={at} judged={was ?? ''} now={is ?? ''} alike={isSame} {...{ language, direction }} />
        ))}
      </section>
      <section>
        <h3 className={styles.heading}>{text('signing.compare.claims')}</h3>
        {claims.length === 0 ? <p className={styles.soft}>{text('signing.compare.claims.same')}</p> : null}
        <ul className={styles.claims}>
          {claims.map((change) => (
            <li key={change.id} className={styles.claim}>
              <ChangedClaim change={change} language={language} direction={direction} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function ChangedClaim({
  change: { before, after, kinds },
  language,
  direction,
}: {
  readonly change: ClaimChange;
  readonly language: string;
  readonly direction: Direction;
}) {
  const text = useText();
  const words = (after ?? before)?.quote ?? '';
  const both = before && after && before.verdict !== after.verdict;
  const one = after ?? before;
  return (
    <>
      <p className={styles.soft}>{kinds.map((kind) => text(`signing.compare.${kind}`)).join(' · ')}</p>
      <p className={styles.words} lang={language} dir={directionOfBlock(words, direction)}>
        {words}
      </p>
      <p className={styles.verdicts}>
        {both ? (
          <>
            <NamedVerdict verdict={before.verdict} /> <ForwardIcon />
            <NamedVerdict verdict={after.verdict} />
          </>
        ) : one ? (
          <NamedVerdict verdict={one.verdict} />
        ) : null}
      </p>
    </>
  );
}

function NamedVerdict({ verdict }: { readonly verdict: Verdict }) {
  const text = useText();
  return (
    <span className={styles.verdict}>
      <VerdictSign of={verdict} />
      {text(`claims.verdict.${verdict}`)}
    </span>
  );
}
