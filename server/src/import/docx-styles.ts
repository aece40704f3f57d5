import { REPORT_STYLE } from '../report/docx-record.ts';
import { childOf, elementsOf, settingOf, switchOf, type Xml } from './docx-xml.ts';

/** How letters look, as far as an article keeps it; null where nothing is said. */
export interface RunLook {
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  /** The same for letters of scripts such as Arabic. */
  readonly complexBold: boolean | null;
  readonly complexItalic: boolean | null;
  readonly hidden: boolean | null;
  /** Whether the letters count as of such a script. */
  readonly complex: boolean | null;
}

/** What a paragraph is by its style and the styles that one is based on. */
export interface Style {
  readonly id: string;
  readonly run: RunLook;
  /** From 1; null for what is no heading. */
  readonly heading: number | null;
  readonly title: boolean;
  readonly quote: boolean;
  /** From 0: goes on in the item of a list at this level. */
  readonly continues: number | null;
  readonly rightToLeft: boolean | null;
  readonly list: ListPlace | null;
  /** Words of a report about the article, not of the article. */
  readonly report: boolean;
}

/** Where a paragraph stands in lists. `level` from 0; null where the style alone says which. */
export interface ListPlace {
  readonly numbering: string;
  readonly level: number | null;
}

export const NO_LOOK: RunLook = {
  bold: null,
  italic: null,
  complexBold: null,
  complexItalic: null,
  hidden: null,
  complex: null,
};

const NO_STYLE: Style = {
  id: '',
  run: NO_LOOK,
  heading: null,
  title: false,
  quote: false,
  continues: null,
  rightToLeft: null,
  list: null,
  report: false,
};

// Word itself writes the names of its own styles in English whatever its language is; others write what they show.
const HEADING =
  /^(?:heading|العنوان|عنوان|titre|überschrift|título|titolo|encabezado|заголовок|başlık|kop|rubrik|סגנון כותרת|כותרת|سرفصل|سرخی)\s*([1-9])$/;
const TITLE = /^(?:title|العنوان|عنوان|titre|titel|título|titolo|название|konu başlığı)$/;
const QUOTE =
  /^(?:quote|intense quote|quotations|block text|block quotation|block quote|html blockquote|اقتباس|اقتباس مكثف|اقتباس مكثّف|citation|citation intense|zitat|intensives zitat|cita|cita destacada)$/;
const CONTINUES = /^list continue(?:\s+([2-9]))?$/;

/** The styles of a document, each read once, with what they are based on. Circles are cut where they close. */
export class Styles {
  readonly #found = new Map<string, { readonly xml: Xml; readonly kind: string }>();
  readonly #read = new Map<string, Style>();
  readonly #base: Style;
  readonly #standard: string | null = null;

