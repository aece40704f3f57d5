import type { ClaimRow } from '@sanad/server/store/claim-table';
import type { ClaimView } from '@sanad/shared/protocol';
import type { ClaimContext } from '@sanad/shared/queue';

/** A time of a test's own day, by the minute. */
export const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();

/** No claims at all. */
export const NO_CLAIMS = { unchecked: 0, verified: 0, disputed: 0, unsourced: 0, stale: 0, detached: 0 };

const CONTEXT: ClaimContext = { before: 'Before ', after: ' after.', direction: 'ltr', decided: 'words' };

/** A disputed claim as a store keeps it, made and judged at a minute. */
export function claimRow(
  article: string,
  id: string,
  minute: number,
  more: Partial<ClaimView> = {},
  context: Partial<ClaimContext> = {},
): ClaimRow {
  const view: ClaimView = {
    id,
    articleId: article,
    quote: `words of ${id}`,
    originalQuote: `words of ${id}`,
    verdict: 'disputed',
    verdictBy: 'p1',
    verdictAt: at(minute),
    note: '',
    stale: false,
    attachment: 'exact',
    start: 0,
    end: 5,
    createdBy: 'p1',
    createdAt: at(minute),
    assignee: null,
    claimant: null,
    evidence: [],
    comments: [],
    settlement: null,
    secondLook: 'none',
    ...more,
  };
  return { view, context: { ...CONTEXT, ...context } };
}
