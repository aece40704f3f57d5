import { ApiProblem } from './api.ts';
import { tellingOf } from './failure.ts';
import { useText } from './i18n/language.tsx';
import { Button } from './ui/button.tsx';
import { ErrorNote } from './ui/error-note.tsx';

/** The note for a failed call. The server's own sentence is shown where this client has none in the reader's language. */
export function Problem({
  error,
  what,
  onRetry,
}: {
  readonly error: unknown;
  /** What could not be done, instead of a general sentence. */
  readonly what?: string;
  readonly onRetry?: () => void;
}) {
  const text = useText();
  const telling = tellingOf(error);
  const detail = error instanceof ApiProblem ? error.detail : '';
  return (
    <ErrorNote
      what={what ?? text(telling.what)}
      safe={
        telling.detail ? (
          text(telling.detail)
        ) : detail ? (
          <span lang="en" dir="ltr">
            {detail}
          </span>
        ) : null
      }
      actions={onRetry ? <Button onPress={onRetry}>{text('frame.retry')}</Button> : null}
    />
  );
}
