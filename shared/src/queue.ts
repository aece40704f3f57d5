import { z } from 'zod';
import { claimShape } from './protocol.ts';
import { VERDICTS } from './verdict.ts';

// The queue: the claims of every article, for those who settle and for those who have work.

/** The most that are counted; where there are more, that is said instead of how many. */
export const QUEUE_COUNT_LIMIT = 1000;
/** The most claims on one page. */
export const QUEUE_PAGE_LIMIT = 200;

/** `open`: no settlement stands. */
export const QUEUE_STATES = ['open', 'settled', 'all'] as const;
/** By when the claims were made; `article`: those of one article together, the articles and their claims by age. */
export const QUEUE_ORDERS = ['oldest', 'newest', 'article'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

const verdicts = z
  .string()
  .max(100)
  .transform((words) => words.split(','))
  .pipe(z.array(z.enum(VERDICTS, `"verdict" has to be of ${VERDICTS.join(', ')}; several with commas between.`)));
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/**
 * GET /api/claims: the filters, all of which have to hold. `verdict` is one or several with commas between. `assignee` is
 * a person's id, `me`, or `nobody`. `unbacked`: verified without evidence. `olderThan`: the verdict, or without one the
 * claim, is of that many days ago or more. `q`: words of the claim, its note, its thread, what its evidence is called.
 * `after` is the `next` of the page before; `through`, a `next` as well, is where to stop: what was read once as a page
 * can be read again as what it is by then.
 */
export const queueQuery = z.strictObject({
  verdict: verdicts.optional(),
  state: z.enum(QUEUE_STATES).default('all'),
  assignee: z.string().min(1).max(64).optional(),
  stale: flag.optional(),
  unbacked: flag.optional(),
  detached: flag.optional(),
  article: z.string().max(64).optional(),
  claim: z.string().max(64).optional(),
  olderThan: z.coerce.number().int().min(0).max(36_500).optional(),
  q: z.string().max(200).optional(),
  order: z.enum(QUEUE_ORDERS).default('oldest'),
  after: z.string().max(500).optional(),
  through: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(QUEUE_PAGE_LIMIT).default(50),
});

const direction = z.enum(['rtl', 'ltr']);

/** What stands around the words of a claim in their paragraph; cut where it is very long. */
export const contextShape = z.object({
  before: z.string(),
  after: z.string(),
  direction,
  /** The words that the last verdict was given for, or the settlement made on; null where there is neither. */
  decided: z.string().nullable(),
});
export type ClaimContext = z.infer<typeof contextShape>;

/** A claim in the queue: with its article and its paragraph, so that nobody has to open the article to see it. */
export const queuedClaimShape = claimShape.extend({
  articleTitle: z.string(),
  language: z.string(),
  /** The article's. */
  direction,
  context: contextShape,
});
export type QueuedClaim = z.infer<typeof queuedClaimShape>;

/**
 * A page of the queue. `next` goes back as `after`, null on the last page. `total`: how many there are on all pages
 * together, `QUEUE_COUNT_LIMIT` for that many or more; counted for the first page alone, null on others.
 */
export const queueShape = z.object({
  claims: z.array(queuedClaimShape),
  next: z.string().nullable(),
  total: z.number().int().nullable(),
});
export type Queue = z.infer<typeof queueShape>;
