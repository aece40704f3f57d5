/** A comment begun. `picked`: people chosen from the list of names. */
export interface Draft {
  readonly text: string;
  readonly picked: readonly string[];
}

/** What a comment is written for: a new one, an answer to `entry`, or `entry` said otherwise. */
export interface Writing {
  readonly claim: string;
  readonly kind: 'new' | 'reply' | 'edit';
  readonly entry: string | null;
}

const keyOf = ({ claim, kind, entry }: Writing) => `${claim} ${kind} ${entry ?? ''}`;

interface Sent {
  readonly writing: Writing;
  readonly draft: Draft;
}

/**
 * Comments begun and not sent, for as long as the page is open. What was sent and taken back by a refusal becomes a draft
 * again: nobody has to write it twice.
 */
export class ThreadDrafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #sent = new Map<string, Sent>();

  get(writing: Writing): Draft | null {
    return this.#drafts.get(keyOf(writing)) ?? null;
  }

  set(writing: Writing, draft: Draft): void {
    if (draft.text.trim() === '') this.#drafts.delete(keyOf(writing));
    else this.#drafts.set(keyOf(writing), draft);
  }

  /** A draft was sent as the comment `id`. */
  sent(writing: Writing, id: string): void {
    const draft = this.get(writing);
    this.#drafts.delete(keyOf(writing));
    if (draft) this.#sent.set(id, { writing, draft });
  }

  /** The article was opened anew, without what was refused: sent comments that are not there are drafts again. */
  recover(isThere: (claim: string, id: string, text: string) => boolean): void {
    for (const [id, { writing, draft }] of this.#sent) {
      this.#sent.delete(id);
      if (!isThere(writing.claim, id, draft.text) && !this.get(writing)) this.set(writing, draft);
    }
  }
}

const known = new Map<string, ThreadDrafts>();

/** The drafts of one person at one article, by a name for both: the same for as long as the page is open. */
export function draftsOf(name: string): ThreadDrafts {
  let drafts = known.get(name);
  if (!drafts) {
    drafts = new ThreadDrafts();
    known.set(name, drafts);
  }
  return drafts;
}
