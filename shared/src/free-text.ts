import { z } from 'zod';

/**
 * Text alone, of at most `most` UTF-16 units, without halves of characters, which would read otherwise once they are
 * stored. `what` names it in the sentence for who sends more: "A note".
 */
export function freeText(most: number, what: string): z.ZodString {
  return z
    .string()
    .max(most, `${what} has at most ${most.toLocaleString('en')} characters.`)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), `${what} holds whole characters, and no NUL.`);
}
