import type { Node } from 'prosemirror-model';
import { type Direction, directionOfBlock } from './direction.ts';

/** Letters of one formatting within a block. */
export interface ReportRun {
  readonly text: string;
  readonly strong?: true;
  readonly em?: true;
  readonly href?: string;
}

/** A block of the report's text. Those with `runs` start at `start` of the plain text, in code points. */
export type ReportBlock =
  | {
      readonly kind: 'title' | 'heading' | 'paragraph';
      /** 2 to 4, for a heading. */
      readonly level?: number;
      readonly direction: Direction;
      readonly start: number;
      readonly runs: readonly ReportRun[];
    }
  | {
      readonly kind: 'quote' | 'bullet-list' | 'ordered-list' | 'item';
      /** The first number, for an ordered list. */
      readonly order?: number;
      readonly children: readonly ReportBlock[];
    };

const CONTAINERS: Readonly<Record<string, 'quote' | 'bullet-list' | 'ordered-list' | 'item'>> = {
  blockquote: 'quote',
  bullet_list: 'bullet-list',
  ordered_list: 'ordered-list',
  list_item: 'item',
};

const isDirection = (value: unknown): value is Direction => value === 'rtl' || value === 'ltr';

/** An attribute as the whole number it has to be: what a document holds is not to be trusted by those who print it. */
function whole(value: unknown, least: number, most: number, otherwise: number): number {
  return Number.isInteger(value) ? Math.min(Math.max(value as number, least), most) : otherwise;
}

/**
 * The blocks of an article's text for a report. `own` is the article's direction; `point` turns UTF-16 units of the plain
 * text into code points.
 */
export function reportBlocks(content: Node, own: Direction, point: (units: number) => number): ReportBlock[] {
  let start = 0;
  const visit = (node: Node): ReportBlock => {
    const container = CONTAINERS[node.type.name];
    if (container) {
      const children: ReportBlock[] = [];
      node.forEach((child) => {
        children.push(visit(child));
      });
      return container === 'ordered-list'
        ? { kind: container, order: whole(node.attrs.order, 0, 1_000_000_000, 1), children }
        : { kind: container, children };
    }
    const runs: ReportRun[] = [];
    node.forEach((child) => {
      const mark = (name: string) => child.marks.find((each) => each.type.name === name);
      const link = mark('link');
      runs.push({
        text: child.text ?? '',
        ...(mark('strong') ? { strong: true } : {}),
        ...(mark('em') ? { em: true } : {}),
        ...(link ? { href: link.attrs.href as string } : {}),
      });
    });
    const block: ReportBlock = {
      kind: node.type.name as 'title' | 'heading' | 'paragraph',
      ...(node.type.name === 'heading' ? { level: whole(node.attrs.level, 2, 4, 2) } : {}),
      direction: isDirection(node.attrs.dir) ? node.attrs.dir : directionOfBlock(node.textContent, own),
      start: point(start),
      runs,
    };
    start += node.content.size + 1;
    return block;
  };
  const blocks: ReportBlock[] = [];
  content.forEach((node) => {
    blocks.push(visit(node));
  });
  return blocks;
}
