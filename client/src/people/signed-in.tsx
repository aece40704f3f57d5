import type { Person } from '@sanad/shared/person';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../problem.tsx';
import { sessionQuery } from '../queries.ts';
import page from '../ui/page.module.css';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { SignInNeeded } from './sign-in-needed.tsx';

/** Asks who is signed in here, and shows `children` to them; a stranger sees how to get in, and nothing else. */
export function SignedIn({ children }: { readonly children: (person: Person) => ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data) return children(data.person);
  if (data === null) return <SignInNeeded />;
  if (error) {
    return (
      <main className={page.column}>
        <Problem error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  return <PageSkeleton />;
}
