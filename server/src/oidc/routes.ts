import { ownPath } from '@sanad/shared/own-path';
import {
  linkRequest,
  type OwnIdentity,
  oidcRequest,
  type SIGN_IN_ENDS,
  type SignIn,
  type SignInFailure,
} from '@sanad/shared/person';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OidcSettings } from '../config.ts';
import { signedInAnew } from '../http/access.ts';
import { Guesses } from '../http/guesses.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchPerson, read } from '../http/problem.ts';
import { deviceOf } from '../people/device.ts';
import { register } from '../people/register.ts';
import { hashOf } from '../people/secrets.ts';
import { sessionCookie } from '../people/sessions.ts';
import { arrive } from './arrival.ts';
import { CALLBACK, endedFlowCookie, Flows, flowCookie, flowSecretOf, type Purpose } from './flows.ts';
import { NotVouched, Provider } from './provider.ts';

/** How often a minute people of one address may set out for the provider: a whole desk in the morning may. */
const DEPARTURES = 300;

/** Signing in with the provider of `settings`; without one, the routes say that there is none. */
export function oidcRoutes(app: FastifyInstance, parts: Parts, settings: OidcSettings | null): void {
  const { store, now, url } = parts;
  const { identities } = store;
  const provider = settings && new Provider(settings);
  const flows = new Flows(now);
  // For itself: any page can send a browser to the way back, and is not to hold up who signs in beside it.
  const astray = new Guesses(now);
  const open = { open: true as const };
  const admin = { least: 'admin' as const };

  /** Sends a browser on its way: the answer has the provider's address, and the cookie that ties it to this flow. */
  const depart = async (request: FastifyRequest, reply: FastifyReply, purpose: Purpose, to: string | undefined) => {
    if (!provider) throw noProvider();
    const { origin } = request.headers;
    if (origin !== undefined && origin !== new URL(url()).origin) {
      // The provider knows one address to send people back to, and the cookie would not go there.
      throw new HttpProblem(409, 'other-address', `Open the desk at ${url()} to sign in this way.`);
    }
    try {
      const { url: address, ...checks } = await provider.begin(url() + CALLBACK);
      reply.header('set-cookie', flowCookie(flows.begin({ purpose, to: ownPath(to), ...checks }), url()));
      return { url: address };
    } catch (error) {
      if (!(error instanceof NotVouched)) throw error;
      request.log.warn({ sign: error.sign }, 'the sign-in provider cannot be reached');
      throw new HttpProblem(503, 'provider-unreachable', 'The sign-in provider cannot be reached; try again later.');
    }
  };

  app.get('/api/sign-in', { config: open }, async (): Promise<SignIn> => {
    return { provider: settings && { name: settings.name, admits: settings.role !== null } };
  });

  const departures = app.rateLimit({ max: DEPARTURES, timeWindow: '1 minute' });
  app.post('/api/oidc/begin', { config: open, onRequest: departures }, async (request, reply) => {
    const { to, token } = read(oidcRequest, request.body);
    const purpose: Purpose = token === undefined ? { kind: 'sign-in' } : { kind: 'join', invitation: hashOf(token) };
    return await depart(request, reply, purpose, to);
  });

  app.post('/api/identity', async (request, reply) => {
    const { to } = read(linkRequest, request.body);
    const { caller, person } = request;
    if (caller?.kind !== 'session') {
      throw new HttpProblem(409, 'not-a-browser', 'A script has no account at the provider; link it in a browser.');
    }
    return await depart(request, reply, { kind: 'link', person: person.id, session: caller.session }, to);
  });

  const told = async (person: string): Promise<OwnIdentity> => ({
    provider: settings?.name ?? null,
    linkedAt: settings && (await identities.linkedAt(person, settings.issuer)),
  });
  const unlink = async (request: FastifyRequest, person: string) => {
    if (!settings) return;
    await identities.unlink(person, settings.issuer);
    register(request, { event: 'account-unlinked', person, by: request.person.id });
  };
  app.get('/api/identity', (request) => told(request.person.id));
  app.delete('/api/identity', async (request, reply) => {
    await unlink(request, request.person.id);
    return reply.code(204).send();
  });
  app.get<{ Params: { id: string } }>('/api/people/:id/identity', { config: admin }, async ({ params }) => {
    if (!(await store.people.get(params.id))) throw noSuchPerson();
    return await told(params.id);
  });
  app.delete<{ Params: { id: string } }>('/api/people/:id/identity', { config: admin }, async (request, reply) => {
    const { id } = request.params;
    if (!(await store.people.get(id))) throw noSuchPerson();
    await unlink(request, id);
    return reply.code(204).send();
  });

  /** Every way ends on a page: a browser stands here, and nobody reads JSON. */
  app.get(CALLBACK, { config: open }, async (request, reply) => {
    const answer = new URL(request.url, url());
    const flow = flows.take(flowSecretOf(request.headers.cookie), answer.searchParams.get('state'));
    if (typeof flow === 'string') {
      // Only what fits no flow is held up: whoever set out from here comes back, whatever others at this address do.
      const { wait } = await astray.look(request.ip, request.url, async () => ({ kind: 'wrong', found: null }));
      if (wait !== null) return sendFailure(reply.header('retry-after', wait), 'too-many');
      return sendFailure(reply, flow === 'none' ? 'expired' : 'mismatch');
    }
    reply.header('set-cookie', endedFlowCookie(url()));
    if (!provider || !settings) return sendFailure(reply, 'failed');
    try {
      const voucher = await provider.finish(answer, flow);
      const device = deviceOf(request.headers['user-agent']);
      const arrival = await arrive({ store, admits: settings.role, now: now(), device }, voucher, flow.purpose);
      switch (arrival.kind) {
        case 'refused':
          return sendFailure(reply, arrival.why);
        case 'linked':
          register(request, { event: 'account-linked', person: arrival.person, by: arrival.person });
          return sendEnd(reply, 'linked', flow.to);
        case 'in':
          await signedInAnew(parts, request.headers, arrival.person, arrival.secret);
          register(request, { event: 'signed-in', person: arrival.person, how: 'provider', joined: arrival.joined });
          // Added to the cookie that ends the flow.
          reply.header('set-cookie', sessionCookie(arrival.secret, url()));
          return arrival.joined ? sendEnd(reply, 'joined', flow.to) : reply.redirect(flow.to, 303);
      }
    } catch (error) {
      const [why, sign]: [SignInFailure, string] =
        error instanceof NotVouched ? [error.why, error.sign] : ['failed', error instanceof Error ? error.name : ''];
      request.log.warn({ why, sign }, 'somebody could not sign in with the provider');
      return sendFailure(reply, why);
    }
  });
}

function sendFailure(reply: FastifyReply, why: SignInFailure): FastifyReply {
  return reply.redirect(`/sign-in?failed=${why}`, 303);
}

function sendEnd(reply: FastifyReply, how: (typeof SIGN_IN_ENDS)[number], to: string): FastifyReply {
  return reply.redirect(`/sign-in?${new URLSearchParams({ done: how, to })}`, 303);
}

function noProvider(): HttpProblem {
  return new HttpProblem(404, 'no-provider', 'This desk has no sign-in provider; follow an invitation link.');
}
