import { articleSchema } from '@sanad/shared/article';
import { type Direction, directionOfBlock, directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import { foldedEqual } from '@sanad/shared/fold';
import type { ImportRemark } from '@sanad/shared/import';
import type { Source } from '@sanad/shared/source';
import type { Node } from 'prosemirror-model';
import type { ImportedAside, ImportedClaim } from './imported-claim.ts';

/** A text that is ready to become an article, with what came with it. */
export interface Imported {
  readonly content: Node;
  readonly title: string;
  readonly language: string;
  /** What the file or the page says of where it comes from. */
  readonly source?: Partial<Source>;
  /** By their place in the text of `content`. */
  readonly claims?: readonly ImportedClaim[];
  readonly asides?: readonly ImportedAside[];
  readonly remarks?: readonly ImportRemark[];
}

/** What the importing person said of the text; what is missing is taken from the text. */
export interface About {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  /** Which way every block runs; without it the letters of each say so. */
  readonly direction?: Direction | undefined;
}

/** The most blocks an article may have: beyond them nobody checks it line by line, and every screen suffers. */
export const BLOCK_LIMIT = 20_000;

/** There are more than `BLOCK_LIMIT` blocks. */
export class TooManyBlocks extends Error {
  override readonly name = 'TooManyBlocks';
}

/** A text with one kind of line end, whole letters, and no control characters but tabs. */
export function cleanText(text: string): string {
  // Half a surrogate pair cannot be stored: it would come back as another letter than the one that was shown.
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\ufeff/gu, '');
}

/**
 * Makes an article of blocks: the title first, once, and every block with its own direction. Without a title of the
 * person's, the first heading of level 1 is it, else the first block. A direction that a block has already holds.
 * @throws RangeError when the blocks hold no words; TooManyBlocks.
 */
export function imported(blocks: readonly Node[], about: About): Imported {
  const words = blocks.map((block) => block.textBetween(0, block.content.size, '\n')).join('\n');
  if (words.trim() === '') throw new RangeError('blocks without words are no article');
  const language = about.language ?? guessLanguage(words);
  const own = directionOfLanguage(language);
  const given =
    cleanText(about.title ?? '')
      .replace(/\s+/g, ' ')
      .trim() || null;
  const heading = blocks.find((block) => block.type.name === 'heading' && block.attrs.level === 1);
  const first = heading ?? (blocks[0]?.isTextblock ? blocks[0] : undefined);
  const title =
    given ?? first?.textContent.trim() ?? (words.split('\n').find((line) => line.trim() !== '') ?? '').trim();
  // The block that is the title already is not said twice.
  const rest = blocks.filter((block) => block !== first || !(given === null || foldedEqual(first.textContent, given)));
  const titleDirection = given === null ? (first?.attrs.dir as Direction | null | undefined) : null;
  const directionOf = (text: string, said: Direction | null = null) =>
    about.direction ?? said ?? directionOfBlock(text, own);
  const body = rest.map((block) => directed(block, directionOf));
  if (body.length === 0) body.push(articleSchema.node('paragraph', { dir: directionOf('') }));
  const content = articleSchema.node('doc', null, [
    articleSchema.node('title', { dir: directionOf(title, titleDirection ?? null) }, articleSchema.text(title)),
    ...body,
  ]);
  let count = 0;
  content.descendants(() => {
    count++;
  });
  if (count > BLOCK_LIMIT * 2) throw new TooManyBlocks();
  return { content, title, language };
}

function directed(node: Node, directionOf: (text: string, said: Direction | null) => Direction): Node {
  if (node.isText) return node;
  const children: Node[] = [];
  node.forEach((child) => {
    children.push(directed(child, directionOf));
  });
  if (!node.isTextblock) return node.type.create(node.attrs, children);
  const level = node.type.name === 'heading' ? { level: Math.min(Math.max(node.attrs.level as number, 2), 4) } : {};
  // A reader that knows which way a block runs says so; else its letters do.
  const dir = directionOf(node.textContent, node.attrs.dir as Direction | null);
  return node.type.create({ ...node.attrs, ...level, dir }, children);
}
