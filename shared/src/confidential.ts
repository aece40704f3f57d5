import { z } from 'zod';
import { evidenceChange, evidenceRequest, evidenceView, partId } from './evidence.ts';

// Evidence that not everybody of the desk may know of. Every reader's browser holds the article's document, so that none of
// it is ever in there, nor in anything that a reader is answered with: it stands in a table of the server's own.

/** A piece of confidential evidence as it stands: whose it is and since when, and who wrote it last (person ids, ISO 8601). */
export const confidentialView = evidenceView.extend({ changedBy: z.string(), changedAt: z.iso.datetime() });
export type ConfidentialView = z.infer<typeof confidentialView>;

/**
 * GET /api/articles/:id/confidential (checker): what stands, by claim, each by age.
 * DELETE /api/articles/:id/claims/:claim/confidential/:evidence (its author or an editor) takes a piece away; it is kept.
 */
export const confidentialsShape = z.object({ claims: z.record(z.string(), z.array(confidentialView)) });
export type Confidentials = z.infer<typeof confidentialsShape>;

/**
 * POST /api/articles/:id/claims/:claim/confidential (checker): answers with the piece. `moves` names a piece of the claim's
 * evidence that everybody could read: it is taken away, and stands among the confidential under its author's name.
 */
export const confidentialRequest = evidenceRequest.safeExtend({ moves: partId.optional() });
export type ConfidentialRequest = z.input<typeof confidentialRequest>;

/** PATCH /api/articles/:id/claims/:claim/confidential/:evidence (its author or an editor): answers with the piece. */
export const confidentialChange = evidenceChange;

/**
 * GET /api/articles/:id/claims/:claim/confidential/:evidence (editor): every version of a piece, the oldest first, those in
 * which it was taken away too.
 */
export const confidentialVersionsShape = z.object({
  versions: z.array(confidentialView.extend({ removed: z.boolean() })),
});
export type ConfidentialVersions = z.infer<typeof confidentialVersionsShape>;
