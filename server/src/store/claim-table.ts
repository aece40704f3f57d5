import type { ClaimView } from '@sanad/shared/protocol';
import type { ClaimContext, QueuedClaim, QueueOrder } from '@sanad/shared/queue';

/**
 * The version of what the rows of an article hold. To be raised with every change of what a row is made of: the server
 * makes the rows of every article anew that are of an older one.
 */
export const ROWS_VERSION = 3;

/** A claim as the queue reads it: the wire's shape, and what stands around it. */
export interface ClaimRow {
  readonly view: ClaimView;
  readonly context: ClaimContext;
}

/** What a claim is ordered by in the queue, all of it together different for every claim; longer for `article`. */
export type QueueKey = readonly string[];

/** Filters of the queue; all of them have to hold. */
export interface ClaimFilter {
  /** Any of these. */
  readonly verdicts?: readonly ClaimView['verdict'][];
  /** Those that people disagree about as well, whatever their verdict. */
  readonly conflictsToo?: boolean;
  readonly settled?: boolean;
  /** A person's id; null: nobody's. */
  readonly assignee?: string | null;
  readonly stale?: boolean;
  readonly unbacked?: boolean;
  /** Whether confidential evidence backs a claim as well: for those who may know that there is some. */
  readonly confidentialToo?: boolean;
  readonly detached?: boolean;
  readonly article?: string;
  readonly claim?: string;
  /** The last verdict, or without one the claim, is of this time or before. */
  readonly until?: string;
  /** Already folded. */
  readonly q?: string;
}

export interface ClaimQuery extends ClaimFilter {
  readonly order: QueueOrder;
  /** From behind this one. */
  readonly after?: QueueKey;
  /** Up to this one. */
  readonly through?: QueueKey;
  readonly limit: number;
}

/** The claims of every article as rows. `ArticleTable.project` writes them. */
export interface ClaimTable {
  /** @throws RangeError when `after` or `through` are no keys of that order. */
  page(query: ClaimQuery): Promise<readonly { readonly claim: QueuedClaim; readonly key: QueueKey }[]>;
  /** How many claims a filter lets through, counted up to `limit`. */
  count(filter: ClaimFilter, limit: number): Promise<number>;
  /** Articles whose rows are of an older version than `ROWS_VERSION`, by id from behind `after`. */
  outdated(after: string, limit: number): Promise<readonly string[]>;
}
