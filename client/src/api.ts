import {
  type Invitation,
  type InvitationLook,
  identityShape,
  type invitationRequest,
  invitationsShape,
  lookShape,
  type MadeInvitation,
  madeInvitationShape,
  type OwnIdentity,
  oidcBegunShape,
  type oidcRequest,
  type People,
  peopleShape,
  type Session,
  type Sessions,
  type SignIn,
  sessionShape,
  sessionsShape,
  signInShape,
  type Tokens,
  tokensShape,
} from '@sanad/shared/person';
import type { Role } from '@sanad/shared/policy';
import {
  type Articles,
  articlesShape,
  type HistoryPage,
  historyShape,
  type MadeArticle,
  madeArticleShape,
  problemShape,
  readyShape,
} from '@sanad/shared/protocol';
import { z } from 'zod';

/**
 * A call that did not work. `status` 0: the server could not be reached; otherwise the HTTP status. `code` is the
 * problem's, `unreachable` without an answer, `unreadable` for an answer of an unknown shape. `detail` is the server's
 * sentence on what to change, empty when it gave none.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The whole problem document, where there is one. */
  readonly body: unknown;

  constructor(status: number, code: string, detail: string, body: unknown = null) {
    super(detail || `${code} (${status})`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.body = body;
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls the server and reads the answer by `shape`.
 * @throws ApiProblem for everything but a well-formed answer; the DOMException of an aborted signal passes through.
 */
export async function call<T>(path: string, shape: z.ZodType<T>, options: Call = {}): Promise<T> {
  const { method = 'GET', json, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, 'unreachable', '');
  }
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = problemShape.safeParse(body);
    if (problem.success) throw new ApiProblem(response.status, problem.data.code, problem.data.detail, body);
    throw new ApiProblem(response.status, 'unreadable', '');
  }
  const answer = shape.safeParse(body);
  if (!answer.success) throw new ApiProblem(response.status, 'unreadable', '');
  return answer.data;
}

/** Whether the server can store what it is sent, as it says itself; null when it does not say. */
export async function canSave(signal: AbortSignal): Promise<boolean | null> {
  try {
    // A 503 is an answer here.
    const response = await fetch('/readyz', { headers: { accept: 'application/json' }, cache: 'no-store', signal });
    const { saving } = readyShape.parse(await response.json()).parts;
    return saving === undefined ? null : saving === 'ok';
  } catch {
    return null;
  }
}

const nothing = z.unknown().transform(() => undefined);

/** Who is signed in here; null when nobody is. */
export async function getSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await call('/api/session', sessionShape, { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Ends this browser's session. */
export const signOut = (): Promise<void> => call('/api/session', nothing, { method: 'DELETE' });

/** Where a person is signed in; null: whoever asks. Somebody else's are for admins. */
export const getSessions = (person: string | null, signal?: AbortSignal): Promise<Sessions> =>
  call(sessionsPath(person), sessionsShape, { signal });

/** Ends one session, or every one: of one's own all but the one that asks. */
export const endSession = (person: string | null, session: string | 'all'): Promise<void> => {
  const path = sessionsPath(person);
  return call(session === 'all' ? path : `${path}/${encodeURIComponent(session)}`, nothing, { method: 'DELETE' });
};

const sessionsPath = (person: string | null) =>
  person === null ? '/api/sessions' : `/api/people/${encodeURIComponent(person)}/sessions`;

/** The tokens of scripts. */
export const getTokens = (signal?: AbortSignal): Promise<Tokens> => call('/api/tokens', tokensShape, { signal });

/** How one may sign in here, besides by a link. */
export const getSignIn = (signal?: AbortSignal): Promise<SignIn> => call('/api/sign-in', signInShape, { signal });

/** Sets out to sign in with the provider; gives the address to go to. */
export const beginSignIn = (wish: z.input<typeof oidcRequest>): Promise<string> =>
  call('/api/oidc/begin', oidcBegunShape, { method: 'POST', json: wish }).then(({ url }) => url);

/** Sets out to link one's account at the provider, to come back to the page `to`; gives the address to go to. */
export const beginLink = (to: string): Promise<string> =>
  call('/api/identity', oidcBegunShape, { method: 'POST', json: { to } }).then(({ url }) => url);

/** Whether the account of a person at the provider is linked; null: of whoever asks. */
export const getIdentity = (person: string | null, signal?: AbortSignal): Promise<OwnIdentity> =>
  call(identityPath(person), identityShape, { signal });

/** Takes the link to an account away. */
export const unlinkIdentity = (person: string | null): Promise<void> =>
  call(identityPath(person), nothing, { method: 'DELETE' });

const identityPath = (person: string | null) =>
  person === null ? '/api/identity' : `/api/people/${encodeURIComponent(person)}/identity`;

/** Everyone of the desk, those who left too (role null). */
export const getPeople = (signal?: AbortSignal): Promise<People> => call('/api/people', peopleShape, { signal });

/** Gives a person another role; null takes them off the desk. */
export const changeRole = (person: string, role: Role | null): Promise<void> =>
  call(`/api/people/${encodeURIComponent(person)}`, nothing, { method: 'PATCH', json: { role } });

/** What an invitation link offers, without using it up. */
export const lookAtInvitation = (token: string, signal?: AbortSignal): Promise<InvitationLook> =>
  call('/api/invitations/look', lookShape, { method: 'POST', json: { token }, signal });

/** Uses an invitation link up: this browser is signed in afterwards. A link for a known person needs no name. */
export const join = (token: string, name?: string): Promise<Session> =>
  call('/api/join', sessionShape, { method: 'POST', json: name === undefined ? { token } : { token, name } });

/** The invitation links still open. */
export const getInvitations = (signal?: AbortSignal): Promise<readonly Invitation[]> =>
  call('/api/invitations', invitationsShape, { signal }).then((answer) => answer.invitations);

/** Makes an invitation link, or one that signs `person` in again. The answer alone holds the link. */
export const makeInvitation = (wish: z.input<typeof invitationRequest>): Promise<MadeInvitation> =>
  call('/api/invitations', madeInvitationShape, { method: 'POST', json: wish });

/** Withdraws an open link: it leads nowhere from now on. */
export const withdrawInvitation = (invitation: string): Promise<void> =>
  call(`/api/invitations/${encodeURIComponent(invitation)}`, nothing, { method: 'DELETE' });

/** A page of articles, newest change first. `after` is the `next` of the page before. */
export function getArticles(after: string | null, limit: number, signal?: AbortSignal): Promise<Articles> {
  const query = new URLSearchParams({ limit: String(limit), ...(after === null ? {} : { after }) });
  return call(`/api/articles?${query}`, articlesShape, { signal });
}

/** What is asked of an article's history: of a claim, by a person (`server` for the server), of kinds. */
export interface HistoryWish {
  readonly claim?: string;
  readonly actor?: string;
  readonly kinds?: readonly string[];
}

/** A page of an article's history, newest first. `before` is the `next` of the page before. */
export function getHistory(
  article: string,
  { claim, actor, kinds }: HistoryWish,
  before: string | null,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const query = new URLSearchParams({
    ...(claim === undefined ? {} : { claim }),
    ...(actor === undefined ? {} : { actor }),
    ...(kinds === undefined ? {} : { kind: kinds.join(',') }),
    ...(before === null ? {} : { before }),
  });
  return call(`/api/articles/${encodeURIComponent(article)}/history?${query}`, historyShape, { signal });
}

/** Makes the small sample article of a language. */
export const makeSample = (language: 'ar' | 'en'): Promise<MadeArticle> =>
  call('/api/articles/samples', madeArticleShape, { method: 'POST', json: { language } });
