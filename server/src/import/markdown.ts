import { articleSchema, isSafeAddress } from '@sanad/shared/article';
import MarkdownIt from 'markdown-it';
import type { Mark, Node } from 'prosemirror-model';
import { readFrontMatter } from './front-matter.ts';
import { type About, cleanText, type Imported, imported } from './imported.ts';
import { newNotes, numberOf, takeNotes } from './markdown-notes.ts';

/** How deep the parser goes; what lies deeper it would leave out, and so it is never given deeper quotes and lists. */
const NESTING = 200;
/** How deep quotes and lists of an article go: what is nested deeper stands in the deepest. */
const DEPTH = 12;

const markdown = new MarkdownIt('commonmark', { html: false }).enable('table');
takeNotes(markdown);
// Within a line, deep nesting is no text that anybody wrote, and every level of it takes as long as all before.
markdown.core.ruler.before('block', 'deep', ({ md }) => md.set({ maxNesting: NESTING }));
markdown.core.ruler.before('inline', 'flat', ({ md }) => md.set({ maxNesting: 20 }));
// Every address is read as a link here, and those that are not safe are dropped below: their words stay.
markdown.validateLink = () => true;

type Token = ReturnType<typeof markdown.parse>[number];

/**
 * Makes an article of Markdown (CommonMark, tables, footnotes, front matter). What an article has no form for stays as
 * words: a line of code or a row of a table is a paragraph, a picture its description, HTML is read as it is written; a
 * link that is not safe loses its address, a note stands at the end by its number. A hard line break starts a new paragraph.
 * @throws RangeError when there are no words; TooManyBlocks.
 */
export function articleOfMarkdown(text: string, about: About): Imported {
  const front = readFrontMatter(cleanText(text));
  const notes = newNotes();
  const blocksOfText = (words: string) => blocksUntil(new Tokens(markdown.parse(shallow(words), { notes })), null);
  const blocks = blocksOfText(front.text);
  const read = new Set<string>();
  // A note may refer to others; those that nothing refers to come last.
  for (const labels of [notes.numbers, notes.texts]) {
    for (const label of labels.keys()) {
      if (read.has(label)) continue;
      read.add(label);
      blocks.push(...numbered(numberOf(notes, label), blocksOfText(notes.texts.get(label) ?? '')));
    }
  }
  const made = imported(blocks, { title: about.title ?? front.title, language: about.language ?? front.language });
  const footnotes = read.size > 0 ? [{ kind: 'footnotes', count: read.size } as const] : [];
  return { ...made, source: front.source, remarks: [...front.remarks, ...footnotes] };
}

/** A note's blocks with its number before their words. */
function numbered(number: number, blocks: readonly Node[]): Node[] {
  const [first, ...more] = blocks;
  const sign = articleSchema.text(`[${number}] `);
  if (first?.type.name !== 'paragraph') return [paragraph([articleSchema.text(`[${number}]`)]), ...blocks];
  return [paragraph([sign, ...first.content.content]), ...more];
}

const SIGN = '[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])';
const MANY_SIGNS = new RegExp(`^((?:${SIGN}){40})(?:${SIGN})+`, 'gm');

/** Text with no more signs of quotes and lists, and no more space, at the start of a line than the parser follows. */
function shallow(text: string): string {
  return text.replace(/^[ \t]{80,}/gm, ' '.repeat(80)).replace(MANY_SIGNS, '$1 ');
}

/** Tokens that are read once, from the first to the last. */
class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** How many quotes and lists are open. */
  depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | null {
    return this.#tokens[this.#at++] ?? null;
  }
}

function blocksUntil(tokens: Tokens, close: string | null): Node[] {
  const blocks: Node[] = [];
  for (let token = tokens.next(); token && token.type !== close; token = tokens.next()) {
    blocks.push(...blocksOf(token, tokens));
  }
  return blocks;
}

