import type { Mark, Node } from 'prosemirror-model';
import { articleSchema } from './article.ts';
import { type Direction, directionOfBlock, holdsLetters } from './direction.ts';
import { type Attributes, isFrame, type Meaning, meaningOf, type RichLoss, VOID_ELEMENTS } from './rich-element.ts';
import { type FrameMark, RichFrames } from './rich-frames.ts';
import { RichLine, raised } from './rich-line.ts';

/** Rich text as blocks of an article. */
export interface RichText {
  /** Text blocks have `dir` only where the source said which way they run. */
  readonly blocks: readonly Node[];
  /** It is a piece of a line: nothing in it was a block. */
  readonly inline: boolean;
  readonly losses: ReadonlyMap<RichLoss, number>;
}

interface Entry {
  readonly name: string;
  readonly frame: Meaning['frame'];
  readonly mark: FrameMark;
  ended: boolean;
  /** Words were met in what is left out, or rows became lines in a table. */
  met: boolean;
}

/** Values that hold while their element is open, whatever the order in which elements end. */
class Holding<Value> {
  readonly #held: { readonly entry: Entry; readonly value: Value }[] = [];

  hold(entry: Entry, value: Value): void {
    this.#held.push({ entry, value });
  }

  get now(): Value | undefined {
    while (this.#held.at(-1)?.entry.ended) this.#held.pop();
    return this.#held.at(-1)?.value;
  }
}

/**
 * Reads rich text, element by element as it is written, and makes blocks of an article: headings, paragraphs, lists, quotes,
 * links, bold and italic. Elements need not be well nested, and take neither stack nor time by their depth. Nothing is
 * run, asked for or kept that is no text. `addressOf` answers with the address that a link may have, null for none.
 */
export class RichTextReader {
  readonly #addressOf: (href: string) => string | null;
  readonly #entries: Entry[] = [];
  readonly #open = new Map<string, Entry[]>();
  readonly #losses = new Map<RichLoss, number>();
  readonly #frames = new RichFrames(() => this.#meetRow());
  readonly #line = new RichLine();
  /** What is left out, and how many lists and tables are open in it. */
  #left: { readonly entry: Entry; readonly why: RichLoss | 'nothing'; nested: number } | null = null;
  #inline = true;
  /** The sign before the words of a list's paragraph. */
  #sign = '';
  /** The line goes on where another of the same block ended. */
  #goesOn = false;

  readonly #strong = new Holding<boolean>();
  readonly #em = new Holding<boolean>();
  readonly #link = new Holding<Mark | null>();
  readonly #raised = new Holding<'super' | 'sub'>();
  readonly #kept = new Holding<'lines' | 'all'>();
  readonly #direction = new Holding<Direction | null>();
  readonly #heading = new Holding<number>();
  readonly #place = new Holding<number>();
  readonly #signs = new Holding<true>();

  constructor(addressOf: (href: string) => string | null) {
    this.#addressOf = addressOf;
  }

  /** An element begins. */
  open(name: string, attributes: Attributes): void {
    if (this.#left && !this.#endsLeft(name)) {
      if (!VOID_ELEMENTS.has(name)) this.#push(name, undefined, null);
      if (NESTS.test(name)) this.#left.nested++;
      return;
    }
    const meaning = meaningOf(name, attributes);
    if (meaning.dropped) this.#leaveOut(name, meaning.dropped);
    else if (meaning.frame === 'break') this.#breakLine();
    else this.#take(name, attributes, meaning);
  }

  #take(name: string, attributes: Attributes, meaning: Meaning): void {
    const mark = meaning.frame ? this.#openFrame(name, meaning, attributes) : null;
    if (VOID_ELEMENTS.has(name)) return;
    const entry = this.#push(name, meaning.frame, mark);
    if (meaning.direction !== undefined && isOfBlocks(name, meaning)) this.#direction.hold(entry, meaning.direction);
    if (meaning.level !== undefined) this.#heading.hold(entry, meaning.level);
    if (meaning.place) this.#place.hold(entry, meaning.place);
    if (meaning.strong !== undefined) this.#strong.hold(entry, meaning.strong);
    if (meaning.em !== undefined) this.#em.hold(entry, meaning.em);
    if (meaning.raised) this.#raised.hold(entry, meaning.raised);
    if (meaning.kept) this.#kept.hold(entry, meaning.kept);
    if (meaning.sign) this.#signs.hold(entry, true);
    if (name === 'a' && attributes.has('href')) this.#link.hold(entry, this.#linkTo(attributes.get('href') ?? ''));
    if (name === 'q') this.#write('“');
  }

