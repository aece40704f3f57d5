/**
 * Signs that nobody sees. Some turn the order of the words around them, so that a text reads as another than it is; some hide
 * words from whoever searches them. The joiners U+200C and U+200D are none of them: Persian and emoji are written with them.
 */

export const HIDDEN_SIGN_KINDS = ['override', 'embedding', 'isolate', 'end', 'mark', 'hyphen', 'space', 'tag'] as const;
/**
 * `override`, `embedding` and `isolate` begin a direction of their own, `end` ends one; `mark` is a letter of a direction
 * that is not seen; `hyphen` may break a word, `space` has no width, `tag` is a letter that is never shown.
 */
export type HiddenSignKind = (typeof HIDDEN_SIGN_KINDS)[number];

/** A hidden sign in a text, by its UTF-16 units. */
export interface HiddenSign {
  readonly start: number;
  readonly end: number;
  readonly kind: HiddenSignKind;
  readonly codePoint: number;
  /** It can turn the order of words: an override, or a beginning that nothing ends in its paragraph. */
  readonly turns: boolean;
}

const ANY =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]|\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}|\n/gu;

/** Finds the hidden signs of a text, in order. Paragraphs end at line ends. */
export function hiddenSignsIn(text: string): HiddenSign[] {
  const found: Writable<HiddenSign>[] = [];
  // What was begun in this paragraph and has not ended.
  let begun: Writable<HiddenSign>[] = [];
  let isolates = 0;
  const endParagraph = () => {
    for (const sign of begun) sign.turns = true;
    begun = [];
    isolates = 0;
  };
  for (const match of text.matchAll(ANY)) {
    const [sign] = match;
    const codePoint = sign.codePointAt(0) ?? 0;
    if (sign === '\n') endParagraph();
    // The flags of England, Scotland and Wales are written with tags.
    if (sign === '\n' || codePoint === 0x1f3f4) continue;
    const kind = kindOf(codePoint);
    const hidden = { start: match.index, end: match.index + sign.length, kind, codePoint, turns: kind === 'override' };
    found.push(hidden);
    if (kind === 'override' || kind === 'embedding' || kind === 'isolate') {
      begun.push(hidden);
      if (kind === 'isolate') isolates++;
    } else if (codePoint === 0x202c && begun.at(-1)?.kind !== 'isolate') begun.pop();
    else if (codePoint === 0x2069 && isolates > 0) {
      // With an isolate ends whatever was begun in it.
      isolates--;
      while (begun.pop()?.kind !== 'isolate');
    }
  }
  endParagraph();
  return found;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function kindOf(codePoint: number): HiddenSignKind {
  if (codePoint >= 0xe0000) return 'tag';
  switch (codePoint) {
    case 0x202d:
    case 0x202e:
      return 'override';
    case 0x202a:
    case 0x202b:
      return 'embedding';
    case 0x2066:
    case 0x2067:
    case 0x2068:
      return 'isolate';
    case 0x202c:
    case 0x2069:
      return 'end';
    case 0x200e:
    case 0x200f:
    case 0x061c:
      return 'mark';
    case 0x00ad:
      return 'hyphen';
    default:
      return 'space';
  }
}

/** How many hidden signs there are, and how many of them can turn the order of words. */
export interface HiddenSignCount {
  readonly all: number;
  readonly turning: number;
}

export function countOf(signs: readonly HiddenSign[]): HiddenSignCount {
  return { all: signs.length, turning: signs.filter(({ turns }) => turns).length };
}

/** A text without its hidden signs, and where each of its places came from. */
export interface Cleared {
  readonly text: string;
  /** The place in the cleared text of a place in the source, in UTF-16 units; that of a sign is where it was. */
  placeOf(place: number): number;
}

/** Takes hidden signs out of a text; without `signs` all of them. */
export function withoutHiddenSigns(text: string, signs: readonly HiddenSign[] = hiddenSignsIn(text)): Cleared {
  const parts: string[] = [];
  // How many units are gone before the end of each sign.
  const gone: number[] = [];
  let at = 0;
  for (const { start, end } of signs) {
    parts.push(text.slice(at, start));
    gone.push((gone.at(-1) ?? 0) + end - start);
    at = end;
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(''),
    placeOf(place) {
      const before = lastStartingBefore(signs, place);
      if (before === -1) return place;
      // Within a sign it is where the sign was.
      return Math.max(place, signs[before]?.end ?? 0) - (gone[before] ?? 0);
    },
  };
}

/** The index of the last sign that starts before a place; -1 for none. */
function lastStartingBefore(signs: readonly HiddenSign[], place: number): number {
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((signs[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
