import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { call } from '../api.ts';
import type { ThreadDesk } from './thread-desk.ts';

/**
 * Threads of claims whose article is not open here. `changed` hears of the claim as the server has it after each act.
 * Each act rejects with an `ApiProblem`.
 */
export function httpThread(article: string, person: Person, changed: (claim: ClaimView) => void): ThreadDesk {
  const path = (claim: string, comment?: string) =>
    `/api/articles/${encodeURIComponent(article)}/claims/${encodeURIComponent(claim)}/comments${
      comment === undefined ? '' : `/${encodeURIComponent(comment)}`
    }`;
  const send = async (method: 'POST' | 'PATCH' | 'DELETE', to: string, json?: unknown) => {
    const view = await call(to, claimShape, { method, ...(json === undefined ? {} : { json }) });
    changed(view);
    return view;
  };
  return {
    me: person.id,
    mayWrite: atLeast(person.role, 'checker'),
    async say(claim, said, replyTo) {
      const { comments } = await send('POST', path(claim), { ...said, replyTo });
      return comments.findLast(({ by, kind }) => by === person.id && kind === 'comment')?.id ?? '';
    },
    async edit(claim, comment, said) {
      await send('PATCH', path(claim, comment), said);
    },
    async delete(claim, comment) {
      await send('DELETE', path(claim, comment));
    },
  };
}
