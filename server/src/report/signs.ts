import type { Stance } from '@sanad/shared/evidence';
import type { Verdict } from '@sanad/shared/verdict';

// Drawn, because not every machine has letters for them.

/** What a sign of the report can stand for. */
export type Sign = Verdict | Stance | 'stale' | 'detached' | 'recovered' | 'settled' | 'lock';

const SIGN_PATHS: Readonly<Record<Sign, string>> = {
  verified: 'M2.5 8.5 6 12 13.5 4',
  disputed: 'M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5',
  unsourced: 'M4.8 5.6a3.2 3.2 0 1 1 4.6 2.9C8.4 9 8 9.6 8 10.6M8 13.6v.1',
  unchecked: 'M8 2.8a5.2 5.2 0 1 1 0 10.4 5.2 5.2 0 0 1 0-10.4',
  stale: 'M13 8a5 5 0 1 1-1.7-3.7M13 2v3h-3',
  recovered: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.4 10.4 14 14',
  detached: 'M6.5 9.5 3 13M9.5 6.5 13 3M2 5h2.5M5 2v2.5M14 11h-2.5M11 14v-2.5',
  supports: 'M8 3.5v9M3.5 8h9',
  contradicts: 'M3.5 8h9',
  context: 'M8 7.2v5M8 3.8v.1',
  settled: 'M3 13.5h10M8 10.5v-8M4.5 7 8 10.5 11.5 7',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.500V5.500a2.500 2.500 0 0 1 5 0v2',
};

/** The drawings that every `sign` of a page refers to. */
export const SIGNS = `<svg width="0" height="0" style="position:absolute" aria-hidden="true">${Object.entries(
  SIGN_PATHS,
)
  .map(([name, path]) => `<symbol id="s-${name}" viewBox="0 0 16 16"><path d="${path}"/></symbol>`)
  .join('')}</svg>`;

/** A sign, without a name: its words stand beside it. */
export function sign(name: Sign): string {
  return `<svg class="sign" aria-hidden="true"><use href="#s-${name}"/></svg>`;
}
