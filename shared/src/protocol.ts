import { z } from 'zod';
import { claimantShape } from './claimant.ts';
import { DEED_KINDS } from './deed.ts';
import { evidenceView } from './evidence.ts';
import { REFUSALS } from './policy.ts';
import { SECOND_LOOKS } from './second-look.ts';
import { sourceChange, sourceShape } from './source.ts';
import { entryView, settlementRequest } from './thread.ts';
import { CLAIM_LIMIT, noteShape, VERDICTS } from './verdict.ts';
import { signedShape } from './version.ts';

// ---- the wire: GET /sync/<articleId>, upgraded ----

/** Message numbers of y-websocket's protocol, and Sanad's own 102. */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 102 } as const;

/**
 * Close codes. y-websocket stops for good on 4400 to 4499 and comes back after anything else.
 * `notAllowed` carries one of `REFUSALS` as its reason when an update was refused, else `closed` words of its own.
 */
export const CLOSE = {
  signIn: 4401,
  notAllowed: 4403,
  noSuchArticle: 4404,
  outOfStep: 4409,
  newerSchema: 4426,
  tooBig: 1009,
  restarting: 1012,
  tryLater: 1013,
} as const;

/** Why a 1013 turns somebody away for now: all the reasons it can carry. */
export const TRY_LATER = {
  tooMany: 'too many connections',
  tooSlow: 'reads too slowly',
  notLoaded: 'the article cannot be loaded now',
  refused: 'refused too often',
} as const;
/** Why a 1012 sends everybody in an article back in: it was signed off and takes no more changes, or takes them again. */
export const STAGE_REASON = { signedOff: 'signed off', reopened: 'reopened' } as const;

export const tryLaterShape = z.enum(TRY_LATER);
export type TryLater = z.infer<typeof tryLaterShape>;

/** The query parameters of the upgrade. A stock client sends none of them. */
export const SYNC_PARAMETER = { schema: 'schema', token: 'token' } as const;

/** Reasons a 4403 can carry. */
export const refusalShape = z.enum(REFUSALS);

// ---- HTTP: problems ----

/** An RFC 9457 problem document. `detail` is a sentence that says what to change. `code` is for programs. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
});
export type Problem = z.infer<typeof problemShape>;

const id = z.string();
const isoTime = z.iso.datetime();

// ---- HTTP: articles ----

export const countsShape = z.object({
  unchecked: z.number().int(),
  verified: z.number().int(),
  disputed: z.number().int(),
  unsourced: z.number().int(),
  stale: z.number().int(),
  detached: z.number().int(),
});
/** Claims by verdict; `stale` and `detached` count again some of the same claims. */
export type Counts = z.infer<typeof countsShape>;

export const articleSummaryShape = z.object({
  id,
  title: z.string(),
  language: z.string(),
  direction: z.enum(['rtl', 'ltr']),
  createdAt: isoTime,
  createdBy: id.nullable(),
  changedAt: isoTime,
  counts: countsShape,
  source: sourceShape,
  signed: signedShape.nullable(),
  present: z.array(z.object({ id, name: z.string(), colour: z.string() })),
});
export type ArticleSummary = z.infer<typeof articleSummaryShape>;

/** GET /api/articles?after=&limit=: newest change first. `next` goes back as `after`; null on the last page. */
export const articlesShape = z.object({ articles: z.array(articleSummaryShape), next: z.string().nullable() });
export type Articles = z.infer<typeof articlesShape>;

/** GET /api/articles/:id: the summary, and the plain text that every position counts in. */
export const articleShape = articleSummaryShape.extend({ text: z.string() });
export type ArticleDetail = z.infer<typeof articleShape>;

/** PATCH /api/articles/:id (editor): where it comes from, or where it stands in public. */
export const articleChange = z.strictObject({ source: sourceChange });

/** Whether no letter of a text is cut in half: half a surrogate pair would be kept as another sign. */
const isWhole = (text: string) => text.isWellFormed();
const HALF = 'Half a letter stands in this text; send it as well-formed Unicode.';

export const FORMATS = ['text', 'markdown', 'html'] as const;
/** The largest file or text that becomes an article, in bytes. */
export const IMPORT_LIMIT = 2 * 1024 * 1024;

/** A language as it is named to programs. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** POST /api/articles as JSON. As multipart: one `file` (.txt or .md) and optional fields `title` and `language`. */
export const articleRequest = z.strictObject({
  title: z.string().trim().max(300, 'A title has at most 300 characters.').refine(isWhole, HALF).optional(),
  language: z.string().regex(LANGUAGE_TAG, 'Give the language as a tag such as ar or en.').optional(),
  format: z.enum(FORMATS).default('text'),
  content: z.string().refine(isWhole, HALF),
});
export const madeArticleShape = z.object({ id, url: z.string() });
export type MadeArticle = z.infer<typeof madeArticleShape>;