function blocksOf(token: Token, tokens: Tokens): Node[] {
  switch (token.type) {
    case 'paragraph_open':
      return inlineUntil(tokens, 'paragraph_close').map(paragraph);
    case 'heading_open': {
      const lines = inlineUntil(tokens, 'heading_close');
      const words = lines.flatMap((line, index) => (index === 0 ? line : [articleSchema.text(' '), ...line]));
      return words.length > 0 ? [articleSchema.node('heading', { level: Number(token.tag.slice(1)) }, words)] : [];
    }
    case 'blockquote_open': {
      tokens.depth++;
      const inside = blocksUntil(tokens, 'blockquote_close');
      return tokens.depth-- <= DEPTH && inside.length > 0 ? [articleSchema.node('blockquote', null, inside)] : inside;
    }
    case 'bullet_list_open':
      return list(tokens, 'bullet_list', null);
    case 'ordered_list_open':
      return list(tokens, 'ordered_list', { order: Number(token.attrGet('start') ?? 1) });
    case 'tr_open':
      return row(tokens);
    case 'fence':
    case 'code_block':
      return token.content.split('\n').flatMap((line) => plain(line.trimEnd()));
    case 'inline':
      return linesOf(token).map(paragraph);
    default:
      // The ends and frames of tables, and rulers, have no words; whatever else has some keeps them.
      return plain(token.content.trim());
  }
}

function plain(words: string): Node[] {
  return words ? [paragraph([articleSchema.text(words)])] : [];
}

function paragraph(line: readonly Node[]): Node {
  return articleSchema.node('paragraph', null, line);
}

function list(tokens: Tokens, kind: 'bullet_list' | 'ordered_list', attrs: { order: number } | null): Node[] {
  const items: Node[] = [];
  tokens.depth++;
  const deep = tokens.depth > DEPTH;
  for (let token = tokens.next(); token && token.type !== `${kind}_close`; token = tokens.next()) {
    const inside = blocksUntil(tokens, 'list_item_close');
    if (deep) items.push(...inside);
    else if (inside.length > 0) items.push(articleSchema.node('list_item', null, inside));
  }
  tokens.depth--;
  if (deep) return items;
  return items.length > 0 ? [articleSchema.node(kind, attrs, items)] : [];
}

function row(tokens: Tokens): Node[] {
  const words: Node[] = [];
  for (let token = tokens.next(); token && token.type !== 'tr_close'; token = tokens.next()) {
    if (token.type !== 'inline') continue;
    const cell = linesOf(token).flat();
    if (cell.length === 0) continue;
    if (words.length > 0) words.push(articleSchema.text(' | '));
    words.push(...cell);
  }
  return words.length > 0 ? [paragraph(words)] : [];
}

function inlineUntil(tokens: Tokens, close: string): Node[][] {
  const lines: Node[][] = [];
  for (let token = tokens.next(); token && token.type !== close; token = tokens.next()) lines.push(...linesOf(token));
  return lines;
}

/** The lines of an inline token, cut at hard breaks, as text nodes with their marks; empty lines left out. */
function linesOf(inline: Token): Node[][] {
  const lines: Node[][] = [[]];
  // One entry for each open token; null for one that has no mark here.
  const open: (Mark | null)[] = [];
  const write = (words: string, more: readonly Mark[] = []) => {
    if (words === '') return;
    const marks = [...open, ...more].reduce((set, mark) => mark?.addToSet(set) ?? set, [] as readonly Mark[]);
    // A block holds no line end: it would count as the end of the block in the plain text.
    lines.at(-1)?.push(articleSchema.text(words.replaceAll('\n', ' '), marks));
  };
  for (const token of inline.children ?? []) {
    switch (token.type) {
      case 'hardbreak':
        lines.push([]);
        break;
      case 'softbreak':
        write(' ');
        break;
      case 'image': {
        const address = String(token.attrGet('src') ?? '');
        write(token.content || address, links(address));
        break;
      }
      default:
        if (token.nesting === 1) open.push(markOf(token));
        else if (token.nesting === -1) open.pop();
        else write(token.content);
    }
  }
  return lines.filter((line) => line.some((node) => node.text?.trim()));
}

function markOf(token: Token): Mark | null {
  switch (token.type) {
    case 'em_open':
      return articleSchema.mark('em');
    case 'strong_open':
      return articleSchema.mark('strong');
    case 'link_open':
      return links(String(token.attrGet('href') ?? ''))[0] ?? null;
    default:
      return null;
  }
}

function links(href: string): Mark[] {
  return isSafeAddress(href) ? [articleSchema.mark('link', { href })] : [];
}
