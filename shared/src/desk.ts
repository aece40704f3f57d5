import { z } from 'zod';

/** Whether a verdict needs a second person: not at all, openly, or each without seeing the other's. */
export const SECOND_PERSON = ['off', 'open', 'blind'] as const;
export type SecondPerson = (typeof SECOND_PERSON)[number];

const PERCENT = 'Give the coverage in whole percent, 0 to 100.';
const shape = {
  requireEvidence: z.boolean(),
  secondPerson: z.enum(SECOND_PERSON),
  coverage: z.number({ error: PERCENT }).int(PERCENT).min(0, PERCENT).max(100, PERCENT),
};

/**
 * GET /api/desk (everybody of the desk): what this desk asks of an article before it is signed off. `requireEvidence`: no
 * claim is verified without evidence. `coverage`: the least share of sentences that were looked at, in percent.
 */
export const deskShape = z.object(shape);
export type DeskSettings = Readonly<z.infer<typeof deskShape>>;

/** PATCH /api/desk (admin): answers with all settings as they are then. */
export const deskChange = z
  .strictObject(shape)
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'Give at least one setting.');
export type DeskChange = z.infer<typeof deskChange>;

/** A desk that has set nothing asks for verdicts alone. */
export const DESK_DEFAULTS: DeskSettings = { requireEvidence: false, secondPerson: 'off', coverage: 0 };
