import type { Fragment, Stroke } from './claim-lines.ts';

// Lines and polygons, and no paths or boxes: the places of those count as style, and a key would have the browser look for
// the rules of every piece it moves.

const SVG = 'http://www.w3.org/2000/svg';

/** Draws lines in a group that held those of `before`: only what is elsewhere is touched. */
export function drawStrokes(group: SVGGElement, strokes: readonly Stroke[], before: readonly Stroke[]): void {
  strokes.forEach((stroke, index) => {
    const { left, right, y } = stroke;
    const was = before[index];
    const line = piece(group, 'line', index);
    if (was?.left !== left) line.setAttribute('x1', String(left));
    if (was?.right !== right) line.setAttribute('x2', String(right));
    if (was?.y === y) return;
    line.setAttribute('y1', String(y));
    line.setAttribute('y2', String(y));
  });
  leave(group, strokes.length);
}

/** Draws boxes in a group that held those of `before`. */
export function drawGrounds(group: SVGGElement, grounds: readonly Fragment[], before: readonly Fragment[]): void {
  grounds.forEach((ground, index) => {
    const { left, top, right, bottom } = ground;
    const was = before[index];
    if (was?.left === left && was.top === top && was.right === right && was.bottom === bottom) return;
    const corners = `${left},${top} ${right},${top} ${right},${bottom} ${left},${bottom}`;
    piece(group, 'polygon', index).setAttribute('points', corners);
  });
  leave(group, grounds.length);
}

function piece(group: SVGGElement, name: 'line' | 'polygon', index: number): Element {
  return group.children[index] ?? group.appendChild(document.createElementNS(SVG, name));
}

function leave(group: SVGGElement, count: number): void {
  while (group.childElementCount > count) group.lastElementChild?.remove();
}
