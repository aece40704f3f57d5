import { z } from 'zod';
import type { Change } from './change.ts';
import { SETTLEMENTS } from './thread.ts';
import { VERDICTS } from './verdict.ts';

/**
 * Everything a row of history can tell: that an article was made, signed off and reopened, and every change that is let
 * through.
 */
type Kind = 'article-made' | 'signed-off' | 'reopened' | Exclude<Change['kind'], 'malformed'>;

const by = z.object({ by: z.string() });
const createdBy = z.object({ createdBy: z.string() });
const evidence = by.extend({ evidence: z.string(), name: z.string() });
const comment = by.extend({ comment: z.string(), mentions: z.array(z.string()) });
const letters = z.number().int().min(0);

const details = {
  /** `from`: the file or the address that it was imported from, `claims`: how many came with it; without them, neither. */
  'article-made': z.object({
    title: z.string().default(''),
    language: z.string().default(''),
    from: z.string().optional(),
    claims: z.number().int().min(0).optional(),
  }),
  /** `until`: when the last of the letters came; without it they all came at once. */
  'text-edited': z.object({ inserted: letters, deleted: letters, until: z.iso.datetime().optional() }),
  'signed-off': z.object({ version: z.number().int(), hash: z.string() }),
  reopened: z.object({ version: z.number().int(), reason: z.string() }),
  'claim-made': by,
  'claim-removed': createdBy,
  'claim-restored': createdBy,
  'claim-moved': z.object({}),
  'aside-made': by,
  'aside-removed': createdBy,
  'aside-restored': createdBy,
  'verdict-given': by.extend({ verdict: z.enum(VERDICTS), note: z.string() }),
  'verdict-withdrawn': by.extend({ verdict: z.enum(VERDICTS) }),
  'claim-assigned': z.object({ assignee: z.string().nullable(), before: z.string().nullable() }),
  'claimant-set': z.object({ name: z.string().nullable() }),
  'evidence-added': evidence,
  'evidence-changed': evidence,
  'evidence-removed': evidence,
  'evidence-restored': evidence,
  'evidence-withdrawn': evidence,
  'comment-added': comment,
  'comment-edited': comment,
  'comment-deleted': by.extend({ comment: z.string() }),
  'claim-settled': by.extend({ settlement: z.string(), how: z.enum(SETTLEMENTS), reason: z.string() }),
  'claim-reopened': by.extend({ settlement: z.string(), reason: z.string() }),
  'settlement-withdrawn': by,
  'reopening-withdrawn': by,
} as const satisfies Record<Kind, z.ZodType>;

export type DeedKind = keyof typeof details;
export const DEED_KINDS = Object.keys(details) as [DeedKind, ...DeedKind[]];

/** What a row of history tells, by its kind. */
export type Deed = { [K in DeedKind]: { readonly kind: K } & Readonly<z.infer<(typeof details)[K]>> }[DeedKind];

/** Reads what a row of history tells; null when it is of a kind that this version does not know. */
export function deedOf(kind: string, detail: Readonly<Record<string, unknown>>): Deed | null {
  const known = DEED_KINDS.find((each) => each === kind);
  const read = known && details[known].safeParse(detail);
  return read?.success ? ({ kind: known, ...read.data } as Deed) : null;
}
