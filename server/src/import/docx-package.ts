import { ELEMENT_LIMIT, elementsOf, readXml, type Xml } from './docx-xml.ts';
import { DocxZip } from './docx-zip.ts';
import { Unimportable } from './unimportable.ts';

/** What a part refers to, by the id it does so with. */
export interface Relation {
  /** The last word of its type: `styles`, `hyperlink`. */
  readonly type: string;
  /** The name of a part, or the address of what is outside. */
  readonly target: string;
  readonly external: boolean;
}

/** A part with what it refers to. */
export interface DocxPart {
  readonly root: Xml;
  readonly relations: ReadonlyMap<string, Relation>;
}

const DOCUMENT = /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml$/i;

/** The parts of a .docx that hold words, each read when it is asked for. */
export class DocxPackage {
  readonly #zip: DocxZip;
  readonly #budget = { left: ELEMENT_LIMIT };
  readonly document: DocxPart;

  /** @throws Unimportable when the file is no word document, or not to be read. */
  constructor(bytes: Uint8Array) {
    this.#zip = new DocxZip(bytes);
    const types = this.#xml('[content_types].xml');
    if (!types) throw new Unimportable('disguised');
    const start = [...this.#relationsOf('').values()].find(
      ({ type, external }) => type === 'officeDocument' && !external,
    );
    if (!start) throw new Unimportable('disguised');
    if (!DOCUMENT.test(typeOf(types, start.target))) throw new Unimportable('disguised');
    const document = this.#part(start.target);
    if (document?.root.name !== 'w:document') throw new Unimportable('damaged-file');
    this.document = document;
  }

  /** The part that the document refers to by this type, a word such as `styles`; null without. */
  related(type: string): DocxPart | null {
    for (const relation of this.document.relations.values()) {
      if (relation.type === type && !relation.external) return this.#part(relation.target);
    }
    return null;
  }

  /** The roots of the custom XML parts. */
  *custom(): Generator<Xml> {
    for (const name of this.#zip.names) {
      if (!/^customxml\/item\d*\.xml$/.test(name)) continue;
      const xml = this.#xml(name);
      if (xml) yield xml;
    }
  }

  #part(name: string): DocxPart | null {
    const root = this.#xml(name);
    return root && { root, relations: this.#relationsOf(name) };
  }

  #xml(name: string): Xml | null {
    const bytes = this.#zip.read(name);
    return bytes && readXml(bytes, this.#budget);
  }

  #relationsOf(name: string): Map<string, Relation> {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const xml = this.#xml(`${folder}_rels/${name.slice(folder.length)}.rels`);
    const relations = new Map<string, Relation>();
    for (const { name: kind, attributes } of elementsOf(xml)) {
      const { Id, Type, Target, TargetMode } = attributes;
      if (kind !== 'rels:Relationship' || Id === undefined || Type === undefined || Target === undefined) continue;
      const external = TargetMode?.toLowerCase() === 'external';
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      relations.set(Id, { type, target: external ? Target : partName(folder, Target), external });
    }
    return relations;
  }
}

/** The name of the part that a part of `folder` refers to. */
function partName(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/').toLowerCase();
}

function typeOf(types: Xml, part: string): string {
  let byEnding = '';
  for (const { name, attributes } of elementsOf(types)) {
    const type = attributes.ContentType ?? '';
    if (name === 'types:Override' && attributes.PartName?.toLowerCase() === `/${part}`) return type;
    if (name === 'types:Default' && part.endsWith(`.${attributes.Extension?.toLowerCase()}`)) byEnding = type;
  }
  return byEnding;
}
