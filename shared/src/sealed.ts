import { z } from 'zod';
import { CLAIM_LIMIT, noteShape, VERDICTS } from './verdict.ts';

/** What can be sealed: a verdict that says something. */
const sealedVerdictShape = z.enum(VERDICTS).exclude(['unchecked']);
export type SealedVerdict = z.infer<typeof sealedVerdictShape>;

/**
 * POST /api/articles/:id/claims/:claim/sealed (checker), while the desk asks for a second person blind: gives a verdict
 * that nobody is shown until two people have given theirs for the same words; given again, it replaces one's own. `quote`
 * is the words as their giver saw them. DELETE takes one's own back, as long as it is sealed. Both answer as GET does.
 */
export const sealedRequest = z.strictObject({
  verdict: sealedVerdictShape,
  note: noteShape.default(''),
  quote: z.string().min(1, 'Give the words of the claim.').max(CLAIM_LIMIT, 'A claim has at most 10,000 characters.'),
});
export type SealedRequest = z.input<typeof sealedRequest>;
export type SealedGiven = z.infer<typeof sealedRequest>;

/**
 * That somebody (person id) gave a sealed verdict on a claim, and when. `void`: the words were others then, and it counts
 * for nothing until its giver gives it anew. `own` is what one gave oneself; null for everybody else's.
 */
export const sealedShape = z.object({
  claim: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  void: z.boolean(),
  own: z.object({ verdict: sealedVerdictShape, note: z.string(), quote: z.string() }).nullable(),
});
export type Sealed = Readonly<z.infer<typeof sealedShape>>;

/** GET /api/articles/:id/sealed (everybody of the desk): who has given a sealed verdict on which claim, by age. */
export const sealedListShape = z.object({ sealed: z.array(sealedShape) });
export type SealedList = z.infer<typeof sealedListShape>;
