import '@sanad/client/ui/fonts.css';
import '@sanad/client/ui/tokens.css';
import '@sanad/client/ui/base.css';
import { ArticleSkeleton } from '@sanad/client/article/article-skeleton.tsx';
import { ArticleView } from '@sanad/client/article/article-view.tsx';
import { LanguageProvider } from '@sanad/client/i18n/language.tsx';
import { desk } from '@sanad/client/queries.ts';
import type { ArticleSession, SyncState } from '@sanad/client/sync/session.ts';
import { createPageRoot } from '@sanad/client/ui/page-root.ts';
import { Notices } from '@sanad/client/ui/toast.tsx';
import type { Person } from '@sanad/shared/person';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { articleOfPage, setClock } from './page-clock.ts';

// The article's page as people have it, text, claims and header, on a document of this page instead of the server's.
const doc = articleOfPage();
setClock(doc);
const state: SyncState = { kind: 'live', unsaved: 0 };
const rescues: ReturnType<ArticleSession['rescues']> = [];
const person: Person = {
  id: 'editor',
  name: 'سلمى',
  role: 'editor',
  colour: '#2f6f4f',
  createdAt: '2026-01-05T08:00:00.000Z',
};
const sessionOf = (read: Y.Doc): ArticleSession => ({
  articleId: 'long',
  person,
  doc: read,
  awareness: new Awareness(read),
  state: () => state,
  subscribe: () => () => undefined,
  sentBack: () => null,
  rescues: () => rescues,
  dismiss: () => undefined,
  destroy: () => undefined,
});

/** As the client's own page: the shape of an article until there is one. */
function Page() {
  const [session, setSession] = useState<ArticleSession | null>(null);
  useEffect(() => {
    void doc.then((read) => setSession(sessionOf(read)));
  }, []);
  if (!session) return <ArticleSkeleton person={person} tooled={false} />;
  return (
    <ArticleView
      {...{ session, person, state }}
      stage={{ frozen: false, signed: null }}
      doc={session.doc}
      language="ar"
      direction="rtl"
    />
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={desk}>
    <LanguageProvider>
      <Page />
      <Notices />
    </LanguageProvider>
  </QueryClientProvider>,
);
