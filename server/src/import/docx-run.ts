import type { Look, Reading } from './docx-reading.ts';
import { lookOf, type RunLook, type Styles, seenAs } from './docx-styles.ts';
import { symbol } from './docx-symbol.ts';
import { childOf, elementsOf, ownText, settingOf, type Xml } from './docx-xml.ts';

/** What stands around letters: how their paragraph looks, and the link they are in. */
export interface Around {
  readonly look: RunLook;
  /** Whether bold is what the paragraph is anyhow. */
  readonly plain: boolean;
  readonly href: string | null;
}

/** Reads what a paragraph holds into the one that is open. `box` reads what stands in a box by itself. */
export class RunReader {
  readonly #reading: Reading;
  readonly #styles: Styles;
  readonly #box: (content: Xml) => void;

  constructor(reading: Reading, styles: Styles, box: (content: Xml) => void) {
    this.#reading = reading;
    this.#styles = styles;
    this.#box = box;
  }

  inline(xml: Xml, around: Around): void {
    for (const child of elementsOf(xml)) this.#inlineChild(child, around);
  }

  #inlineChild(xml: Xml, around: Around): void {
    const reading = this.#reading;
    const { attributes } = xml;
    switch (xml.name) {
      case 'w:r':
        this.#run(xml, around);
        break;
      case 'w:hyperlink':
        this.inline(xml, { ...around, href: this.#target(attributes) ?? around.href });
        break;
      case 'w:fldSimple':
        this.inline(xml, { ...around, href: reading.linkOf(attributes['w:instr'] ?? '') ?? around.href });
        break;
      case 'w:ins':
      case 'w:moveTo':
        reading.change(xml.name, xml);
        reading.revised++;
        this.inline(xml, around);
        reading.revised--;
        break;
      case 'w:del':
      case 'w:moveFrom':
        // What was moved is counted where it went.
        if (xml.name === 'w:del') reading.change(xml.name, xml);
        reading.deleted++;
        this.inline(xml, around);
        reading.deleted--;
        break;
      case 'w:sdt': {
        const content = childOf(xml, 'w:sdtContent');
        if (content) this.inline(content, around);
        break;
      }
      case 'w:smartTag':
      case 'w:customXml':
      case 'w:dir':
      case 'w:bdo':
        this.inline(xml, around);
        break;
      case 'mc:AlternateContent': {
        const chosen = alternative(xml);
        if (chosen) this.inline(chosen, around);
        break;
      }
      case 'm:oMath':
      case 'm:oMathPara':
        this.#math(xml, around);
        break;
      case 'w:commentRangeStart':
        reading.commentStart(attributes['w:id'] ?? '');
        break;
      case 'w:commentRangeEnd':
        reading.commentEnd(attributes['w:id'] ?? '');
        break;
    }
  }

  #run(xml: Xml, around: Around): void {
    const properties = childOf(xml, 'w:rPr');
    const style = this.#styles.character(settingOf(properties, 'w:rStyle'));
    if (style.report && this.#reading.leavesReport) {
      for (const child of elementsOf(xml)) if (child.name === 'w:commentReference') this.#runChild(child, HIDDEN);
      return;
    }
    const seen = seenAs(lookOf(properties), style.run, around.look);
    this.#runContent(xml, { ...seen, strong: seen.strong && !around.plain, href: around.href });
  }

  #runContent(xml: Xml, look: Look): void {
    for (const child of elementsOf(xml)) this.#runChild(child, look);
  }

  #runChild(xml: Xml, look: Look): void {
    const reading = this.#reading;
    const { attributes } = xml;
    switch (xml.name) {
      case 'w:t':
        reading.write(attributes['xml:space'] === 'preserve' ? ownText(xml) : trimmed(ownText(xml)), look);
        break;
      case 'w:tab':
      case 'w:ptab':
        reading.write('\t', look);
        break;
      case 'w:br':
      case 'w:cr':
        reading.write('\u2028', look);
        break;
      case 'w:noBreakHyphen':
        reading.write('\u2011', look);
        break;
      case 'w:softHyphen':
        reading.write('\u00ad', look);
        break;
      case 'w:sym':
        reading.write(symbol(attributes['w:font'] ?? '', attributes['w:char'] ?? ''), look);
        break;
      case 'w:delText':
        reading.writeDeleted(ownText(xml));
        break;
      case 'w:fldChar':
        reading.field(attributes['w:fldCharType']);
        break;
      case 'w:instrText':
      case 'w:delInstrText':
        reading.instruct(ownText(xml));
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#note(xml, look);
        break;
      case 'w:commentReference':
        reading.commentReference(attributes['w:id'] ?? '');
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#drawing(xml);
        break;
      case 'w:ruby': {
        const base = childOf(xml, 'w:rubyBase');
        if (base) this.inline(base, { look: NOTHING, plain: false, href: look.href });
        break;
      }
      case 'mc:AlternateContent': {
        const chosen = alternative(xml);
        if (chosen) this.#runContent(chosen, look);
        break;
      }
    }
  }

  #target(attributes: Xml['attributes']): string | null {
    const relation = this.#reading.relations.get(attributes['r:id'] ?? '');
    if (!relation?.external) return null;
    const anchor = attributes['w:anchor'];
    return this.#reading.address(
      anchor && !relation.target.includes('#') ? `${relation.target}#${anchor}` : relation.target,
    );
  }

  #note({ name, attributes }: Xml, look: Look): void {
    const reading = this.#reading;
    const id = attributes['w:id'];
    if (id === undefined || !reading.isSeen || look.hidden) return;
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    const key = `${kind} ${id}`;
    const note = reading.notes.get(key) ?? { kind, id, number: reading.notes.size + 1 };
    reading.notes.set(key, note);
    reading.write(`[${note.number}]`, { ...look, strong: false, em: false, href: null });
  }

  /** A drawing is a box with words in it, a picture, or a line. */
  #drawing(xml: Xml): void {
    if (!this.#reading.isSeen) return;
    if (xml.name === 'w:object') this.#reading.tally.pictures++;
    else this.#drawn(xml);
  }

  #drawn(xml: Xml): void {
    for (const child of elementsOf(xml)) {
      const { name } = child;
      if (name === 'w:txbxContent') this.#box(child);
      else if (name === 'mc:AlternateContent') {
        const chosen = alternative(child);
        if (chosen) this.#drawn(chosen);
      } else if (/^(\?:pic|v:imagedata|\?:chart|\?:relIds)$/.test(name)) this.#reading.tally.pictures++;
      else this.#drawn(child);
    }
  }

  /** The signs of a formula, one after the other. */
  #math(xml: Xml, around: Around): void {
    for (const child of elementsOf(xml)) {
      if (child.name === 'm:t') {
        this.#reading.write(ownText(child), { strong: false, em: false, hidden: false, href: around.href });
      } else if (child.name.startsWith('m:')) this.#math(child, around);
      else this.#inlineChild(child, around);
    }
  }
}

const NOTHING: RunLook = lookOf(null);
const HIDDEN: Look = { strong: false, em: false, hidden: true, href: null };

/** What is shown of what a file says in several ways: the newest. */
export function alternative(xml: Xml): Xml | null {
  return childOf(xml, 'mc:Choice') ?? childOf(xml, 'mc:Fallback');
}

function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}
