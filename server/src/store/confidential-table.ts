import type { Evidence } from '@sanad/shared/evidence';

/** A version of a piece of confidential evidence. `by` and `at`: whose it is and since when; `writer` wrote this version. */
export interface ConfidentialRow {
  readonly article: string;
  readonly claim: string;
  readonly id: string;
  /** From 1, without gaps. */
  readonly version: number;
  readonly writer: string;
  readonly writtenAt: string;
  readonly evidence: Evidence;
}

/**
 * How writing a version ended. `overtaken`: another one was written since the version it builds on; `full`: the claim has
 * as many pieces as it may; `frozen`: the article takes no changes.
 */
export type ConfidentialWritten = 'written' | 'overtaken' | 'full' | 'frozen' | 'no-such-article';

/** Evidence that not everybody may read. Versions are added, and none is ever changed or deleted. */
export interface ConfidentialTable {
  /** Adds a version; `limit` is how many pieces, those taken away too, a claim may have. */
  write(row: ConfidentialRow, limit: number): Promise<ConfidentialWritten>;
  /** The latest version of every piece of an article that was not taken away: by age, then by id. */
  standing(article: string): Promise<readonly ConfidentialRow[]>;
  /** Every version of a piece, the oldest first; none when there is no such piece. */
  versions(article: string, claim: string, id: string): Promise<readonly ConfidentialRow[]>;
}
