/**
 * Sentences of a block: what a checker goes through one by one, and what coverage counts.
 * Boundaries are Unicode's (UAX #29, as `Intl.Segmenter` has them), mended where a full stop ends an abbreviation.
 */

/** A sentence's place in its block, in UTF-16 units, without the white space around it. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

/** Words that a full stop follows without ending the sentence, lower case, without the stop. */
const ABBREVIATIONS = new Set(
  [
    'mr mrs ms dr prof gen col lt sgt capt maj sen rep gov pres hon rev st jr sr no vs inc ltd co corp etc vol pp fig',
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx dept est',
  ]
    .join(' ')
    .split(' '),
);

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  let found = segmenters.get(language);
  if (!found) {
    found = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, found);
  }
  return found;
}

/** Whether a piece of text ends in a full stop that belongs to an abbreviation: `د.`, `ا.ف.ب.`, `U.S.`, `Mr.` */
function endsInAbbreviation(piece: string): boolean {
  const last = /(?:^|[\s("'“«[.])([\p{L}\p{M}]+)\.\s*$/u.exec(piece)?.[1];
  if (!last) return false;
  return [...last.replace(/\p{M}/gu, '')].length === 1 || ABBREVIATIONS.has(last.toLowerCase());
}

/** The sentences of a block's text, in order; none for a block of white space. `language` is a BCP 47 tag. */
export function sentencesOf(text: string, language: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let end = 0;
  const close = () => {
    const piece = text.slice(start, end);
    const words = piece.trim();
    if (words !== '') {
      const from = start + (piece.length - piece.trimStart().length);
      sentences.push({ start: from, end: from + words.length });
    }
    start = end;
  };
  for (const { segment } of segmenter(language).segment(text)) {
    end += segment.length;
    if (!endsInAbbreviation(text.slice(start, end))) close();
  }
  close();
  return sentences;
}
