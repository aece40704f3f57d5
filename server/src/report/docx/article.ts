import { isSafeAddress } from '@sanad/shared/article';
import type { Report } from '@sanad/shared/report';
import type { ReportBlock, ReportRun } from '@sanad/shared/report-blocks';
import type { HeldClaim, TextBlock } from '../spans.ts';
import type { Links } from './links.ts';
import { indentOfLevel, type Lists } from './lists.ts';
import { ACCENT, lookOfClaim } from './look.ts';
import { stretchesOf } from './reading-order.ts';
import { type Look, paragraph, run, type Stand } from './runs.ts';

/** What the text of the article is written with. */
export interface Writing {
  readonly links: Links;
  readonly lists: Lists;
  /** The comments that hang on a claim: its own, then the replies. */
  readonly commentsOf: (claim: { readonly id: string }) => readonly number[];
}

/** The name of the bookmark in front of the words of a claim. */
export function bookmarkOf(number: number): string {
  return `claim${number}`;
}

function bookmark(number: number): string {
  return `<w:bookmarkStart w:id="${number}" w:name="${bookmarkOf(number)}"/><w:bookmarkEnd w:id="${number}"/>`;
}

/** Where the ranges of comments begin. */
export function opening(comments: readonly number[]): string {
  return comments.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('');
}

/** Where they end, and where Word puts its mark of them. */
export function closing(comments: readonly number[]): string {
  return comments
    .map(
      (id) =>
        `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`,
    )
    .join('');
}

/**
 * The article as paragraphs, with the ranges of its claims' comments on their very words. Goes once through text and
 * claims, however many hold the same words.
 */
export function articleXml(report: Report, claims: readonly HeldClaim[], writing: Writing): string {
  return new ArticleWriter(claims, writing).write(report.article.blocks);
}

/** Where a block stands. `item`: that the item around it has not begun yet, so that this block bears its number. */
interface Around {
  readonly quoted: boolean;
  readonly list: { readonly number: number; readonly level: number } | null;
  readonly item: { begun: boolean } | null;
}

class ArticleWriter {
  readonly #writing: Writing;
  readonly #starts: readonly HeldClaim[];
  readonly #ends: readonly HeldClaim[];
  #started = 0;
  #ended = 0;
  /** The claims that hold what comes next: by start, the longer first, so that the last is the innermost. */
  readonly #open: HeldClaim[] = [];
  readonly #paragraphs: string[] = [];

  constructor(claims: readonly HeldClaim[], writing: Writing) {
    this.#writing = writing;
    this.#starts = [...claims].sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
    this.#ends = [...claims].sort((a, b) => a.end - b.end || b.start - a.start || b.number - a.number);
  }

  write(blocks: readonly ReportBlock[]): string {
    for (const block of blocks) this.#block(block, { quoted: false, list: null, item: null });
    return this.#paragraphs.join('');
  }

