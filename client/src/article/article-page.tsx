import { articleText } from '@sanad/shared/article-text';
import { directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { sessionQuery } from '../queries.ts';
import { type ArticleSession, openArticle, type SyncState } from '../sync/session.ts';
import { articleQuery } from './article-queries.ts';
import { ArticleSkeleton } from './article-skeleton.tsx';
import { ArticleView } from './article-view.tsx';
import { EndedView } from './ended-view.tsx';
import { readingSession } from './reading-session.ts';
import { useStage } from './use-stage.ts';

/** One article: its text, the claims beside it, and everyone who is at it. */
export default function ArticlePage({ articleId, person }: { readonly articleId: string; readonly person: Person }) {
  const session = useSession(articleId, person);
  const tooled = useLongWait();
  if (!session) return <ArticleSkeleton person={person} tooled={tooled} />;
  return <Opened session={session} tooled={tooled} />;
}

/** How long the text may take (ms) before the header has its tools without waiting for it. */
const TEXT_FIRST = 400;

/** Whether the page has been open for so long that nothing waits for the text any more. */
function useLongWait(): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), TEXT_FIRST);
    return () => clearTimeout(timer);
  }, []);
  return long;
}

/** The session of an article for a person: opened anew when either, or what they may do, changes. */
function useSession(articleId: string, person: Person): ArticleSession | null {
  const [session, setSession] = useState<ArticleSession | null>(null);
  const { id, name, role, colour, createdAt } = person;
  useEffect(() => {
    const opened = openArticle(articleId, { id, name, role, colour, createdAt });
    setSession(opened);
    return () => {
      opened.destroy();
      setSession(null);
    };
  }, [articleId, id, name, role, colour, createdAt]);
  return session;
}

/**
 * Asks again who is signed in after every lost connection: the server closes it when what a person may do has changed,
 * and nothing may be offered then that would be refused.
 */
function useAccessCheck(kind: SyncState['kind']): void {
  const client = useQueryClient();
  const lost = useRef(false);
  useEffect(() => {
    if (kind === 'offline') lost.current = true;
    if (kind !== 'live' || !lost.current) return;
    lost.current = false;
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [client, kind]);
}

/** Whether the server is known to have trouble: what is asked of an article it may then not answer before that is over. */
function keepsQuiet(state: SyncState): boolean {
  return state.kind === 'not-saving' || (state.kind === 'offline' && state.keptOut !== null);
}

function Opened({ session, tooled }: { readonly session: ArticleSession; readonly tooled: boolean }) {
  const subscribe = (listener: () => void) => session.subscribe(listener);
  const state = useSyncExternalStore(subscribe, () => session.state());
  const doc = useSyncExternalStore(subscribe, () => session.doc);
  const glance = useSyncExternalStore(subscribe, () => session.glance);
  const meta = useQuery(articleQuery(session.articleId));
  const [guessing, setGuessing] = useState(false);
  useAccessCheck(state.kind);
  const stage = useStage(session);
  const { frozen } = stage;
  const acting = useMemo(() => (frozen ? readingSession(session) : session), [session, frozen]);
  if (state.kind === 'ended') return <EndedView ended={state} person={session.person} />;
  // Without a connection the text may be here while what is known of it is not: its letters say the language.
  // Once shown it stays: a question that is asked again would otherwise take the editor away until it has failed again.
  if ((meta.failureCount > 0 || keepsQuiet(state)) && !guessing) setGuessing(true);
  const known = meta.data?.language ?? (guessing ? 'guess' : null);
  if ((state.kind === 'loading' && !glance) || known === null) {
    const opening = state.kind === 'loading' ? state : undefined;
    return (
      <ArticleSkeleton
        person={session.person}
        about={meta.data}
        tooled={tooled}
        {...(opening ? { state: opening } : {})}
      />
    );
  }
  const language = known === 'guess' ? guessLanguage(articleText(glance ?? doc).text) : known;
  return (
    <ArticleView
      // A session that had to start anew has another document: nothing of the old one may linger.
      key={doc.clientID}
      session={acting}
      person={session.person}
      stage={stage}
      doc={doc}
      state={state}
      tooled={tooled}
      language={language}
      direction={meta.data?.direction ?? directionOfLanguage(language)}
    />
  );
}
