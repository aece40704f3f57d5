// Letters of two fonts that draw others than they are written with, from their space on; `.` stands where a font has none,
// or one that nothing else has.
const SYMBOL = ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const SYMBOL_HIGH = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊';
const WINGDINGS: Readonly<Record<number, string>> = {
  74: '☺',
  108: '●',
  110: '■',
  111: '□',
  113: '❑',
  117: '◆',
  118: '❖',
  167: '▪',
  168: '◻',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
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
