import type { Stance } from '@sanad/shared/evidence';
import type { ReactNode } from 'react';

const STROKES: Readonly<Record<Stance, ReactNode>> = {
  supports: <path d="M8 5.300v5.400M5.300 8h5.400" />,
  contradicts: <path d="M5.300 8h5.400" />,
  context: <path d="M8 7.400v3.300M8 5.200v.01" />,
};

/** The sign of a stance, in ink: colours are the verdicts'. Its word stands beside it. */
export function StanceSign({ of }: { readonly of: Stance }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="8" cy="8" r="6" />
      {STROKES[of]}
    </svg>
  );
}
