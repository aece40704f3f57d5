import { isSafeAddress } from '@sanad/shared/article';

// Text as Markdown that reads as that very text: CommonMark, and what GitHub, pandoc and others add to it.

/** What is between two delimiters of a line: letters with their formatting, or the mark of a footnote. */
export type Inline =
  | {
      readonly kind: 'letters';
      readonly text: string;
      readonly strong: boolean;
      readonly em: boolean;
      readonly href: string | null;
    }
  | { readonly kind: 'note'; readonly number: number };

/** Text in one line, without formatting. */
export function literal(text: string): string {
  return lineOf([{ kind: 'letters', text, strong: false, em: false, href: null }]);
}

/** Text of several lines as one paragraph: each line end stays one, what is empty is left out. */
export function literalLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '');
  return lines.map(literal).join('\\\n');
}

/** A link with words of its own; the words alone where its address is not one to follow. */
export function linkOf(words: string, address: string): string {
  return lineOf([{ kind: 'letters', text: words, strong: false, em: false, href: address }]);
}

type Token =
  | { readonly kind: 'text'; text: string }
  /** A delimiter of emphasis, or a bracket of a link or a footnote. */
  | { readonly kind: 'mark'; readonly sign: string; readonly side: 'open' | 'close' | null };

/**
 * One block's content as one line of Markdown. Emphasis that CommonMark would not see, because of the letters beside it, is
 * seen: such a letter is written by its number.
 */
export function lineOf(content: readonly Inline[]): string {
  const tokens = tokensOf(content);
  for (const [index, token] of tokens.entries()) if (token.kind === 'text') encodeEnds(tokens, index, token);
  const line = tokens.map((token) => (token.kind === 'text' ? token.text : token.sign)).join('');
  return openingOf(line);
}

/** The formatting that a piece of text stands in, from the outside in. */
function layersOf(inline: Inline | undefined): string[] {
  if (inline?.kind !== 'letters') return [];
  const { href, strong, em } = inline;
  const address = href !== null && isSafeAddress(href) ? [`](<${destination(href)}>)`] : [];
  return [...address, ...(strong ? ['**'] : []), ...(em ? ['_'] : [])];
}

