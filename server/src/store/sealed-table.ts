import type { SealedVerdict } from '@sanad/shared/sealed';

/** A verdict that nobody but its giver is shown yet: for which words, with which note, given when (ISO 8601, UTC). */
export interface SealedRow {
  readonly article: string;
  readonly claim: string;
  /** The giver's id. */
  readonly person: string;
  readonly verdict: SealedVerdict;
  readonly note: string;
  readonly quote: string;
  readonly at: string;
  /** It is being written into the article, and no longer its giver's to change. */
  readonly opening: boolean;
}

/** A claim of an article. */
export interface ClaimPlace {
  readonly article: string;
  readonly claim: string;
}

/** The verdicts of all articles that are sealed, at most one of each person on each claim. */
export interface SealedTable {
  /** Those of an article, by when they were given. */
  of(article: string): Promise<readonly SealedRow[]>;
  /** Keeps one, in place of what that person gave on that claim before. False, and nothing, when that is being opened. */
  put(row: Omit<SealedRow, 'opening'>): Promise<boolean>;
  /** Takes one's own back. False, and nothing, when there is none or it is being opened. */
  withdraw(place: ClaimPlace, person: string): Promise<boolean>;
  /** Says that these people's on that claim are being opened, all of them or none. */
  open(place: ClaimPlace, people: readonly string[]): Promise<void>;
  /** Forgets one that was given at that time, whatever became of it. */
  drop(row: Pick<SealedRow, 'article' | 'claim' | 'person' | 'at'>): Promise<void>;
  /** Claims whose verdicts are being opened, or that two people have given one on: what a crash may have cut off. */
  due(): Promise<readonly ClaimPlace[]>;
}
