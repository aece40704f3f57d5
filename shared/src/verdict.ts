import { freeText } from './free-text.ts';

// Apart from `claim.ts`, so that the wire's shapes can be read without loading Yjs and ProseMirror: the pages that list
// articles need the one and not the others.

/** What a checker can say of a claim. `unchecked` takes an earlier verdict back without hiding that there was one. */
export const VERDICTS = ['unchecked', 'verified', 'disputed', 'unsourced'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The longest note, in UTF-16 units. */
export const NOTE_LIMIT = 2000;
/** The longest span one claim may hold, in UTF-16 units: about four pages. */
export const CLAIM_LIMIT = 10_000;

/** A note on a verdict. */
export const noteShape = freeText(NOTE_LIMIT, 'A note');
