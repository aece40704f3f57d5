import { foldedText } from '@sanad/shared/fold';
import type { PersonRow } from '../store/store.ts';

/** The longest name, in UTF-16 units. */
const LONGEST = 80;

/**
 * A name by which somebody new can be told from everybody the desk knows, those who left too: the one given, or that one
 * with the next free number behind it. What looks alike counts as the same.
 */
export function nameApart(given: string, known: readonly Pick<PersonRow, 'name'>[]): string {
  const taken = new Set(known.map(({ name }) => looksOf(name)));
  let name = given;
  for (let number = 2; taken.has(looksOf(name)); number++) {
    const behind = ` ${number}`;
    name =
      given
        .slice(0, LONGEST - behind.length)
        .toWellFormed()
        .trimEnd() + behind;
  }
  return name;
}

/** A name as the eye has it: without signs that have no shape, and whatever its letters are written with. */
function looksOf(name: string): string {
  const seen = name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return foldedText(seen).toLowerCase();
}
