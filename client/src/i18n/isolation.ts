import { type Direction, holdsLetters } from '@sanad/shared/direction';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A value as it is put into a sentence that runs in `direction`. One with letters that run the other way is isolated: it
 * keeps its own order and leaves that of the words around it alone. A value that has isolates in it, as a list of names
 * has, is left as it is.
 */
export function isolated(value: string | number, direction: Direction): string | number {
  if (typeof value === 'number' || value.includes(FIRST_STRONG_ISOLATE)) return value;
  const against = direction === 'rtl' ? 'ltr' : 'rtl';
  return holdsLetters(value, against) ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;
}
