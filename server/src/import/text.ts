import { articleSchema } from '@sanad/shared/article';
import { type About, BLOCK_LIMIT, cleanText, type Imported, imported, TooManyBlocks } from './imported.ts';

/** The longest line that was cut by hand or by a mail program; a longer one is a paragraph. */
const WRAP_MOST = 120;
const WRAP_LEAST = 40;
/** The share of a wrapped text's width from which a line counts as full, and goes on in the next. */
const FULL = 0.7;
/** The share of full lines that end in the middle of a sentence when the text is wrapped. */
const UNENDED = 0.6;

/**
 * Makes an article of plain text. Every line is a paragraph; a text that was wrapped at some width, with empty lines
 * between its paragraphs, has its lines joined again. The first paragraph is the title unless `about` names one.
 * Letters stay as they are, direction marks too; other control characters go.
 * @throws RangeError when there are no words; TooManyBlocks.
 */
export function articleOfText(text: string, about: About): Imported {
  const paragraphs = paragraphsOf(text);
  if (paragraphs.length > BLOCK_LIMIT) throw new TooManyBlocks();
  const blocks = paragraphs.map((words) => articleSchema.node('paragraph', null, articleSchema.text(words)));
  return imported(blocks, about);
}

/** The paragraphs of a plain text, in order, without the empty ones. */
export function paragraphsOf(text: string): string[] {
  const groups = cleanText(text)
    .split(/\n[^\S\n]*\n/)
    .map((group) => group.split('\n').flatMap((line) => line.trim() || []))
    .filter((lines) => lines.length > 0);
  const width = wrapWidth(groups);
  if (width === null) return groups.flat();
  return groups.flatMap((lines) => joined(lines, width));
}

/** The width a text was wrapped at, in UTF-16 units; null when its lines are paragraphs. */
function wrapWidth(groups: readonly (readonly string[])[]): number | null {
  const lines = groups.flatMap((group) => group.slice(0, -1)); // the last line of a paragraph is as long as it is
  const width = Math.max(0, ...groups.flat().map((line) => line.length));
  if (groups.length < 2 || lines.length < 3 || width > WRAP_MOST || width < WRAP_LEAST) return null;
  const full = lines.filter((line) => line.length >= width * FULL);
  const unended = full.filter((line) => !/[.!?؟…:؛][”"»'’)\]]*$/u.test(line));
  return full.length > lines.length / 2 && unended.length >= full.length * UNENDED ? width : null;
}

function joined(lines: readonly string[], width: number): string[] {
  const paragraphs: string[] = [];
  let open = false;
  for (const line of lines) {
    const item = /^([-*•–—]|\d{1,3}[.)-])\s/u.test(line);
    if (open && !item) paragraphs[paragraphs.length - 1] += ` ${line}`;
    else paragraphs.push(line);
    open = line.length >= width * FULL;
  }
  return paragraphs;
}
