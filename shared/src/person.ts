import { z } from 'zod';
import { ROLES } from './policy.ts';

// People, their sessions and invitations, and signing in, over HTTP.

const id = z.string();
const isoTime = z.iso.datetime();
export const roleShape = z.enum(ROLES);

/** A person of the desk. `colour` is a CSS colour stamped by the server, the same on every screen. */
export const personShape = z.object({ id, name: z.string(), role: roleShape, colour: z.string(), createdAt: isoTime });
export type Person = z.infer<typeof personShape>;

/** GET /api/session */
export const sessionShape = z.object({ person: personShape, schema: z.number().int() });
export type Session = z.infer<typeof sessionShape>;

/** GET /api/people: everyone of the desk, those who left (role null) too: their names stay under what they judged. */
export const peopleShape = z.object({ people: z.array(personShape.extend({ role: roleShape.nullable() })) });
export type People = z.infer<typeof peopleShape>;

/** Without letters that have no shape, as Unicode counts them. */
const withoutBlanks = (name: string) => name.replace(/[\u115f\u1160\u3164\uffa0\u{1d159}]/gu, '');

const personName = z
  .string()
  .trim()
  .min(1, 'Give a name of 1 to 80 characters.')
  .max(80, 'Give a name of 1 to 80 characters.')
  .refine((name) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), 'A name holds no control characters.')
  // A letter or a digit of any script: signs without a shape, and marks on nothing, show nobody.
  .refine((name) => /[\p{L}\p{N}]/u.test(withoutBlanks(name)), 'A name holds at least one letter or digit.');

/** POST /api/invitations/look: what a link offers, without using it up. `person` is set when it signs a known person in. */
export const lookRequest = z.strictObject({ token: z.string().min(1).max(200) });
export const lookShape = z.object({ role: roleShape, expiresAt: isoTime, person: z.string().nullable() });
export type InvitationLook = z.infer<typeof lookShape>;

/** POST /api/join: uses the link up, sets the session cookie, answers with the session. */
export const joinRequest = z.strictObject({ token: z.string().min(1).max(200), name: personName.optional() });

/** POST /api/invitations (admin). `person` makes a link that signs that person in again instead of adding one. */
export const invitationRequest = z.strictObject({
  role: roleShape.default('checker'),
  hours: z.number().int().min(1, 'A link lasts 1 to 720 hours.').max(720, 'A link lasts 1 to 720 hours.').default(72),
  person: id.optional(),
});
/** GET /api/invitations (admin): those still open. `link` is given once, in the answer that makes it. */
export const invitationShape = z.object({
  id,
  role: roleShape,
  createdAt: isoTime,
  createdBy: id.nullable(),
  expiresAt: isoTime,
  person: id.nullable(),
});
export const madeInvitationShape = invitationShape.extend({ link: z.string() });
export const invitationsShape = z.object({ invitations: z.array(invitationShape) });
export type Invitation = z.infer<typeof invitationShape>;
export type MadeInvitation = z.infer<typeof madeInvitationShape>;

/** PATCH /api/people/:id (admin). `role: null` takes a person off the desk. */
export const personChange = z.strictObject({ role: roleShape.nullable() });

/**
 * A session of a browser, or a script's token, that is open. `device` is what it was last used on, such as
 * `Firefox · Linux`; `usedAt` is to some minutes; `inside`: it has an article open now; `current`: it asks.
 */
export const openSessionShape = z.object({
  id,
  kind: z.enum(['session', 'token']),
  device: z.string().nullable(),
  createdAt: isoTime,
  usedAt: isoTime.nullable(),
  expiresAt: isoTime.nullable(),
  inside: z.boolean(),
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionShape>;

/**
 * GET /api/sessions: one's own, last used first; GET /api/people/:id/sessions (admin): somebody's. DELETE either to end
 * all of them (of one's own: all but the one that asks), or `…/:session` to end one.
 */
export const sessionsShape = z.object({ sessions: z.array(openSessionShape) });
export type Sessions = z.infer<typeof sessionsShape>;

/** GET /api/tokens (admin): the tokens of scripts, newest first, each with the name and role it works in. */
export const tokensShape = z.object({
  tokens: z.array(
    openSessionShape
      .pick({ id: true, createdAt: true, usedAt: true, expiresAt: true })
      .extend({ person: id, name: z.string(), role: roleShape }),
  ),
});
export type Tokens = z.infer<typeof tokensShape>;

// ---- HTTP: signing in with an OpenID Connect provider ----

/** GET /api/sign-in, for strangers too. `admits`: whoever the provider knows may come in without an invitation. */
export const signInShape = z.object({
  provider: z.object({ name: z.string(), admits: z.boolean() }).nullable(),
});
export type SignIn = z.infer<typeof signInShape>;

/**
 * POST /api/oidc/begin: `token` is an invitation's secret, to join by the provider instead of by a name. `to` is the page
 * to go on to. POST /api/identity: the same, to link whoever is signed in. The browser goes on to `url`.
 */
export const oidcRequest = z.strictObject({
  to: z.string().max(300).optional(),
  token: z.string().min(1).max(200).optional(),
});
export const linkRequest = oidcRequest.pick({ to: true });
export const oidcBegunShape = z.object({ url: z.string() });

/**
 * GET /api/identity: whether one's own account at the provider is linked; GET /api/people/:id/identity (admin). DELETE
 * takes the link away. `provider` null: the desk has none.
 */
export const identityShape = z.object({ provider: z.string().nullable(), linkedAt: isoTime.nullable() });
export type OwnIdentity = z.infer<typeof identityShape>;

/** Why signing in with the provider ended without: `/sign-in?failed=` carries one, and the page has a sentence for each. */
export const SIGN_IN_FAILURES = [
  'unreachable',
  'denied',
  'expired',
  'mismatch',
  'too-many',
  'unknown',
  'removed',
  'nameless',
  'link-unusable',
  'taken',
  'signed-out',
  'failed',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** How it ended well: `/sign-in?done=` carries one, with `to`, the page to go on to. */
export const SIGN_IN_ENDS = ['joined', 'linked'] as const;
