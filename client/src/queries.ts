import type { Session } from '@sanad/shared/person';
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import {
  ApiProblem,
  getIdentity,
  getInvitations,
  getPeople,
  getSession,
  getSessions,
  getSignIn,
  getTokens,
} from './api.ts';
import { rememberedSession, rememberSession } from './shell/remembered-session.ts';

/** How often a server that could not be reached is tried again, in milliseconds. */
const RETRY = 5000;
/** Whether a server was not reached, or answered that it cannot at the moment: neither says anything of who asks. */
const isUnreachable = (error: unknown) => error instanceof ApiProblem && (error.status === 0 || error.status >= 500);

const sessionKey = ['session'] as const;

/**
 * What this browser knows of the desk. An answer of 401 means that nobody is signed in here any more, but for what pages
 * ask by themselves (`meta.unasked`): an open article says itself that it has ended, and keeps what was not saved.
 */
export const desk: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { meta }) => {
      if (error instanceof ApiProblem && error.status === 401 && !meta?.unasked) forgetSession();
    },
  }),
  defaultOptions: {
    // Never held back until the browser thinks it is online again: who pressed a button is told at once that it failed.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      // What the server refused it will refuse again; what did not reach it may.
      retry: (failures, error) => isUnreachable(error) && failures < 2,
      staleTime: 2000,
      // The page says that it tries again by itself.
      refetchInterval: (query) => (isUnreachable(query.state.error) ? RETRY : false),
    },
  },
});

/** Who is signed in. Without a connection it is who was, so that their local copies can be opened; the server decides. */
async function whoIsHere(signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await getSession(signal);
    rememberSession(session);
    return session;
  } catch (error) {
    const last = isUnreachable(error) ? rememberedSession() : null;
    if (last) return last;
    // A proxy in front of a server that starts says what it likes: there is nobody there who could be asked.
    throw isUnreachable(error) ? new ApiProblem(0, 'unreachable', '') : error;
  }
}

function forgetSession(): void {
  rememberSession(null);
  desk.setQueryData(sessionKey, null);
}

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => whoIsHere(signal),
  staleTime: 60_000,
});
export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: ({ signal }) => getPeople(signal) });
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => getInvitations(signal),
});

/** Where a person is signed in; null: whoever is signed in here. Never an old list: it is looked at to be acted upon. */
export const sessionsQuery = (person: string | null) =>
  queryOptions({
    queryKey: ['sessions', person],
    queryFn: ({ signal }) => getSessions(person, signal),
    staleTime: 0,
    gcTime: 0,
  });
export const identityQuery = (person: string | null) =>
  queryOptions({ queryKey: ['identity', person], queryFn: ({ signal }) => getIdentity(person, signal), gcTime: 0 });
/** How one may sign in: a setting of the server's, the same until it starts anew. */
export const signInQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: ({ signal }) => getSignIn(signal),
  staleTime: 600_000,
});
export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => getTokens(signal) });

/** How many articles the library asks for at a time. */
export const PAGE = 30;

/** Takes over a session that an answer has just brought. */
export function signedIn(session: Session): void {
  rememberSession(session);
  desk.setQueryData(sessionKey, session);
}

/** Forgets everything of the person who was signed in here. */
export function signedOut(): void {
  // Not by clearing all: those who look at the session would go on looking at the one that was cleared away.
  forgetSession();
  desk.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
}