  /** An element ends; one that is not open is passed over. */
  close(name: string): void {
    const entries = this.#open.get(name);
    while (entries?.at(-1)?.ended) entries.pop();
    const entry = entries?.at(-1);
    if (!entry) return;
    if (this.#left && NESTS.test(name)) this.#left.nested--;
    if (name === 'q' && !this.#left) this.#write('”');
    this.#closeEntry(entry);
  }

  /** Words of the text, with what stands for letters already made letters. */
  text(words: string): void {
    if (this.#left) {
      if (!this.#left.entry.met && /[^\s\p{C}]/u.test(words)) this.#left.entry.met = true;
      return;
    }
    this.#write(words.replace(/[^\P{Cc}\t\n\v\f\r\u0085]|\ufeff/gu, ''));
  }

  /** Everything was read. */
  finish(): RichText {
    this.#endLine();
    for (let entry = this.#entries.pop(); entry; entry = this.#entries.pop()) this.#end(entry);
    const blocks = this.#frames.finish();
    return { blocks, inline: this.#inline && blocks.length === 1, losses: this.#losses };
  }

  #push(name: string, frame: Meaning['frame'], mark: FrameMark): Entry {
    const entry: Entry = { name, frame, mark, ended: false, met: false };
    this.#entries.push(entry);
    const entries = this.#open.get(name);
    if (entries) entries.push(entry);
    else this.#open.set(name, [entry]);
    return entry;
  }

  #leaveOut(name: string, why: RichLoss | 'nothing'): void {
    if (why === 'scripts' || why === 'pictures') this.#lose(why);
    // A break in the line is one even where what makes it is not shown.
    if (!VOID_ELEMENTS.has(name)) this.#left = { entry: this.#push(name, undefined, null), why, nested: 0 };
  }

  /** Whether an element that begins ends what is left out, whose own end was not written. */
  #endsLeft(name: string): boolean {
    if (!this.#left || this.#left.nested > 0 || !endsWithout(this.#left.entry.name, name)) return false;
    this.#closeEntry(this.#left.entry);
    return true;
  }

  #closeEntry(entry: Entry): void {
    if (entry.frame) {
      this.#endLine();
      // A block ends whatever was left open in it.
      for (let last = this.#entries.pop(); last; last = this.#entries.pop()) {
        this.#end(last);
        if (last === entry) break;
      }
      this.#goesOn = false;
    } else {
      this.#end(entry);
      while (this.#entries.at(-1)?.ended) this.#entries.pop();
    }
  }

  #end(entry: Entry): void {
    if (entry.ended) return;
    entry.ended = true;
    if (entry === this.#left?.entry) {
      const { why } = this.#left;
      this.#left = null;
      if (entry.met && why !== 'nothing' && why !== 'scripts' && why !== 'pictures') this.#lose(why);
    }
    if (entry.mark !== null) this.#frames.close(entry.mark);
    if (entry.met && entry.name === 'table') this.#lose('tables');
  }

  #openFrame(name: string, { frame, place }: Meaning, attributes: Attributes): FrameMark {
    if (name !== 'html' && name !== 'body') this.#inline = false;
    this.#endLine();
    this.#goesOn = false;
    const paragraph = this.#latest('p');
    if (paragraph) this.#closeEntry(paragraph);
    if (!place && (name === 'table' || frame === 'quote' || frame === 'bullets' || frame === 'numbers')) {
      this.#frames.leaveItems();
    }
    switch (frame) {
      case 'quote':
      case 'bullets':
        return this.#frames.open(frame);
      case 'numbers':
        return this.#frames.open('numbers', orderOf(attributes.get('start') ?? ''));
      case 'item':
        if (this.#frames.top === 'item') this.#closeFramed('li');
        return this.#frames.open('item');
      case 'row':
        if (this.#frames.top === 'cell' || this.#frames.top === 'row') this.#closeFramed('tr');
        return this.#frames.open('row');
      case 'cell':
        if (this.#frames.top === 'cell') this.#closeFramed('td', 'th');
        return this.#frames.open('cell');
      case 'table':
        return name === 'table' ? this.#frames.open('table') : null;
      default:
        return null;
    }
  }

  #latest(name: string): Entry | undefined {
    const entries = this.#open.get(name);
    while (entries?.at(-1)?.ended) entries.pop();
    return entries?.at(-1);
  }

  /** Closes the innermost of these elements that holds a frame: its end was left out. */
  #closeFramed(...names: string[]): void {
    const entries = names.map((name) => this.#latest(name)).filter((entry) => entry !== undefined);
    const inner = entries.reduce<Entry | null>((a, b) => ((a?.mark ?? -1) > (b.mark ?? -1) ? a : b), null);
    if (inner?.mark !== null && inner) this.#closeEntry(inner);
  }

  #linkTo(href: string): Mark | null {
    const address = this.#addressOf(href);
    if (address === null && !href.trim().startsWith('#')) this.#lose('links-unsafe');
    return address === null ? null : articleSchema.mark('link', { href: address });
  }

  #write(words: string): void {
    if (words === '') return;
    if (this.#signs.now && this.#place.now !== undefined) {
      if (this.#sign.length < 40) this.#sign += words;
      return;
    }
    const how = this.#raised.now;
    const kept = this.#kept.now;
    const lines = kept && this.#heading.now === undefined ? words.split(/\r\n|[\r\n]/) : [words];
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#breakLine();
      if (line !== '') this.#line.add(how ? raised(line, how) : line, this.#marks(), kept === 'all');
    }
  }

  #marks(): readonly Mark[] {
    let marks: readonly Mark[] = [];
    const link = this.#link.now;
    if (link) marks = link.addToSet(marks);
    if (this.#em.now) marks = articleSchema.mark('em').addToSet(marks);
    // A heading is bold by itself.
    if (this.#strong.now && this.#heading.now === undefined) marks = articleSchema.mark('strong').addToSet(marks);
    return marks;
  }

  /** The article has no line breaks within a block: the next line is a block of its own, but in a heading. */
  #breakLine(): void {
    if (this.#heading.now !== undefined) this.#line.add(' ', [], false);
    else if (this.#endLine()) this.#goesOn = true;
  }

  /** Makes a block of the line; whether there was one. */
  #endLine(): boolean {
    const words = this.#line.take();
    const sign = this.#sign.trim();
    this.#sign = '';
    if (words.length === 0) return false;
    const level = this.#heading.now;
    const place = this.#place.now;
    if (place === undefined) this.#frames.leaveItems();
    else this.#frames.enterItem(place, NUMBERED.test(sign), orderOf(sign), this.#goesOn && sign === '');
    const direction = this.#direction.now;
    const text = words.map((node) => node.text).join('');
    const dir = direction ? told(text, direction) : null;
    if (level === undefined) this.#frames.put(articleSchema.node('paragraph', { dir }, words));
    else this.#frames.put(articleSchema.node('heading', { level: Math.min(Math.max(level, 1), 6), dir }, words));
    return true;
  }

  #meetRow(): void {
    const table = this.#latest('table');
    if (table) table.met = true;
  }

  #lose(what: RichLoss): void {
    this.#losses.set(what, (this.#losses.get(what) ?? 0) + 1);
  }
}

