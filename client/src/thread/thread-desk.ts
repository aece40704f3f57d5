import type { Comment } from '@sanad/shared/thread';

/** What a person says in a comment. */
export type Said = Pick<Comment, 'text' | 'mentions'>;

/**
 * What a person does in threads, whatever the claims are kept in. Each act is done when its promise is, and rejects where it
 * was refused; what was written is then still to be sent.
 */
export interface ThreadDesk {
  /** Who writes (person id). */
  readonly me: string;
  readonly mayWrite: boolean;
  /** Adds a comment; gives its id. */
  say(claim: string, said: Said, replyTo: string | null): Promise<string>;
  edit(claim: string, comment: string, said: Said): Promise<void>;
  delete(claim: string, comment: string): Promise<void>;
}
