import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The faces of a report on paper: their files, and which letters each family has in all of its faces. */
export interface PaperFaces {
  readonly files: readonly Buffer[];
  readonly families: readonly ReadonlySet<number>[];
}

const FAMILIES = [
  ['amiri/400Regular/Amiri_400Regular', 'amiri/700Bold/Amiri_700Bold'],
  [
    'source-serif-4/400Regular/SourceSerif4_400Regular',
    'source-serif-4/700Bold/SourceSerif4_700Bold',
    'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic',
    'source-serif-4/700Bold_Italic/SourceSerif4_700Bold_Italic',
  ],
  ['noto-serif-hebrew/400Regular/NotoSerifHebrew_400Regular', 'noto-serif-hebrew/700Bold/NotoSerifHebrew_700Bold'],
  ['noto-sans-math/400Regular/NotoSansMath_400Regular'],
  ['noto-emoji/400Regular/NotoEmoji_400Regular'],
];

let loading: Promise<PaperFaces> | null = null;

/** The faces, read once. */
export function paperFaces(): Promise<PaperFaces> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PaperFaces> {
  const families = await Promise.all(
    FAMILIES.map((faces) =>
      Promise.all(faces.map((face) => readFile(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${face}.ttf`))))),
    ),
  );
  return { files: families.flat(), families: families.map((faces) => faces.map(lettersOf).reduce(inBoth)) };
}

const inBoth = (a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> =>
  new Set([...a].filter((letter) => b.has(letter)));

/** The code points that a TrueType font has a glyph for, by its `cmap` (formats 4 and 12). */
export function lettersOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableAt(font, 'cmap');
  const letters = new Set<number>();
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    const format = font.readUInt16BE(at);
    if (format === 4) addSegments(font, at, letters);
    if (format === 12) addGroups(font, at, letters);
  }
  return letters;
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new RangeError(`a font without ${tag}`);
}

function addSegments(font: Buffer, at: number, letters: Set<number>): void {
  const size = font.readUInt16BE(at + 6); // twice the number of segments
  for (let i = 0; i < size; i += 2) {
    const end = font.readUInt16BE(at + 14 + i);
    const start = font.readUInt16BE(at + 16 + size + i);
    const delta = font.readUInt16BE(at + 16 + 2 * size + i);
    const rangeAt = at + 16 + 3 * size + i;
    const range = font.readUInt16BE(rangeAt);
    for (let point = start; point <= end && point !== 0xffff; point++) {
      const found = range === 0 ? point : font.readUInt16BE(rangeAt + range + 2 * (point - start));
      if (found !== 0 && ((found + delta) & 0xffff) !== 0) letters.add(point);
    }
  }
}

function addGroups(font: Buffer, at: number, letters: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + 12 * i;
    const end = font.readUInt32BE(group + 4);
    for (let point = font.readUInt32BE(group); point <= end; point++) letters.add(point);
  }
}
