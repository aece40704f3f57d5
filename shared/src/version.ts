import { z } from 'zod';
import { BLOCKER_KINDS } from './sign-off.ts';

const id = z.string();
const isoTime = z.iso.datetime();

/** The version of an article that stands, in its summary: by whom (id) and when; `hash` is its report's SHA-256 in hex. */
export const signedShape = z.object({
  number: z.number().int(),
  signedAt: isoTime,
  signedBy: id,
  hash: z.string(),
});
export type Signed = z.infer<typeof signedShape>;

/** A version that was signed off. The last three say that and why the article was reopened; null while it stands. */
export const versionShape = signedShape.extend({
  reopenedAt: isoTime.nullable(),
  reopenedBy: id.nullable(),
  reason: z.string().nullable(),
});
export type Version = z.infer<typeof versionShape>;

/**
 * POST /api/articles/:id/sign-off (editor): answers with the version: 201 when it was made, 200 when the article was
 * signed off already. 409 `blocked`: the problem says besides what stands in the way.
 *
 * GET /api/articles/:id/versions/:number: one version. …/report.json and …/report.html (`?language=`, `?download`): the
 * report as it was stored, byte for byte; `X-Content-Digest` is of report.json.
 */
export const blockedShape = z.object({
  blockers: z.array(z.object({ kind: z.enum(BLOCKER_KINDS), claim: id.nullable() })),
});

/** GET /api/articles/:id/versions: the newest first. */
export const versionsShape = z.object({ versions: z.array(versionShape) });
export type Versions = z.infer<typeof versionsShape>;

const REASON = 'Say in 1 to 2,000 characters why the article is reopened.';

/** POST /api/articles/:id/reopen (editor): answers with the version that stood. 409 `not-signed-off` when none does. */
export const reopenRequest = z.strictObject({
  reason: z.string({ error: REASON }).trim().min(1, REASON).max(2000, REASON),
});
