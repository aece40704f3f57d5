import { type ArticleText, articleText, blockAt, textBlocks } from '@sanad/shared/article-text';
import { standingJudgement } from '@sanad/shared/claim';
import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { ClaimContext } from '@sanad/shared/queue';
import { type PlacedClaim, placedClaims, pointCounter } from '@sanad/shared/report';
import { standingSettlement } from '@sanad/shared/thread';
import type * as Y from 'yjs';
import type { ClaimRow } from '../store/claim-table.ts';
import { claimView } from './claim-view.ts';

/** How much of a paragraph is kept on either side of a claim, in UTF-16 units: more than a sentence or two. */
const AROUND = 400;
const CUT = '…';

/** Every claim of an article as the store keeps it; `own` is the article's direction. In text order, the detached last. */
export function claimRows(article: string, doc: Y.Doc, own: Direction): ClaimRow[] {
  const text = articleText(doc);
  const point = pointCounter(text.text);
  const written = [...textBlocks(doc)].map((block) => block.getAttribute('dir') as unknown);
  const directions = new Map<number, Direction>();
  const directionAt = (offset: number): Direction => {
    const block = blockAt(text.blocks, offset);
    if (!block) return own;
    const known = directions.get(block.start);
    if (known) return known;
    const said = written[text.blocks.indexOf(block)];
    const direction = said === 'rtl' || said === 'ltr' ? said : directionOfBlock(block.text, own);
    directions.set(block.start, direction);
    return direction;
  };
  return placedClaims(doc).map((placed) => ({
    view: claimView(article, point, placed),
    context: { ...around(placed, text, own, directionAt), decided: decidedOn(placed) },
  }));
}

function around(
  { claim, attachment }: PlacedClaim,
  text: ArticleText,
  own: Direction,
  directionAt: (offset: number) => Direction,
): Omit<ClaimContext, 'decided'> {
  if (attachment.kind === 'detached') {
    const { prefix, exact, suffix } = claim.quote;
    const direction = directionOfBlock(prefix + exact + suffix, own);
    return { before: prefix && CUT + prefix, after: suffix && suffix + CUT, direction };
  }
  const { start, end } = attachment;
  const first = blockAt(text.blocks, start);
  const last = blockAt(text.blocks, end - 1);
  return {
    before: first ? endOf(text.slice(first.start, start)) : '',
    after: last ? beginningOf(text.slice(end, last.start + last.text.length)) : '',
    direction: directionAt(start),
  };
}

/** The end of a long text, from a word's beginning on. */
function endOf(text: string): string {
  if (text.length <= AROUND) return text;
  const word = /\s\S/u.exec(text.slice(-AROUND));
  return CUT + (word ? text.slice(text.length - AROUND + word.index + 1) : '');
}

/** The beginning of a long text, up to a word's end. */
function beginningOf(text: string): string {
  if (text.length <= AROUND) return text;
  const end = text.slice(0, AROUND).search(/\s\S*$/u);
  return (end < 0 ? '' : text.slice(0, end)) + CUT;
}

function decidedOn({ claim, verdict }: PlacedClaim): string | null {
  const settlement = standingSettlement(claim.comments);
  if (settlement) return settlement.quote;
  return verdict === 'unchecked' ? null : (standingJudgement(claim)?.quote ?? null);
}