/** Whether what an element says of direction is said of blocks, and not of a piece of a line or of the whole page. */
function isOfBlocks(name: string, { frame }: Meaning): boolean {
  return frame !== undefined && name !== 'html' && name !== 'body';
}

/** The direction of a block that is said to run in `direction`: programs say it of words in other letters, too. */
function told(text: string, direction: Direction): Direction {
  return holdsLetters(text, direction) ? direction : directionOfBlock(text, direction);
}

const NESTS = /^(?:ul|ol|menu|dl|table)$/;

/** Whether the end of an element may be left out before another one. */
function endsWithout(name: string, next: string): boolean {
  switch (name) {
    case 'p':
      return isFrame(next);
    case 'li':
      return next === 'li';
    case 'dt':
    case 'dd':
      return next === 'dt' || next === 'dd';
    case 'td':
    case 'th':
      return /^(?:td|th|tr|tbody|tfoot)$/.test(next);
    case 'tr':
      return /^(?:tr|tbody|tfoot)$/.test(next);
    default:
      return false;
  }
}

/** How the sign of a numbered item looks: a number or a letter with a point or bracket. */
const NUMBERED = /^\(?(?:\p{N}+|[a-z]{1,5}|[\u0621-\u064a]{1,2})\s?[.)\-–/]/iu;

function orderOf(text: string): number {
  const order = Number(/^\(?(\d{1,6})/.exec(text.trim())?.[1] ?? 1);
  return order || 1;
}
