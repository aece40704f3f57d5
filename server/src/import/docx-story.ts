import type { Direction } from '@sanad/shared/direction';
import type { Numbering } from './docx-numbering.ts';
import type { DocxPart } from './docx-package.ts';
import { Paragraph } from './docx-paragraph.ts';
import { newTally, Reading, type Tally } from './docx-reading.ts';
import { alternative, RunReader } from './docx-run.ts';
import { listPlace, outlineLevel, type Style, type Styles } from './docx-styles.ts';
import { childOf, elementsOf, settingOf, switchOf, type Xml } from './docx-xml.ts';

/** What a document's stories are read with. */
export interface StoryGround {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly tally: Tally;
  /** Whether parts of a report of ours are left out. */
  readonly leavesReport: boolean;
}

/** Reads paragraphs, tables and what holds them, in the order of the text. */
export class Story {
  readonly reading: Reading;
  readonly #ground: StoryGround;
  readonly #runs: RunReader;

  constructor(ground: StoryGround, part: DocxPart) {
    this.#ground = ground;
    this.reading = new Reading(ground.tally, part.relations, ground.leavesReport);
    this.#runs = new RunReader(this.reading, ground.styles, (content) => this.#box(content));
  }

  /** The paragraphs of what holds some. Those of another part are read with what that part refers to. */
  read(holder: Xml, part?: DocxPart): Paragraph[] {
    const { reading } = this;
    if (part) reading.relations = part.relations;
    const found = reading.aside(() => {
      this.#blocks(holder);
      this.#flush();
      reading.finish();
    });
    return found;
  }

  #box(content: Xml): void {
    const { reading } = this;
    const found = reading.aside(() => {
      this.#blocks(content);
      this.#flush();
    });
    reading.boxes.push(...found);
  }

  #blocks(holder: Xml): void {
    for (const child of elementsOf(holder)) this.#block(child);
  }

  #block(xml: Xml): void {
    const { reading } = this;
    switch (xml.name) {
      case 'w:p':
        this.#paragraph(xml);
        break;
      case 'w:tbl':
        this.#flush();
        this.#table(xml);
        break;
      case 'w:altChunk':
        reading.tally.pictures++;
        break;
      default:
        this.#around(xml, (inside) => this.#block(inside));
    }
  }

  /** Goes into what stands around parts of a text and is none itself. */
  #around(xml: Xml, each: (child: Xml) => void): void {
    const { reading } = this;
    switch (xml.name) {
      case 'w:sdt':
        for (const child of elementsOf(childOf(xml, 'w:sdtContent'))) each(child);
        break;
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:ins':
      case 'w:moveTo':
        for (const child of elementsOf(xml)) each(child);
        break;
      case 'w:del':
      case 'w:moveFrom':
        reading.deleted++;
        for (const child of elementsOf(xml)) each(child);
        reading.deleted--;
        break;
      case 'mc:AlternateContent':
        for (const child of elementsOf(alternative(xml))) each(child);
        break;
      case 'w:commentRangeStart':
        reading.commentStart(xml.attributes['w:id'] ?? '');
        break;
      case 'w:commentRangeEnd':
        reading.commentEnd(xml.attributes['w:id'] ?? '');
        break;
    }
  }

  #paragraph(xml: Xml): void {
    const { reading } = this;
    const properties = childOf(xml, 'w:pPr');
    const style = this.#ground.styles.paragraph(settingOf(properties, 'w:pStyle'));
    const kind = { style, heading: headingOf(properties, style), direction: directionOf(properties), item: null };
    const paragraph = reading.carried ?? new Paragraph(kind);
    reading.carried = null;
    // A paragraph is what its end says: the end of one that goes on in the next is gone.
    paragraph.kind = kind;
    reading.open(paragraph);
    const plain = style.title || kind.heading !== null;
    this.#runs.inline(xml, { look: style.run, plain, href: null });
    const isJoined = this.#isEndDeleted(childOf(properties, 'w:rPr'));
    if (isJoined) {
      reading.carried = paragraph;
      return;
    }
    const isLeft = style.report && reading.leavesReport;
    if (isLeft && !paragraph.isEmpty) reading.tally.reportParts++;
    if (!isLeft) paragraph.kind = { ...kind, item: this.#item(properties, style) };
    reading.close(!isLeft);
  }

  #item(properties: Xml | null, style: Style) {
    const place = listPlace(properties);
    const numbering = place?.numbering ?? style.list?.numbering;
    if (numbering === undefined || this.reading.deleted > 0) return null;
    return this.#ground.numbering.count(numbering, place?.level ?? style.list?.level ?? null, style.id);
  }

  #isEndDeleted(properties: Xml | null): boolean {
    const { reading } = this;
    for (const child of elementsOf(properties)) {
      if (child.name === 'w:ins' || child.name === 'w:moveTo') reading.change(child.name, child);
      if (child.name === 'w:del') reading.change(child.name, child);
      if (child.name === 'w:del' || child.name === 'w:moveFrom') return true;
    }
    return false;
  }

  /** Closes a paragraph whose end was deleted where there is no next one to go on in. */
  #flush(): void {
    const { reading } = this;
    const { carried } = reading;
    reading.carried = null;
    if (!carried) return;
    reading.current = carried;
    reading.close(!(carried.kind.style.report && reading.leavesReport));
  }

  #table(xml: Xml): void {
    const { paragraphs, tally } = this.reading;
    const before = paragraphs.length;
    for (const child of elementsOf(xml)) this.#row(child);
    for (let index = before; index < paragraphs.length; index++) {
      if (paragraphs[index]?.isEmpty) continue;
      tally.tables++;
      return;
    }
  }

  #row(xml: Xml): void {
    if (xml.name !== 'w:tr') {
      this.#around(xml, (inside) => this.#row(inside));
      return;
    }
    const { reading } = this;
    const isDeleted = this.#isGone(childOf(xml, 'w:trPr'), 'w:ins', 'w:del');
    if (isDeleted) reading.deleted++;
    const cells: Paragraph[][] = [];
    for (const child of elementsOf(xml)) this.#cell(child, cells);
    if (isDeleted) reading.deleted--;
    reading.paragraphs.push(...rowOf(cells));
  }

  #cell(xml: Xml, cells: Paragraph[][]): void {
    if (xml.name !== 'w:tc') {
      this.#around(xml, (inside) => this.#cell(inside, cells));
      return;
    }
    const { reading } = this;
    const isDeleted = this.#isGone(childOf(xml, 'w:tcPr'), 'w:cellIns', 'w:cellDel');
    if (isDeleted) reading.deleted++;
    const outer = reading.paragraphs;
    reading.paragraphs = [];
    this.#blocks(xml);
    this.#flush();
    cells.push(reading.paragraphs);
    reading.paragraphs = outer;
    if (isDeleted) reading.deleted--;
  }

  #isGone(properties: Xml | null, inserted: string, deleted: string): boolean {
    const { reading } = this;
    const put = childOf(properties, inserted);
    if (put) reading.change('w:ins', put);
    const gone = childOf(properties, deleted);
    if (gone) reading.change('w:del', gone);
    return gone !== null;
  }
}

