import type { Attachment } from '@sanad/shared/anchor';
import type { ArticleText, PlacedBlock } from '@sanad/shared/article';
import { type Claim, isStale, standingJudgement, verdictOf } from '@sanad/shared/claim';
import type { Node } from 'prosemirror-model';
import type { PlacedMark } from './article-editor.ts';
import { offsetAt, type Span } from './text-positions.ts';

/** A claim and where it sits, before its number is known. */
export type UnnumberedMark = Omit<PlacedMark, 'number'>;

/** An attachment to words that are in the text. */
export type Held = Exclude<Attachment, { kind: 'detached' }>;

/** Whether the document and the view hold the same blocks: between the two halves of a change they do not. */
export function agree(article: ArticleText, blocks: readonly PlacedBlock[]): boolean {
  return (
    article.blocks.length === blocks.length &&
    article.blocks.every((block, index) => block.text.length === blocks[index]?.node.content.size)
  );
}

/** A claim at the place its anchor or its quote led to. */
export function placed(claim: Claim, attachment: Attachment): UnnumberedMark {
  const verdict = verdictOf(claim);
  const words = attachment.kind === 'detached' ? claim.quote.exact : attachment.words;
  const stale = attachment.kind === 'recovered' ? verdict !== 'unchecked' : isStale(standingJudgement(claim), words);
  return { claim, attachment, verdict, stale };
}

/** A claim whose record is as before and whose words the view has moved to `span`. */
export function moved(mark: PlacedMark, span: Span, doc: Node, text: string): UnnumberedMark {
  const held = mark.attachment;
  if (held.kind === 'detached') return mark;
  const start = offsetAt(doc, span.from);
  const end = offsetAt(doc, span.to);
  const words = text.slice(start, end);
  if (words === held.words) return start === held.start ? mark : { ...mark, attachment: { ...held, start, end } };
  return placed(mark.claim, { kind: held.kind, start, end, words });
}

/** Numbers marks that are in text order. One that says the same as before stays the same object. */
export function numbered(sorted: readonly UnnumberedMark[], before: ReadonlyMap<string, PlacedMark>): PlacedMark[] {
  return sorted.map((mark, index) => {
    const known = before.get(mark.claim.id);
    return known && known.number === index + 1 && same(known, mark) ? known : { ...mark, number: index + 1 };
  });
}

function same(a: UnnumberedMark, b: UnnumberedMark): boolean {
  if (a.claim !== b.claim && JSON.stringify(a.claim) !== JSON.stringify(b.claim)) return false;
  if (a.verdict !== b.verdict || a.stale !== b.stale || a.attachment.kind !== b.attachment.kind) return false;
  if (a.attachment.kind === 'detached' || b.attachment.kind === 'detached') return true;
  const [p, q] = [a.attachment, b.attachment];
  return p.start === q.start && p.end === q.end && p.words === q.words;
}
