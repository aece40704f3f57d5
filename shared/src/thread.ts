import { z } from 'zod';
import { authorId, personId } from './author.ts';
import { freeText } from './free-text.ts';
import { CLAIM_LIMIT, VERDICTS } from './verdict.ts';

// Without Yjs and ProseMirror: the queue needs the shapes and no editor.

/** How a disputed or unsourced claim is closed. */
export const SETTLEMENTS = ['corrected', 'attributed', 'removed', 'stands'] as const;
export type SettlementHow = (typeof SETTLEMENTS)[number];

/** The most entries in the thread of one claim. */
export const THREAD_LIMIT = 1000;
/** The longest comment, and the longest reason, in UTF-16 units. */
export const COMMENT_LIMIT = 5000;
export const REASON_LIMIT = 2000;

const said = { by: authorId, at: z.iso.datetime() };
const entryId = z.string().min(1).max(64);
const mentions = z.array(personId).max(50);
const commentText = freeText(COMMENT_LIMIT, 'A comment').refine((text) => text.trim() !== '', 'A comment needs words.');
const reason = freeText(REASON_LIMIT, 'A reason').refine((text) => text.trim() !== '', 'Give a reason.');
const wording = freeText(CLAIM_LIMIT, 'A wording').nullable();

export const commentShape = z.strictObject({
  kind: z.literal('comment'),
  ...said,
  text: commentText,
  mentions,
  replyTo: entryId.nullable(),
  editedAt: z.iso.datetime().nullable(),
});
/** What is left of a comment that its writer deleted: that it was there. */
const deletedShape = z.strictObject({
  kind: z.literal('deleted'),
  ...said,
  replyTo: entryId.nullable(),
  deletedAt: z.iso.datetime(),
});
const settlementShape = z.strictObject({
  kind: z.literal('settlement'),
  ...said,
  how: z.enum(SETTLEMENTS),
  reason,
  /** The new words, where a correction brings them. */
  wording,
  /** The verdict that it was settled over, and whose. While another one holds, it was not that which was decided. */
  verdict: z.enum(VERDICTS),
  verdictBy: authorId.nullable(),
  /** The words it was settled on; for a correction the new ones. While others stand there the claim is stale. */
  quote: z.string().max(CLAIM_LIMIT),
});
const reopeningShape = z.strictObject({ kind: z.literal('reopening'), ...said, of: entryId, reason });

/** An entry of a claim's thread. */
export const entryShape = z.discriminatedUnion('kind', [commentShape, deletedShape, settlementShape, reopeningShape]);
export type Entry = Readonly<z.infer<typeof entryShape>>;
export type Comment = Readonly<z.infer<typeof commentShape>>;
export type Settlement = Readonly<z.infer<typeof settlementShape>>;

/** Entries by id, as a claim holds them. */
export type Thread = Readonly<Record<string, Entry>>;

/** An entry with its id. */
export type ThreadEntry = Entry & { readonly id: string };

/** The entries as they were said: by time, then by id. */
export function entriesOf(thread: Thread): ThreadEntry[] {
  return Object.entries(thread)
    .map(([id, entry]) => ({ ...entry, id }))
    .sort((a, b) => inOrder(a.at, b.at) || inOrder(a.id, b.id));
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The settlement that holds: the last one that no reopening names; null when the claim is open. A reopening names what it
 * reopens, so that two clocks that differ decide nothing.
 */
export function standingSettlement(thread: Thread): (Settlement & { readonly id: string }) | null {
  if (!Object.values(thread).some(({ kind }) => kind === 'settlement')) return null;
  const entries = entriesOf(thread);
  const reopened = new Set(entries.map((entry) => (entry.kind === 'reopening' ? entry.of : null)));
  const isStanding = (entry: ThreadEntry): entry is Settlement & { readonly id: string } =>
    entry.kind === 'settlement' && !reopened.has(entry.id);
  return entries.findLast(isStanding) ?? null;
}

/** POST …/claims/:claim/comments */
export const commentRequest = z.strictObject({
  text: commentText,
  mentions: mentions.default([]),
  replyTo: entryId.nullable().default(null),
});
/** PATCH …/claims/:claim/comments/:comment */
export const commentChange = z.strictObject({ text: commentText, mentions: mentions.default([]) });

/** What `settlement` of PATCH …/claims/:claim says: settle it, or reopen it. */
export const settlementRequest = z.union([
  z
    .strictObject({ how: z.enum(SETTLEMENTS), reason, wording: wording.default(null) })
    .refine(
      ({ wording: words }) => words === null || words.trim() !== '',
      'Give the new words, or leave "wording" out.',
    )
    .refine(
      ({ how, wording: words }) => words === null || how === 'corrected' || how === 'attributed',
      'Only what is corrected or attributed has a new wording.',
    ),
  z.strictObject({ reopen: reason }),
]);

/** An entry over HTTP. */
export const entryView = z.discriminatedUnion('kind', [
  commentShape.extend({ id: z.string() }),
  deletedShape.extend({ id: z.string() }),
  settlementShape.extend({ id: z.string() }),
  reopeningShape.extend({ id: z.string() }),
]);
