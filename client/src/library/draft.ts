/** An article about to be made: of a pasted text, or of a file once there is one. */
export interface Draft {
  readonly content: string;
  readonly file: File | null;
  readonly title: string;
  /** A language tag; null as long as the text itself decides. */
  readonly language: string | null;
}

export const EMPTY_DRAFT: Draft = { content: '', file: null, title: '', language: null };
