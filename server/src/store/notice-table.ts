import type { NoticeKind } from '@sanad/shared/notice';
import type { Verdict } from '@sanad/shared/verdict';

/** What a notice says besides its kind: see `noticeShape`. */
export interface NoticeDetail {
  readonly verdict?: Verdict;
  readonly comment?: string;
  readonly version?: number;
}

/**
 * A notice to give. `thing` tells what it is about from others of its kind on the same claim: a comment, a person, a
 * version. An unread one about the same thing is brought up to date in place of a second; one that is given `once` is not
 * given again either when it was read.
 */
export interface NewNotice {
  readonly id: string;
  readonly person: string;
  readonly at: string;
  readonly kind: NoticeKind;
  readonly article: string;
  readonly claim: string | null;
  readonly thing: string;
  readonly once: boolean;
  readonly actor: string | null;
  readonly detail: NoticeDetail;
}

/** Unread notices that no longer hold: of everybody, or of one `person`, but for those `except`. */
export interface TakenBack {
  readonly kind: NoticeKind;
  readonly article: string;
  readonly claim: string;
  /** Those about this thing alone. */
  readonly thing?: string;
  readonly person?: string;
  readonly except?: readonly string[];
}

/** A notice as it is kept, with the title of its article and the words its claim has now. */
export interface NoticeRow extends Omit<NewNotice, 'thing' | 'once'> {
  readonly readAt: string | null;
  readonly title: string;
  readonly language: string;
  /** Null where it is about no claim, or the claim was removed. */
  readonly words: string | null;
}

/** What people of the desk were told of. Whoever is no longer of the desk is told of nothing. */
export interface NoticeTable {
  /**
   * Takes back what no longer holds, then gives what is new, all in one transaction. Answers with the people whose
   * notices have changed by it, each once.
   */
  write(given: readonly NewNotice[], taken: readonly TakenBack[]): Promise<readonly string[]>;
  /** A person's, newest first. */
  page(
    person: string,
    limit: number,
    after?: { readonly at: string; readonly id: string },
  ): Promise<readonly NoticeRow[]>;
  /** How many of a person's are unread. */
  unread(person: string): Promise<number>;
  /** Marks those of a person's own as read that are among `which`, or all up to a time. False when none was unread. */
  read(person: string, which: readonly string[] | { readonly until: string }, at: string): Promise<boolean>;
}
