import { useText } from '../i18n/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageFrame } from './page-frame.tsx';

/** What a stranger sees, and somebody whose session has ended: how to get in. */
export function SignInNeeded() {
  const text = useText();
  return (
    <PageFrame person={null}>
      <EmptyState level={1} title={text('people.sign-in')}>
        <p>{text('people.sign-in.how')}</p>
        <p>{text('people.sign-in.again')}</p>
      </EmptyState>
    </PageFrame>
  );
}