function tokensOf(content: readonly Inline[]): Token[] {
  const tokens: Token[] = [];
  let open: readonly string[] = [];
  const go = (next: readonly string[]) => {
    const shared = open.findIndex((layer, index) => layer !== next[index]);
    const kept = shared === -1 ? open.length : shared;
    for (const layer of open.slice(kept).reverse()) {
      tokens.push({ kind: 'mark', sign: layer, side: layer.startsWith(']') ? null : 'close' });
    }
    for (const layer of next.slice(kept)) {
      const isLink = layer.startsWith(']');
      tokens.push({ kind: 'mark', sign: isLink ? '[' : layer, side: isLink ? null : 'open' });
    }
    open = next;
  };
  for (const [index, inline] of content.entries()) {
    if (inline.kind === 'letters') {
      if (inline.text === '') continue;
      go(layersOf(inline));
      const last = tokens.at(-1);
      if (last?.kind === 'text') last.text += inline.text;
      else tokens.push({ kind: 'text', text: inline.text });
      continue;
    }
    // A footnote inside a link would be a link in a link. Formatting that goes on behind it stays.
    const after = layersOf(content.slice(index + 1).find(({ kind }) => kind === 'letters'));
    const both = open.filter((layer) => after.includes(layer) && !layer.startsWith(']'));
    go(open.some((layer) => layer.startsWith(']')) ? [] : both);
    tokens.push({ kind: 'mark', sign: `[^${inline.number}]`, side: null });
  }
  go([]);
  return tokens;
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const SPACE = /\s/u;

/** Escapes a text, and writes its first or last letter by its number where what stands beside it needs that. */
function encodeEnds(tokens: readonly Token[], index: number, token: { text: string }): void {
  const letters = Array.from(token.text);
  const [before, after] = [marksAt(tokens, index, -1), marksAt(tokens, index, 1)];
  const isFirst = index - before.length === 0;
  const isLast = index + after.length === tokens.length - 1;
  const starts = needsNumber(letters[0] ?? '', before, 'close', neighbour(tokens, index - before.length - 1, -1));
  const ends = needsNumber(letters.at(-1) ?? '', after, 'open', neighbour(tokens, index + after.length + 1, 0));
  const written = letters.map((letter, at) => {
    const isEdge = (at === 0 && (starts || isFirst)) || (at === letters.length - 1 && (ends || isLast));
    if (at === 0 && starts) return byNumber(letter);
    if (at === letters.length - 1 && ends) return byNumber(letter);
    if (SPACE.test(letter) && (isEdge || letter !== ' ')) return byNumber(letter);
    return escaped(letters, at, before.length > 0, after.length > 0);
  });
  token.text = written.join('');
}

type Mark = Extract<Token, { kind: 'mark' }>;

/** The marks between a text and the next, in that direction; the nearest first. */
function marksAt(tokens: readonly Token[], index: number, step: 1 | -1): Mark[] {
  const marks: Mark[] = [];
  for (let at = index + step; ; at += step) {
    const token = tokens[at];
    if (token?.kind !== 'mark') return marks;
    marks.push(token);
  }
}

/** The letter of a text that is nearest to the marks in between, as it was written. */
function neighbour(tokens: readonly Token[], index: number, at: 0 | -1): string {
  const token = tokens[index];
  if (token?.kind !== 'text') return '';
  // A text before this one is escaped already: a number or an escape is a sign, and no letter.
  if (at === -1) return Array.from(token.text).at(-1) ?? '';
  // The only letter of a text may yet be written by its number, for what stands on its other side.
  const letters = Array.from(token.text);
  return letters.length < 2 ? '' : (letters[0] as string);
}

/**
 * Whether a letter beside marks of emphasis has to be written by its number. `outside` are the marks that have it on their
 * outside: what closes before it, what opens behind it.
 */
function needsNumber(letter: string, marks: readonly Mark[], outside: 'open' | 'close', other: string): boolean {
  const emphasis = marks.filter(({ side }) => side !== null);
  if (emphasis.length === 0) return false;
  if (SPACE.test(letter)) return marks[0]?.side !== null && marks[0]?.side !== outside;
  if (/\p{P}/u.test(letter) || !emphasis.some(({ side }) => side === outside)) return false;
  const isPlain = marks.length === 1 && marks[0]?.sign === '**' && LETTER.test(letter) && LETTER.test(other);
  return !isPlain;
}

function byNumber(letter: string): string {
  return `&#${letter.codePointAt(0)};`;
}

const SIGNS = /[\\`*_{}[\]<>#|~^$&@]/;

function escaped(letters: readonly string[], at: number, afterMark: boolean, beforeMark: boolean): string {
  const letter = letters[at] as string;
  if (SIGNS.test(letter)) return `\\${letter}`;
  const [before, next] = [letters[at - 1], letters[at + 1]];
  switch (letter) {
    case '\0':
      return '\ufffd';
    // What begins right behind a link or a footnote, or ends right before one, is no part of it.
    case '(':
      return at === 0 && afterMark ? '\\(' : letter;
    case '!':
      return at === letters.length - 1 && beforeMark ? '\\!' : letter;
    // An address that nobody made a link of, and a smiley's name.
    case ':': {
      if (next === '/' || (at === 0 && afterMark)) return '\\:';
      const rest = letters.slice(at + 1, at + 40).join('');
      return /^[0-9_]*[a-z+-][a-z0-9_+-]*:/.test(rest) ? '\\:' : letter;
    }
    case '.':
      return /^www$/i.test(letters.slice(Math.max(0, at - 3), at).join('')) ? '\\.' : letter;
    // Marked words, and the line under a heading.
    case '=':
      return at === 0 || next === '=' || before === '=' ? '\\=' : letter;
    default:
      return letter;
  }
}

/** A line that is no list, no heading and no rule by how it begins. */
function openingOf(line: string): string {
  if (/^[-+:%]/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** An address as it stands between the signs of a link: nothing in it ends it, and nothing in it is read as a sign. */
function destination(href: string): string {
  return href
    .trim()
    .replace(/[\s<>\\\p{Cc}\p{Cf}]/gu, (letter) => encodeURIComponent(letter.toWellFormed()))
    .replaceAll('&', '&amp;');
}
