import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { distance } from './distance.ts';

/** A moment as distance from now, the exact time on hover; isolated, so that text around it keeps its order. */
export function RelativeTime({ at }: { readonly at: string }) {
  const intl = useIntl();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const then = Date.parse(at);
  // A clock that runs ahead of this one must not make the past the future.
  const away = distance(then, Math.max(now, Date.now()));
  const exact = intl.formatDate(then, { dateStyle: 'full', timeStyle: 'short' });
  const shown = away
    ? intl.formatRelativeTime(away.value, away.unit, { numeric: 'auto' })
    : intl.formatDate(then, { day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <bdi>
      <time dateTime={at} title={exact}>
        {shown}
      </time>
    </bdi>
  );
}

/** A moment to the minute; isolated as `RelativeTime` is. */
export function ExactTime({ at }: { readonly at: string }) {
  const intl = useIntl();
  return (
    <bdi>
      <time dateTime={at}>{intl.formatDate(Date.parse(at), { dateStyle: 'long', timeStyle: 'short' })}</time>
    </bdi>
  );
}
