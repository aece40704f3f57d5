import type { Role } from '@sanad/shared/policy';
import type { FastifyRequest } from 'fastify';

/** Something that was done to who may be here; people, sessions and invitations are told by their ids. `by`: who did it. */
export type Entry =
  | {
      readonly event: 'signed-in';
      readonly person: string;
      readonly how: 'link' | 'provider';
      readonly joined: boolean;
    }
  | { readonly event: 'signed-out'; readonly person: string; readonly session: string }
  | { readonly event: 'sessions-ended'; readonly person: string; readonly by: string; readonly sessions: number }
  | {
      readonly event: 'role-changed';
      readonly person: string;
      readonly by: string;
      readonly before: Role | null;
      readonly role: Role;
    }
  | { readonly event: 'removed'; readonly person: string; readonly by: string; readonly before: Role | null }
  | { readonly event: 'invited'; readonly invitation: string; readonly role: Role; readonly by: string }
  | { readonly event: 'invitation-withdrawn'; readonly invitation: string; readonly by: string }
  | { readonly event: 'account-linked' | 'account-unlinked'; readonly person: string; readonly by: string };

const SENTENCES: Readonly<Record<Entry['event'], string>> = {
  'signed-in': 'somebody signed in',
  'signed-out': 'somebody signed out',
  'sessions-ended': 'sessions were ended',
  'role-changed': 'a role was changed',
  removed: 'somebody was taken off the desk',
  invited: 'an invitation was made',
  'invitation-withdrawn': 'an invitation was withdrawn',
  'account-linked': 'an account at the provider was linked',
  'account-unlinked': 'the link to an account at the provider was taken away',
};

/** Writes into the log, as one line, who came, who went and who was given what; without a secret and without a name. */
export function register(request: FastifyRequest, entry: Entry): void {
  request.log.info({ ...entry, ip: request.ip }, SENTENCES[entry.event]);
}
