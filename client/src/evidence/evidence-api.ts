import {
  type ConfidentialRequest,
  type Confidentials,
  confidentialsShape,
  confidentialView,
} from '@sanad/shared/confidential';
import type { EvidenceChange, EvidenceRequest } from '@sanad/shared/evidence';
import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { z } from 'zod';
import { call } from '../api.ts';

const nothing = z.unknown().transform(() => undefined);

/** A claim as addresses name it. */
export interface OfClaim {
  readonly article: string;
  readonly claim: string;
}

const pathOf = ({ article, claim }: OfClaim, part: 'evidence' | 'confidential', piece?: string) =>
  `/api/articles/${encodeURIComponent(article)}/claims/${encodeURIComponent(claim)}/${part}${
    piece === undefined ? '' : `/${encodeURIComponent(piece)}`
  }`;

/** Adds a piece that everybody may read; gives the claim as it is then. */
export const addEvidence = (of: OfClaim, wish: EvidenceRequest): Promise<ClaimView> =>
  call(pathOf(of, 'evidence'), claimShape, { method: 'POST', json: wish });

/** Changes such a piece, or brings it back; gives the claim as it is then. */
export const changeEvidence = (of: OfClaim, piece: string, change: EvidenceChange): Promise<ClaimView> =>
  call(pathOf(of, 'evidence', piece), claimShape, { method: 'PATCH', json: change });

/** Takes such a piece away; gives the claim as it is then. */
export const removeEvidence = (of: OfClaim, piece: string): Promise<ClaimView> =>
  call(pathOf(of, 'evidence', piece), claimShape, { method: 'DELETE' });

/** The confidential evidence of an article, by claim. */
export const getConfidential = (article: string, signal?: AbortSignal): Promise<Confidentials> =>
  call(`/api/articles/${encodeURIComponent(article)}/confidential`, confidentialsShape, { signal });

/** Adds a confidential piece, or makes one of a piece that everybody could read (`moves`). */
export const addConfidential = (of: OfClaim, wish: ConfidentialRequest): Promise<void> =>
  call(pathOf(of, 'confidential'), confidentialView, { method: 'POST', json: wish }).then(() => undefined);

/** Changes a confidential piece, or brings it back. */
export const changeConfidential = (of: OfClaim, piece: string, change: EvidenceChange): Promise<void> =>
  call(pathOf(of, 'confidential', piece), confidentialView, { method: 'PATCH', json: change }).then(() => undefined);

/** Takes a confidential piece away. */
export const removeConfidential = (of: OfClaim, piece: string): Promise<void> =>
  call(pathOf(of, 'confidential', piece), nothing, { method: 'DELETE' });
