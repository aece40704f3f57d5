import type { Person } from '@sanad/shared/person';
import { useLocation } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { PageFrame } from '../people/page-frame.tsx';
import type { SyncState } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Ended = Extract<SyncState, { kind: 'ended' }>;

/** Where a session has ended for good: a sentence, how much was never sent, and a way on. */
export function EndedView({ ended, person }: { readonly ended: Ended; readonly person: Person }) {
  const text = useText();
  const { why, unsent, kept } = ended;
  const [, navigate] = useLocation();
  const reload = why === 'sign-in' || why === 'newer-schema';
  return (
    <PageFrame person={person}>
      <EmptyState
        level={1}
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
        {unsent > 0 ? <p>{text(unsentText(ended), { count: kept > 0 ? kept : unsent })}</p> : null}
      </EmptyState>
    </PageFrame>
  );
}

/** What becomes of what was never sent. */
function unsentText({ why, kept }: Ended) {
  if (kept === 0) return 'rescue.unsent.only-here';
  if (why === 'sign-in') return 'rescue.unsent.again';
  return why === 'newer-schema' ? 'rescue.unsent.reload' : 'rescue.unsent.kept';
}
