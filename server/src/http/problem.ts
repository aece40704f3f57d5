import { STATUS_CODES } from 'node:http';
import type { Problem } from '@sanad/shared/protocol';
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { NotMade } from '../report/worker/not-made.ts';
import { Refused } from '../sync/gate.ts';
import { NotStored } from '../sync/room.ts';
import { NoSuchArticle } from '../sync/rooms.ts';

/** A request that cannot be met as it is. `detail` is a sentence that says what to change, `code` is for programs. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string;
  /** What the document says besides, by the names it has there. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail: string, more: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** The RFC 9457 document of a problem. */
export function problemDocument({ status, code, message, more }: HttpProblem): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Problem', status, detail: message, code, ...more };
}

/**
 * Reads a value by its shape.
 * @throws HttpProblem (422) with a sentence for the first thing that does not fit.
 */
export function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new HttpProblem(422, 'invalid', sentenceOf(parsed.error.issues[0]));
}

function sentenceOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'The request cannot be read.';
  if (issue.message.endsWith('.')) return issue.message; // the shape brought its own sentence
  const path = issue.path.join('.');
  const name = path ? `"${path}"` : 'The body';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && path ? `Give "${path}".` : `${name} has to be of type ${issue.expected}.`;
    case 'invalid_value':
      return `${name} has to be one of ${issue.values.join(', ')}.`;
    case 'too_big':
      return `${name} may be ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''} at most.`;
    case 'too_small':
      return `${name} has to be ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''} at least.`;
    case 'unrecognized_keys':
      return `There is no "${issue.keys.join('", "')}" here; leave it out.`;
    default:
      return `${name} cannot be used: ${issue.message}.`;
  }
}

/** What went wrong, as a problem; null when it is a fault of the server's own. */
function problemOf(error: FastifyError | Error, makesArticle: boolean): HttpProblem | null {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Refused) return refusal(error);
  if (error instanceof NoSuchArticle) return noSuchArticle();
  if (error instanceof NotMade) return notMade(error);
  if (error instanceof NotStored) {
    const sentence = 'The server cannot store what was written before; nothing was changed. Try again in a moment.';
    return new HttpProblem(503, 'not-saving', sentence);
  }
  const { statusCode, code } = error as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new HttpProblem(400, 'not-json', 'The body is not JSON; send one well-formed JSON value.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      if (!makesArticle) return new HttpProblem(413, 'too-large', 'The body is too large; send less at a time.');
      return new HttpProblem(413, 'too-large', 'This is too large; an article may have 2 MB at most.');
    case 'FST_REQ_FILE_TOO_LARGE':
      return new HttpProblem(413, 'too-large', 'This is too large; an article may have 2 MB at most.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new HttpProblem(415, 'media-type', 'Send the body as application/json.');
    case 'FST_ERR_BAD_URL':
      return new HttpProblem(400, 'bad-address', 'The address is not well-formed; percent-encode it as UTF-8.');
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return new HttpProblem(422, 'invalid', 'Send one file, and at most a title and a language with it.');
  }
  // The file server's word for folders and for names it does not give out.
  if (statusCode === 403) return nothingHere();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpProblem(statusCode, 'bad-request', sentence(error.message));
  }
  return null;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** There is nothing at that address. */
export function nothingHere(): HttpProblem {
  return new HttpProblem(404, 'not-found', 'There is nothing at this address; the paths are in the README.');
}

/** There is no article of that id. */
export function noSuchArticle(): HttpProblem {
  return new HttpProblem(404, 'no-such-article', 'There is no article of this id; look it up in GET /api/articles.');
}

/** The article has no version of that number. */
export function noSuchVersion(): HttpProblem {
  return new HttpProblem(404, 'no-such-version', 'The article has no version of this number; see its "versions".');
}

/** There is no person of that id. */
export function noSuchPerson(): HttpProblem {
  return new HttpProblem(404, 'no-such-person', 'There is no person of this id; look it up in GET /api/people.');
}

function refusal({ refusal: code }: Refused): HttpProblem {
  switch (code) {
    case 'text-needs-editor':
      return new HttpProblem(403, code, 'Only an editor changes the text; ask an admin for that role.');
    case 'claims-need-checker':
      return new HttpProblem(403, code, 'A reader marks and judges nothing; ask an admin to make you a checker.');
    case 'another-persons-claim':
      return new HttpProblem(403, code, 'A checker removes only claims of their own; ask an editor.');
    case 'another-persons-comment':
      return new HttpProblem(403, code, 'Only its writer edits or deletes a comment; reply to it instead.');
    case 'another-persons-evidence':
      return new HttpProblem(403, code, 'A checker changes only evidence of their own; ask an editor.');
    case 'settling-needs-editor':
      return new HttpProblem(403, code, 'Only an editor settles and reopens claims; say what you think in a comment.');
    case 'in-another-name':
      return new HttpProblem(403, code, 'Nobody judges in another name; give your own verdict instead.');
    case 'blind-verdicts':
      return new HttpProblem(
        409,
        code,
        'This desk seals verdicts until two people have given theirs; send yours to POST …/claims/:claim/sealed.',
      );
    case 'frozen':
      return new HttpProblem(409, code, 'The article is signed off; an editor has to reopen it before it is changed.');
    case 'malformed':
      return new HttpProblem(422, code, 'The change is not one that this desk knows; nothing of it was kept.');
  }
}

function notMade({ why }: NotMade): HttpProblem {
  switch (why) {
    case 'busy':
      return new HttpProblem(503, 'busy', 'Many reports are being made just now; ask again in a moment.');
    case 'too-many':
      return new HttpProblem(
        429,
        'too-many-exports',
        'You are having several reports made; wait for one of them first.',
      );
    case 'too-slow':
      return new HttpProblem(504, 'report-too-slow', 'Making this report takes too long; ask for another format.');
    case 'failed':
      return new HttpProblem(500, 'report-failed', 'The report could not be made; tell whoever runs the desk.');
    case 'cancelled':
      return new HttpProblem(503, 'report-cancelled', 'The report was not finished; ask for it again.');
  }
}

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(problemDocument(problem));
}

/** What went wrong, for who is answered already: as `answerFailure` says it. */
export function problemFor(error: unknown, log: FastifyBaseLogger): HttpProblem {
  const problem = problemOf(error instanceof Error ? error : new Error(String(error)), false);
  if (!problem) log.error({ err: error }, 'a request failed');
  return problem ?? ownFault();
}

function ownFault(): HttpProblem {
  const own = 'The server could not do this; nothing was changed. Try again, and tell whoever runs the desk.';
  return new HttpProblem(500, 'internal', own);
}

/** Answers a request that failed. What is the server's own fault is logged and not told. */
export function answerFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request.routeOptions.url === '/api/articles');
  if (!problem) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
  sendProblem(reply, problem ?? ownFault());
}
