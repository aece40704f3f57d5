import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import { addComment, deleteComment, editComment } from '@sanad/shared/dossier';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import type * as Y from 'yjs';
import type { ClaimActs } from '../editor/article-editor.ts';
import type { ThreadDesk } from './thread-desk.ts';
import type { ThreadDrafts } from './thread-drafts.ts';

/** Threads in an open article: each act is one step of the person's own undo. */
export function documentThread(doc: Y.Doc, person: Person, act: ClaimActs): ThreadDesk {
  const hand = () => ({ by: person.id, at: new Date().toISOString() });
  return {
    me: person.id,
    mayWrite: atLeast(person.role, 'checker'),
    async say(claim, said, replyTo) {
      const id = crypto.randomUUID();
      act.step(() => addComment(doc, claim, id, hand(), { ...said, replyTo }));
      return id;
    },
    async edit(claim, comment, said) {
      act.step(() => editComment(doc, claim, comment, hand(), said));
    },
    async delete(claim, comment) {
      act.step(() => deleteComment(doc, claim, comment, hand()));
    },
  };
}

/** Makes drafts again of what was sent and is not in the document. */
export function recoverDrafts(drafts: ThreadDrafts, doc: Y.Doc): void {
  drafts.recover((claim, id, text) => {
    const entry = readClaim(claimsRoot(doc).get(claim))?.comments[id];
    return entry?.kind === 'comment' && entry.text === text.trim();
  });
}
