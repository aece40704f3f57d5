import { z } from 'zod';
import { addressFault } from './evidence.ts';
import { freeText } from './free-text.ts';

// Without Yjs and ProseMirror: pages and programs need the shape and no editor.

export const CLAIMANT_KINDS = ['person', 'organization'] as const;

/** Whoever outside the desk says what a claim says, and the address of where they said it ('' where there is none). */
export const claimantShape = z.strictObject({
  name: freeText(200, 'A name').refine((name) => name.trim() !== '', 'Give the name of whoever said it.'),
  kind: z.enum(CLAIMANT_KINDS).default('person'),
  address: z
    .string()
    .refine(
      (address) => address === '' || addressFault(address) === null,
      'Give an address such as https://example.org/page.',
    )
    .default(''),
});
export type Claimant = Readonly<z.infer<typeof claimantShape>>;
