const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** One or two letters of a name; Arabic ones stand apart, for joined they would read as a word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = (word: string | undefined) => {
    for (const { segment } of graphemes.segment(word ?? '')) return segment;
    return '';
  };
  // The Arabic article is not what a name begins with: العطّار is known by its ع.
  const bare = words.map((word) => (/^ال./u.test(word) ? word.slice(2) : word));
  const letters = [first(bare[0]), bare.length > 1 ? first(bare.at(-1)) : ''].filter(Boolean);
  return letters.join(/\p{Script=Arabic}/u.test(letters.join('')) ? ' ' : '').toLocaleUpperCase('en');
}
