import type { SignInFailure } from '@sanad/shared/person';
import type { Role } from '@sanad/shared/policy';
import { joinByHash } from '../people/invitations.ts';
import { nameApart } from '../people/names.ts';
import { newPerson, openSession } from '../people/sessions.ts';
import type { PersonRow, Store } from '../store/store.ts';
import type { Purpose } from './flows.ts';
import type { Voucher } from './provider.ts';

/** What becomes of somebody the provider vouches for. `secret` is their new session's. */
export type Arrival =
  | { readonly kind: 'in'; readonly person: string; readonly secret: string; readonly joined: boolean }
  | { readonly kind: 'linked'; readonly person: string }
  | { readonly kind: 'refused'; readonly why: SignInFailure };

/** What arriving needs to know: `admits` is the role of whoever is vouched for and unknown; null: they are refused. */
export interface Gateway {
  readonly store: Store;
  readonly admits: Role | null;
  readonly now: Date;
  readonly device: string | null;
}

const refused = (why: SignInFailure): Arrival => ({ kind: 'refused', why });

/** Lets somebody in whom the provider vouches for, or links them, or says why not. */
export function arrive(gateway: Gateway, voucher: Voucher, purpose: Purpose): Promise<Arrival> {
  switch (purpose.kind) {
    case 'sign-in':
      return signIn(gateway, voucher);
    case 'join':
      return follow(gateway, voucher, purpose.invitation);
    case 'link':
      return link(gateway, voucher, purpose);
  }
}

async function signIn(gateway: Gateway, { identity, name }: Voucher): Promise<Arrival> {
  const { store, admits, now } = gateway;
  const known = await store.identities.personOf(identity);
  if (known) return letIn(gateway, known);
  // The first of a desk is its admin, who comes by the link that the server printed.
  if (admits === null || !(await store.people.any())) return refused('unknown');
  if (name === null) return refused('nameless');
  const person = await newPerson(store.people, nameApart(name, await store.people.list()), admits, now);
  const added = await store.identities.addPerson(person, identity);
  if (added) return enter(gateway, person, true);
  const other = await store.identities.personOf(identity); // came in by another window in the same moment
  return other ? letIn(gateway, other) : refused('failed');
}

/** Follows an invitation in the name the provider tells. Whoever is of the desk already is let in, and uses none up. */
async function follow(gateway: Gateway, { identity, name }: Voucher, invitation: string): Promise<Arrival> {
  const { store, now, device } = gateway;
  const at = now.toISOString();
  const offered = await store.people.invitationBySecret(invitation, at);
  if (!offered) return refused('link-unusable');
  const known = await store.identities.personOf(identity);
  if (known && offered.person !== null && offered.person !== known.id) return refused('taken');
  if (known && offered.person === null) return letIn(gateway, known);
  const joined = await joinByHash(store.people, invitation, name, now, device);
  if (joined.kind === 'unusable') return refused('link-unusable');
  if (joined.kind === 'nameless') return refused('nameless');
  await store.identities.link(joined.person.id, identity, at);
  return { kind: 'in', person: joined.person.id, secret: joined.secret, joined: true };
}

async function link(
  { store, now }: Gateway,
  { identity }: Voucher,
  { person, session }: Extract<Purpose, { kind: 'link' }>,
): Promise<Arrival> {
  const at = now.toISOString();
  if (!(await store.people.standing([session], at)).has(session)) return refused('signed-out');
  return (await store.identities.link(person, identity, at)) ? { kind: 'linked', person } : refused('taken');
}

async function letIn(gateway: Gateway, person: PersonRow): Promise<Arrival> {
  return person.role ? await enter(gateway, person, false) : refused('removed');
}

async function enter({ store, now, device }: Gateway, { id }: PersonRow, joined: boolean): Promise<Arrival> {
  return { kind: 'in', person: id, secret: await openSession(store.people, id, now, device), joined };
}
