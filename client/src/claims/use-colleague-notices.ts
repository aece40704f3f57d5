import { textRoot } from '@sanad/shared/article';
import { useEffect, useState } from 'react';
import * as Y from 'yjs';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';
import type { ClaimNotice } from './claims-desk.ts';
import { type ColleagueChange, colleagueChange, freshClaims } from './colleague-notices.ts';

/** How long a card stays marked as just changed, in milliseconds: as long as its wash. */
const WASH = 2000;

/** Watches what colleagues do: what to tell of the chosen claim until another is chosen, and which cards wash in. */
export function useColleagueNotices(
  doc: Y.Doc,
  editor: ArticleEditor,
  own: string,
  nameOf: (person: string) => string,
): { readonly notice: ClaimNotice | null; readonly fresh: ReadonlySet<string> } {
  const text = useText();
  const [notice, setNotice] = useState<ClaimNotice | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const { list } = editor;
    const held = () => {
      const id = editor.chosen();
      return { id, mark: id === null ? null : list.peek(id) };
    };
    let { version } = list;
    let chosen = held();
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const later = (act: () => void, wait: number) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, wait);
      timers.add(timer);
    };
    // Removed here, whether by a button, a key or an undo: no news to the one who did it.
    const ownRemovals = new Set<unknown>();
    /** Whether the text was last changed here: what that does to a claim is no news either. */
    let ownText = false;
    const watch = (transaction: Y.Transaction) => {
      if (transaction.changedParentTypes.has(textRoot(doc) as never)) ownText = transaction.local;
      if (!transaction.local) return;
      for (const [type, keys] of transaction.changed) {
        if (type instanceof Y.Map && keys.has('removed') && type.get('removed') === true)
          ownRemovals.add(type.get('id'));
      }
    };
    doc.on('afterTransaction', watch);
    const sentence = (change: ColleagueChange) => {
      switch (change.kind) {
        case 'judged':
          return text('claims.notice.judged', {
            name: nameOf(change.by),
            verdict: text(`claims.verdict.${change.verdict}`),
          });
        case 'noted':
          return text('claims.notice.noted', { name: nameOf(change.by) });
        case 'settled':
        case 'reopened':
        case 'commented':
          return text(`claims.notice.${change.kind}`, { name: nameOf(change.by) });
        default:
          return text(`claims.notice.${change.kind}`);
      }
    };
    const look = () => {
      const before = { version, chosen };
      version = list.version;
      chosen = held();
      if (chosen.id !== before.chosen.id) setNotice(null);
      if (version === before.version) return;
      const earlier = before.chosen.mark;
      if (earlier) {
        const change = colleagueChange(earlier, list.peek(earlier.claim.id), own);
        if (change?.kind === 'removed') {
          // The transaction that took the claim away is still closing: whose it was is known after it.
          later(() => {
            if (!ownRemovals.delete(earlier.claim.id)) notify({ text: sentence(change) });
          }, 0);
        } else if (change && !(ownText && (change.kind === 'words' || change.kind === 'detached')))
          setNotice({ claim: earlier.claim.id, text: sentence(change) });
      }
      // What was there from the beginning is no news, nor is what changed for thousands at once.
      const news = before.version === 0 ? [] : freshClaims(list.changedSince(before.version) ?? [], own);
      if (news.length === 0) return;
      setFresh((known) => new Set([...known, ...news]));
      later(() => setFresh((known) => new Set([...known].filter((id) => !news.includes(id)))), WASH);
    };
    const stop = editor.subscribe(look);
    return () => {
      stop();
      doc.off('afterTransaction', watch);
      for (const timer of timers) clearTimeout(timer);
    };
  }, [doc, editor, own, nameOf, text]);

  return { notice, fresh };
}
