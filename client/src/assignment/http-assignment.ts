import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { call } from '../api.ts';
import type { AssignmentDesk } from './assignment-desk.ts';

/** Assigning claims of articles that are not open here. `articleOf` knows where a claim is; `changed` hears of each. */
export function httpAssignment(
  articleOf: (claim: string) => string,
  person: Person,
  changed: (claim: ClaimView) => void,
): AssignmentDesk {
  return {
    me: person.id,
    mayAssign: atLeast(person.role, 'checker'),
    async assign(claims, assignee) {
      const answers = claims.map(async (claim) => {
        const path = `/api/articles/${encodeURIComponent(articleOf(claim))}/claims/${encodeURIComponent(claim)}`;
        changed(await call(path, claimShape, { method: 'PATCH', json: { assignee } }));
      });
      await Promise.all(answers);
    },
  };
}
