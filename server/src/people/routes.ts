import { SCHEMA_VERSION } from '@sanad/shared/article';
import {
  type Invitation,
  type InvitationLook,
  invitationRequest,
  joinRequest,
  lookRequest,
  type MadeInvitation,
  type People,
  personChange,
  type Session,
} from '@sanad/shared/person';
import { CLOSE } from '@sanad/shared/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedInAnew } from '../http/access.ts';
import { Guesses, type Look } from '../http/guesses.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchPerson, read } from '../http/problem.ts';
import type { PersonRow } from '../store/store.ts';
import { deviceOf } from './device.ts';
import { invite, join, linkOf } from './invitations.ts';
import { register } from './register.ts';
import { hashOf } from './secrets.ts';
import { endedCookie, sessionCookie } from './sessions.ts';

/** Joining, sessions, people and invitations. */
export function peopleRoutes(app: FastifyInstance, parts: Parts): void {
  const { store, rooms, now, url } = parts;
  const { people } = store;
  const stranger = { open: true as const };
  // One limit for both routes: they answer the same question about a link. Only wrong ones count against an address.
  const links = new Guesses(now);
  const tried = async <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    look: () => Promise<Look<T>>,
  ) => {
    const looked = await links.look(request.ip, token, look);
    if (looked.wait === null) return looked.found;
    reply.header('retry-after', looked.wait);
    const sentence = `Too many wrong links came from here; try again in ${looked.wait} seconds.`;
    throw new HttpProblem(429, 'too-many-attempts', sentence);
  };
  const admin = { least: 'admin' as const };

  app.post('/api/invitations/look', { config: stranger }, async (request, reply): Promise<InvitationLook> => {
    const { token } = read(lookRequest, request.body);
    const offer = await tried<InvitationLook | null>(request, reply, token, async () => {
      const found = await people.invitationBySecret(hashOf(token), now().toISOString());
      const known = found?.person ? await people.get(found.person) : null;
      if (!found || (found.person && !known?.role)) return { kind: 'wrong', found: null };
      const { role, expiresAt } = found;
      return { kind: 'right', found: { role: known?.role ?? role, expiresAt, person: known?.name ?? null } };
    });
    if (!offer) throw unusableLink();
    return offer;
  });

  app.post('/api/join', { config: stranger }, async (request, reply): Promise<Session> => {
    const { token, name } = read(joinRequest, request.body);
    const joined = await tried(request, reply, token, async () => {
      const found = await join(people, token, name ?? null, now(), deviceOf(request.headers['user-agent']));
      return { kind: found.kind === 'unusable' ? 'wrong' : 'right', found };
    });
    if (joined.kind === 'unusable') throw unusableLink();
    if (joined.kind === 'nameless') throw new HttpProblem(422, 'name-missing', 'Give your name with "name".');
    await signedInAnew(parts, request.headers, joined.person.id, joined.secret);
    register(request, { event: 'signed-in', person: joined.person.id, how: 'link', joined: joined.isNew });
    reply.header('set-cookie', sessionCookie(joined.secret, url()));
    return session(joined.person);
  });

  app.get('/api/session', (request): Session => session(request.person));

  app.delete('/api/session', async (request, reply) => {
    const caller = request.caller;
    if (caller) {
      await people.closeSession(caller.session);
      rooms.closeSession(caller.session, CLOSE.signIn, 'signed out');
      register(request, { event: 'signed-out', person: caller.person.id, session: caller.session });
    }
    return reply.header('set-cookie', endedCookie(url())).code(204).send();
  });

  app.get('/api/people', async (): Promise<People> => ({ people: (await people.list()).slice() }));

  app.patch<{ Params: { id: string } }>('/api/people/:id', { config: admin }, async (request) => {
    const { id } = request.params;
    const { role } = read(personChange, request.body);
    const person = await people.get(id);
    if (!person) throw noSuchPerson();
    if (person.role === role) return person;
    if (!(await people.setRole(id, role, now().toISOString()))) {
      throw new HttpProblem(409, 'last-admin', 'This is the last admin of the desk; make somebody else admin first.');
    }
    if (role === null) await people.closeSessionsOf(id);
    const change = { person: id, by: request.person.id, before: person.role };
    register(request, role === null ? { event: 'removed', ...change } : { event: 'role-changed', ...change, role });
    // Whoever is still of the desk comes back after this code, and is judged by the new role.
    if (role === null) rooms.closePerson(id, CLOSE.signIn, 'no longer of the desk');
    else rooms.closePerson(id, CLOSE.restarting, 'your role changed');
    return { ...person, role };
  });

  app.get('/api/invitations', { config: admin }, async (): Promise<{ invitations: Invitation[] }> => {
    return { invitations: (await people.invitations(now().toISOString())).map((row) => ({ ...row })) };
  });

  app.post('/api/invitations', { config: admin }, async (request, reply): Promise<MadeInvitation> => {
    const wish = read(invitationRequest, request.body);
    const known = wish.person === undefined ? null : await people.get(wish.person);
    if (wish.person !== undefined && !known) throw noSuchPerson();
    if (known && !known.role) {
      throw new HttpProblem(409, 'left-the-desk', `${known.name} left the desk; give them a role first.`);
    }
    const { invitation, secret } = await invite(
      people,
      {
        role: known?.role ?? wish.role,
        hours: wish.hours,
        person: known?.id ?? null,
        createdBy: request.person.id,
      },
      now(),
    );
    const { id, role } = invitation;
    register(request, { event: 'invited', invitation: id, role, by: request.person.id });
    reply.code(201);
    return { ...invitation, link: linkOf(url(), secret) };
  });

  app.delete<{ Params: { id: string } }>('/api/invitations/:id', { config: admin }, async (request, reply) => {
    if (!(await people.withdrawInvitation(request.params.id))) {
      throw new HttpProblem(404, 'no-such-invitation', 'This invitation is not open; it was used or withdrawn.');
    }
    const { id: invitation } = request.params;
    register(request, { event: 'invitation-withdrawn', invitation, by: request.person.id });
    return reply.code(204).send();
  });
}

function session(person: PersonRow): Session {
  if (!person.role) throw new Error('a person without a role has no session');
  return { person: { ...person, role: person.role }, schema: SCHEMA_VERSION };
}

function unusableLink(): HttpProblem {
  return new HttpProblem(
    410,
    'link-unusable',
    'This link was used already or has expired; ask an admin for a new one.',
  );
}
