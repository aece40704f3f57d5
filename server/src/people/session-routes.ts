import type { OpenSession, Sessions, Tokens } from '@sanad/shared/person';
import { CLOSE } from '@sanad/shared/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchPerson } from '../http/problem.ts';
import type { SessionRow } from '../store/store.ts';
import { register } from './register.ts';
import type { Caller } from './sessions.ts';
import { endedCookie } from './sessions.ts';

/** Seeing and ending sessions: everybody their own, an admin anybody's and the tokens of scripts. */
export function sessionRoutes(app: FastifyInstance, { store, rooms, now, url }: Parts): void {
  const { people } = store;
  const admin = { least: 'admin' as const };

  const told = ({ person: _, ...row }: SessionRow, caller: Caller | null): OpenSession => ({
    ...row,
    inside: rooms.isInside(row.id),
    current: row.id === caller?.session,
  });
  const listOf = async (person: string, caller: Caller | null): Promise<Sessions> => {
    const rows = await people.sessionsOf(person, now().toISOString());
    return { sessions: rows.map((row) => told(row, caller)) };
  };
  /** Ends one of a person's sessions. @throws HttpProblem when they have no such session open. */
  const end = async (request: FastifyRequest, person: string, session: string): Promise<void> => {
    const open = await people.sessionsOf(person, now().toISOString());
    if (!open.some(({ id }) => id === session)) throw noSuchSession();
    await people.closeSession(session);
    rooms.closeSession(session, CLOSE.signIn, 'signed out');
    register(request, { event: 'sessions-ended', person, by: request.person.id, sessions: 1 });
  };
  const endAll = async (request: FastifyRequest, person: string, except?: string): Promise<void> => {
    const ended = await people.closeSessionsOf(person, except);
    for (const session of ended) rooms.closeSession(session, CLOSE.signIn, 'signed out');
    register(request, { event: 'sessions-ended', person, by: request.person.id, sessions: ended.length });
  };
  const known = async (person: string): Promise<string> => {
    if (!(await people.get(person))) throw noSuchPerson();
    return person;
  };

  app.get('/api/sessions', (request) => listOf(request.person.id, request.caller));

  app.delete('/api/sessions', async (request, reply) => {
    await endAll(request, request.person.id, request.caller?.session);
    return reply.code(204).send();
  });

  app.delete<{ Params: { session: string } }>('/api/sessions/:session', async (request, reply) => {
    const { session } = request.params;
    await end(request, request.person.id, session);
    if (session === request.caller?.session) reply.header('set-cookie', endedCookie(url()));
    return reply.code(204).send();
  });

  app.get<{ Params: { id: string } }>('/api/people/:id/sessions', { config: admin }, async (request) =>
    listOf(await known(request.params.id), request.caller),
  );

  app.delete<{ Params: { id: string } }>('/api/people/:id/sessions', { config: admin }, async (request, reply) => {
    await endAll(request, await known(request.params.id));
    return reply.code(204).send();
  });

  app.delete<{ Params: { id: string; session: string } }>(
    '/api/people/:id/sessions/:session',
    { config: admin },
    async (request, reply) => {
      await end(request, await known(request.params.id), request.params.session);
      return reply.code(204).send();
    },
  );

  app.get('/api/tokens', { config: admin }, async (): Promise<Tokens> => {
    const named = new Map((await people.list()).map((person) => [person.id, person]));
    const tokens = (await people.tokens(now().toISOString())).flatMap((row) => {
      const { id, person, createdAt, usedAt, expiresAt } = row;
      const { name, role } = named.get(person) ?? {};
      return name && role ? [{ id, person, name, role, createdAt, usedAt, expiresAt }] : [];
    });
    return { tokens };
  });
}

function noSuchSession(): HttpProblem {
  return new HttpProblem(404, 'no-such-session', 'There is no such session open; it has ended already.');
}
