import type { Person } from '@sanad/shared/person';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Route, Switch, useLocation } from 'wouter';
import { useDeskEvents } from './events/desk-events.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { LibraryPage } from './library/library-page.tsx';
import { JoinPage } from './people/join-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { SignInPage } from './people/sign-in-page.tsx';
import { SignedIn } from './people/signed-in.tsx';
import { desk } from './queries.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { NotFound } from './ui/not-found.tsx';
import { PageSkeleton } from './ui/page-skeleton.tsx';
import { Notices } from './ui/toast.tsx';

const loadArticlePage = () => import('./article/article-page.tsx');
const ArticlePage = lazy(loadArticlePage);
// Whoever comes for an article has its page fetched while the server says who they are.
if (location.pathname.startsWith('/articles/')) void loadArticlePage().catch(() => undefined);
const ReviewPage = lazy(() => import('./review/review-page.tsx'));

/** The whole client: who is signed in, and the page of the address. */
export function App() {
  return (
    <QueryClientProvider client={desk}>
      <LanguageProvider>
        <Links>
          <ErrorBoundary>
            <Suspense fallback={<PageSkeleton />}>
              <Switch>
                <Route path="/join">
                  <JoinPage />
                </Route>
                <Route path="/sign-in">
                  <SignInPage />
                </Route>
                <Route>
                  <SignedIn>{(person) => <Pages person={person} />}</SignedIn>
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </Links>
        <Notices />
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function Pages({ person }: { readonly person: Person }) {
  useDeskEvents();
  useEffect(() => {
    // Whoever reads the list opens an article next: its page is fetched while they read. A failure shows when they do.
    const timer = setTimeout(() => void loadArticlePage().catch(() => undefined), 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Switch>
      <Route path="/">
        <LibraryPage person={person} />
      </Route>
      <Route path="/review">
        <ReviewPage person={person} />
      </Route>
      <Route path="/people">
        <PeoplePage person={person} />
      </Route>
      <Route path="/articles/:id">{({ id }) => <ArticlePage key={id} articleId={id} person={person} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** Lets React Aria's links and menu entries change the page without loading it anew. */
function Links({ children }: { readonly children: ReactNode }) {
  const [, navigate] = useLocation();
  return <RouterProvider navigate={navigate}>{children}</RouterProvider>;
}