  #block(block: ReportBlock, around: Around): void {
    if ('runs' in block) {
      const stand = this.#stand(block, around);
      this.#paragraphs.push(paragraph(this.#letters(block), stand));
      return;
    }
    let inner = around;
    if (block.kind === 'quote') inner = { ...around, quoted: true };
    if (block.kind === 'item') inner = { ...around, item: { begun: false } };
    if (block.kind === 'bullet-list' || block.kind === 'ordered-list') {
      const level = around.list ? around.list.level + 1 : 0;
      const list = this.#writing.lists.begin(block.kind === 'ordered-list', level, block.order ?? 1);
      inner = { ...around, list, item: null };
    }
    for (const child of block.children) this.#block(child, inner);
  }

  #stand(block: TextBlock, { quoted, list, item }: Around): Stand {
    const pageBreakBefore = this.#paragraphs.length === 0;
    const { direction } = block;
    const heading = block.kind === 'heading' ? `Heading${block.level ?? 2}` : block.kind === 'title' ? 'Title' : null;
    const stand = { direction, pageBreakBefore };
    if (!list || !item) return heading || quoted ? { ...stand, style: heading ?? 'Quote' } : stand;
    if (!item.begun) {
      item.begun = true;
      return { ...stand, style: heading ?? 'ListParagraph', list };
    }
    const deep = Math.min(list.level, 2);
    const style = heading ?? (deep === 0 ? 'ListContinue' : `ListContinue${deep + 1}`);
    return { ...stand, style, indent: indentOfLevel(list.level) };
  }

  /** The runs of a block, cut where a formatting, a claim or the way of reading turns; ranges between them. */
  #letters(block: TextBlock): string {
    const text = block.runs.map((each) => each.text).join('');
    const units = unitsOf(text);
    const last = block.start + units.length;
    const cuts = new Map<number, string>();
    const mark = (at: number, xml: string) => cuts.set(at, (cuts.get(at) ?? '') + xml);
    /** Which claims hold the letters behind a cut; only told where it changes. */
    const looks = new Map<number, Look | null>([[0, this.#look()]]);
    for (;;) {
      const end = this.#ends[this.#ended];
      const start = this.#starts[this.#started];
      const isEnd = end !== undefined && end.end <= last && (start === undefined || end.end <= start.start);
      const claim = isEnd ? end : start;
      if (!claim) break;
      const point = isEnd ? claim.end : claim.start;
      if (point > last) break;
      const at = units.at(point - block.start);
      const comments = this.#writing.commentsOf(claim);
      if (isEnd) {
        this.#ended++;
        this.#open.splice(this.#open.lastIndexOf(claim), 1);
        mark(at, closing(comments));
      } else {
        this.#started++;
        this.#open.push(claim);
        mark(at, bookmark(claim.number) + opening(comments));
      }
      looks.set(at, this.#look());
    }
    return this.#cut(block, text, cuts, looks);
  }

  #look(): Look | null {
    const innermost = this.#open.at(-1);
    return innermost ? lookOfClaim(innermost) : null;
  }

  #cut(
    block: TextBlock,
    text: string,
    marks: ReadonlyMap<number, string>,
    looks: ReadonlyMap<number, Look | null>,
  ): string {
    const turns = stretchesOf(text, block.direction);
    const formats = formatsOf(block.runs);
    const borders = new Set([
      0,
      text.length,
      ...marks.keys(),
      ...turns.map(({ end }) => end),
      ...formats.map(({ end }) => end),
    ]);
    const ordered = [...borders].sort((a, b) => a - b);
    let xml = '';
    let look: Look | null = null;
    let turn = 0;
    let format = 0;
    for (const [i, from] of ordered.entries()) {
      xml += marks.get(from) ?? '';
      const change = looks.get(from);
      if (change !== undefined) look = change;
      const to = ordered[i + 1];
      if (to === undefined) break;
      while ((turns[turn]?.end ?? to) <= from) turn++;
      while ((formats[format]?.end ?? to) <= from) format++;
      const rightToLeft = turns[turn]?.rightToLeft ?? block.direction === 'rtl';
      xml += this.#run(text.slice(from, to), rightToLeft, look, formats[format]?.run);
    }
    return xml;
  }

  #run(
    text: string,
    rightToLeft: boolean,
    claimed: Look | null,
    { strong, em, href }: Partial<ReportRun> = {},
  ): string {
    const link = href !== undefined && isSafeAddress(href) ? href : null;
    const look: Look = {
      ...(link === null ? {} : { style: 'Hyperlink', colour: ACCENT }),
      ...(strong ? { bold: true } : {}),
      ...(em ? { italic: true } : {}),
      ...claimed,
    };
    const inner = run(text, rightToLeft, look);
    return link === null ? inner : this.#writing.links.around(inner, link);
  }
}

/** How many code points a text has, and where each begins in UTF-16 units. */
function unitsOf(text: string): { readonly length: number; readonly at: (point: number) => number } {
  if (!/[\ud800-\udbff]/.test(text)) return { length: text.length, at: (point) => point };
  const units: number[] = [];
  let at = 0;
  for (const sign of text) {
    units.push(at);
    at += sign.length;
  }
  return { length: units.length, at: (point) => units[point] ?? text.length };
}

function formatsOf(all: readonly ReportRun[]): { readonly end: number; readonly run: ReportRun }[] {
  let end = 0;
  return all.map((each) => {
    end += each.text.length;
    return { end, run: each };
  });
}
