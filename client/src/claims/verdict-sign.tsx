import type { Verdict } from '@sanad/shared/claim';
import { VERDICTS } from '@sanad/shared/verdict';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import type { Assignee, Closure, Condition, Second } from './claim-filter.ts';
import tone from './tone.module.css';
import styles from './verdict-sign.module.css';

/** What a sign can stand for: a verdict, a condition of one, or whose work it is. */
export type Signed = Verdict | Condition | Closure | Assignee | Second | 'sealed';

const STROKES: Readonly<Record<Signed, ReactNode>> = {
  verified: <path d="m3 8.500 3.500 3.500L13 4.500" />,
  disputed: <path d="m4 4 8 8M12 4l-8 8" />,
  unsourced: <path d="M5 5.600C5 3.900 6.300 3 8 3s3 1 3 2.500c0 2.100-3 2.200-3 4.300M8 13v.01" />,
  unchecked: <circle cx="8" cy="8" r="4.800" />,
  stale: <path d="M13 8a5 5 0 1 1-1.700-3.700M13 2.500v3h-3" />,
  recovered: <path d="M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM10 10l3.500 3.500" />,
  open: <path d="M3.500 3.500h9v9h-9z" strokeDasharray="3 3" />,
  settled: <path d="M3 3h10v10H3zM5.500 8l2 2 3.500-4" />,
  me: (
    <path d="M8 8.200a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200ZM3.500 13.500c.5-2.500 2.200-3.500 4.500-3.500s4 1 4.500 3.500" />
  ),
  nobody: (
    <path d="M8 8.200a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200ZM3.500 13.500c.5-2.500 2.200-3.500 4.500-3.500s4 1 4.500 3.500M2.500 2.500l11 11" />
  ),
  awaiting: (
    <>
      <circle cx="4.500" cy="8" r="1.700" fill="currentColor" />
      <circle cx="11.500" cy="8" r="2.200" strokeWidth="1.400" />
    </>
  ),
  confirmed: (
    <>
      <circle cx="4.500" cy="8" r="1.700" fill="currentColor" />
      <circle cx="11.500" cy="8" r="1.700" fill="currentColor" />
    </>
  ),
  conflict: <path d="m2.500 4 4 4-4 4M13.500 4l-4 4 4 4" />,
  sealed: <path d="M3.500 7.500h9v6h-9zM5.500 7.500V5.300a2.500 2.500 0 0 1 5 0v2.200" />,
  detached: (
    <path d="M9.500 6.500 12 4M4 12l2.500-2.500M6.700 4.500l.8-.8a3 3 0 0 1 4.300 0M11.500 9.300l.8-.8M4.500 6.700l-.8.8a3 3 0 0 0 0 4.300M9.300 11.500l-.8.8" />
  ),
};

const isVerdict = (of: Signed): of is Verdict => VERDICTS.some((verdict) => verdict === of);

/** The sign of a verdict or condition, in the colour of its verdict. Its words stand beside it: it has no name itself. */
export function VerdictSign({ of, verdict }: { readonly of: Signed; readonly verdict?: Verdict }) {
  const colour = verdict ?? (isVerdict(of) ? of : undefined);
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
