/** Writing direction of a text or a block. */
export type Direction = 'rtl' | 'ltr';

const STRONG = /\p{L}/u;
const RTL_LETTER =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const RTL_LANGUAGES = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb', 'syr']);

/**
 * The share of letters in the article's own direction above which a block keeps that direction. A third is low on
 * purpose: an Arabic paragraph that opens with a long Latin name is still Arabic, while a Latin quotation with one
 * Arabic word in it is not.
 */
const OWN_SHARE = 1 / 3;

/** The direction of a language, given as a BCP 47 tag (`ar`, `ar-EG`, `en`). Unknown languages are left to right. */
export function directionOfLanguage(language: string): Direction {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return RTL_LANGUAGES.has(primary) ? 'rtl' : 'ltr';
}

/** Which way a letter runs; null for what is none. Most signs of most articles are told by their number alone. */
function directionOfSign(char: string): Direction | null {
  const code = char.charCodeAt(0);
  if (code < 0x41) return null;
  if (code >= 0x628 && code <= 0x63a) return 'rtl';
  if (code >= 0x641 && code <= 0x64a) return 'rtl';
  if (code >= 0x61 && code <= 0x7a) return 'ltr';
  if (!STRONG.test(char)) return null;
  return RTL_LETTER.test(char) ? 'rtl' : 'ltr';
}

/**
 * The direction of one block of an article that runs in `own`. Digits, marks and punctuation have no say; a block
 * without letters runs as the article does.
 */
export function directionOfBlock(text: string, own: Direction): Direction {
  const counts = { rtl: 0, ltr: 0 };
  for (const char of text) {
    const direction = directionOfSign(char);
    if (direction === null) continue;
    counts[direction]++;
    // Enough of them, whatever the rest is.
    if (counts[own] >= text.length * OWN_SHARE) return own;
  }
  const letters = counts.rtl + counts.ltr;
  if (letters === 0 || counts[own] / letters >= OWN_SHARE) return own;
  return own === 'rtl' ? 'ltr' : 'rtl';
}

/** Whether a text holds a letter that runs in `direction`. */
export function holdsLetters(text: string, direction: Direction): boolean {
  for (const char of text) {
    if (STRONG.test(char) && RTL_LETTER.test(char) === (direction === 'rtl')) return true;
  }
  return false;
}

/** Guesses `ar` or `en` by the letters of a text, Arabic when they are even; `en` for a text without letters. */
export function guessLanguage(text: string): 'ar' | 'en' {
  let arabic = 0;
  let other = 0;
  for (const char of text) {
    if (!STRONG.test(char)) continue;
    if (/\p{Script=Arabic}/u.test(char)) arabic++;
    else other++;
  }
  return arabic > 0 && arabic >= other ? 'ar' : 'en';
}
