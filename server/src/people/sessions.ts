import type { Role } from '@sanad/shared/policy';
import type { PeopleTable, PersonRow } from '../store/store.ts';
import { nextColour } from './colours.ts';
import { deviceOf } from './device.ts';
import { hashOf, newId, newSecret } from './secrets.ts';

/** The name of the session cookie. */
const COOKIE = 'sanad_session';
/** How long a session lasts without being used, in days. */
const DAYS = 30;
const DAY = 86_400_000;
/** How often it is noted that a session is in use, in milliseconds. */
const USE_NOTED = 300_000;

/** Somebody of the desk, and what they came with. */
export interface Caller {
  readonly person: PersonRow;
  readonly role: Role;
  readonly session: string;
  readonly kind: 'session' | 'token';
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
}

/** A person with an id and a colour of their own, whom nobody has added yet. */
export async function newPerson(people: PeopleTable, name: string, role: Role, now: Date): Promise<PersonRow> {
  const colour = nextColour(await people.list());
  return { id: newId(), name, role, colour, createdAt: now.toISOString() };
}

/** Adds a person to the desk. */
export async function addPerson(people: PeopleTable, name: string, role: Role, now: Date): Promise<PersonRow> {
  const person = await newPerson(people, name, role, now);
  await people.add(person);
  return person;
}

/** Opens a session for a person, on a `device`; answers with its secret, of which only a hash is kept. */
export async function openSession(
  people: PeopleTable,
  person: string,
  now: Date,
  device: string | null = null,
): Promise<string> {
  return open(people, person, 'session', now, DAYS, device);
}

/** Makes a bearer token for a person, for `days` or until it is revoked; answers with the token. */
export async function openToken(people: PeopleTable, person: string, now: Date, days: number | null): Promise<string> {
  return open(people, person, 'token', now, days, null);
}

async function open(
  people: PeopleTable,
  person: string,
  kind: 'session' | 'token',
  now: Date,
  days: number | null,
  device: string | null,
): Promise<string> {
  const secret = newSecret();
  await people.openSession({
    id: newId(),
    person,
    kind,
    secretHash: hashOf(secret),
    createdAt: now.toISOString(),
    expiresAt: days === null ? null : daysFrom(now, days),
    device,
  });
  return secret;
}

function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY).toISOString();
}

/** A secret and how it came: as a script sends it, or as a browser does by itself. */
export interface Carried {
  readonly secret: string;
  readonly carrier: 'bearer' | 'cookie';
}

/**
 * Who a secret belongs to; null when it opens nothing, its person left the desk, or it came as the other kind does: a
 * script's token is no cookie, and a browser's session no bearer token.
 */
export async function callerOf(people: PeopleTable, { secret, carrier }: Carried, now: Date): Promise<Caller | null> {
  const found = await people.sessionBySecret(hashOf(secret), now.toISOString());
  if (!found?.person.role) return null;
  if ((found.kind === 'token') !== (carrier === 'bearer')) return null;
  const { id, kind, person, expiresAt, usedAt } = found;
  return { person, role: found.person.role, session: id, kind, expiresAt, usedAt };
}

/** Lets a session that is in use last again from now; at most once a day, and true when it did. */
export async function renewed(people: PeopleTable, caller: Caller, now: Date): Promise<boolean> {
  if (caller.kind !== 'session' || caller.expiresAt === null) return false;
  if (Date.parse(caller.expiresAt) > now.getTime() + (DAYS - 1) * DAY) return false;
  return await people.extendSession(caller.session, daysFrom(now, DAYS)).then(
    () => true,
    () => false, // a store that cannot write keeps nobody out
  );
}

/**
 * Notes that a session is in use, for those who look at where they are signed in; not again within five minutes of the
 * last time, as `caller` knows it. Without a `userAgent` the device stays the one that is known. A store that cannot write
 * it down keeps nobody out.
 */
export async function noteUse(people: PeopleTable, caller: Caller, now: Date, userAgent?: string): Promise<void> {
  if (caller.usedAt !== null && now.getTime() - Date.parse(caller.usedAt) < USE_NOTED) return;
  const device = caller.kind === 'session' ? deviceOf(userAgent) : null;
  await people.useSession(caller.session, now.toISOString(), device).catch(() => undefined);
}

/** The `Set-Cookie` value that signs a browser in at the desk of that address. */
export function sessionCookie(secret: string, url: string): string {
  return cookie(secret, DAYS * 86_400, url);
}

/** The `Set-Cookie` value that takes the session out of a browser. */
export function endedCookie(url: string): string {
  return cookie('', 0, url);
}

function cookie(value: string, maxAge: number, url: string): string {
  const secure = url.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** The secret that a `Cookie` header carries; null when it carries none. */
export function secretOfCookie(header: string | undefined): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE && value) return value;
  }
  return null;
}
