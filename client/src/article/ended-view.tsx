import type { Person } from '@sanad/shared/protocol';
import { useLocation } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { PageFrame } from '../people/page-frame.tsx';
import type { SyncState } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Where a session has ended for good: a sentence, and a way on. */
export function EndedView({
  why,
  person,
}: {
  readonly why: Extract<SyncState, { kind: 'ended' }>['why'];
  readonly person: Person;
}) {
  const text = useText();
  const [, navigate] = useLocation();
  const reload = why === 'sign-in' || why === 'newer-schema';
  return (
    <PageFrame person={person}>
      <EmptyState
        title={text(`article.ended.${why}`)}
        actions={
          <>
            {reload ? (
              <Button look="primary" onPress={() => location.reload()}>
                {text('frame.reload')}
              </Button>
            ) : null}
            <Button look={reload ? 'plain' : 'primary'} onPress={() => navigate('/')}>
              {text('frame.to-articles')}
            </Button>
          </>
        }
      >
        <p>{text(`article.ended.${why}.detail`)}</p>
      </EmptyState>
    </PageFrame>
  );
}
