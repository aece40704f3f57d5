import type { Sealed } from '@sanad/shared/sealed';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { ApiProblem } from '../api.ts';
import type { ArticleEditor, Sealing } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { deskQuery } from '../signing/signing-calls.ts';
import type { ArticleSession } from '../sync/session.ts';
import { notify } from '../ui/toast.tsx';
import { giveSealed, sealedQuery, withdrawSealed } from './sealed-calls.ts';
import type { SecondPersonDesk } from './second-person-desk.ts';

/** How long a claim just made may take to reach the server, in milliseconds, before its verdict is not sealed. */
const PATIENCE = 8000;

/** Keeps up with what the desk asks of verdicts, and has the editor seal those that are to be given blind. */
export function useSecondPerson(session: ArticleSession, editor: ArticleEditor): SecondPersonDesk {
  const { articleId } = session;
  const client = useQueryClient();
  const text = useText();
  const asks = useQuery(deskQuery).data?.secondPerson ?? 'off';
  // Also where nothing is sealed any more: what was given before stays sealed until there is a second.
  const sealed = useQuery({ ...sealedQuery(articleId), enabled: asks !== 'off' }).data;

  const told = useMemo(() => {
    const know = (list: readonly Sealed[]) => client.setQueryData(sealedQuery(articleId).queryKey, list);
    const failed = (error: unknown) => {
      void client.invalidateQueries({ queryKey: ['desk'] });
      void client.invalidateQueries({ queryKey: sealedQuery(articleId).queryKey });
      notify({ text: text(sentenceOf(error)) });
    };
    return {
      give: async ({ claim, verdict, note, words }: Sealing) => {
        try {
          // The server has to know the claim and its words: they go there by another way.
          if (!(await isSaved(session))) throw new ApiProblem(0, 'unreachable', '');
          know(await giveSealed(articleId, claim, { verdict, note, quote: words }));
        } catch (error) {
          failed(error);
        }
      },
      refresh: () => void client.invalidateQueries({ queryKey: sealedQuery(articleId).queryKey }),
      withdraw: (claim: string) => void withdrawSealed(articleId, claim).then(know, failed),
    };
  }, [client, articleId, session, text]);

  useEffect(() => editor.ask(asks, (sealing) => void told.give(sealing)), [editor, asks, told]);

  return useMemo(() => {
    const by = Map.groupBy(sealed ?? [], ({ claim }) => claim);
    return { asks, sealedOn: (claim) => by.get(claim) ?? [], withdraw: told.withdraw, refresh: told.refresh };
  }, [asks, sealed, told]);
}

/** Whether all that was done here is at the server, as soon as that is known. */
function isSaved(session: ArticleSession): Promise<boolean> {
  const saved = () => {
    const state = session.state();
    return state.kind === 'live' && state.unsaved === 0;
  };
  return new Promise((resolve) => {
    const end = (how: boolean) => {
      off();
      clearTimeout(timer);
      resolve(how);
    };
    const look = () => {
      if (saved()) end(true);
      else if (session.state().kind === 'offline') end(false);
    };
    const off = session.subscribe(look);
    const timer = setTimeout(() => end(false), PATIENCE);
    // Not at once: what was just done is counted among the unsaved in this same turn.
    queueMicrotask(look);
  });
}

function sentenceOf(error: unknown): MessageId {
  const { status, code } = error instanceof ApiProblem ? error : { status: 500, code: '' };
  if (status === 0) return 'second.not-sealed.offline';
  if (code === 'words-changed') return 'second.not-sealed.words';
  if (code === 'frozen') return 'article.refused.frozen';
  if (code === 'nothing-sealed') return 'second.opened';
  return 'second.not-sealed';
}
