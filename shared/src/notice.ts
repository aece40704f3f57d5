import { z } from 'zod';
import { doerShape } from './protocol.ts';
import { VERDICTS } from './verdict.ts';

/**
 * What somebody is told of:
 * - `mentioned`: they are named in a comment.
 * - `assigned`: a claim was given to them.
 * - `verdict-disputed`: somebody else gave another verdict on a claim where theirs stood, or for the same words.
 * - `verdict-stale`: the words that they gave a verdict for were changed, or are gone, and not by them.
 * - `signed-off`, `reopened`: an article that they made, or judged something in, was.
 */
export const NOTICE_KINDS = [
  'mentioned',
  'assigned',
  'verdict-disputed',
  'verdict-stale',
  'signed-off',
  'reopened',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const id = z.string();
const isoTime = z.iso.datetime();

/**
 * A notice. `claim` is null where it is about the whole article; its `words` are those it has now, null when it was
 * removed. `actor` is who did it; null where several may have. `verdict` is the other one, `comment` where one is named,
 * `version` of the article that was signed off.
 */
export const noticeShape = z.object({
  id,
  at: isoTime,
  kind: z.enum(NOTICE_KINDS),
  article: z.object({ id, title: z.string(), language: z.string() }),
  claim: z.object({ id, words: z.string().nullable() }).nullable(),
  actor: doerShape.nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  comment: id.nullable(),
  version: z.number().int().nullable(),
  readAt: isoTime.nullable(),
});
export type Notice = z.infer<typeof noticeShape>;

/** GET /api/notices?after=&limit=: one's own, newest first. `next` goes back as `after`. */
export const noticesQuery = z.strictObject({
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
/** `unread` counts all of them, not those of the page alone. */
export const noticesShape = z.object({
  notices: z.array(noticeShape),
  unread: z.number().int(),
  next: z.string().nullable(),
});
export type Notices = z.infer<typeof noticesShape>;

/** POST /api/notices/read: some of one's own, or all up to the time `until`: what came after was not seen yet. */
export const noticesRead = z.union(
  [
    z.strictObject({ ids: z.array(id.max(100)).min(1).max(100) }),
    z.strictObject({ all: z.literal(true), until: isoTime.optional() }),
  ],
  'Give "ids" of 1 to 100 notices, or "all": true.',
);
/** The answer: how many are left. */
export const unreadShape = z.object({ unread: z.number().int() });

/**
 * POST /api/articles/:id/visit: says that one is in the article, on coming, on coming back to the page and on leaving it.
 * `unread` are the comments that others added since one's visit before this one, oldest first; on the first there are
 * none. Who comes back within five minutes goes on with the same visit.
 */
export const visitShape = z.object({ unread: z.array(id) });
