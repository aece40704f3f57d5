import type { Direction } from '@sanad/shared/direction';
import type { ReportBlock } from '@sanad/shared/report-blocks';
import { type Inline, lineOf } from './markdown-text.ts';
import { type HeldClaim, piecesOf, type TextBlock } from './spans.ts';

/** The article as Markdown; what holds no words is left out. What runs from right to left stands together, told so. */
export function articleText(blocks: readonly ReportBlock[], held: readonly HeldClaim[]): string {
  const stretches: { readonly direction: Direction; readonly texts: string[] }[] = [];
  for (const { text, block } of partsOf(blocks, held)) {
    const direction = directionOf(block);
    const last = stretches.at(-1);
    if (last?.direction === direction) last.texts.push(text);
    else stretches.push({ direction, texts: [text] });
  }
  return stretches.map(({ direction, texts }) => isolated(texts.join('\n\n'), direction)).join('\n\n');
}

/** What runs from right to left, told so: Markdown has no word for it, and its readers keep this one. */
export function isolated(text: string, direction: Direction): string {
  return direction === 'rtl' ? `<div dir="rtl">\n\n${text}\n\n</div>` : text;
}

/** The lines of a text behind its first, moved in by so many spaces. */
export function indented(text: string, spaces: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

function directionOf(block: ReportBlock): Direction {
  if ('runs' in block) return block.direction;
  return block.children.length > 0 ? directionOf(block.children[0] as ReportBlock) : 'ltr';
}

interface Part {
  readonly text: string;
  readonly block: ReportBlock;
}

function partsOf(blocks: readonly ReportBlock[], held: readonly HeldClaim[]): Part[] {
  const parts: Part[] = [];
  let isOther = false;
  let before: ReportBlock | null = null;
  for (const block of blocks) {
    // Two lists beside each other would be read as one: their signs differ.
    isOther = before?.kind === block.kind && !isOther;
    const text = partOf(block, held, isOther);
    if (text === '') continue;
    parts.push({ text, block });
    before = block;
  }
  return parts;
}

function partOf(block: ReportBlock, held: readonly HeldClaim[], isOther: boolean): string {
  if ('runs' in block) return textOf(block, held);
  switch (block.kind) {
    case 'quote':
      return joined(block.children, held)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
    case 'bullet-list':
      return items(block.children, held, () => (isOther ? '*' : '-'));
    case 'ordered-list': {
      // Nine digits are the most that a number of a list has in Markdown.
      const first = Math.min(block.order ?? 1, 999_999_999 - block.children.length);
      return items(block.children, held, (index) => `${first + index}${isOther ? ')' : '.'}`);
    }
    case 'item':
      return joined(block.children, held);
  }
}

function joined(blocks: readonly ReportBlock[], held: readonly HeldClaim[]): string {
  return partsOf(blocks, held)
    .map(({ text }) => text)
    .join('\n\n');
}

function items(children: readonly ReportBlock[], held: readonly HeldClaim[], sign: (index: number) => string): string {
  const texts = children.map((child) => joined(child.kind === 'item' ? child.children : [child], held));
  return texts
    .filter((text) => text !== '')
    .map((text, index) => `${sign(index)} ${indented(text, sign(index).length + 1)}`)
    .join('\n');
}

function textOf(block: TextBlock, held: readonly HeldClaim[]): string {
  const content = piecesOf(block, held).map((piece): Inline => {
    if (piece.kind === 'number') return { kind: 'note', number: piece.claim.number };
    const { strong = false, em = false, href = null } = piece.run;
    return { kind: 'letters', text: piece.text, strong, em, href };
  });
  if (!content.some((inline) => inline.kind === 'letters' && inline.text.trim() !== '')) return '';
  const line = lineOf(content);
  switch (block.kind) {
    case 'title':
      return `# ${line}`;
    case 'heading':
      return `${'#'.repeat(block.level ?? 2)} ${line}`;
    case 'paragraph':
      return line;
  }
}
