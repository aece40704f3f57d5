import type { PlacedMark } from './article-editor.ts';

/** The claims whose words hold a place of the plain text, the innermost first. */
export function claimsAt(marks: readonly PlacedMark[], offset: number): PlacedMark[] {
  return marks
    .filter(({ attachment }) => attachment.kind !== 'detached' && attachment.start <= offset && offset < attachment.end)
    .sort((a, b) => length(a) - length(b));
}

/** The shortest of several claims. */
export function innermost(marks: readonly PlacedMark[]): PlacedMark | null {
  return marks.toSorted((a, b) => length(a) - length(b))[0] ?? null;
}

/** The claim to pick at a place: the innermost, and with every further pick there the next one out, around again. */
export function pickAt(marks: readonly PlacedMark[], offset: number, chosen: string | null): string | null {
  const here = claimsAt(marks, offset);
  const index = here.findIndex(({ claim }) => claim.id === chosen);
  return here[(index + 1) % here.length]?.claim.id ?? null;
}

/** The claim before (-1) or behind (1) the chosen one in the text; without one, the nearest to `offset`. */
export function neighbourOf(
  marks: readonly PlacedMark[],
  chosen: string | null,
  offset: number,
  step: 1 | -1,
): string | null {
  const shown = marks.filter(({ attachment }) => attachment.kind !== 'detached');
  const index = shown.findIndex(({ claim }) => claim.id === chosen);
  if (index !== -1) return shown[index + step]?.claim.id ?? chosen;
  const start = ({ attachment }: PlacedMark) => (attachment.kind === 'detached' ? 0 : attachment.start);
  const next =
    step === 1 ? shown.find((mark) => start(mark) >= offset) : shown.findLast((mark) => start(mark) < offset);
  return (next ?? (step === 1 ? shown.at(-1) : shown[0]))?.claim.id ?? null;
}

function length({ attachment }: PlacedMark): number {
  return attachment.kind === 'detached' ? 0 : attachment.end - attachment.start;
}
