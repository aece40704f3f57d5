import '@sanad/client/ui/fonts.css';
import '@sanad/client/ui/tokens.css';
import '@sanad/client/ui/base.css';
import { ArticleSkeleton } from '@sanad/client/article/article-skeleton.tsx';
import { ArticleView } from '@sanad/client/article/article-view.tsx';
import { AfterPaint } from '@sanad/client/editor/after-paint.ts';
import { LanguageProvider } from '@sanad/client/i18n/language.tsx';
import { desk } from '@sanad/client/queries.ts';
import type { ArticleSession, SyncState } from '@sanad/client/sync/session.ts';
import { glanceOf } from '@sanad/client/sync/text-first.ts';
import { createPageRoot } from '@sanad/client/ui/page-root.ts';
import { Notices } from '@sanad/client/ui/toast.tsx';
import type { Person } from '@sanad/shared/person';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { articleOfPage, setClock } from './page-clock.ts';

// The article's page as people have it, text, claims and header, on a document of this page instead of the server's.
const bytes = articleOfPage();
const doc = new Y.Doc();
setClock(doc);
const rescues: ReturnType<ArticleSession['rescues']> = [];
const person: Person = {
  id: 'editor',
  name: 'سلمى',
  role: 'editor',
  colour: '#2f6f4f',
  createdAt: '2026-01-05T08:00:00.000Z',
};

/** A session whose server has answered: it goes on as the client's own does then. */
class Answered implements ArticleSession {
  readonly articleId = 'long';
  readonly person = person;
  readonly doc = doc;
  readonly awareness = new Awareness(doc);
  glance: Y.Doc | null = null;
  #state: SyncState = { kind: 'loading', hindrance: null, refused: false };
  readonly #listeners = new Set<() => void>();
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = () => this.#state;
  readonly sentBack = () => null;
  readonly rescues = () => rescues;
  dismiss(): void {}
  destroy(): void {}

  async open(): Promise<void> {
    const answer = await bytes;
    this.glance = glanceOf(answer);
    const read = () => {
      Y.applyUpdate(doc, answer);
      this.glance = null;
      this.#state = { kind: 'live', unsaved: 0 };
      this.#tell();
    };
    if (!this.glance) return read();
    new AfterPaint(read).ask();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const session = new Answered();

/** As the client's own page: the shape of an article until its text can be read. */
function Page() {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const glance = useSyncExternalStore(session.subscribe, () => session.glance);
  useEffect(() => void session.open(), []);
  if (state.kind === 'loading' && !glance) return <ArticleSkeleton person={person} tooled={false} />;
  return (
    <ArticleView
      {...{ session, person, state, doc }}
      stage={{ frozen: false, signed: null }}
      language="ar"
      direction="rtl"
    />
  );
}

createPageRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={desk}>
    <LanguageProvider>
      <Page />
      <Notices />
    </LanguageProvider>
  </QueryClientProvider>,
);
