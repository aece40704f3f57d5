import type { Change } from '@sanad/shared/change';
import type { Claim } from '@sanad/shared/claim';
import type { ClaimView } from '@sanad/shared/protocol';
import type { Turned } from '../store/store.ts';

/** A change that says more than that letters came or went, or that a claim went along with them. */
export type Act = Exclude<Change, { readonly kind: 'text-edited' | 'claim-moved' | 'malformed' }>;

/** What somebody did to the claims of an article, all in one update. `at` is the server's time. */
export interface Happening {
  readonly article: string;
  readonly actor: string;
  readonly at: string;
  readonly acts: readonly Act[];
  /** A claim as it is now, also a removed one; null when there is none. Only while the witness is being told. */
  readonly claim: (id: string) => Claim | null;
}

/** The rows of an article, made anew. */
export interface Rewritten {
  readonly article: string;
  readonly at: string;
  readonly claims: readonly ClaimView[];
  /** What lost the words it was judged for, or has them again, since the rows were written before. */
  readonly turned: readonly Turned[];
  /** Whether one of them is not as it was, apart from where in the text it stands. */
  readonly changed: boolean;
  /** Who changed the text since then; nobody is named when it was before the article was loaded. */
  readonly writers: readonly string[];
}

/**
 * Somebody who is told what happens in the rooms. Both are called once it is on disk, in the order in which it happened,
 * and nothing waits for them: what they throw is logged, and changes nothing. Letters alone are not told of.
 */
export interface Witness {
  happened(happening: Happening): void;
  rewritten(rewritten: Rewritten): void;
}

/** Of what an update did, what a witness is told of. */
export function actsOf(changes: readonly Change[]): Act[] {
  return changes.filter((change): change is Act => !QUIET.has(change.kind));
}

const QUIET: ReadonlySet<Change['kind']> = new Set(['text-edited', 'claim-moved', 'malformed']);
