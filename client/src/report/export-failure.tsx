import { ApiProblem } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { Problem } from '../problem.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

/** Why a report was not made, in the reader's language. */
const WHY: Readonly<Record<string, MessageId>> = {
  busy: 'report.failed.busy',
  'too-many-exports': 'report.failed.too-many-exports',
  'report-too-slow': 'report.failed.report-too-slow',
  'report-failed': 'report.failed.report-failed',
  'report-cancelled': 'report.failed.report-cancelled',
  damaged: 'report.failed.damaged',
};

/** Says that a report was not made, and why. */
export function ExportFailure({
  error,
  what = 'report.failed',
}: {
  readonly error: unknown;
  readonly what?: MessageId;
}) {
  const text = useText();
  // Nothing here tries again by itself.
  const unreached = error instanceof ApiProblem && error.status === 0;
  const known = error instanceof ApiProblem ? WHY[error.code] : undefined;
  const why: MessageId | undefined = unreached ? 'report.failed.unreachable' : known;
  if (why) return <ErrorNote what={text(what)} safe={text(why)} />;
  return <Problem error={error} what={text(what)} />;
}
