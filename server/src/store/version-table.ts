/** A version that was signed off, without what makes it long. The last three are null while it stands. */
export interface VersionRow {
  readonly article: string;
  /** From 1, without gaps. */
  readonly number: number;
  readonly signedAt: string;
  readonly signedBy: string;
  /** SHA-256 of `report`, in hex. */
  readonly hash: string;
  readonly reopenedAt: string | null;
  readonly reopenedBy: string | null;
  readonly reason: string | null;
}

/** What a version holds. `report` is JSON; of `html` each language is one page, gzipped. */
export interface VersionContent {
  readonly report: string;
  /** The whole document as one Y update. */
  readonly state: Uint8Array;
  readonly html: Readonly<Record<'ar' | 'en', Uint8Array>>;
  /** The report with what not everybody may read, as JSON; null when there was nothing of the kind. */
  readonly confidential: string | null;
}

/**
 * The versions of the articles. An article is frozen while its last version stands: both are said in one transaction.
 * There is no method that changes what a version holds, and the database itself refuses to.
 */
export interface VersionTable {
  /**
   * Signs an article off: keeps the version, freezes the article and writes the row of history, all of it or nothing.
   * Answers with the version's number; null when the article is signed off already.
   * @throws RangeError when there is no such article.
   */
  sign(
    article: string,
    version: Pick<VersionRow, 'signedAt' | 'signedBy' | 'hash'> & VersionContent,
  ): Promise<number | null>;
  /**
   * Reopens an article: says so with the version that stands, lets the article be changed and writes the row of history,
   * all of it or nothing. Answers with the version; null when none stands.
   */
  reopen(article: string, at: string, by: string, reason: string): Promise<VersionRow | null>;
  /** The newest first. */
  list(article: string): Promise<readonly VersionRow[]>;
  get(article: string, number: number): Promise<VersionRow | null>;
  /** One part of what a version holds; null when there is no such version. */
  part<K extends keyof VersionContent>(article: string, number: number, part: K): Promise<VersionContent[K] | null>;
}
