import type { Setting } from './claim-lines.ts';

/** How much of a line's letters is below the line they stand on, where a browser does not say (as a share of their height). */
const USUAL_DESCENT = 0.25;

/** Says how the letters of blocks are set, asking the browser about each font once. */
export class LetterSettings {
  readonly #descents = new Map<string, number>();

  /** How the letters of an element are set. */
  readonly of = (element: HTMLElement): Setting => {
    const { fontSize, fontFamily, fontWeight, lineHeight, textWrap, direction } = getComputedStyle(element);
    const font = `${fontWeight} 100px ${fontFamily}`;
    let descent = this.#descents.get(font);
    if (descent === undefined) {
      descent = descentOf(font);
      this.#descents.set(font, descent);
    }
    return {
      em: Number.parseFloat(fontSize),
      descent,
      line: lineHeight,
      evenly: /balance|pretty/.test(textWrap),
      rtl: direction === 'rtl',
    };
  };

  /** Fonts were loaded: what was asked before was of others that stood in for them. */
  forget(): void {
    this.#descents.clear();
  }
}

function descentOf(font: string): number {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return USUAL_DESCENT;
  canvas.font = font;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = canvas.measureText('');
  const height = ascent + descent;
  return height > 0 ? descent / height : USUAL_DESCENT;
}
