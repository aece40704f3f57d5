import { articleText } from '@sanad/shared/article-text';
import { standingJudgement } from '@sanad/shared/claim';
import { piecesOf } from '@sanad/shared/evidence';
import type { ClaimView, Counts } from '@sanad/shared/protocol';
import { type PlacedClaim, placedClaims, pointCounter } from '@sanad/shared/report';
import { secondLookOf, wordsJudged } from '@sanad/shared/second-look';
import { entriesOf, standingSettlement } from '@sanad/shared/thread';
import type * as Y from 'yjs';

/** A claim as the wire has it; `point` turns UTF-16 units of the article's plain text into code points. */
export function claimView(article: string, point: (units: number) => number, placed: PlacedClaim): ClaimView {
  const { claim, attachment, verdict, stale } = placed;
  const judgement = standingJudgement(claim);
  const held = attachment.kind === 'detached' ? null : attachment;
  return {
    id: claim.id,
    articleId: article,
    quote: held ? held.words : claim.quote.exact,
    originalQuote: claim.original.exact,
    verdict,
    verdictBy: judgement?.by ?? null,
    verdictAt: judgement?.at ?? null,
    note: judgement?.note ?? '',
    stale,
    attachment: attachment.kind,
    start: held && point(held.start),
    end: held && point(held.end),
    createdBy: claim.createdBy,
    createdAt: claim.createdAt,
    assignee: claim.assignee,
    claimant: claim.claimant,
    evidence: piecesOf(claim.evidence),
    comments: entriesOf(claim.comments),
    settlement: standingSettlement(claim.comments)?.id ?? null,
    secondLook: secondLookOf(claim.judgements, wordsJudged(attachment)),
  };
}

/** Every claim of the article as the wire has it, in text order, the detached last. */
export function claimViews(article: string, doc: Y.Doc): ClaimView[] {
  const point = pointCounter(articleText(doc).text);
  return placedClaims(doc).map((placed) => claimView(article, point, placed));
}

/** Counts claims by verdict, and those that are stale or detached once more. */
export function countClaims(views: readonly ClaimView[]): Counts {
  const counts = { unchecked: 0, verified: 0, disputed: 0, unsourced: 0, stale: 0, detached: 0 };
  for (const view of views) {
    counts[view.verdict]++;
    if (view.stale) counts.stale++;
    if (view.attachment === 'detached') counts.detached++;
  }
  return counts;
}