  constructor(root: Xml | null) {
    for (const xml of elementsOf(root)) {
      const { 'w:styleId': id, 'w:type': kind = '', 'w:default': standard } = xml.attributes;
      if (xml.name !== 'w:style' || id === undefined || this.#found.has(id)) continue;
      this.#found.set(id, { xml, kind });
      if (kind === 'paragraph' && /^(1|true|on)$/i.test(standard ?? '')) this.#standard ??= id;
    }
    const defaults = childOf(root, 'w:docDefaults');
    const run = lookOf(childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr'));
    const properties = childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr');
    this.#base = { ...NO_STYLE, run, rightToLeft: switchOf(properties, 'w:bidi') };
  }

  /** The style of a paragraph that names `id`; that of one that names none, or one that is not there, for null. */
  paragraph(id: string | null): Style {
    const known = id !== null && this.#found.has(id) ? id : this.#standard;
    const style = known === null ? this.#base : this.#style(known, this.#base);
    return id === null || id === known ? style : named(style, id, id.toLowerCase());
  }

  /** How letters of a character style look. */
  character(id: string | null): Style {
    return id === null ? NO_STYLE : this.#found.has(id) ? this.#style(id, NO_STYLE) : named(NO_STYLE, id, '');
  }

  #style(id: string, base: Style): Style {
    const chain: string[] = [];
    const seen = new Set<string>();
    let above = base;
    for (let next: string | null = id; next !== null && !seen.has(next); ) {
      const read = this.#read.get(next);
      if (read) {
        above = read;
        break;
      }
      const found = this.#found.get(next);
      if (!found) break;
      seen.add(next);
      chain.push(next);
      next = settingOf(found.xml, 'w:basedOn');
    }
    for (const each of chain.reverse()) {
      above = styleOf(each, (this.#found.get(each) as { xml: Xml }).xml, above);
      this.#read.set(each, above);
    }
    return above;
  }
}

function styleOf(id: string, xml: Xml, above: Style): Style {
  const properties = childOf(xml, 'w:pPr');
  const level = outlineLevel(properties);
  const style = {
    ...above,
    run: over(lookOf(childOf(xml, 'w:rPr')), above.run),
    rightToLeft: switchOf(properties, 'w:bidi') ?? above.rightToLeft,
    list: listPlace(properties) ?? above.list,
  };
  const known = named(style, id, (settingOf(xml, 'w:name') ?? '').trim().toLowerCase());
  return level === undefined ? known : { ...known, heading: level };
}

function named(style: Style, id: string, name: string): Style {
  const heading = HEADING.exec(name);
  const goesOn = CONTINUES.exec(name);
  return {
    ...style,
    id,
    heading: heading ? Number(heading[1]) : style.heading,
    title: style.title || TITLE.test(name),
    quote: style.quote || QUOTE.test(name),
    continues: goesOn ? Number(goesOn[1] ?? 1) - 1 : style.continues,
    report: style.report || id.startsWith(REPORT_STYLE),
  };
}

/** The heading level that properties give, from 1; null for body text, undefined where they say nothing. */
export function outlineLevel(properties: Xml | null): number | null | undefined {
  const value = settingOf(properties, 'w:outlineLvl');
  if (value === null) return undefined;
  return /^[0-8]$/.test(value) ? Number(value) + 1 : null;
}

/** Where properties put a paragraph in lists; `numbering` is '0' where they take it out. */
export function listPlace(properties: Xml | null): ListPlace | null {
  const place = childOf(properties, 'w:numPr');
  const numbering = settingOf(place, 'w:numId');
  if (numbering === null) return null;
  const level = settingOf(place, 'w:ilvl');
  return { numbering, level: level !== null && /^[0-8]$/.test(level) ? Number(level) : null };
}

/** What run properties say of how letters look. */
export function lookOf(properties: Xml | null): RunLook {
  if (!properties || properties.children.length === 0) return NO_LOOK;
  const rightToLeft = switchOf(properties, 'w:rtl');
  const script = switchOf(properties, 'w:cs');
  return {
    bold: switchOf(properties, 'w:b'),
    italic: switchOf(properties, 'w:i'),
    complexBold: switchOf(properties, 'w:bCs'),
    complexItalic: switchOf(properties, 'w:iCs'),
    hidden: switchOf(properties, 'w:vanish'),
    complex: rightToLeft || script || (rightToLeft ?? script),
  };
}

/** One look on top of another: what it says itself holds. */
function over(look: RunLook, above: RunLook): RunLook {
  return {
    bold: look.bold ?? above.bold,
    italic: look.italic ?? above.italic,
    complexBold: look.complexBold ?? above.complexBold,
    complexItalic: look.complexItalic ?? above.complexItalic,
    hidden: look.hidden ?? above.hidden,
    complex: look.complex ?? above.complex,
  };
}

/** How letters look that have properties of their own, a character style and a paragraph around them. */
export function seenAs(
  own: RunLook,
  character: RunLook,
  paragraph: RunLook,
): {
  readonly strong: boolean;
  readonly em: boolean;
  readonly hidden: boolean;
} {
  const complex = own.complex ?? character.complex ?? paragraph.complex ?? false;
  // Bold upon bold is plain: a style that stresses words does so within bold ones too.
  const is = (key: 'bold' | 'italic' | 'complexBold' | 'complexItalic') =>
    own[key] ?? (character[key] ?? false) !== (paragraph[key] ?? false);
  return {
    strong: is(complex ? 'complexBold' : 'bold'),
    em: is(complex ? 'complexItalic' : 'italic'),
    hidden: own.hidden ?? ((character.hidden ?? false) || (paragraph.hidden ?? false)),
  };
}
