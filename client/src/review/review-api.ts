import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { type Queue, queueShape } from '@sanad/shared/queue';
import type { SettlementHow } from '@sanad/shared/thread';
import type { Verdict } from '@sanad/shared/verdict';
import { call } from '../api.ts';

type Of = Pick<ClaimView, 'articleId' | 'id'>;

const pathOf = ({ articleId, id }: Of, rest = '') =>
  `/api/articles/${encodeURIComponent(articleId)}/claims/${encodeURIComponent(id)}${rest}`;

/** A page of the queue. */
export const getQueue = (asked: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Queue> =>
  call(`/api/claims?${new URLSearchParams(asked)}`, queueShape, { signal });

/** Gives a verdict for the words `quote`; refused as `words-changed` where others stand by now. */
export const giveVerdict = (of: Of, verdict: Verdict, quote: string): Promise<ClaimView> =>
  call(pathOf(of), claimShape, { method: 'PATCH', json: { verdict, quote } });

/** Takes back the verdict one gave at `at`. */
export const withdrawVerdict = (of: Of, at: string): Promise<ClaimView> =>
  call(pathOf(of, `/verdict/${encodeURIComponent(at)}`), claimShape, { method: 'DELETE' });

/** Settles a claim on the words `quote`; refused as `words-changed` where others stand by now. */
export const settleClaim = (
  of: Of,
  settlement: { readonly how: SettlementHow; readonly reason: string; readonly wording: string | null },
  quote: string,
): Promise<ClaimView> => call(pathOf(of), claimShape, { method: 'PATCH', json: { settlement, quote } });

/** Takes one's own settlement back. */
export const withdrawSettlement = (of: Of, settlement: string): Promise<ClaimView> =>
  call(pathOf(of, `/settlement/${encodeURIComponent(settlement)}`), claimShape, { method: 'DELETE' });

/** Opens a settled claim again. */
export const reopenClaim = (of: Of, reason: string): Promise<ClaimView> =>
  call(pathOf(of), claimShape, { method: 'PATCH', json: { settlement: { reopen: reason } } });

/** Gives a claim to somebody, or to nobody. */
export const assignClaim = (of: Of, assignee: string | null): Promise<ClaimView> =>
  call(pathOf(of), claimShape, { method: 'PATCH', json: { assignee } });
