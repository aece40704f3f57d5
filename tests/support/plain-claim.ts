import type { Claim } from '@sanad/shared/claim';

/** A claim on words that are its id, of which nobody has said anything. */
export function claimNamed(id: string): Claim {
  const quote = { exact: id, prefix: '', suffix: '' };
  return {
    id,
    createdBy: 'p',
    createdAt: '2026-01-01T00:00:00.000Z',
    anchor: { start: new Uint8Array(1), end: new Uint8Array(1) },
    quote,
    original: quote,
    judgements: [],
    removed: false,
    assignee: null,
    claimant: null,
    evidence: {},
    comments: {},
  };
}
