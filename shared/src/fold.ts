/**
 * Folding makes forms alike that a reader takes for the same words: Arabic with and without vowel marks, tatweel, hamza
 * and ya forms, presentation forms, Persian letters and joiners, Hebrew points, digits of three scripts, quotation
 * marks, dashes, case and white space. It is for matching alone: what is stored, shown and exported is never folded.
 *
 * It is canonical (NFD), not compatibility folding: `10²` must not become `102`. Latin accents stay, for the same reason.
 */

/** A folded text that knows where each of its UTF-16 units came from. */
export interface Folded {
  readonly text: string;
  /** For each unit of `text`, the offset in the source of the code point it came from. */
  readonly starts: Int32Array;
  /** The length of the source, in UTF-16 units. */
  readonly sourceLength: number;
}

/**
 * Vowel marks, points, joiners, direction marks, tatweel: what folds to nothing. Overrides (U+202D, U+202E) do not: they turn
 * 1948 into what reads 8491.
 */
const DROPPED =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]|[\u00ad\u0640\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]|\u034f|[\ufe00-\ufe0f]/u;
const PRESENTATION = /[\ufb1d-\ufdff\ufe70-\ufefc]/u;

const ALIKE: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '״': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '‹': "'",
  '›': "'",
  '׳': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '٫': '.',
  '٬': ',',
  '،': ',',
  '؛': ';',
  '؟': '?',
  '…': '...',
};

function foldPoint(char: string): string {
  const code = char.codePointAt(0) as number;
  if (code < 0x80) return /\s/.test(char) ? ' ' : char.toLowerCase();
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  if (/\s/u.test(char)) return ' ';
  let folded = '';
  const parts = PRESENTATION.test(char) ? char.normalize('NFKD') : char.normalize('NFD');
  for (const part of parts) {
    if (!DROPPED.test(part)) folded += ALIKE[part] ?? part.toLowerCase();
  }
  return folded;
}

const known = new Map<string, string>();

function foldedPoint(char: string): string {
  let folded = known.get(char);
  if (folded === undefined) {
    folded = foldPoint(char);
    // Bounded: a text has a few hundred different letters; a hostile one must not make the table grow for ever.
    if (known.size < 20_000) known.set(char, folded);
  }
  return folded;
}

/** Folds `source`, keeping offsets. Runs of white space become one space. */
export function fold(source: string): Folded {
  let text = '';
  const starts: number[] = [];
  let offset = 0;
  // Kept apart from the text: asking a string that is being put together for its end copies the whole of it each time.
  let afterSpace = false;
  for (const char of source) {
    const folded = foldedPoint(char);
    if (folded !== ' ' || !afterSpace) {
      for (let i = 0; i < folded.length; i++) starts.push(offset);
      text += folded;
      if (folded !== '') afterSpace = folded.endsWith(' ');
    }
    offset += char.length;
  }
  return { text, starts: Int32Array.from(starts), sourceLength: source.length };
}

/** Texts folded before: what a verdict was given for is held against the words as they are again and again. */
const foldedBefore = new Map<string, string>();
/** How many of them are kept, and how long one may be (UTF-16 units). */
const KEPT = 512;
const KEPT_LENGTH = 2_000;

/** Folds `source` and trims it: for comparing and for indexing, where offsets do not matter. */
export function foldedText(source: string): string {
  const before = foldedBefore.get(source);
  if (before !== undefined) return before;
  const folded = fold(source).text.trim();
  if (source.length <= KEPT_LENGTH) {
    if (foldedBefore.size >= KEPT) foldedBefore.clear();
    foldedBefore.set(source, folded);
  }
  return folded;
}

/** Whether two texts have the same letters: for finding words again. What a verdict holds for is `readsAlike`'s to say. */
export function foldedEqual(a: string, b: string): boolean {
  return a === b || foldedText(a) === foldedText(b);
}

/** Signs that turn the order of the words around them, overrides apart: those are never folded. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/u;

/**
 * Whether two texts read the same: the same letters, and the same direction signs between the same letters. Signs make
 * a score of 3 – 1 read as 1 – 3, so what was decided for words without them does not hold for words with them.
 */
export function readsAlike(a: string, b: string): boolean {
  if (a === b) return true;
  return TURNING.test(a) || TURNING.test(b) ? withSigns(a) === withSigns(b) : foldedEqual(a, b);
}

/** A folded text that keeps its direction signs. */
function withSigns(source: string): string {
  const pieces = source.split(/([\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069])/u);
  return pieces
    .map((piece) => (TURNING.test(piece) ? piece : fold(piece).text))
    .join('')
    .trim();
}

/**
 * The source range of the folded range `[start, end)`, in UTF-16 units. Marks that fold to nothing belong to the letter
 * before them, so a range ends behind the vowel marks of its last letter and never between a letter and its mark.
 * @throws RangeError when the range is empty or outside the folded text.
 */
export function sourceRange(
  folded: Folded,
  source: string,
  start: number,
  end: number,
): { start: number; end: number } {
  if (start < 0 || end > folded.text.length || start >= end) throw new RangeError(`no folded range ${start}-${end}`);
  const from = folded.starts[start] as number;
  const lastStart = folded.starts[end - 1] as number;
  let to = lastStart + ((source.codePointAt(lastStart) as number) > 0xffff ? 2 : 1);
  const limit = end < folded.starts.length ? (folded.starts[end] as number) : folded.sourceLength;
  while (to < limit && /[\p{M}\u0640\u200c\u200d]/u.test(source[to] as string)) to++;
  return { start: from, end: to };
}
