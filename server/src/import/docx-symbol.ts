// Letters of two fonts that draw others than they are written with, from their space on; `.` stands where a font has none,
// or one that nothing else has.
const SYMBOL =
  " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH =
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊';
const WINGDINGS: Readonly<Record<number, string>> = {
  0x4a: '☺',
  0x6c: '●',
  0x6e: '■',
  0x6f: '□',
  0x71: '❑',
  0x75: '◆',
  0x76: '❖',
  0xa7: '▪',
  0xa8: '◻',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe1: '↑',
  0xe2: '↓',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

/** The letter that a font draws for a code (hexadecimal); a white square for one that no other font has. */
export function symbol(font: string, code: string): string {
  const number = Number.parseInt(code, 16);
  if (!/^[0-9a-f]{1,6}$/i.test(code) || number > 0x10ffff) return '';
  const place = number >= 0xf000 && number <= 0xf0ff ? number - 0xf000 : number;
  const drawn = /^symbol$/i.test(font) ? inSymbol(place) : /^wingdings$/i.test(font) ? WINGDINGS[place] : undefined;
  if (drawn) return drawn;
  if (number >= 0xe000 && number <= 0xf8ff) return '□';
  return number < 0x20 || (number >= 0xd800 && number <= 0xdfff) ? '' : String.fromCodePoint(number);
}

function inSymbol(place: number): string | undefined {
  return place >= 0xa0 ? [...SYMBOL_HIGH][place - 0xa0] : [...SYMBOL][place - 0x20];
}
