import { VERDICTS } from '@sanad/shared/claim';

const SVG = 'http://www.w3.org/2000/svg';

/** How far the hatch's strokes are apart (px), and how they lean (degrees). */
const APART = 8;
const LEAN = 35;

/** The patterns a changed claim's ground is hatched with: `hatch-` and the verdict. A pattern has no part in what uses it. */
export function hatches(): SVGSVGElement {
  const root = document.createElementNS(SVG, 'svg');
  root.setAttribute('width', '0');
  root.setAttribute('height', '0');
  for (const verdict of VERDICTS) {
    const pattern = document.createElementNS(SVG, 'pattern');
    const stroke = document.createElementNS(SVG, 'path');
    for (const [name, value] of Object.entries({
      id: `hatch-${verdict}`,
      width: APART,
      height: APART,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `rotate(${LEAN})`,
    }))
      pattern.setAttribute(name, String(value));
    stroke.setAttribute('d', `M0 0V${APART}`);
    stroke.setAttribute('stroke', `var(--${verdict})`);
    stroke.setAttribute('stroke-width', '2');
    pattern.append(stroke);
    root.append(pattern);
  }
  return root;
}
