import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ClaimView, claimShape } from '@sanad/shared/protocol';
import { call } from '../api.ts';
import type { SettlingDesk } from './settling-desk.ts';

/** Settling claims whose article is not open here: the text stays as it is. `changed` hears of the claim afterwards. */
export function httpSettling(article: string, person: Person, changed: (claim: ClaimView) => void): SettlingDesk {
  const patch = async (claim: string, settlement: unknown, quote?: string) => {
    const path = `/api/articles/${encodeURIComponent(article)}/claims/${encodeURIComponent(claim)}`;
    changed(
      await call(path, claimShape, {
        method: 'PATCH',
        json: { settlement, ...(quote === undefined ? {} : { quote }) },
      }),
    );
  };
  return {
    maySettle: atLeast(person.role, 'editor'),
    mayChangeText: false,
    settle: (claim, { how, reason, wording, read }) => patch(claim, { how, reason, wording }, read),
    reopen: (claim, reason) => patch(claim, { reopen: reason }),
  };
}
