import { IMPORT_REFUSALS } from '@sanad/shared/import';
import { ApiProblem } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

/** Why a text did not come in, what is safe, and what to do. `nothing`: what did not happen. */
export function ImportRefused({ error, nothing }: { readonly error: unknown; readonly nothing: string }) {
  const text = useText();
  if (!(error instanceof ApiProblem)) return <Problem error={error} what={text('import.unread')} />;
  if (error.status === 0) return <ErrorNote what={text('error.unreachable')} safe={text('import.uncertain')} />;
  const why = IMPORT_REFUSALS.find((each) => each === error.code);
  if (why) return <ErrorNote what={text(`library.refused.${why}`)} safe={nothing} />;
  switch (error.code) {
    case 'no-such-import':
      return <ErrorNote what={text('import.expired')} safe={text('import.expired.safe')} />;
    case 'imports-full':
      return <ErrorNote what={text('import.full')} safe={text('import.full.safe')} />;
    case 'unread':
      return <ErrorNote what={text('import.unread')} safe={text('import.unread.safe')} />;
    default:
      return <Problem error={error} what={text('import.unread')} />;
  }
}
