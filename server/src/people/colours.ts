import type { PersonRow } from '../store/store.ts';

/**
 * The colours people have in the text and in lists: hues far apart, each of a lightness that stands out from light and
 * from dark paper and carries white letters.
 */
export const COLOURS = [
  '#466fbd',
  '#ae5528',
  '#a25089',
  '#298646',
  '#7e5db1',
  '#986603',
  '#00837e',
  '#af4c60',
  '#007ca5',
  '#767700',
] as const;

/** The colour that the fewest people of the desk have; of several, the first. */
export function nextColour(people: readonly Pick<PersonRow, 'colour' | 'role'>[]): string {
  const uses = (colour: string) => people.filter((person) => person.role && person.colour === colour).length;
  return COLOURS.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
