import type { ReportClaim } from '@sanad/shared/report';
import type { Verdict } from '@sanad/shared/verdict';
import type { Look } from './runs.ts';

// Colours as the report's page has them by day. A verdict is never told by colour alone: the line under the words tells it
// as well, and its comment says it.

export const INK = '1C1B19';
export const SOFT = '55524B';
export const ACCENT = '0F5C61';
export const RULE = 'D9D4C8';

const COLOURS: Readonly<Record<Verdict, string>> = {
  unchecked: '3D4B5A',
  verified: '267853',
  disputed: '8C1218',
  unsourced: '8A5A00',
};

/** The line under the words, as WordprocessingML names it; broken while the words are no longer those that were judged. */
const LINES: Readonly<Record<Verdict, { readonly whole: string; readonly broken: string }>> = {
  verified: { whole: 'single', broken: 'dashLong' },
  disputed: { whole: 'double', broken: 'wavyDouble' },
  unsourced: { whole: 'dotted', broken: 'dotDotDash' },
  unchecked: { whole: 'dash', broken: 'dotDash' },
};

/** The sign of each verdict; as letters, for here nothing can be drawn. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  verified: '✓',
  disputed: '✗',
  unsourced: '?',
  unchecked: '○',
};

/** A colour on white paper, as thin as `share` says (0 to 1). */
function tint(colour: string, share: number): string {
  return [0, 2, 4]
    .map((at) => {
      const full = Number.parseInt(colour.slice(at, at + 2), 16);
      return Math.round(255 - (255 - full) * share)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')
    .toUpperCase();
}

function lookOf(verdict: Verdict, stale: boolean): Look {
  const colour = COLOURS[verdict];
  const line = { kind: LINES[verdict][stale ? 'broken' : 'whole'], colour };
  const ground = stale
    ? { pattern: 'thinDiagStripe', colour: tint(colour, 0.3), fill: tint(colour, 0.05) }
    : { pattern: 'clear', colour: 'auto', fill: tint(colour, 0.12) };
  return { line, ground };
}

const LOOKS = Object.fromEntries(
  (['unchecked', 'verified', 'disputed', 'unsourced'] as const).map((verdict) => [
    verdict,
    { fresh: lookOf(verdict, false), stale: lookOf(verdict, true) },
  ]),
) as unknown as Readonly<Record<Verdict, { readonly fresh: Look; readonly stale: Look }>>;

/** How the words of a claim look. */
export function lookOfClaim({ verdict, stale }: Pick<ReportClaim, 'verdict' | 'stale'>): Look {
  return LOOKS[verdict][stale ? 'stale' : 'fresh'];
}

/** The colour of a verdict's name. */
export function colourOf(verdict: Verdict): string {
  return COLOURS[verdict];
}
