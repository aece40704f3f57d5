import type { IncomingHttpHeaders } from 'node:http';
import { type Actor, atLeast, type Role } from '@sanad/shared/policy';
import { CLOSE } from '@sanad/shared/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hashOf, isSame } from '../people/secrets.ts';
import {
  type Caller,
  type Carried,
  callerOf,
  noteUse,
  renewed,
  secretOfCookie,
  sessionCookie,
} from '../people/sessions.ts';
import type { PersonRow } from '../store/store.ts';
import { isFromHere } from './origin.ts';
import type { Parts } from './parts.ts';
import { HttpProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served to strangers too. */
    open?: true;
    /** A secret of the settings that opens the route, as a bearer token, whatever the role. */
    token?: string | null;
    /** The least role that may call the route; without it, a reader may. */
    least?: Role;
  }
  interface FastifyRequest {
    /** Who calls; null on routes that strangers may call. */
    caller: Caller | null;
    /** The person who calls. Not for routes that strangers may call. */
    readonly person: PersonRow;
  }
}

/** The secret a request carries: a bearer token before a cookie. `token` is the upgrade's query parameter. */
export function secretIn(headers: IncomingHttpHeaders, token: string | null = null): Carried | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? token;
  if (bearer) return { secret: bearer, carrier: 'bearer' };
  const secret = secretOfCookie(headers.cookie);
  return secret ? { secret, carrier: 'cookie' } : null;
}

/** Who calls, as the policy has it. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.caller) throw new Error('a route for strangers has no actor');
  return { id: request.caller.person.id, role: request.caller.role };
}

/**
 * Who carries a secret, from `address`; nobody, with the seconds to wait, where too many wrong ones have come from there.
 * A session that has ended is no guess: whoever carries it did not know.
 */
export async function recognise(
  { store, guesses, now }: Pick<Parts, 'store' | 'guesses' | 'now'>,
  carried: Carried | null,
  address: string,
): Promise<{ readonly caller: Caller | null; readonly wait: number | null }> {
  if (!carried) return { caller: null, wait: null };
  const looked = await guesses.look(address, carried.secret, async () => {
    const caller = await callerOf(store.people, carried, now());
    if (caller) return { kind: 'right', found: caller };
    const ended = await store.people.everOpened(hashOf(carried.secret));
    return { kind: ended ? 'ended' : 'wrong', found: null };
  });
  return looked.wait === null ? { caller: looked.found, wait: null } : { caller: null, wait: looked.wait };
}

/**
 * Takes note that a browser is signed in anew, with `secret`, as `person`. The session it had before ends, which nobody
 * could see or end from there; its open pages come back by themselves, unless they are another person's.
 */
export async function signedInAnew(
  { store, rooms, guesses, now }: Parts,
  headers: IncomingHttpHeaders,
  person: string,
  secret: string,
): Promise<void> {
  guesses.right(secret);
  const before = secretOfCookie(headers.cookie);
  const former = before && (await callerOf(store.people, { secret: before, carrier: 'cookie' }, now()));
  if (!former) return;
  await store.people.closeSession(former.session);
  const code = former.person.id === person ? CLOSE.restarting : CLOSE.signIn;
  rooms.closeSession(former.session, code, 'signed in anew');
}

function tooManyGuesses(wait: number): HttpProblem {
  const sentence = `Too many wrong secrets came from here; try again in ${wait} seconds.`;
  return new HttpProblem(429, 'too-many-attempts', sentence);
}

/**
 * Whether a request is for the client's files, which hold nothing of the desk. It goes by the route that was matched: an
 * address can be written in many ways. What matches no route of the API and yet says it is of it counts as the API's.
 */
function isClient({ routeOptions, url }: FastifyRequest): boolean {
  const route = routeOptions.url;
  return (route === undefined || route === '/' || route === '/*') && !/^\/api(\/|\?|$)/.test(url);
}

/**
 * Guards every route of `app` but the client's files and those that say they are open: a stranger gets 401, a role that
 * is too low 403, and a request that carries a cookie and would change something has to come from the desk's own pages.
 */
export function guard(app: FastifyInstance, parts: Parts): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('person', {
    getter(this: FastifyRequest): PersonRow {
      if (!this.caller) throw new Error('a route for strangers has no person');
      return this.caller.person;
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (isClient(request)) return;
    reply.header('cache-control', 'private, no-store'); // an unpublished story does not stay behind in a cache
    const carried = secretIn(request.headers);
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && carried?.carrier !== 'bearer' && !isFromHere(request.headers, parts.url())) {
      throw new HttpProblem(403, 'foreign-origin', `This came from another site; use the desk at ${parts.url()}.`);
    }
    const { open, least = 'reader', token = null } = request.routeOptions.config;
    if (open) return;
    if (token !== null && carried?.carrier === 'bearer' && isSame(token, carried.secret)) return;
    const { caller, wait } = await recognise(parts, carried, request.ip);
    if (wait !== null) {
      reply.header('retry-after', wait);
      throw tooManyGuesses(wait);
    }
    if (!carried || !caller) {
      if (changes) reply.header('connection', 'close'); // else they go on sending what they began with
      throw new HttpProblem(401, 'sign-in', 'Sign in first: follow an invitation link, or send a bearer token.');
    }
    if (!atLeast(caller.role, least)) {
      throw new HttpProblem(403, 'role-too-low', `This needs the role ${least}; yours is ${caller.role}.`);
    }
    request.caller = caller;
    void noteUse(parts.store.people, caller, parts.now(), request.headers['user-agent']);
    if (carried.carrier === 'cookie' && (await renewed(parts.store.people, caller, parts.now()))) {
      reply.header('set-cookie', sessionCookie(carried.secret, parts.url()));
    }
  });
}
