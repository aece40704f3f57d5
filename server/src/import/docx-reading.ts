import type { Relation } from './docx-package.ts';
import type { Paragraph, Piece, Point } from './docx-paragraph.ts';
import type { Xml } from './docx-xml.ts';

/** Where the marks of a comment stand in the text. */
export interface CommentMarks {
  start: Point | null;
  end: Point | null;
  /** Where its sign stands. */
  reference: Point | null;
  /** The deletions between its marks: from which to before which of `Reading.deletions`. */
  deletedFrom: number;
  deletedTo: number;
}

/** How many there were of what a person should know of. */
export interface Tally {
  changes: number;
  pictures: number;
  tables: number;
  hidden: number;
  unsafeLinks: number;
  reportParts: number;
}

export function newTally(): Tally {
  return { changes: 0, pictures: 0, tables: 0, hidden: 0, unsafeLinks: 0, reportParts: 0 };
}

/** A field that is open: what stands before its result is an instruction. */
interface Field {
  code: string;
  inCode: boolean;
  href: string | null;
}

/** A note that the text refers to. */
export interface Note {
  readonly kind: 'footnote' | 'endnote';
  readonly id: string;
  readonly number: number;
}

export type Look = Omit<Piece, 'text'> & { readonly hidden: boolean };

/**
 * The state of reading a story from its first word to its last: which paragraph is open, what is being left out, which
 * fields and comments have begun.
 */
export class Reading {
  readonly tally: Tally;
  relations: ReadonlyMap<string, Relation>;
  /** Whether parts of a report of ours are left out. */
  readonly leavesReport: boolean;
  paragraphs: Paragraph[] = [];
  /** What follows the paragraph that is open: the boxes that hang on it. */
  boxes: Paragraph[] = [];
  current: Paragraph | null = null;
  /** A paragraph whose end was deleted: the next goes on in it. */
  carried: Paragraph | null = null;
  readonly comments = new Map<string, CommentMarks>();
  readonly deletions: string[] = [];
  readonly notes = new Map<string, Note>();
  deleted = 0;
  revised = 0;
  readonly #fields: Field[] = [];
  #inCode = 0;
  #last: Paragraph | null = null;
  readonly #waiting = new Set<string>();
  #lastChange: string | null = null;
  #hiding = false;

  constructor(tally: Tally, relations: ReadonlyMap<string, Relation>, leavesReport: boolean) {
    this.tally = tally;
    this.relations = relations;
    this.leavesReport = leavesReport;
  }

