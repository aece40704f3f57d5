import { childrenOf, elementsIn, type XmlElement } from './xml-element.ts';

// ECMA-376 (part 1, wml.xsd) gives most elements an order for what stands in them; Word calls a file damaged where it is
// another. Of each sequence those that a report could have.

const ORDERS: Readonly<Record<string, string>> = {
  'w:rPr':
    'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath',
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
  'w:pBdr': 'top left bottom right between bar',
  'w:numPr': 'ilvl numId',
  'w:tbl': 'tblPr tblGrid tr',
  'w:tblPr':
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook',
  'w:tblBorders': 'top left bottom right insideH insideV',
  'w:tblCellMar': 'top left bottom right',
  'w:tr': 'tblPrEx trPr tc',
  'w:tc': 'tcPr p',
  'w:r': 'rPr *',
  'w:p': 'pPr *',
  'w:numbering': 'numPicBullet abstractNum num',
  'w:abstractNum': 'nsid multiLevelType tmpl name styleLink numStyleLink lvl',
  'w:lvl': 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr',
  'w:num': 'abstractNumId lvlOverride',
  'w:style':
    'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr',
  'w:styles': 'docDefaults latentStyles style',
  'w:sectPr':
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid',
};

/** What stands in a paragraph, a link, and a run of these documents; anything else would be new. */
const ALLOWED: Readonly<Record<string, ReadonlySet<string>>> = {
  'w:p': new Set('pPr r hyperlink commentRangeStart commentRangeEnd bookmarkStart bookmarkEnd'.split(' ')),
  'w:hyperlink': new Set(['r']),
  'w:r': new Set('rPr t tab br commentReference annotationRef'.split(' ')),
  'w:t': new Set(),
};

/** What in a part is not as the schema has it: one sentence each. */
export function schemaFaults(root: XmlElement): string[] {
  const faults: string[] = [];
  for (const element of elementsIn(root)) {
    const names = childrenOf(element).map(({ name }) => name.replace(/^w:/, ''));
    const order = ORDERS[element.name]?.split(' ');
    if (order) faults.push(...outOfOrder(element.name, names, order));
    const allowed = ALLOWED[element.name];
    if (allowed) faults.push(...names.filter((name) => !allowed.has(name)).map((name) => `${name} in ${element.name}`));
    // A cell ends in a paragraph.
    if (element.name === 'w:tc' && names.at(-1) !== 'p') faults.push('a cell without a paragraph at its end');
  }
  return faults;
}

const REPEATED = new Set('abstractNum num lvl lvlOverride style tr tc p headerReference footerReference'.split(' '));

function outOfOrder(parent: string, names: readonly string[], order: readonly string[]): string[] {
  const rest = order.indexOf('*');
  const ranks = names.map((name) => {
    const at = order.indexOf(name);
    return at === -1 ? rest : at;
  });
  return names.flatMap((name, i) => {
    const rank = ranks[i] as number;
    const before = ranks[i - 1] ?? -1;
    if (rank === -1) return [`${name} is nothing of ${parent}`];
    if (rank < before) return [`${name} too late in ${parent}`];
    return rank === before && rank !== rest && !REPEATED.has(name) ? [`${name} twice in ${parent}`] : [];
  });
}
