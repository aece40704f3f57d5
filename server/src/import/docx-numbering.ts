import { childOf, elementsOf, settingOf, type Xml } from './docx-xml.ts';

interface Level {
  readonly ordered: boolean;
  /** Whether anything is shown in front of the words. */
  readonly shown: boolean;
  readonly start: number;
  readonly style: string | null;
}

interface List {
  /** What counts on together. */
  readonly counting: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels that begin anew with this list, and from which number. */
  readonly restarts: ReadonlyMap<number, number>;
}

/** A paragraph's place in a list. */
export interface Numbered {
  readonly list: string;
  readonly level: number;
  readonly ordered: boolean;
  /** Its number, in an ordered list. */
  readonly number: number;
}

const PLAIN: Level = { ordered: true, shown: true, start: 1, style: null };
const MOST = 1_000_000;

/** The lists of a document, and how far each has counted. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(root: Xml | null) {
    const abstracts = new Map<string, Xml>();
    const byStyle = new Map<string, Xml>();
    for (const xml of elementsOf(root)) {
      const id = xml.attributes['w:abstractNumId'];
      if (xml.name !== 'w:abstractNum' || id === undefined) continue;
      abstracts.set(id, xml);
      const style = settingOf(xml, 'w:styleLink');
      if (style !== null) byStyle.set(style, xml);
    }
    for (const xml of elementsOf(root)) {
      const id = xml.attributes['w:numId'];
      if (xml.name !== 'w:num' || id === undefined) continue;
      const counting = settingOf(xml, 'w:abstractNumId') ?? '';
      let abstract = abstracts.get(counting) ?? null;
      // A list that only names the style its levels are given in. One step: that one names itself at worst.
      const link = settingOf(abstract, 'w:numStyleLink');
      if (link !== null) abstract = byStyle.get(link) ?? abstract;
      this.#lists.set(id, listOf(xml, abstract, counting));
    }
  }

  /** Counts a paragraph in its list; null when `numbering` is no list, or one that shows nothing. */
  count(numbering: string, wanted: number | null, style: string): Numbered | null {
    const list = this.#lists.get(numbering);
    if (!list) return null;
    const level = wanted ?? levelOfStyle(list, style);
    const { ordered, shown, start } = list.levels.get(level) ?? PLAIN;
    const counts = this.#countsOf(list.counting);
    for (let outer = 0; outer < level; outer++) counts[outer] ??= list.levels.get(outer)?.start ?? 1;
    const begun = `${numbering} ${level}`;
    const restart = this.#begun.has(begun) ? undefined : list.restarts.get(level);
    this.#begun.add(begun);
    const last = counts[level];
    const number = restart ?? (last === undefined ? start : Math.min(last + 1, MOST));
    counts[level] = number;
    counts.length = level + 1;
    return shown ? { list: numbering, level, ordered, number } : null;
  }

  #countsOf(counting: string): (number | undefined)[] {
    let counts = this.#counts.get(counting);
    if (!counts) {
      counts = [];
      this.#counts.set(counting, counts);
    }
    return counts;
  }
}

function levelOfStyle({ levels }: List, style: string): number {
  for (const [level, { style: linked }] of levels) if (linked !== null && linked === style) return level;
  return 0;
}

function listOf(num: Xml, abstract: Xml | null, counting: string): List {
  const levels = new Map<number, Level>();
  const restarts = new Map<number, number>();
  for (const xml of elementsOf(abstract)) readLevel(xml, levels);
  for (const xml of elementsOf(num)) {
    if (xml.name !== 'w:lvlOverride') continue;
    const level = levelNumber(xml);
    const start = whole(settingOf(xml, 'w:startOverride'));
    const own = childOf(xml, 'w:lvl');
    if (own) readLevel(own, levels);
    if (level !== null && start !== null) restarts.set(level, start);
  }
  return { counting, levels, restarts };
}

function readLevel(xml: Xml, levels: Map<number, Level>): void {
  const level = levelNumber(xml);
  if (xml.name !== 'w:lvl' || level === null) return;
  const format = settingOf(xml, 'w:numFmt') ?? 'decimal';
  levels.set(level, {
    ordered: format !== 'bullet',
    shown: format !== 'none',
    start: whole(settingOf(xml, 'w:start')) ?? 1,
    style: settingOf(xml, 'w:pStyle'),
  });
}

function levelNumber(xml: Xml): number | null {
  const value = xml.attributes['w:ilvl'];
  return value !== undefined && /^[0-8]$/.test(value) ? Number(value) : null;
}

function whole(value: string | null): number | null {
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null;
}