  open(paragraph: Paragraph): void {
    this.current = paragraph;
    this.#hiding = false;
    for (const id of this.#waiting) this.#start(id, { paragraph, offset: paragraph.length });
    this.#waiting.clear();
  }

  /** Closes the open paragraph; one that is left out keeps the places in it, and has no words. */
  close(kept: boolean): void {
    const { current } = this;
    if (!current) return;
    if (kept) this.paragraphs.push(current);
    this.paragraphs.push(...this.boxes);
    this.boxes = [];
    this.#last = current;
    this.current = null;
  }

  /** Reads what stands by itself within a paragraph, and answers with its paragraphs. */
  aside(read: () => void): Paragraph[] {
    const { paragraphs, boxes, current, carried } = this;
    const last = this.#last;
    this.paragraphs = [];
    this.boxes = [];
    this.current = null;
    this.carried = null;
    read();
    const found = this.paragraphs;
    this.paragraphs = paragraphs;
    this.boxes = boxes;
    this.current = current;
    this.carried = carried;
    this.#last = last;
    return found;
  }

  write(text: string, look: Look): void {
    if (text === '' || !this.current) return;
    if (this.deleted > 0) this.writeDeleted(text);
    else if (this.#inCode > 0) return;
    else if (look.hidden) {
      if (!this.#hiding) this.tally.hidden++;
      this.#hiding = true;
    } else {
      if (this.revised === 0) this.#lastChange = null;
      this.#hiding = false;
      const href = look.href ?? this.#fields.at(-1)?.href ?? null;
      this.current.write(cleanLetters(text), { strong: look.strong, em: look.em, href });
    }
  }

  writeDeleted(text: string): void {
    const letters = cleanLetters(text);
    if (letters !== '') this.deletions.push(letters);
  }

  /** Counts a tracked change. What one person did at once is one, in however many pieces it is written. */
  change(kind: string, { attributes }: Xml): void {
    const key = `${kind}|${attributes['w:author'] ?? ''}|${attributes['w:date'] ?? ''}`;
    if (key !== this.#lastChange) this.tally.changes++;
    this.#lastChange = key;
  }

  get isSeen(): boolean {
    return this.deleted === 0 && this.#inCode === 0;
  }

  field(kind: string | undefined): void {
    const top = this.#fields.at(-1);
    if (kind === 'begin') {
      // What stands within a link is linked, fields of its own too.
      this.#fields.push({ code: '', inCode: true, href: top?.href ?? null });
      this.#inCode++;
    } else if (kind === 'separate' && top?.inCode) {
      top.inCode = false;
      this.#inCode--;
      top.href = this.linkOf(top.code) ?? top.href;
    } else if (kind === 'end' && top) {
      if (top.inCode) this.#inCode--;
      this.#fields.pop();
    }
  }

  instruct(text: string): void {
    const top = this.#fields.at(-1);
    if (top?.inCode && top.code.length < 10_000) top.code += text;
  }

  /** The address that a field's instruction links to; null for any other field. */
  linkOf(code: string): string | null {
    const link = /^\s*HYPERLINK\s+(?:"((?:[^"\\]|\\.)*)"|([^\s\\"]\S*))/i.exec(code);
    return link ? this.address((link[1] ?? link[2] ?? '').replace(/\\(.)/g, '$1')) : null;
  }

  /** An address as an article may hold it; null for one that is not safe, which is counted. */
  address(address: string): string | null {
    const href = address.trim().replaceAll(' ', '%20');
    if (/^(https?:\/\/|mailto:)\S+$/i.test(href) && href.length <= 2000 && !/\p{Cc}/u.test(href)) return href;
    if (href !== '' && this.deleted === 0) this.tally.unsafeLinks++;
    return null;
  }

  marksOf(id: string): CommentMarks {
    let marks = this.comments.get(id);
    if (!marks) {
      marks = { start: null, end: null, reference: null, deletedFrom: 0, deletedTo: 0 };
      this.comments.set(id, marks);
    }
    return marks;
  }

  commentStart(id: string): void {
    if (this.current) this.#start(id, { paragraph: this.current, offset: this.current.length });
    else this.#waiting.add(id);
  }

  commentEnd(id: string): void {
    const point = this.#here();
    if (!point) return;
    if (this.#waiting.delete(id)) this.#start(id, point);
    const marks = this.marksOf(id);
    if (!marks.start || marks.end) return;
    marks.end = point;
    marks.deletedTo = this.deletions.length;
  }

  commentReference(id: string): void {
    this.marksOf(id).reference ??= this.#here();
  }

  /** Ends the story: what waited for a next paragraph stands at the end of the last. */
  finish(): void {
    const point = this.#here();
    for (const id of this.#waiting) if (point) this.#start(id, point);
    this.#waiting.clear();
    this.#fields.length = 0;
    this.#inCode = 0;
  }

  #start(id: string, point: Point): void {
    const marks = this.marksOf(id);
    if (marks.start) return;
    marks.start = point;
    marks.deletedFrom = this.deletions.length;
    marks.deletedTo = this.deletions.length;
  }

  #here(): Point | null {
    const paragraph = this.current ?? this.#last;
    return paragraph && { paragraph, offset: paragraph.length };
  }
}

/** Letters as an article may hold them: no line end, no control character but the tab. */
function cleanLetters(text: string): string {
  if (!/[\p{Cc}\ufeff\u2028\u2029]/u.test(text)) return text;
  return text
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/\r\n|[\r\v\f\u0085]/g, ' ')
    .replace(/[^\P{Cc}\t\n]|\ufeff/gu, '');
}
