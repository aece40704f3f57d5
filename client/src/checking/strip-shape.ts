import { type CoveredSentence, GRAVEST_FIRST, gravest } from '@sanad/shared/coverage';
import type { Verdict } from '@sanad/shared/verdict';

/** What a piece of the strip says. What comes later is drawn over what comes before. */
export const STRIP_PARTS = ['untouched', 'set-aside', ...[...GRAVEST_FIRST].reverse()] as const satisfies readonly (
  | Verdict
  | 'set-aside'
  | 'untouched'
)[];
export type StripPart = (typeof STRIP_PARTS)[number];

/** The least a sentence is drawn high (px): one among a thousand that is disputed must be seen. */
const LEAST = 2;
/** The gap between two sentences (px), where there is room for one. */
const GAP = 1;

/** What the strip says of a sentence. */
export function partOf(sentence: CoveredSentence): StripPart {
  return gravest(sentence) ?? (sentence.state === 'set-aside' ? 'set-aside' : 'untouched');
}

interface Piece {
  readonly top: number;
  readonly height: number;
}

function pieces(sentences: readonly CoveredSentence[], height: number): Piece[] {
  const letters = sentences.reduce((sum, { start, end }) => sum + end - start, 0);
  let before = 0;
  return sentences.map(({ start, end }) => {
    const top = (before / letters) * height;
    before += end - start;
    const bottom = (before / letters) * height;
    const gap = bottom - top > 3 * GAP ? GAP : 0;
    return { top, height: bottom - top - gap };
  });
}

/** The strip as one path for each part, `width` by `height` px: sentences one below the other, each as long as its words. */
export function stripPaths(
  sentences: readonly CoveredSentence[],
  width: number,
  height: number,
): Readonly<Record<StripPart, string>> {
  const paths = Object.fromEntries(STRIP_PARTS.map((part) => [part, ''])) as Record<StripPart, string>;
  pieces(sentences, height).forEach(({ top, height: high }, index) => {
    const part = partOf(sentences[index] as CoveredSentence);
    const least = part === 'untouched' ? high : Math.max(LEAST, high);
    const from = Math.min(top, height - least);
    paths[part] += `M0 ${from.toFixed(1)}h${width}v${least.toFixed(1)}h${-width}z`;
  });
  return paths;
}

/** Where a sentence is on a strip of `height` px. */
export function pieceOf(sentences: readonly CoveredSentence[], index: number, height: number): Piece | null {
  return pieces(sentences, height)[index] ?? null;
}

/** The sentence at `y` of a strip of `height` px; -1 without any. */
export function sentenceOnStrip(sentences: readonly CoveredSentence[], y: number, height: number): number {
  const all = pieces(sentences, height);
  let found = all.length > 0 ? 0 : -1;
  all.forEach(({ top }, index) => {
    if (top <= y) found = index;
  });
  return found;
}
