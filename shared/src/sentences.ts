/**
 * Sentences of a block: what a checker goes through one by one, and what coverage counts.
 * Boundaries are Unicode's (UAX #29, as `Intl.Segmenter` has them), mended where a full stop ends an abbreviation.
 */

/** A sentence's place in its block, in UTF-16 units, without the white space around it. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

const words = (list: string) => new Set(list.split(' '));

/** What a full stop follows without ending the sentence, whatever comes behind: lower case, without the stop. */
const ABBREVIATIONS = words('mr mrs ms dr prof lt sgt capt maj rep gov vs approx st inc ltd co corp');
/** These are words or end sentences too: they go on before a number or a small letter, titles and names before a name. */
const BEFORE_NUMBERS = words(
  'no vol pp fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun est',
);
const BEFORE_NAMES = words('gen col sen pres hon rev');
const BEHIND_NAMES = words('jr sr etc dept');

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  let found = segmenters.get(language);
  if (!found) {
    found = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, found);
  }
  return found;
}

/**
 * Whether a piece of text ends in a full stop that belongs to an abbreviation and the sentence goes on: `د.`, `ا.ف.ب.`,
 * `(ا.ف.ب.)`, `U.S.`, `Mr.`; `no.` and `sun.` before a number or a small letter alone.
 */
function endsInAbbreviation(piece: string, rest: string): boolean {
  const [, dotted, last] = /(?:^|[\s("'“«[])((?:[\p{L}\p{M}]+\.)*)([\p{L}\p{M}]+)\.[)\]]?\s*$/u.exec(piece) ?? [];
  if (!last) return false;
  const word = last.toLowerCase();
  const isCapital = /^["'“«([]?\p{Lu}/u.test(rest);
  if (!dotted && ABBREVIATIONS.has(word)) return true;
  if (!dotted && BEFORE_NAMES.has(word)) return true;
  if (!dotted && (BEFORE_NUMBERS.has(word) || BEHIND_NAMES.has(word))) return !isCapital;
  if ([...last.replace(/\p{M}/gu, '')].length !== 1) return false;
  // Hours end a sentence before a capital; initials and states do not.
  return !(isCapital && /^[ap]\.$/i.test(dotted ?? '') && word === 'm');
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
    if (!endsInAbbreviation(text.slice(start, end), text.slice(end))) close();
  }
  close();
  return sentences;
}
