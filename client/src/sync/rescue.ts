import type { Refusal } from '@sanad/shared/policy';

/** What could not be sent when the server turned a change down or this copy had fallen out of step. */
export interface Rescue {
  readonly articleId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason: Refusal | 'too-big' | 'out-of-step';
  /** The Yjs update with everything the server had not confirmed. */
  readonly update: Uint8Array;
  /** The plain text as it stood on this screen. */
  readonly text: string;
}
