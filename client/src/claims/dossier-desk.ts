import type { DeskPerson } from '../assignment/assignee-picker.tsx';
import type { AssignmentDesk } from '../assignment/assignment-desk.ts';
import type { ClaimantDesk } from '../claimant/claimant-desk.ts';
import type { SettlingDesk } from '../settling/settling-desk.ts';
import type { ThreadDesk } from '../thread/thread-desk.ts';
import type { ThreadDrafts } from '../thread/thread-drafts.ts';

/** What of a claim is asked for by a key, until it is there: its thread, its assignee, who says it, how it is settled or opened again. */
export interface Asked {
  readonly what: 'comment' | 'assign' | 'claimant' | 'settle' | 'reopen';
  readonly claim: string;
}

/** In the place of a claim: those picked in the list. */
export const PICKED = 'picked';

/** What gathers around claims, and what this person does with it. */
export interface DossierDesk {
  readonly thread: ThreadDesk;
  readonly drafts: ThreadDrafts;
  readonly assignment: AssignmentDesk;
  readonly claimant: ClaimantDesk;
  readonly settling: SettlingDesk;
  /** Everybody there is, with those who left. */
  readonly people: readonly DeskPerson[];
  readonly asked: Asked | null;
  ask(asked: Asked | null): void;
}
