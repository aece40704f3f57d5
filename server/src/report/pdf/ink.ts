import type { PaperFaces } from './faces.ts';

/** Text that the report's fonts can show: in one piece, or in pieces between which a line may break. */
export type Inked = string | readonly string[];

/** Stands where no font has the letter. */
const NO_SHAPE = '□';
/** The longest stretch without a space that is left whole, in graphemes: a line holds about twice as many. */
const UNBROKEN = 32;
/** How much of a longer one stays together at least and at most. */
const TOGETHER = { least: 8, most: 20 };

/** What shows nothing of itself and is taken by any font. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]/u;
/** What could hide or turn around words, or is no letter at all: shown by its number. */
const SHOWN_BY_NUMBER =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff\ufff0-\ufffb\p{Noncharacter_Code_Point}]/u;
const PLAIN = /^[\n -~ء-غف-ْ٠-٩،؛؟«»“”’–—…]*$/;

/**
 * Makes text fit to be set: the report's fonts refuse a letter they do not have, and a PDF that is to be read by
 * everybody may hold none such. Nothing is left out: what has no shape is counted and stands as □, and a control
 * character or one that turns the direction of letters around stands as its number.
 */
export class Ink {
  /** Letters without a shape so far. */
  shapeless = 0;
  readonly #families: PaperFaces['families'];
  readonly #graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

  constructor(faces: PaperFaces) {
    this.#families = faces.families;
  }

  /** The text as it can be set, in one piece. */
  whole(text: string): string {
    const tidy = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replaceAll('\t', ' ');
    if (PLAIN.test(tidy)) return tidy;
    let out = '';
    for (const { segment } of this.#graphemes.segment(tidy.toWellFormed())) out += this.#shaped(segment);
    return out;
  }

  /** The text as it can be set, cut where a line may break in what is longer than a line without a space. */
  broken(text: string): Inked {
    const whole = this.whole(text);
    if (whole.length <= UNBROKEN || !LONG.test(whole)) return whole;
    return whole.split(/(?<=\s)(?=\S)/).flatMap((stretch) => this.#cut(stretch));
  }

  #cut(stretch: string): string[] {
    const letters = Array.from(this.#graphemes.segment(stretch), ({ segment }) => segment);
    if (letters.length <= UNBROKEN) return [stretch];
    const pieces: string[] = [];
    let piece: string[] = [];
    for (const letter of letters) {
      piece.push(letter);
      const mayEnd = piece.length >= TOGETHER.least && /[/?&=._%,;:+~-]/.test(letter);
      if (!mayEnd && piece.length < TOGETHER.most) continue;
      pieces.push(piece.join(''));
      piece = [];
    }
    return piece.length > 0 ? [...pieces, piece.join('')] : pieces;
  }

  /** A grapheme that one family has in whole, or what stands for it: a font takes over from another between graphemes only. */
  #shaped(grapheme: string): string {
    const points = Array.from(grapheme, (letter) => letter.codePointAt(0) as number);
    const seen = points.filter((point) => point !== 0x0a && !INVISIBLE.test(String.fromCodePoint(point)));
    const isKnown = this.#families.some((family) => seen.every((point) => family.has(point)));
    if (isKnown && !SHOWN_BY_NUMBER.test(grapheme)) return grapheme;
    return points.map((point) => this.#alone(point)).join('');
  }

  #alone(point: number): string {
    const letter = String.fromCodePoint(point);
    if (SHOWN_BY_NUMBER.test(letter)) return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
    if (INVISIBLE.test(letter) || letter === '\n') return letter;
    const isMark = /\p{M}/u.test(letter);
    if (!isMark && this.#families.some((family) => family.has(point))) return letter;
    this.shapeless++;
    return NO_SHAPE;
  }
}

const LONG = new RegExp(`\\S{${UNBROKEN + 1}}`, 'u');
