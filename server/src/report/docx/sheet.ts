import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { Report } from '@sanad/shared/report';
import type { Rendering } from '../rendering.ts';
import { REPORT_WORDS, type ReportWords } from '../words.ts';
import type { Links } from './links.ts';
import { RULE, SOFT } from './look.ts';
import { type Look, paragraph, runs } from './runs.ts';
import { DOCX_WORDS, type DocxWords } from './words.ts';

/** The width of the text on the page, in twentieths of a point. */
export const TEXT_WIDTH = 9412;

/** Everything that the parts of the document which are the report's own are written with. */
export interface Sheet {
  readonly report: Report;
  readonly rendering: Rendering;
  readonly words: ReportWords;
  readonly own: DocxWords;
  readonly links: Links;
}

export function sheetOf(report: Report, rendering: Rendering, links: Links): Sheet {
  const { language } = rendering;
  return { report, rendering, words: REPORT_WORDS[language], own: DOCX_WORDS[language], links };
}

/** Styles of the report's own paragraphs; an import leaves them out (see `docx-record.ts`). */
export type OwnStyle = '' | 'Brand' | 'Title' | 'Heading' | 'Small' | 'Warning' | 'Head' | 'Gap';

/** A paragraph of the report's own words, or of others' in a direction of their own. */
export function own(inner: string, style: OwnStyle, direction: Direction): string {
  return paragraph(inner, { style: `SanadReport${style}`, direction });
}

/** A text among the report's own, running as its own letters do. */
export function ownText(text: string, style: OwnStyle, { words }: Sheet, look?: Look): string {
  const direction = directionOfBlock(text, words.direction);
  return own(runs(text, direction, look), style, direction);
}

/** A text in a cell: it runs as its letters do, and stands on the side where the report's language begins. */
export function cellText(text: string, sheet: Sheet, look?: Look): Cell {
  const direction = directionOfBlock(text, sheet.words.direction);
  return cell(runs(text, direction, look), direction, sheet);
}

export function cell(inner: string, direction: Direction, { words }: Sheet): Cell {
  return paragraph(inner, { style: 'SanadReportSmall', direction, atEnd: direction !== words.direction });
}

/** A moment in UTC, in the report's language; what is no moment is shown as it is. */
export function momentText(iso: string, { locale }: ReportWords): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return momentFormat(locale).format(date);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than using it a hundred times. */
function momentFormat(locale: string): Intl.DateTimeFormat {
  const held = formats.get(locale);
  if (held) return held;
  const made = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  formats.set(locale, made);
  return made;
}

/** A cell: paragraphs. */
export type Cell = string;

/**
 * A table of cells, `shares` of the width to each column. The first row is said again on every page where `head`. A
 * paragraph follows it, for Word wants one between a table and whatever comes.
 */
export function table(
  rows: readonly (readonly Cell[])[],
  shares: readonly number[],
  head: boolean,
  { words }: Sheet,
): string {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((TEXT_WIDTH * share) / whole));
  const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const cells = widths.map((width) => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>`);
  const lines = rows.map((row, i) => {
    const isHead = head && i === 0;
    const inner = row.map((cell, column) => `${cells[column]}${cell}</w:tc>`).join('');
    return `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${inner}</w:tr>`;
  });
  const line = `w:val="single" w:sz="4" w:space="0" w:color="${RULE}"`;
  const properties = [
    words.direction === 'rtl' ? '<w:bidiVisual/>' : '',
    `<w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/>`,
    `<w:tblBorders><w:top ${line}/><w:bottom ${line}/><w:insideH ${line}/></w:tblBorders>`,
    '<w:tblLayout w:type="fixed"/>',
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>',
  ].join('');
  return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${columns}</w:tblGrid>${lines.join('')}</w:tbl>${own('', 'Gap', words.direction)}`;
}

/** The head of a column. */
export function headCell(text: string, sheet: Sheet): Cell {
  return ownText(text, 'Head', sheet, { colour: SOFT, bold: true });
}