/** POST /api/articles/samples: makes the small sample article of that language, with a few claims on it. */
export const sampleRequest = z.strictObject({ language: z.enum(['ar', 'en']) });

// ---- HTTP: claims ----

export const ATTACHMENTS = ['exact', 'recovered', 'detached'] as const;

/** A claim over HTTP. `start` and `end` are code points in the article's plain text, end exclusive; null when detached. */
export const claimShape = z.object({
  id,
  articleId: id,
  quote: z.string(),
  originalQuote: z.string(),
  verdict: z.enum(VERDICTS),
  verdictBy: id.nullable(),
  verdictAt: isoTime.nullable(),
  note: z.string(),
  stale: z.boolean(),
  attachment: z.enum(ATTACHMENTS),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  createdBy: id,
  createdAt: isoTime,
  /** Whose work it is now. */
  assignee: id.nullable(),
  /** Who outside the desk says what it says. */
  claimant: claimantShape.nullable().default(null), // rows from before there were any lack it
  /** By age; what is confidential is not among it. */
  evidence: z.array(evidenceView),
  /** The thread, by age. */
  comments: z.array(entryView),
  /** The id of the entry of the thread that settles it; null while it is open. */
  settlement: id.nullable(),
  /** How many people stand by a verdict on its words as they are now, and whether they agree: see `second-look.ts`. */
  secondLook: z.enum(SECOND_LOOKS),
});
export type ClaimView = z.infer<typeof claimShape>;
export const claimsShape = z.object({ claims: z.array(claimShape) });

/** POST /api/articles/:id/claims */
export const claimRequest = z.strictObject({
  quote: z.string().min(1, 'Give the words of the claim.').max(CLAIM_LIMIT, 'A claim has at most 10,000 characters.'),
  prefix: z.string().max(1000).optional(),
  suffix: z.string().max(1000).optional(),
  verdict: z.enum(VERDICTS).optional(),
  note: noteShape.optional(),
});
/** PATCH /api/articles/:id/claims/:claim */
export const claimChange = z
  .strictObject({
    verdict: z.enum(VERDICTS).optional(),
    note: noteShape.optional(),
    /** A person's id, or null for nobody. */
    assignee: z.string().min(1).max(64).nullable().optional(),
    /** Who outside the desk says what it says; null for nobody. */
    claimant: claimantShape.nullable().optional(),
    settlement: settlementRequest.optional(),
    /** The words of the claim as whoever decides has read them: where others stand there by now nothing is done (409). */
    quote: z.string().max(CLAIM_LIMIT).optional(),
  })
  .refine(
    ({ quote: _quote, ...change }) => Object.values(change).some((value) => value !== undefined),
    'Give a verdict, a note, an assignee, a claimant or a settlement.',
  );

// ---- HTTP: history ----

/** Who did something: somebody of the desk, or the server by itself. */
export const doerShape = z.union([z.object({ id, name: z.string(), colour: z.string() }), z.literal('server')]);
export type Doer = z.infer<typeof doerShape>;

const kindsShape = z
  .string()
  .max(400)
  .transform((kinds) => kinds.split(','))
  .pipe(z.array(z.enum(DEED_KINDS, `"kind" has to be of ${DEED_KINDS.join(', ')}; several with commas between.`)));

/**
 * GET /api/articles/:id/history: the filters. `kind` is one or several with commas between. `before` is the `next` of
 * the page before; `after`, the `latest` of any page, asks for what came behind it. `actor` is a person's id, or `server`.
 */
export const historyQuery = z
  .strictObject({
    claim: z.string().max(200).optional(),
    actor: z.string().max(200).optional(),
    kind: kindsShape.optional(),
    before: z.string().max(300).optional(),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ before, after }) => !before || !after, 'Give "before" or "after", not both.');

/**
 * A row of an article's history: `at` is the server's time, `seq` the number of the update that it was written with, and
 * `kind` with `detail` what was done, to be read by `deedOf`.
 */
export const historyEntryShape = z.object({
  row: z.number().int(),
  seq: z.number().int(),
  at: isoTime,
  actor: doerShape,
  kind: z.string(),
  claim: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type HistoryRow = z.infer<typeof historyEntryShape>;

/**
 * A page of history, newest first. `next` goes back as what was asked with, `before` or `after`, and is null on the last
 * page; `latest` stands for the newest entry of the page and goes back as `after`, null when nothing is known yet.
 */
export const historyShape = z.object({
  entries: z.array(historyEntryShape),
  next: z.string().nullable(),
  latest: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof historyShape>;

// ---- HTTP: health ----

/** GET /readyz: 200 when every part is well, each then `ok`, else 503. `saving`: whether what comes in is stored. */
export const readyShape = z.object({ ready: z.boolean(), parts: z.record(z.string(), z.string()) });
