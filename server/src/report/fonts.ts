import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** One face of a typeface, for the letters of one script, whole: a report is one file and asks the network for nothing. */
export interface ReportFace {
  readonly family: string;
  readonly weight: 400 | 700;
  readonly style: 'normal' | 'italic';
  /** The code points it is for, first and last of each stretch. */
  readonly ranges: readonly (readonly [number, number])[];
  /** The WOFF2 file, base64. */
  readonly base64: string;
}
export type ReportFonts = readonly ReportFace[];

const FACES = [
  {
    family: 'Noto Naskh Arabic',
    subset: 'arabic',
    weight: 400,
    style: 'normal',
    file: import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/noto-naskh-arabic/unicode.json'),
  },
  {
    family: 'Noto Naskh Arabic',
    subset: 'arabic',
    weight: 700,
    style: 'normal',
    file: import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-700-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/noto-naskh-arabic/unicode.json'),
  },
  {
    family: 'Source Serif 4',
    subset: 'latin',
    weight: 400,
    style: 'normal',
    file: import.meta.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/source-serif-4/unicode.json'),
  },
  {
    family: 'Source Serif 4',
    subset: 'latin',
    weight: 700,
    style: 'normal',
    file: import.meta.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/source-serif-4/unicode.json'),
  },
  {
    family: 'Source Serif 4',
    subset: 'latin',
    weight: 400,
    style: 'italic',
    file: import.meta.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff2'),
    ranges: import.meta.resolve('@fontsource/source-serif-4/unicode.json'),
  },
  {
    family: 'Source Serif 4',
    subset: 'latin-ext',
    weight: 400,
    style: 'normal',
    file: import.meta.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/source-serif-4/unicode.json'),
  },
  {
    family: 'Source Serif 4',
    subset: 'latin-ext',
    weight: 700,
    style: 'normal',
    file: import.meta.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-ext-700-normal.woff2'),
    ranges: import.meta.resolve('@fontsource/source-serif-4/unicode.json'),
  },
] as const;

/** Reads the faces a report can need from the packages that ship them. */
export function loadReportFonts(): Promise<ReportFonts> {
  return Promise.all(
    FACES.map(async ({ family, subset, weight, style, file, ranges }): Promise<ReportFace> => {
      const [font, unicode] = await Promise.all([
        readFile(fileURLToPath(file), 'base64'),
        readFile(fileURLToPath(ranges), 'utf8'),
      ]);
      const bySubset = JSON.parse(unicode) as Record<string, string>;
      return { family, weight, style, ranges: parseRanges(bySubset[subset] ?? ''), base64: font };
    }),
  );
}

/** `U+0600-06FF,U+204F` as pairs of first and last. */
export function parseRanges(ranges: string): [number, number][] {
  return ranges
    .split(',')
    .filter((range) => range !== '')
    .map((range) => {
      const [first = '', last = first] = range.replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    });
}

/** The faces that some letter of `text` is in: a report carries no other. */
export function facesFor(text: string, fonts: ReportFonts): ReportFonts {
  // A report may have millions of letters, and several faces are for the same: those are looked for once.
  const found = new Map<string, boolean>();
  const signs = signsOf(text);
  return fonts.filter(({ ranges }) => {
    const letters = ranges.map(([a, b]) => `\\u{${a.toString(16)}}-\\u{${b.toString(16)}}`).join('');
    let isThere = found.get(letters);
    if (isThere === undefined) {
      isThere = letters !== '' && new RegExp(`[${letters}]`, 'u').test(signs);
      found.set(letters, isThere);
    }
    return isThere;
  });
}

/** Every sign of a text once, in no particular order. */
function signsOf(text: string): string {
  const seen = new Uint8Array(0x1_0000);
  const pairs = new Set<number>();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    seen[unit] = 1;
    if (unit >= 0xd800 && unit < 0xdc00) pairs.add(text.codePointAt(i) as number);
  }
  seen.fill(0, 0xd800, 0xe000); // halves of pairs
  const points = [...pairs];
  for (const [unit, isThere] of seen.entries()) if (isThere) points.push(unit);
  return points.map((point) => String.fromCodePoint(point)).join('');
}

/** A face as a rule of a style sheet. */
export function fontFaceRule({ family, weight, style, ranges, base64 }: ReportFace): string {
  const hex = (point: number) => point.toString(16).toUpperCase().padStart(4, '0');
  const range = ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(',');
  return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};unicode-range:${range};src:url(data:font/woff2;base64,${base64}) format("woff2")}`;
}
