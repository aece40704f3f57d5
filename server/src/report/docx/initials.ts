const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** One or two letters of a name, as a proof is signed; Arabic ones stand apart, for joined they would read as a word. */
export function initialsOf(name: string): string {
  const first = (word: string) => [...graphemes.segment(word)][0]?.segment ?? '';
  const words = name.split(/[^\p{L}\p{M}\p{N}\u200c\u200d]+/u).filter(Boolean);
  // The Arabic article is not what a name begins with: العطّار is known by its ع.
  const bare = words.map((word) => word.replace(/^ال(?=.)/u, ''));
  const letters = [bare[0], bare.length > 1 ? bare.at(-1) : undefined].map((word) => first(word ?? '')).filter(Boolean);
  return letters.join(/\p{Script=Arabic}/u.test(letters.join('')) ? ' ' : '').toLocaleUpperCase('en');
}
