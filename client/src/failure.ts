import { ApiProblem } from './api.ts';
import type { MessageId } from './i18n/messages.ts';

/** Problems that have a sentence in the reader's language, by their code. */
const BY_CODE: Readonly<Record<string, MessageId>> = {
  'last-admin': 'error.last-admin',
  'foreign-origin': 'error.foreign-origin',
  'left-the-desk': 'error.left-the-desk',
  'no-such-person': 'error.gone',
  'no-such-invitation': 'error.gone',
  'provider-unreachable': 'error.provider',
  'other-address': 'error.foreign-origin',
  'no-such-session': 'error.gone',
  'no-such-article': 'error.gone',
};

/** What to tell of a failed call: what happened, and what is safe or to be done. */
export function tellingOf(error: unknown): { readonly what: MessageId; readonly detail: MessageId | null } {
  if (!(error instanceof ApiProblem)) return { what: 'error.failed', detail: null };
  if (error.status === 0) return { what: 'error.unreachable', detail: 'error.unreachable.detail' };
  const known = BY_CODE[error.code];
  if (known) return { what: 'error.failed', detail: known };
  if (error.status === 403) return { what: 'error.failed', detail: 'error.forbidden' };
  if (error.status === 429) return { what: 'error.failed', detail: 'error.too-many' };
  if (error.status >= 500) return { what: 'error.failed', detail: 'error.server' };
  if (error.code === 'unreadable') return { what: 'error.answer', detail: 'error.answer.detail' };
  return { what: 'error.failed', detail: null };
}
