/** Letters of the scripts and the weights that an article and what stands around it are set in. */
const FACES = ['400 1em', '600 1em', '700 1em'];
const FAMILIES = [
  ['Noto Naskh Arabic', 'ا'],
  ['Source Serif 4', 'a'],
  ['IBM Plex Sans Arabic', 'ا'],
  ['IBM Plex Sans', 'a'],
] as const;

/**
 * Asks for the type of an article before its text is there: a face that comes later sets the whole text anew, and is seen
 * to do so.
 */
export function askForType(): void {
  for (const [family, letter] of FAMILIES) {
    for (const face of FACES) {
      // Without it the text is set in another until it comes.
      document.fonts.load(`${face} "${family}"`, letter).catch(() => undefined);
    }
  }
}
