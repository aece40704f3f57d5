const SVG = 'http://www.w3.org/2000/svg';

/**
 * The pieces that are drawn for one claim in one block, in a group that says how they look. Their corners are no style, as
 * the data of a path would be: a key would have the browser look for the rules of every piece it moves.
 */
export class DrawnPieces {
  readonly root = document.createElementNS(SVG, 'g');
  readonly #kind: 'polyline' | 'polygon';
  readonly #pieces: { readonly element: Element; corners: string }[] = [];

  /** `name` is the attribute that says whose the pieces are. */
  constructor(kind: 'polyline' | 'polygon', name: 'data-claim' | 'data-ground', claim: string) {
    this.#kind = kind;
    this.root.setAttribute(name, claim);
  }

  /** Draws a piece for each list of corners (`points` of SVG), and none besides: only those that differ are touched. */
  draw(pieces: readonly string[]): void {
    pieces.forEach((corners, index) => {
      const known = this.#pieces[index];
      if (known?.corners === corners) return;
      const element = known?.element ?? document.createElementNS(SVG, this.#kind);
      element.setAttribute('points', corners);
      if (known) known.corners = corners;
      else {
        this.root.append(element);
        this.#pieces.push({ element, corners });
      }
    });
    for (const { element } of this.#pieces.splice(pieces.length)) element.remove();
  }
}
