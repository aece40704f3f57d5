import type { Role } from '@sanad/shared/policy';
import type { InvitationRow, PeopleTable, PersonRow } from '../store/store.ts';
import { nameApart } from './names.ts';
import { hashOf, newId, newSecret } from './secrets.ts';
import { addPerson, openSession } from './sessions.ts';

const HOUR = 3_600_000;
/** How long the link that makes the first person admin holds, in hours. */
const FIRST = 168;

/** What an invitation is made of. `person` set: it signs that person in again instead of adding one. */
export interface Wish {
  readonly role: Role;
  readonly hours: number;
  readonly person: string | null;
  readonly createdBy: string | null;
}

/** Makes an invitation. The secret is given here alone; a hash of it is kept. */
export async function invite(
  people: PeopleTable,
  wish: Wish,
  now: Date,
): Promise<{ readonly invitation: InvitationRow; readonly secret: string }> {
  const secret = newSecret();
  const invitation = {
    id: newId(),
    role: wish.role,
    createdAt: now.toISOString(),
    createdBy: wish.createdBy,
    expiresAt: new Date(now.getTime() + wish.hours * HOUR).toISOString(),
    person: wish.person,
  };
  await people.invite(invitation, hashOf(secret));
  return { invitation, secret };
}

/** The address that carries an invitation. The secret is in the fragment, which no browser sends and no log sees. */
export function linkOf(url: string, secret: string): string {
  return `${url}/join#${secret}`;
}

/**
 * The secret that lets the first person in as admin; null when somebody has joined. Links that earlier starts printed
 * are withdrawn, so that there is one at a time.
 */
export async function firstInvitation(people: PeopleTable, now: Date): Promise<string | null> {
  if (await people.any()) return null;
  for (const { id, createdBy, role } of await people.invitations(now.toISOString())) {
    if (createdBy === null && role === 'admin') await people.withdrawInvitation(id);
  }
  const { secret } = await invite(people, { role: 'admin', hours: FIRST, person: null, createdBy: null }, now);
  return secret;
}

/** How following a link ended. */
export type Joined =
  | { readonly kind: 'joined'; readonly person: PersonRow; readonly secret: string; readonly isNew: boolean }
  /** The link was used, withdrawn, has expired or never was. */
  | { readonly kind: 'unusable' }
  /** The link adds a person, who has to say their name. */
  | { readonly kind: 'nameless' };

/** Uses an invitation up, and opens a session for its person, who is added to the desk unless the link is theirs. */
export function join(
  people: PeopleTable,
  token: string,
  name: string | null,
  now: Date,
  device: string | null = null,
): Promise<Joined> {
  return joinByHash(people, hashOf(token), name, now, device);
}

/** The same, for an invitation of whose secret only the hash is at hand. */
export async function joinByHash(
  people: PeopleTable,
  secretHash: string,
  name: string | null,
  now: Date,
  device: string | null,
): Promise<Joined> {
  const at = now.toISOString();
  const invitation = await people.invitationBySecret(secretHash, at);
  if (!invitation) return { kind: 'unusable' };
  const known = invitation.person === null ? null : await people.get(invitation.person);
  if (invitation.person !== null && !known?.role) return { kind: 'unusable' }; // left the desk meanwhile
  if (!known && name === null) return { kind: 'nameless' };
  if (!(await people.useInvitation(invitation.id, at))) return { kind: 'unusable' };
  const person = known ?? (await addPerson(people, nameApart(name ?? '', await people.list()), invitation.role, now));
  return { kind: 'joined', person, secret: await openSession(people, person.id, now, device), isNew: !known };
}
