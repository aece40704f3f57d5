import { DESK_EVENTS, type DeskEvent, deskEventOf } from '@sanad/shared/desk-event';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long a page that nobody looks at keeps its stream, in milliseconds: a browser opens only six to one place. */
const HIDDEN = 20_000;
/** How often such a page asks by itself, in milliseconds: its tab shows how much is unread. */
const ASKING = 60_000;
/** When a stream that the server refused is tried again, in milliseconds. */
const AGAIN = 30_000;
/** What an event source is that will not come back by itself. */
const REFUSED = 2;

/** What a page knows of what an event is about: it begins with one of these. Whatever is told of is asked for anew. */
function keyOf(event: DeskEvent): QueryKey {
  switch (event.kind) {
    case 'notice':
      return ['notices'];
    case 'confidential':
    case 'sealed':
      return [event.kind, event.article];
    case 'desk':
    case 'queue':
      return [event.kind];
  }
}

/** As much of a browser's page as following the events takes. */
export interface EventsPage {
  readonly open: () => EventSource;
  readonly isLookedAt: () => boolean;
  /** Calls `look` when the page is looked at or no longer, `leave` when it goes. Answers with what ends that. */
  readonly watch: (look: () => void, leave: () => void) => () => void;
}

/**
 * Follows the events of the desk while the page is looked at: `askFor` is called with the key of what has changed. Answers
 * with what ends that.
 */
export function followEvents(page: EventsPage, askFor: (key: QueryKey) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;

  const rest = () => {
    clearTimeout(timer);
    clearInterval(asking);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    rest();
    if (source) return;
    const opened = page.open();
    source = opened;
    // Nothing is kept for who is not there: what came before is asked for.
    opened.onopen = () => {
      for (const kind of DESK_EVENTS) askFor([kind === 'notice' ? 'notices' : kind]);
    };
    opened.onerror = () => {
      // A browser comes back by itself where the connection was lost, and not where it was refused.
      if (source !== opened || opened.readyState !== REFUSED) return;
      close();
      timer = setTimeout(open, AGAIN);
    };
    for (const kind of DESK_EVENTS) {
      opened.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        const event = deskEventOf(kind, data);
        if (event) askFor(keyOf(event));
      });
    }
  };
  const hide = () => {
    rest();
    timer = setTimeout(() => {
      close();
      asking = setInterval(() => askFor(['notices']), ASKING);
    }, HIDDEN);
  };
  const look = () => (page.isLookedAt() ? open() : hide());
  look();
  const stop = page.watch(look, close);
  return () => {
    stop();
    rest();
    close();
  };
}

const browserPage: EventsPage = {
  open: () => new EventSource('/api/events'),
  isLookedAt: () => document.visibilityState === 'visible',
  watch: (look, leave) => {
    document.addEventListener('visibilitychange', look);
    // A page that the browser keeps to be come back to keeps no stream.
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', look);
    };
  },
};

/** Keeps what this page knows up with the desk: once, around all pages of whoever is signed in. */
export function useDeskEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const askFor = async (queryKey: QueryKey) => {
      // What is on its way may be of before: a first answer would else be waited for and taken for the newest.
      await client.cancelQueries({ queryKey });
      await client.invalidateQueries({ queryKey });
    };
    return followEvents(browserPage, (key) => void askFor(key));
  }, [client]);
}
