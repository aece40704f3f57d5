import type { Direction } from '@sanad/shared/direction';
import { stretchesOf } from './reading-order.ts';
import { xmlText } from './xml.ts';

/** How letters look. Colours as six hex digits. */
export interface Look {
  /** Id of a character style. */
  readonly style?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
  /** In half points. */
  readonly size?: number;
  readonly line?: { readonly kind: string; readonly colour: string };
  readonly ground?: { readonly pattern: string; readonly colour: string; readonly fill: string };
}

/** The properties of a run, in the order that the schema of WordprocessingML gives them. */
function properties({ style, bold, italic, colour, size, line, ground }: Look, rightToLeft: boolean): string {
  const inner = [
    style ? `<w:rStyle w:val="${style}"/>` : '',
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    colour ? `<w:color w:val="${colour}"/>` : '',
    size ? `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` : '',
    line ? `<w:u w:val="${line.kind}" w:color="${line.colour}"/>` : '',
    ground ? `<w:shd w:val="${ground.pattern}" w:color="${ground.colour}" w:fill="${ground.fill}"/>` : '',
    rightToLeft ? '<w:rtl/>' : '',
  ].join('');
  return inner && `<w:rPr>${inner}</w:rPr>`;
}

/** Letters of one look that read one way. */
export function run(text: string, rightToLeft: boolean, look: Look = {}): string {
  const inner = text
    .split(/([\t\n])/)
    .map((part) => {
      if (part === '\t') return '<w:tab/>';
      if (part === '\n') return '<w:br/>';
      return part && `<w:t xml:space="preserve">${xmlText(part)}</w:t>`;
    })
    .join('');
  return `<w:r>${properties(look, rightToLeft)}${inner}</w:r>`;
}

/** Text of one look in a paragraph that runs in `base`, each way of reading in runs of its own. */
export function runs(text: string, base: Direction, look: Look = {}): string {
  let from = 0;
  let xml = '';
  for (const { end, rightToLeft } of stretchesOf(text, base)) {
    xml += run(text.slice(from, end), rightToLeft, look);
    from = end;
  }
  return xml;
}

/** How a paragraph stands. */
export interface Stand {
  /** Id of a paragraph style; without one it is plain. */
  readonly style?: string;
  readonly direction: Direction;
  readonly pageBreakBefore?: boolean;
  readonly list?: { readonly number: number; readonly level: number };
  /** From the side that its text begins on, in twentieths of a point. */
  readonly indent?: number;
  /** Whether it stands against the side that its text ends on. */
  readonly atEnd?: boolean;
  /** Attributes of the paragraph, as they stand in its tag. */
  readonly attributes?: string;
}

/** A paragraph around runs, its properties in the order that the schema gives them. Its direction is always said. */
export function paragraph(
  inner: string,
  { style, direction, pageBreakBefore, list, indent, atEnd, attributes }: Stand,
): string {
  const rightToLeft = direction === 'rtl';
  const stand = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    pageBreakBefore ? '<w:pageBreakBefore/>' : '',
    list ? `<w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.number}"/></w:numPr>` : '',
    rightToLeft ? '<w:bidi/>' : '<w:bidi w:val="0"/>',
    indent ? `<w:ind w:left="${indent}"/>` : '',
    atEnd ? '<w:jc w:val="end"/>' : '',
    rightToLeft ? '<w:rPr><w:rtl/></w:rPr>' : '',
  ].join('');
  return `<w:p${attributes ? ` ${attributes}` : ''}><w:pPr>${stand}</w:pPr>${inner}</w:p>`;
}
