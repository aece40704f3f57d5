import type { Verdict } from '@sanad/shared/claim';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { CONDITIONS, type Condition } from './claim-filter.ts';
import tone from './tone.module.css';
import styles from './verdict-sign.module.css';

/** What a sign can stand for: a verdict, or a condition of one. */
export type Signed = Verdict | Condition;

const STROKES: Readonly<Record<Signed, ReactNode>> = {
  verified: <path d="m3 8.500 3.500 3.500L13 4.500" />,
  disputed: <path d="m4 4 8 8M12 4l-8 8" />,
  unsourced: <path d="M5 5.600C5 3.900 6.300 3 8 3s3 1 3 2.500c0 2.100-3 2.200-3 4.300M8 13v.01" />,
  unchecked: <circle cx="8" cy="8" r="4.800" />,
  stale: <path d="M13 8a5 5 0 1 1-1.700-3.700M13 2.500v3h-3" />,
  recovered: <path d="M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM10 10l3.500 3.500" />,
  detached: (
    <path d="M9.500 6.500 12 4M4 12l2.500-2.500M6.700 4.500l.8-.8a3 3 0 0 1 4.300 0M11.500 9.300l.8-.8M4.500 6.700l-.8.8a3 3 0 0 0 0 4.300M9.300 11.500l-.8.8" />
  ),
};

const isCondition = (of: Signed): of is Condition => CONDITIONS.some((condition) => condition === of);

/** The sign of a verdict or condition, in the colour of its verdict. Its words stand beside it: it has no name itself. */
export function VerdictSign({ of, verdict }: { readonly of: Signed; readonly verdict?: Verdict }) {
  const colour = verdict ?? (isCondition(of) ? undefined : of);
  return (
    <svg
      className={classNames(tone.tone, styles.sign)}
      data-verdict={colour}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {STROKES[of]}
    </svg>
  );
}
