import { XML_HEAD } from './xml.ts';

/** How deep Word lets lists stand in one another. */
const LEVELS = 9;
/** How far a level stands in from the one around it, in twentieths of a point. */
const STEP = 600;

const BULLETS = ['•', '◦', '▪'];

/** How far in what belongs to an item of `level` begins. */
export function indentOfLevel(level: number): number {
  return STEP * (level + 1);
}

/** The lists of a document: each counts for itself, so that neighbours do not flow together. */
export class Lists {
  readonly #lists: { readonly ordered: boolean; readonly level: number; readonly start: number }[] = [];

  /** Begins a list at `level` (from 0; the deepest take the last), counting from `start`. Gives its number. */
  begin(ordered: boolean, level: number, start: number): { readonly number: number; readonly level: number } {
    const held = Math.min(level, LEVELS - 1);
    this.#lists.push({ ordered, level: held, start });
    return { number: this.#lists.length, level: held };
  }

  /**
   * The part of the package that says how each of them counts. Every list that is counted has a definition of its own:
   * lists that share one go on counting in Word, and one that begins anew in it falls apart when LibreOffice saves it.
   */
  part(): string {
    const counted = this.#lists.map(({ ordered, level, start }, i) =>
      ordered ? definition(i + 1, 'decimal', level, start, (each) => `%${each + 1}.`) : '',
    );
    const bullets = definition(0, 'bullet', LEVELS - 1, 1, (each) => BULLETS[each % BULLETS.length] as string);
    const nums = this.#lists.map(
      ({ ordered }, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${ordered ? i + 1 : 0}"/></w:num>`,
    );
    const lists = [bullets, ...counted, ...nums].join('');
    return `${XML_HEAD}<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${lists}</w:numbering>`;
  }
}

/** A definition for levels down to `deepest`, which counts from `start`. */
function definition(
  id: number,
  format: 'decimal' | 'bullet',
  deepest: number,
  start: number,
  text: (level: number) => string,
): string {
  const levels = Array.from({ length: deepest + 1 }, (_, level) => {
    const stand = `<w:pPr><w:ind w:left="${indentOfLevel(level)}" w:hanging="${STEP - 220}"/></w:pPr>`;
    return `<w:lvl w:ilvl="${level}"><w:start w:val="${level === deepest ? start : 1}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text(level)}"/><w:lvlJc w:val="left"/>${stand}</w:lvl>`;
  });
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels.join('')}</w:abstractNum>`;
}