/** The plain paragraphs of a text that stands by itself, such as a comment's. */
export function wordsOf(ground: StoryGround, holder: Xml, part: DocxPart): string[] {
  const story = new Story({ ...ground, tally: newTally(), leavesReport: false }, part);
  return story.read(holder).flatMap((paragraph) => paragraph.text.split('\n'));
}

/** A row as one paragraph, where each of its cells is a paragraph at most; else the paragraphs of its cells. */
function rowOf(cells: readonly (readonly Paragraph[])[]): readonly Paragraph[] {
  const filled = cells.map((cell) => cell.filter((paragraph) => !paragraph.isEmpty));
  const isPlain = filled.every(
    (cell) => cell.length <= 1 && cell.every(({ kind }) => kind.heading === null && !kind.item),
  );
  if (!isPlain || filled.filter((cell) => cell.length > 0).length < 2) return cells.flat();
  const first = cells.flat()[0] as Paragraph;
  const row = new Paragraph({ ...first.kind, item: null });
  let isBegun = false;
  for (const paragraph of cells.flat()) {
    const { isEmpty } = paragraph;
    if (isBegun && !isEmpty) row.write(' | ', { strong: false, em: false, href: null });
    row.take(paragraph);
    isBegun ||= !isEmpty;
  }
  return [row];
}

function headingOf(properties: Xml | null, style: Style): number | null {
  const own = outlineLevel(properties);
  return own === undefined ? style.heading : own;
}

function directionOf(properties: Xml | null): Direction | null {
  const isRightToLeft = switchOf(properties, 'w:bidi');
  return isRightToLeft === null ? null : isRightToLeft ? 'rtl' : 'ltr';
}
