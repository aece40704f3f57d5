import type { Direction } from '@sanad/shared/direction';

// Word asks of every run whether it reads from right to left, and lays signs that have no direction of their own where
// their run says. So what a browser works out by itself is worked out here, by the rules of Unicode (UAX #9, W1-W7, N1, N2)
// without its embeddings: Arabic alone is marked, Latin stands in runs of its own, spaces and marks go with what is around.

const RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200f\u061c]/u;
const LETTER = /[\p{L}\u200e]/u;
const DIGIT = /\p{Nd}/u;
/** What takes the direction of the sign before it: marks, joiners, the second half of a pair. */
const FOLLOWS = /\p{M}|\u200c|\u200d|\ufe0f/u;

type Kind = 'right' | 'left' | 'digit' | 'follows' | 'open';

function kindOf(sign: string): Kind {
  const code = sign.charCodeAt(0);
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return 'digit';
    return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? 'left' : 'open';
  }
  // Most letters of most articles are told by their number alone.
  if (code >= 0x620 && code <= 0x64a) return 'right';
  if (FOLLOWS.test(sign)) return 'follows';
  // An Arabic comma has the script of Arabic and no direction: only what is a letter or a digit decides.
  if (RIGHT.test(sign) && (LETTER.test(sign) || DIGIT.test(sign) || code === 0x200f || code === 0x061c)) return 'right';
  if (LETTER.test(sign)) return 'left';
  return DIGIT.test(sign) ? 'digit' : 'open';
}

const HOLDS_RIGHT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A stretch of text that reads one way: from the end before it (or 0) to `end`, in UTF-16 units. */
export interface Stretch {
  readonly end: number;
  readonly rightToLeft: boolean;
}

/** Cuts the text of a paragraph that runs in `base` where its reading direction turns. None for a text without signs. */
export function stretchesOf(text: string, base: Direction): Stretch[] {
  if (text === '') return [];
  if (base === 'ltr' && !HOLDS_RIGHT.test(text)) return [{ end: text.length, rightToLeft: false }];
  const own = base === 'rtl';
  const stretches: { end: number; rightToLeft: boolean }[] = [];
  const add = (end: number, rightToLeft: boolean) => {
    const last = stretches.at(-1);
    if (last?.rightToLeft === rightToLeft) last.end = end;
    else if (end > (last?.end ?? 0)) stretches.push({ end, rightToLeft });
  };
  /** Of the last letter, for digits; and of the last sign that has a direction, for what stands between. */
  let letter = own;
  let before = own;
  let open = -1;
  let at = 0;
  for (const sign of text) {
    const kind = kindOf(sign);
    if (kind === 'open') {
      if (open === -1) open = at;
    } else if (!(kind === 'follows' && open !== -1)) {
      const direction = kind === 'follows' ? before : kind === 'digit' ? letter : kind === 'right';
      if (kind === 'right' || kind === 'left') letter = direction;
      if (open !== -1) add(at, before === direction ? direction : own);
      open = -1;
      before = direction;
      add(at + sign.length, direction);
    }
    at += sign.length;
  }
  if (open !== -1) add(text.length, before === own ? before : own);
  return stretches;
}
