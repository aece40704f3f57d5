import type { Change } from './change.ts';
import type { SecondPerson } from './desk.ts';

/** What a person may do; each may do what the one before may, and more. */
export const ROLES = ['reader', 'checker', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a person of this desk, with the role the server knows, or the server itself. */
export interface Actor {
  readonly id: string;
  readonly role: Role | 'server';
}

/** The server, where it acts by itself: it moves claims to where their words went, and does nothing else. */
export const SERVER: Actor = { id: 'server', role: 'server' };

/** Whether `role` is `least` or one of those that may more. The server's is none of them. */
export function atLeast(role: Actor['role'], least: Role): boolean {
  return role !== 'server' && ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Why a change was refused; the client has a sentence for each. */
export const REFUSALS = [
  'text-needs-editor',
  'claims-need-checker',
  'in-another-name',
  'another-persons-claim',
  'another-persons-comment',
  'another-persons-evidence',
  'settling-needs-editor',
  'blind-verdicts',
  'frozen',
  'malformed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/**
 * Whether `actor` may make `change`: null when they may, else why not. The client asks so as not to offer what will be
 * refused; the server asks to decide. `secondPerson` is what the desk asks of verdicts: where they are blind, the first on a
 * claim's words is not given into the article, where everybody would see it; it is sealed until there is a second.
 */
export function refusalOf(actor: Actor, change: Change, secondPerson: SecondPerson = 'off'): Refusal | null {
  switch (change.kind) {
    case 'text-edited':
      return atLeast(actor.role, 'editor') ? null : 'text-needs-editor';
    case 'claim-made':
    case 'aside-made':
    case 'verdict-withdrawn':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      return change.by === actor.id ? null : 'in-another-name';
    case 'verdict-given':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      if (change.by !== actor.id) return 'in-another-name';
      return secondPerson === 'blind' && change.first ? 'blind-verdicts' : null;
    case 'claim-moved':
      return actor.role === 'server' || atLeast(actor.role, 'checker') ? null : 'claims-need-checker';
    case 'claim-removed':
    case 'claim-restored':
    case 'aside-removed':
    case 'aside-restored':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      return change.createdBy === actor.id || atLeast(actor.role, 'editor') ? null : 'another-persons-claim';
    case 'claim-assigned':
    case 'claimant-set':
      return atLeast(actor.role, 'checker') ? null : 'claims-need-checker';
    case 'evidence-added':
    case 'evidence-withdrawn':
    case 'comment-added':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      return change.by === actor.id ? null : 'in-another-name';
    case 'evidence-changed':
    case 'evidence-removed':
    case 'evidence-restored':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      return change.by === actor.id || atLeast(actor.role, 'editor') ? null : 'another-persons-evidence';
    case 'comment-edited':
    case 'comment-deleted':
      if (!atLeast(actor.role, 'checker')) return 'claims-need-checker';
      return change.by === actor.id ? null : 'another-persons-comment';
    case 'claim-settled':
    case 'claim-reopened':
    case 'settlement-withdrawn':
    case 'reopening-withdrawn':
      if (!atLeast(actor.role, 'editor')) return 'settling-needs-editor';
      return change.by === actor.id ? null : 'in-another-name';
    case 'malformed':
      return 'malformed';
  }
}

/** Whether `actor` may make `change`. */
export function can(actor: Actor, change: Change): boolean {
  return refusalOf(actor, change) === null;
}
